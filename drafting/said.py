"""The composer's voice: a phrase in one of its wordings, and the sentences it has said so far."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafting.request import DraftRequest
from drafting.signed import signed
from drafting.style import style_of
from drafting.wordlists import words
from policies.company import Company, Contact, Voice
from prompts.phrases import Phrases

_NAME = re.compile(r"[^\W\d_][^\W\d_'’-]*(?:[-'’][^\W\d_]+)*\.?$")
_MOST_NAMES = 4  # words of a name; more are a sentence
_TELLING = 25  # characters from which a repeated phrase is noticed
_TITLES = words("mr mrs ms miss dr prof sir herr frau mme m monsieur madame señor señora")
_NOT_NAMES = words(
    "customer user guest admin info shop support team anonymous unknown account page the"
)


@dataclass(frozen=True)
class Speaker:
    """Says phrases in one language for one conversation, in the company's voice.

    The wording is chosen by the conversation, so that it stays the same when asked again and
    differs from one customer to the next; wordings used in recent replies, or that hold a word
    that the voice avoids, are passed over.
    """

    phrases: Phrases
    request: DraftRequest
    company: Company

    def say(self, key: str, **slot: str) -> str:
        """One wording of a phrase."""
        seed = f"{self.request.conversation.id}/{self.request.conversation.turn}"
        return self.phrases.say(key, seed, self._avoid, **slot)

    def greeting(self, *, runs_on: bool = True) -> str:
        """The greeting, by name where the name is one.

        `runs_on` says that the next sentence goes on after its comma; in a letter it always may.
        """
        name = self.name()
        if not runs_on and not self.request.limits.paragraphs:
            return (
                self.say("greeting.open", name=name) if name else self.say("greeting.open_nameless")
            )
        if not name:
            return self.say("greeting.nameless")
        formal = self._formal
        return self.say("greeting.formal" if formal else "greeting.named", name=name)

    def name(self) -> str:
        """How the customer is addressed; empty where their name does not look like a name."""
        words = self.request.conversation.customer_name.split()
        plain = [w for w in words if w.casefold().rstrip(".") not in _TITLES]
        if not plain or len(plain) > _MOST_NAMES or not all(_NAME.match(word) for word in plain):
            return ""
        if plain[0].casefold() in _NOT_NAMES or len(plain[0]) == 1:
            return ""
        if self._formal:
            return " ".join(words)
        turn = self.request.turn
        first = (signed(turn[-1].text, plain[0]) if turn else "") or plain[0]
        return first if first[0].isupper() and not first.isupper() else first.capitalize()

    @property
    def voice(self) -> Voice:
        """The company's voice on this channel and in this language."""
        return self.company.voice.on(self.request.conversation.channel, self.phrases.language)

    @property
    def _formal(self) -> bool:
        return style_of(self.request.instruction).formal or self.voice.formal

    def closing(self) -> str:
        """How the company signs here; empty where it does not sign."""
        voice = self.voice
        signature = voice.signatures.get(self.request.conversation.channel, voice.company)
        if self.request.public:
            return signature
        sign_off = voice.sign_off or self.say("closing.private")
        return f"{sign_off}\n{signature}".strip() if signature else sign_off

    def contact(self) -> Contact | None:
        """How to reach a person from where the customer is, or anywhere."""
        region = self.request.facts.scope.get("region", "").casefold()
        for wanted in (region, "any"):
            for contact in self.company.contacts:
                if wanted and contact.region.casefold() == wanted:
                    return contact
        return None

    def _avoid(self, text: str) -> bool:
        lowered = text.casefold()
        if any(word.casefold() in lowered for word in self.voice.avoid):
            return True
        return len(text) > _TELLING and any(text in reply for reply in self.request.recent_replies)

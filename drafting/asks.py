"""What a message asks of policy: one question for each problem, in policy's words and its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desk.conversation import MessageKind
from desk.sentences import split
from drafting.feelings import signs_of
from drafting.topics import Topic, where
from drafting.triage import Seen

_LONGEST = 360
_GREETING = 3  # words of a sentence that tells nothing yet
_MOST = {True: 2, False: 3}  # public replies answer fewer points
_QUESTION = re.compile(
    r"\?|^(?:how|what|when|where|which|who|why|can|could|do|does|is|are|will|would|may|should)\b",
    re.IGNORECASE,
)
# "It came broken and your courier was rude": each half has a subject and what it did.
_TWO_THINGS = re.compile(
    r",? (?:and|und) (?=(?:your|the|nobody|no one|he|she|they|euer|ihr|der|die|niemand) "
    r"(?:\w+ ){0,2}(?:was|were|is|are|has|had|did|said|war|ist|hat)\b)",
    re.IGNORECASE,
)
_TWO_QUESTIONS = re.compile(
    r"\?\s+|\s(?:and|also),?\s(?=(?:also )?(?:how|what|when|where|which|who|why|can|could|do|does|"
    r"is|are|will|would)\b)",
    re.IGNORECASE,
)
_CONVERSATION_ONLY = re.compile(
    r"^(?:(?:can|could|will) you (?:please )?(?:do|fix) (?:something|anything|this|"
    r"that)(?: about (?:it|this))?|is that possible|what(?:'s| is)? (?:now|next|the point)|"
    r"(?:can|could) you (?:please )?(?:help|assist)(?: me| us)?(?: out)?(?: (?:with|to|get|set|fix|"
    r"arrange|sort|move|do|resolve|correct|process|make|handle) ?(?:with )?(?:this|that|it|these)"
    r"(?: (?:up|out|along|sorted|done|fixed|corrected|sorted out|arranged|please))*)?|"
    r"(?:can|could) you (?:please )?(?:look into|check|fix|sort|arrange|do|handle|process) (?:this|"
    r"that|it)(?: for me| out| today| please)*|is (?:this|that|it) (?:possible|okay|ok|"
    r"something you (?:can|could) (?:help|do|arrange)[^?]{0,30})|please help|"
    r"any (?:ideas?|help|news)|"
    r"what do i do(?: now)?|how come|why|hello|really|seriously|is anybody there|does any(?:body|"
    r"one) work there|can i just say|you know what|right)\W*$",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"(?:don'?t|do not|won'?t|can'?t) accept|not (?:good|satisf|happy|acceptable|enough)|"
    r"unacceptable|ridiculous|excuse|who is (?:above|your)|manager|supervisor|speak to (?:someone|"
    r"somebody)|team lead|complain|escalate|still (?:not|no|waiting)|akzeptier|vorgesetzt|"
    r"inacceptable|responsable",
    re.IGNORECASE,
)
_NOT_HAPPY = "customer is not happy with our answer and wants a team lead to look again"
_PRAISE = "kind words for us, praise for one of our people"


def refuses(text: str) -> bool:
    """Whether a customer does not accept what we have answered."""
    return bool(_REFUSES.search(text))


@dataclass(frozen=True)
class Ask:
    """One question to the policy book. `words` is what the customer wrote, `topic` its kind;
    `danger` says that somebody may be hurt.
    """

    query: str
    words: str
    topic: Topic | None = None
    danger: bool = False


def asks_of(text: str, seen: Seen, *, public: bool, again: bool) -> tuple[Ask, ...]:
    """The questions to search for, the most important first.

    `again` says that we have answered before; a customer who does not accept the answer is asking
    for somebody above.
    """
    most = _MOST[public]
    if again and refuses(text):
        return (Ask(_NOT_HAPPY, _NOT_HAPPY),)
    kind = seen.triage.kind
    if kind is MessageKind.PRAISE:
        return (Ask(text[:_LONGEST], text), Ask(_PRAISE, _PRAISE))
    problems = [topic for topic in seen.topics if not topic.wish]
    if kind in (MessageKind.QUESTION, MessageKind.SALES) or not problems:
        return _questions(text, seen)[:most] or (_whole(text, seen),)
    apart = _apart(problems, text)[:most]
    if len(apart) == 1:
        return (Ask(text[:_LONGEST], _sentence_of(apart[0], text), apart[0]),)
    return tuple(_about(topic, text) for topic in apart)


def _whole(text: str, seen: Seen) -> Ask:
    """All that was said, of which the sentence that names the topic, or the first, is the point."""
    topic = seen.topics[0] if seen.topics else None
    point = _sentence_of(topic, text) if topic else _point(text)
    return Ask(text[:_LONGEST], point, topic)


def _point(text: str) -> str:
    telling = [
        p for p in split(text) if len(p.split()) > _GREETING and not _CONVERSATION_ONLY.match(p)
    ]
    return telling[0] if telling else text


def _about(topic: Topic, text: str) -> Ask:
    words = _sentence_of(topic, text)
    return Ask(words[:_LONGEST], words, topic)


def _apart(problems: list[Topic], text: str) -> list[Topic]:
    """Problems that stand in different sentences; of two in one sentence the first in the list."""
    taken: dict[str, Topic] = {}
    for topic in problems:
        taken.setdefault(_sentence_of(topic, text), topic)
    return sorted(taken.values(), key=lambda topic: where(topic, text))


def _sentence_of(topic: Topic, text: str) -> str:
    """The sentence that names a topic, or the half of it that does where it tells of two things."""
    pieces = split(text)
    at = next((n for n, piece in enumerate(pieces) if where(topic, piece) >= 0), len(pieces))
    sentence = pieces[at] if at < len(pieces) else text
    if at + 1 < len(pieces) and len(sentence.split()) <= _GREETING:
        sentence = f"{sentence} {pieces[at + 1]}"  # "Blind customer here." says who, and not what
    halves = _TWO_THINGS.split(sentence)
    return next((half for half in halves if where(topic, half) >= 0), sentence)


def _questions(text: str, seen: Seen) -> tuple[Ask, ...]:
    topic = seen.topics[0] if seen.topics else None
    sentences = split(text)
    pieces = [
        piece.strip(" ,")
        for sentence in sentences
        if _QUESTION.search(sentence) or signs_of(sentence).asks
        for piece in _TWO_QUESTIONS.split(sentence)
        if len(piece.split()) > 1 and not _CONVERSATION_ONLY.match(piece.strip())
    ]
    if not pieces:
        return ()
    told = " ".join(s for s in sentences if not _QUESTION.search(s))[:160]
    asks = []
    for number, piece in enumerate(pieces):
        # What was told before a question, or the question before, says what "it" is.
        before = told if number == 0 else pieces[0][:120]
        own = next((t for t in seen.topics if where(t, piece) >= 0), topic)
        if own is not None and own.general:
            asks.append(Ask(own.term, own.term, own))
            continue
        asks.append(Ask(f"{piece[:_LONGEST]} {before}".strip(), piece, own))
    return tuple(asks)

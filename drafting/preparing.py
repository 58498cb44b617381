"""From a request to a brief: who wrote what, how it reads, and what in it must not be obeyed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desk.conversation import Direction, MessageKind
from desk.draft import Finding
from drafting.before import without_ours
from drafting.brief import Brief
from drafting.claims import claims_in
from drafting.request import DraftRequest
from drafting.retrieve import Retrieved
from drafting.said import Speaker
from drafting.style import style_of
from drafting.triage import Seen, triage_of
from drafting.untrusted import orders_in, without_orders
from policies.company import Company
from prompts.phrases import PhraseBook

_VAGUE = 8  # words below which a turn is read together with what was said before it
_LONGEST = 6_000  # characters of one turn that triage and composer read; a model is shown more


@dataclass(frozen=True)
class Prepared:
    """A brief without its answers, and what the reviewer must know of the message."""

    brief: Brief
    findings: tuple[Finding, ...]


def prepared(request: DraftRequest, company: Company, phrases: PhraseBook) -> Prepared:
    """Triage and fence of the customer's turn."""
    raw = "\n".join(message.text for message in request.turn)[:_LONGEST]
    text = without_ours(without_orders(raw), request)
    first = not request.our_replies
    before = _language_before(request)
    seen = triage_of(text, public=request.public, first=first, language=before)
    if seen.triage.needs_reply and _says_little(seen, text):
        told = without_orders("\n".join(_customer_before(request)))[-_LONGEST:]
        if told:
            text = f"{told}\n{text}"
            fuller = triage_of(text, public=request.public, first=first, language=before)
            # What was said before says what it is about; this turn says how it feels now.
            seen = replace(
                fuller, triage=replace(fuller.triage, needs_reply=seen.triage.needs_reply)
            )
    claims = claims_in(text, tuple(topic.name for topic in seen.topics))
    language = seen.triage.language
    voice = company.voice.on(request.conversation.channel, language)
    spoken = phrases.of(language, familiar=voice.familiar)
    speaker = Speaker(spoken, request, company)
    brief = Brief(
        request=request,
        seen=seen,
        text=text,
        retrieved=Retrieved((), (), ()),
        claims=claims,
        speaker=speaker,
        style=style_of(request.instruction),
    )
    return Prepared(brief, orders_in(raw))


def _says_little(seen: Seen, text: str) -> bool:
    vague = seen.triage.kind in (MessageKind.OTHER, MessageKind.COMPLAINT, MessageKind.QUESTION)
    return vague and not seen.topics and len(text.split()) <= _VAGUE


def _customer_before(request: DraftRequest) -> list[str]:
    return [m.text for m in request.earlier if m.direction is Direction.INCOMING]


def _language_before(request: DraftRequest) -> str:
    """The language that the conversation has been in, for a turn too short to tell."""
    known = request.conversation.triage
    return known.language if known is not None else "en"

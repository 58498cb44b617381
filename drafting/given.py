"""What need not be said any more: what the customer, or a known fact, has given already."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desk.facts import CaseFacts, Fact
from desk.phrases import Phrase
from desk.terms_met import names
from drafting.needs import needs_of
from policies.clause import Clause

_LEAD = re.compile(
    r"^(?:if|when|where|in case) (?P<condition>.{6,220}?), (?=(?:then |please )?(?P<main>"
    r"(?:we|you|it|our|the|this|that|there|they|a|an|look|tell|send|write|give|keep|attach|ask|"
    r"start|choose|drop|contact|call|wait|reply)\b.*)$)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?:then |and |please |just |simply )*(?:tell|send|write|give|keep|attach|start|choose|drop|"
    r"look|ask|contact|show|share|name)\b",
    re.IGNORECASE,
)
_AND_THEN = re.compile(r",? and ((?:we|our team|a (?:team lead|colleague)|somebody) .+)$")
# A thing that clauses ask for, the facts that say we have it, and how a message says so.
_THINGS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        r"\b(?:photo|picture)s?\b",
        ("photo_provided",),
        (
            r"\b(?:photos?|pictures?) (?:is |are )?(?:attached|enclosed|below|above)|attached "
            r"(?:a |the |some )?(?:photo|picture)|put a (?:photo|picture) of"
        ),
    ),
    (
        r"\b(?:receipt|bill)\b",
        ("receipt_provided",),
        r"\breceipt (?:is )?(?:attached|enclosed|below)|attached (?:the |my )?receipt",
    ),
    (r"\border number\b", ("order_number",), r"(?!)"),
    (r"\blink\b", ("price_link_provided",), r"https?://"),
    (
        r"\bneighbou?rs?\b|\bsafe place\b",
        ("neighbours_asked",),
        r"\bneighbou?rs?\b",
    ),
    (
        r"\bteam lead\b|\bmanager\b",
        ("team_lead_asked",),
        r"who is above|\b(?:manager|supervisor|team lead|somebody above|someone above)\b",
    ),
    (
        r"\b(?:day,? (?:and )?(?:the )?time|when (?:and where )?it (?:was|happened))\b",
        (),
        (
            r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b[^.!?]{0,40}(?:\d|noon|morning|"
            r"afternoon|evening)"
        ),
    ),
    (r"\bpart number\b", ("part_number",), r"(?!)"),
)
# A condition of a rule, and how a message says that it is so.
_SAID_SO: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:second or third|third|written (?:more than once|before|twice))\b",
        r"\b(?:second|third|fourth|fifth|\d(?:rd|th)) (?:e-?mail|message|letter|time)\b",
    ),
    (
        r"\b(?:do not|don't) accept\b|\bnot happy with\b",
        r"\b(?:do not|don['’]?t) accept\b|not happy with|who is above",
    ),
    (
        r"\b(?:two times|twice)\b",
        r"\b(?:twice|two times|double[- ]charged|charged double)\b",
    ),
)


def halves(text: str) -> tuple[str, str]:
    """The condition that a rule begins with, and what it says; the condition may be empty."""
    found = _LEAD.match(text)
    if found is None:
        return "", text
    main = re.sub(r"^then ", "", found["main"])
    return found["condition"], f"{main[:1].upper()}{main[1:]}"


def request_of(text: str) -> bool:
    """Whether a sentence asks the customer for something."""
    return bool(_ASKS.match(halves(text)[1]))


def given(text: str, message: str, facts: CaseFacts) -> bool:
    """Whether all that a sentence asks for is there by the message or a fact that counts."""
    if not request_of(text):
        return False
    there = [_has(thing, message, facts) for thing in _THINGS if _named(thing, text)]
    return bool(there) and all(there)


def rest_of(text: str) -> str:
    """What we do after a request is met ("tell us the day, and a team lead looks into it")."""
    found = _AND_THEN.search(text)
    return f"{found[1][:1].upper()}{found[1][1:]}" if found else ""


def asks_for_more(text: str, message: str, facts: CaseFacts) -> bool:
    """Whether a sentence asks for a thing that nobody has given yet."""
    return request_of(text) and any(
        _named(thing, text) and not _has(thing, message, facts) for thing in _THINGS
    )


def plain(
    text: str, clause: Clause, message: str, facts: CaseFacts, claims: Mapping[str, Fact]
) -> str:
    """The sentence without its condition, where that is known to be so; else as it is."""
    condition, main = halves(text)
    if not condition or _ASKS.match(main):
        return text
    if any(
        re.search(rule, condition, re.IGNORECASE) and re.search(said, message, re.IGNORECASE)
        for rule, said in _SAID_SO
    ):
        return main
    phrase = Phrase.of(condition)
    met = (
        licence.conditions
        for licence in clause.licences or ()
        if licence.permits and licence.conditions and needs_of(licence, facts, claims).all_met
    )
    if any(names(one, phrase) for conditions in met for one in conditions):
        return main
    return text


def _named(thing: tuple[str, tuple[str, ...], str], text: str) -> bool:
    return bool(re.search(thing[0], _AND_THEN.sub("", text), re.IGNORECASE))


def _has(thing: tuple[str, tuple[str, ...], str], message: str, facts: CaseFacts) -> bool:
    _, named, said = thing
    known = any((fact := facts.known(name)) is not None and fact.value for name in named)
    return known or bool(re.search(said, message, re.IGNORECASE))

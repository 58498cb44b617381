"""What the known facts settle: the remedy that is due, or the choice between several."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desk.facts import Fact
from desk.sentences import split
from drafting.deeds import deed, name_of
from drafting.needs import REMEDIES, needs_of
from drafting.request import DraftRequest
from drafting.said import Speaker
from policies.clause import Clause, Licence
from policies.terms import Kind

_LATER = re.compile(
    r"\b(?:after|once|as soon as|when) [^.]{0,40}\b(?:back|return(?:ed|s)?|checked|agreed)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|when|unless|provided|as long as)\b", re.IGNORECASE)
_KNOWN_AMOUNT = re.compile(r" of (\d[\d.,]* [A-Z]{3})")
_CHOICE = re.compile(
    r"\b(?:you prefer|you choose|your choice|you decide|you may choose)\b", re.IGNORECASE
)


def resolution(
    clause: Clause, request: DraftRequest, claims: Mapping[str, Fact], speaker: Speaker
) -> str | None:
    """One sentence that says what is due by facts that count; None where they settle nothing.

    Only for clauses whose owner wrote down what they license, under conditions that are all met.
    """
    if speaker.phrases.language != "en":
        return None
    if _LATER.search(clause.text):
        return None  # what is due waits for something that no fact says
    due = [
        licence
        for licence in clause.licences or ()
        if licence.permits
        and licence.kind in REMEDIES
        and licence.conditions
        and needs_of(licence, request.facts, claims).all_met
    ]
    if not due:
        return None
    if len(due) > 1:
        return _choice(due, speaker) if _CHOICE.search(clause.text) else None
    done = deed(due[0], request.facts, public=request.public)
    if not done:
        return None
    if not _tells_more(done, clause) and _says_plainly(clause, due[0]):
        return speaker.say("resolution.applies")
    return speaker.say("resolution.granted", deed=done)


def _tells_more(done: str, clause: Clause) -> bool:
    """Whether a deed names an amount that the clause does not."""
    found = _KNOWN_AMOUNT.search(done)
    return found is not None and found.group(1) not in clause.text


def _says_plainly(clause: Clause, licence: Licence) -> bool:
    """Whether the clause itself states this remedy in a sentence without a condition."""
    stem = licence.kind.value[:6]
    if licence.kind is Kind.REPLACEMENT:
        stem = "send"
    amount = str(licence.amount) if licence.amount is not None else stem
    return any(
        (stem in piece.casefold() or amount in piece) and not _CONDITION.search(piece)
        for piece in split(clause.text)
    )


def _choice(due: list[Licence], speaker: Speaker) -> str | None:
    names = list(dict.fromkeys(name for licence in due if (name := name_of(licence))))
    if len(names) <= 1:
        return None
    return speaker.say("resolution.choice", options=f"{', '.join(names[:-1])} or {names[-1]}")

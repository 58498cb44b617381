"""What the known facts settle: the remedy that is due, or the choice between several."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desk.facts import Fact
from drafting.deeds import deed, name_of
from drafting.language import language_of
from drafting.needs import REMEDIES, needs_of
from drafting.request import DraftRequest
from drafting.style import Style
from policies.clause import Clause, Licence
from policies.terms import Kind

_LATER = re.compile(
    r"\b(?:after|once|as soon as|when) [^.]{0,40}\b(?:back|return(?:ed|s)?|checked|agreed)\b",
    re.IGNORECASE,
)
_KNOWN_AMOUNT = re.compile(r" of (\d[\d.,]* [A-Z]{3})")
_CHOICE = re.compile(
    r"\b(?:you prefer|you choose|your choice|you decide|you may choose)\b", re.IGNORECASE
)
_DENIES = re.compile(r"\b(?:not|no|never|cannot)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True)
class Due:
    """What is due by facts that count.

    `deed` says it of one remedy and `options` names several to choose from; one of both is empty.
    `tells_more` says that the deed holds an amount that the clause does not.
    """

    licences: tuple[Licence, ...]
    deed: str = ""
    options: str = ""
    tells_more: bool = False


def due_of(clause: Clause, request: DraftRequest, claims: Mapping[str, Fact]) -> Due | None:
    """What is due by a clause; None where the facts settle nothing.

    Only for clauses whose owner wrote down what they license, under conditions that are all met.
    """
    if _LATER.search(clause.text) or language_of(clause.text) != "en":
        return None  # what is due waits for something that no fact says
    due = tuple(
        licence
        for licence in clause.licences or ()
        if licence.permits
        and licence.kind in REMEDIES
        and licence.conditions
        and needs_of(licence, request.facts, claims).all_met
    )
    if not due:
        return None
    said = "\n".join(message.text for message in request.turn)
    deeds = {deed(licence, request.facts, public=request.public, said=said) for licence in due}
    if len(deeds) > 1:
        options = _choice(due) if _CHOICE.search(clause.text) else ""
        return Due(due, options=options) if options else None
    done = deeds.pop()
    if not done:
        return None
    found = _KNOWN_AMOUNT.search(done)
    return Due(due, done, tells_more=found is not None and found.group(1) not in clause.text)


def narrowed(due: Due, style: Style, request: DraftRequest) -> Due:
    """Of several remedies to choose from the one that an agent asks for, if it is among them."""
    if not due.options or not (style.remedy or style.other):
        return due
    wanted = [one for one in due.licences if one.kind is style.remedy] or (
        [due.licences[-1]] if style.other else []
    )
    if not wanted:
        return due
    said = "\n".join(message.text for message in request.turn)
    done = deed(wanted[0], request.facts, public=request.public, said=said)
    return Due((wanted[0],), done) if done else due


def states(text: str, licences: tuple[Licence, ...]) -> bool:
    """Whether a sentence grants one of these remedies, in its kind's words or its amount."""
    return not _DENIES.search(text) and any(_states(text, licence) for licence in licences)


def _states(text: str, licence: Licence) -> bool:
    stem = {Kind.REPLACEMENT: r"send (?!us\b)|new one|replac", Kind.DISCOUNT: r"\boff\b"}.get(
        licence.kind, licence.kind.value[:6]
    )
    amount = licence.amount is not None and str(licence.amount) in text
    return amount or bool(re.search(stem, text, re.IGNORECASE))


def _choice(due: tuple[Licence, ...]) -> str:
    names = list(dict.fromkeys(name for licence in due if (name := name_of(licence))))
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else ""

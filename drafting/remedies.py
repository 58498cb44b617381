"""What the known facts settle: the remedy that is due, or the choice between several."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desk.facts import Fact
from drafting.deeds import REMEDIES, deed, name_of
from drafting.needs import needs_of
from drafting.request import DraftRequest
from drafting.said import Speaker
from policies.clause import Clause, Licence

_CHOICE = re.compile(r"\b(?:you prefer|you choose|your choice|you decide|you may choose)\b", re.I)


def resolution(
    clause: Clause, request: DraftRequest, claims: Mapping[str, Fact], speaker: Speaker
) -> str | None:
    """One sentence that says what is due by facts that count; None where they settle nothing.

    Only for clauses whose owner wrote down what they license, under conditions that are all met.
    """
    if speaker.phrases.language != "en":
        return None
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
    return speaker.say("resolution.granted", deed=done) if done else None


def _choice(due: list[Licence], speaker: Speaker) -> str | None:
    names = list(dict.fromkeys(name for licence in due if (name := name_of(licence))))
    if len(names) < 2:
        return None
    return speaker.say("resolution.choice", options=f"{', '.join(names[:-1])} or {names[-1]}")

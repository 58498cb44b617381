"""Clauses that say how things usually are, and do nothing for somebody for whom they are not."""

from __future__ import annotations

import re

from policies.clause import Clause
from policies.terms import Kind

# What helps, forbids or tells what to do: a rule, a remedy, a way to reach somebody.
_HELPS = re.compile(
    r"\b(?:if|when|until|within|please|contact|call|ring|write|tell|ask|send|choose|refund|replace|"
    r"repair|credit|fee|costs?|free|return|cancel|must|may|cannot|not|never|no|will|need|"
    r"we (?!are\b|have\b|offer\b|use\b)\w+)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"\bstop using\b|\bunplug\b|\bdo not use\b", re.IGNORECASE)


def describes_only(clause: Clause) -> bool:
    """Whether a clause neither gives, forbids nor asks for anything."""
    licences = clause.licences or ()
    if any(licence.kind is not Kind.STATEMENT or not licence.permits for licence in licences):
        return False
    return not _HELPS.search(clause.text)


def warns(clause: Clause) -> bool:
    """Whether a clause tells people to stop using a thing: a safety statement that it licenses."""
    told = (one.words for one in clause.licences or () if one.kind is Kind.STATEMENT)
    return any(_STOP.search(words) for words in told)

"""The sections of manuals: the public clauses under one heading, and what the heading says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drafting.clause_words import sayable
from drafting.manuals.wanted import Wanted
from drafting.second_person import YOU
from policies.clause import Clause, PolicyId

_LEAST_NEAR = 0.3  # of the nearest clause, which has 1
# How much of a question a title must hold.
_LEAST_TITLED = 0.18
NEAREST = 0.9  # of the nearest section
_HALF = 0.5  # of its title is named, where the nearest may hold less
_NUMBERED = re.compile(
    r"^(?:[A-Z]|appendix [A-Z]|section [\d.]+|[\d.]+)[.:)]?\s+(?=\w)", re.IGNORECASE
)
_FEW_YOU = 1  # times that a page must say "you" more often than
ASIDE = re.compile(r"\s*\([^)]*\)")
# What a title of the last level says alone: nothing.
_BARE = re.compile(
    r"^(?:overview|eligibility(?: requirements?)?|required information|requested information|"
    r"rules?|process\w*|procedures?|general|requirements?|limits?|exceptions?|"
    r"status\w*(?: update)?|"
    r"effective date(?: calculation)?|details|workflows?|scheduling)$",
    re.IGNORECASE,
)
# Sections by which agents sort, look up or hand on; they tell customers nothing.
_FOR_AGENTS = re.compile(
    r"\b(?:quick reference|classifications?|guidance|workflows?|routing|application order|"
    r"verification|checks?|status validation|identification)\b",
    re.IGNORECASE,
)
# What a manual does, in a title that should say what it is about.
_DOING = re.compile(r"\s+(?:calculations?|determination|processing|handling)$", re.IGNORECASE)


@dataclass(frozen=True)
class Section:
    """The public clauses under one heading, and how near the search found the nearest of them."""

    clauses: tuple[Clause, ...]
    near: float

    @property
    def title(self) -> str:
        """The last heading, with the one above it where it says nothing alone."""
        return title_of(self.clauses[0].title)

    def named_in(self, wanted: Wanted) -> bool:
        """Whether the question names what the title names."""
        nearest = self.near >= NEAREST and wanted.covers(self.title) >= _HALF
        return nearest or wanted.held(self.title) >= _LEAST_TITLED

    @property
    def path(self) -> str:
        """All headings."""
        return f"{self.clauses[0].policy_title} {self.clauses[0].title}"


def sections(
    clauses: Iterable[Clause], near: Mapping[str, float], manuals: frozenset[PolicyId]
) -> list[Section]:
    """The sections that are near enough; `near` gives for each clause its share of the nearest."""
    found: dict[tuple[str, str], list[Clause]] = {}
    for clause in clauses:
        if near.get(clause.id, 0.0) > 0 and clause.policy in manuals and _is_manual(clause):
            found.setdefault((clause.policy, clause.title), []).append(clause)
    made = (
        Section(
            tuple(sorted(section, key=lambda clause: clause.id)),
            max(near[clause.id] for clause in section),
        )
        for section in found.values()
    )
    return [
        section
        for section in made
        if section.near >= _LEAST_NEAR and not _FOR_AGENTS.search(section.title)
    ]


def _is_manual(clause: Clause) -> bool:
    """Whether a clause is public, lists no licences, and is no page that speaks to customers."""
    page = len(YOU.findall(clause.text)) > _FEW_YOU and bool(sayable(clause))
    return clause.public and clause.licences is None and not page


def title_of(title: str) -> str:
    """What a clause is about, for people: the last of its headings that says something."""
    parts = [ASIDE.sub("", _NUMBERED.sub("", part)).strip() for part in title.split(" > ")]
    last = _DOING.sub("", parts[-1])
    if _BARE.match(last) and len(parts) > 1:
        last = f"{parts[-2]}: {last.lower()}"
    return last.title() if last.isupper() else last

"""Clauses in force that disagree: the same matter, the same conditions, and not as much of it.

What is compared is what owners listed. That two clauses mean one matter is told by the object of
their licences and by their words; where the object says little ("tell us"), by their titles too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations, islice

from desk.vocabulary import overlap, roots, special
from policies.book import Book
from policies.clause import CaseScope, Clause, ClauseVersion, Covers, Licence, Scope
from policies.terms import Kind

_ALIKE = 0.3  # share of the words of the shorter clause that the other must hold
_SAME_TITLE = 0.5  # of all words of both titles must be shared by more than this
_VAGUE = {Kind.DEADLINE, Kind.ACTION, Kind.ELIGIBILITY}  # their object is often a mere verb
_PAIRS = 20_000  # of one object are compared at most: ten thousand like clauses are no conflict


@dataclass(frozen=True)
class Conflict:
    """Two clauses that one case can meet on one day, and what each says of the same matter."""

    one: Clause
    other: Clause
    mine: Licence
    yours: Licence

    def __str__(self) -> str:
        return (
            f'{self.one.id} says "{self.mine.words}" and {self.other.id} "{self.yours.words}"; '
            "one case can fall under both"
        )

    def concerns(self, day: date, case: CaseScope) -> bool:
        """Whether both are in force on `day` and neither is known to be out of scope."""
        both = (self.one, self.other)
        return all(c.holds_on(day) and c.scope.covers(case) is not Covers.NO for c in both)


class Granting:
    """The clauses of a book by what they grant, so that those that disagree are soon found."""

    def __init__(self, book: Book) -> None:
        """Reads the licences of every clause once."""
        self.book = book
        self._of: dict[tuple[Kind, str], list[Clause]] = {}
        for clause in book:
            for key in _granted(clause):
                self._of.setdefault(key, []).append(clause)

    def conflicts(self) -> tuple[Conflict, ...]:
        """Every pair of clauses that disagree. Two versions of one clause never do."""
        found: dict[frozenset[ClauseVersion], Conflict] = {}
        for some in self._of.values():
            for one, other in islice(combinations(some, 2), _PAIRS):
                if conflict := between(one, other):
                    found.setdefault(frozenset({one.version, other.version}), conflict)
        return tuple(found.values())

    def against(self, clause: Clause, day: date, case: CaseScope) -> Conflict | None:
        """The first clause that disagrees with this one in this case, if any does."""
        some = (other for key in _granted(clause) for other in self._of.get(key, ()))
        found = (between(clause, other) for other in islice(some, _PAIRS))
        return next((c for c in found if c is not None and c.concerns(day, case)), None)


def among(clauses: Iterable[Clause], day: date, case: CaseScope) -> tuple[Conflict, ...]:
    """Those of a few clauses that disagree in this case."""
    found = (between(one, other) for one, other in combinations(clauses, 2))
    return tuple(c for c in found if c is not None and c.concerns(day, case))


def between(one: Clause, other: Clause) -> Conflict | None:
    """How two clauses disagree, if one case can meet both on one day."""
    if one.id == other.id or not (_meet(one, other) and _together(one.scope, other.scope)):
        return None
    return next(
        (
            Conflict(one, other, mine, yours)
            for mine, yours in _unlike(one, other)
            if _same_matter(one, other, mine.kind)
        ),
        None,
    )


def unlike(mine: Licence, yours: Licence) -> bool:
    """Whether two licences grant the same thing under the same conditions, and unlike much."""
    same = mine.kind is yours.kind and mine.object == yours.object != ""
    much = (mine.permits, mine.amount, mine.period) == (yours.permits, yours.amount, yours.period)
    return same and mine.conditions == yours.conditions and not much


def _granted(clause: Clause) -> Iterable[tuple[Kind, str]]:
    return dict.fromkeys((x.kind, x.object) for x in clause.licences or () if x.object)


def _unlike(one: Clause, other: Clause) -> Iterator[tuple[Licence, Licence]]:
    for mine in one.licences or ():
        for yours in other.licences or ():
            if unlike(mine, yours):
                yield mine, yours


def _same_matter(one: Clause, other: Clause, kind: Kind) -> bool:
    shorter, longer = sorted((_roots(one), _roots(other)), key=len)
    if overlap(shorter, longer) < _ALIKE:
        return False
    titles = special(one.title), special(other.title)
    every = titles[0] | titles[1]
    return kind not in _VAGUE or len(titles[0] & titles[1]) > _SAME_TITLE * len(every)


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return roots(text)


def _roots(clause: Clause) -> frozenset[str]:
    return _words(f"{clause.title} {clause.text}")


def _meet(one: Clause, other: Clause) -> bool:
    """Whether there is a day on which both hold."""
    starts = max(one.in_force or date.min, other.in_force or date.min)
    return starts <= min(one.until or date.max, other.until or date.max)


def _together(one: Scope, other: Scope) -> bool:
    """Whether there is a case that both may cover."""
    shared = one.allowed.keys() & other.allowed.keys()
    return all(one.allowed[name] & other.allowed[name] for name in shared)

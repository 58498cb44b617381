"""Policies and health as JSON shows them."""

from __future__ import annotations

from datetime import date
from typing import Self

from api.shown.base import Shown
from policies.clause import Clause
from policies.found import Sureness


class ClauseShown(Shown):
    """A clause in one version, in its own words."""

    id: str
    version: str
    policy: str
    policy_title: str
    title: str
    text: str
    in_force: date | None
    until: date | None
    scope: dict[str, list[str]]
    audience: str
    owner: str
    licences: list[str] | None
    place: str

    @classmethod
    def of(cls, value: Clause) -> Self:
        """The clause, shown."""
        licences = None if value.licences is None else [each.words for each in value.licences]
        scope = {name: sorted(allowed) for name, allowed in value.scope.allowed.items()}
        own = {**vars(value), "licences": licences, "scope": scope, "place": str(value.place)}
        return cls(**own)


class HitShown(Shown):
    """A clause that may answer, with its words from the book."""

    clause: ClauseShown
    score: float


class FoundShown(Shown):
    """The answer to a question. `silent` says that no clause answers it.

    `sureness` is how sure the search is that a clause answers, and `says` the same in plain words.
    Where a model helps the search, `also` are the questions of its making that found something, and
    `help` says what it did or why it did not.
    """

    hits: tuple[HitShown, ...]
    confidence: float
    silent: bool
    sureness: Sureness
    says: str
    book: str
    stale: bool
    conflicts: tuple[str, ...] = ()  # what those hits disagree about that one case can fall under
    also: tuple[str, ...] = ()
    help: tuple[str, ...] = ()


class ClausePage(Shown):
    """The clauses of the book in use, and what is wrong with files that are not in it."""

    book: str
    items: tuple[ClauseShown, ...]
    faults: tuple[str, ...]


class Ping(Shown):
    """How one outside thing is."""

    good: bool
    says: str
    seconds: float


class Health(Shown):
    """How everything is. `good` is true where every ping is."""

    good: bool
    version: str
    pings: dict[str, Ping]
    clauses: int
    faults: int


class Alive(Shown):
    """The process answers."""

    alive: bool = True


class TakenIn(Shown):
    """A message that a webhook brought."""

    conversation: str

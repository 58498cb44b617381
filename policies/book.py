"""The policy book: every clause at one moment. A book never changes; a new one replaces it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from policies.clause import CaseScope, Clause, ClauseId, ClauseVersion, Covers


@dataclass(frozen=True)
class Book:
    """All clauses in all their versions, in reading order."""

    clauses: tuple[Clause, ...] = ()

    @cached_property
    def digest(self) -> str:
        """A name for exactly this content: the sha256 over ids and versions, in hexadecimal."""
        rows = sorted(f"{clause.id}@{clause.version}" for clause in self.clauses)
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()

    @cached_property
    def _by_id(self) -> dict[ClauseId, tuple[Clause, ...]]:
        found: dict[ClauseId, tuple[Clause, ...]] = {}
        for clause in self.clauses:
            found[clause.id] = (*found.get(clause.id, ()), clause)
        return found

    def versions(self, clause_id: ClauseId) -> tuple[Clause, ...]:
        """Every version of one clause that the book holds, in reading order."""
        return self._by_id.get(clause_id, ())

    def at(self, clause_id: ClauseId, day: date) -> Clause | None:
        """The version of a clause in force on `day`, or None."""
        return next((c for c in self.versions(clause_id) if c.holds_on(day)), None)

    def version(self, clause_id: ClauseId, version: ClauseVersion) -> Clause | None:
        """One exact version, or None where this book does not hold it."""
        return next((c for c in self.versions(clause_id) if c.version == version), None)

    def in_force(self, day: date, scope: CaseScope | None = None) -> Iterator[Clause]:
        """Clauses that hold on `day` and are not known to be out of scope."""
        case = scope or {}
        for clause in self.clauses:
            if clause.holds_on(day) and clause.scope.covers(case) is not Covers.NO:
                yield clause

    def __len__(self) -> int:
        return len(self.clauses)

    def __iter__(self) -> Iterator[Clause]:
        return iter(self.clauses)

    @staticmethod
    def of(clauses: Iterable[Clause]) -> Book:
        """A book of these clauses."""
        return Book(tuple(clauses))

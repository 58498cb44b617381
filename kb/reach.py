"""Which clauses a search may answer with: in force on the day, and not ruled out by scope."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from policies.book import Book
from policies.clause import CaseScope, Covers, Scope

Mask = NDArray[np.bool_]

_FOREVER = date.max.toordinal()


class Reach:
    """The filter of one book. Answers for the same day and scope are remembered."""

    def __init__(self, book: Book) -> None:
        """Reads dates and scopes of every clause once."""
        self._from = np.array([c.in_force.toordinal() if c.in_force else 0 for c in book])
        self._until = np.array([c.until.toordinal() if c.until else _FOREVER for c in book])
        self._dimensions = {name for clause in book for name in clause.scope.allowed}
        scopes: dict[frozenset[tuple[str, frozenset[str]]], int] = {}
        self._scopes: list[Scope] = []
        self._scope_of = np.zeros(len(book), dtype=np.int32)
        self._ids = [clause.id for clause in book]
        for place, clause in enumerate(book):
            key = frozenset(clause.scope.allowed.items())
            if key not in scopes:
                scopes[key] = len(self._scopes)
                self._scopes.append(clause.scope)
            self._scope_of[place] = scopes[key]
        self._remembered = lru_cache(maxsize=256)(self._mask)

    def mask(self, day: date, scope: CaseScope) -> Mask:
        """One truth a clause, in book order."""
        telling = frozenset((name, scope[name]) for name in self._dimensions if name in scope)
        return self._remembered(day, telling)

    def _mask(self, day: date, scope: frozenset[tuple[str, str]]) -> Mask:
        if not self._ids:
            return np.zeros(0, dtype=bool)
        case = dict(scope)
        covered = np.array([s.covers(case) is not Covers.NO for s in self._scopes], dtype=bool)
        today = day.toordinal()
        in_force = (self._from <= today) & (today <= self._until)
        # The book answers with the first version in force; a later one would be another law.
        first: set[str] = set()
        for place in np.flatnonzero(in_force):
            in_force[place] = self._ids[place] not in first
            first.add(self._ids[place])
        mask: Mask = in_force & covered[self._scope_of]
        mask.flags.writeable = False
        return mask

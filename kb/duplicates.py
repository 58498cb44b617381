"""Clauses that say the same: one of them is enough of an answer."""

from __future__ import annotations

from kb.indexed import IndexedBook
from policies.clause import Clause

_ALIKE = 0.9  # shared words among all words of the two


class Fold:
    """Remembers the clauses of one answer.

    Those that differ in a number, in their scope or in what they license are never the same,
    however alike their words are.
    """

    def __init__(self, indexed: IndexedBook) -> None:
        """Starts with no clause."""
        self._indexed = indexed
        self._kept: list[tuple[frozenset[str], Clause]] = []

    def repeats(self, place: int) -> bool:
        """Whether an earlier clause says what this one says; if not, it is remembered."""
        words = frozenset(self._indexed.worded(place).all)
        clause = self._indexed.book.clauses[place]
        if any(_alike(words, other) and _same_law(clause, kept) for other, kept in self._kept):
            return True
        self._kept.append((words, clause))
        return False


def _alike(words: frozenset[str], other: frozenset[str]) -> bool:
    if words == other:
        return True
    if not _ALIKE * len(words) <= len(other) <= len(words) / _ALIKE:
        return False
    differing = words ^ other
    return len(differing) <= (1 - _ALIKE) * len(words | other) and not any(
        any(letter.isdigit() for letter in word) for word in differing
    )


def _same_law(clause: Clause, other: Clause) -> bool:
    return (clause.scope, clause.audience, clause.licences) == (
        other.scope,
        other.audience,
        other.licences,
    )

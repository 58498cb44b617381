"""One book made searchable, in memory: an immutable value that a search reads without a lock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.embeddings import Vectors
from kb.lexical import Lexical, words
from kb.reach import Reach
from kb.shelf import Shelf
from kb.views import Row, heading
from policies.book import Book
from policies.clause import Clause

Numbers = NDArray[np.float32]

_NEAREST = 256  # rows asked of the index where it is too large to be held in memory
_SAMPLE = 1_000  # rows that tell what an unrelated cosine looks like there


@dataclass(frozen=True)
class Signals:
    """What one question says of every clause, in book order.

    `cosine` is that of the nearest part of a clause, `lexical` its BM25 score and `most` the
    score that no clause can pass; `fused` orders.
    """

    cosine: Numbers
    lexical: Numbers
    most: float
    fused: Numbers


class IndexedBook:
    """A book, its words and its vectors. Without vectors it is searched by words alone."""

    def __init__(
        self,
        book: Book,
        rows: Sequence[Row],
        *,
        shelf: Shelf | None,
        fusion: dict[str, float],
        exact_rows: int,
        before: IndexedBook | None = None,
    ) -> None:
        """`before` lends the words of clauses that did not change.

        Without a shelf `digest` is empty: not all of the book can be found yet.
        """
        self.book = book
        self.digest = book.digest if shelf else ""
        self.reach = Reach(book)
        known = before.stems if before else {}
        self.stems: dict[str, list[str]] = {
            key: known.get(key) or words(f"{heading(clause)}\n{clause.text}")
            for key, clause in ((_key(clause), clause) for clause in book)
        }
        self._lexical = Lexical(self.words(place) for place in range(len(book)))
        self._fusion = fusion
        self._shelf = shelf
        self._owner = np.array([row.clause for row in rows], dtype=np.intp)
        self._place = {row.key: row.clause for row in rows} if len(rows) > exact_rows else {}
        self._vectors: Vectors | None = None
        if shelf and rows:
            held = [row.key for row in rows]
            step = max(1, len(held) // _SAMPLE) if self._place else 1
            self._vectors = shelf.vectors(held[::step])

    def words(self, place: int) -> Sequence[str]:
        """The stems of a clause and its titles."""
        return self.stems[_key(self.book.clauses[place])]

    def signals(self, question: str) -> Signals:
        """How every clause answers one question."""
        cosine, usual, spread = self._cosine(question)
        asked = words(question)
        lexical = self._lexical.scores(asked)
        fused = self._fusion["cosine"] * (cosine - usual) / (spread + 1e-6)
        fused += self._fusion["lexical"] * (lexical - lexical.mean()) / (lexical.std() + 1e-6)
        return Signals(cosine, lexical, self._lexical.most(asked), fused)

    def _cosine(self, question: str) -> tuple[Numbers, float, float]:
        """Of each clause, and mean and spread of the whole book."""
        found = np.full(len(self.book), -1.0, dtype=np.float32)
        if self._shelf is None or self._vectors is None:
            return np.zeros_like(found), 0.0, 1.0
        asked = self._shelf.embedder.embed([question])[0]
        cosines: Numbers = self._vectors @ asked
        if not self._place:
            np.maximum.at(found, self._owner, cosines)
            return found, float(found.mean()), float(found.std())
        near = self._shelf.nearest(asked, _NEAREST)
        found[:] = min((row.cosine for row in near), default=0.0)
        for row in near:
            # A row of a book that another process has indexed meanwhile is not ours to answer.
            if (place := self._place.get(row.key)) is not None:
                found[place] = max(found[place], row.cosine)
        return found, float(cosines.mean()), float(cosines.std())


def _key(clause: Clause) -> str:
    return f"{clause.id}@{clause.version}"

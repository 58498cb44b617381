"""One book made searchable, in memory: an immutable value that a search reads without a lock."""

from __future__ import annotations

import math
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
class _Usual:
    """Mean and spread of a signal over clauses that have nothing to do with the question."""

    usual: float
    spread: float


# Measured on the sample book and on the public rules of policy_retrieval_orsharc.
_COSINE = _Usual(0.14, 0.10)
_SHARE = _Usual(0.013, 0.024)
_ELSEWHERE = 50


@dataclass(frozen=True)
class Signals:
    """What one question says of every clause, in book order.

    `cosine` is that of the nearest part of a clause; `fused` adds what its words say, and orders.
    """

    cosine: Numbers
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
        cosine, cosines = self._cosine(question)
        asked = words(question)
        share = self._lexical.scores(asked) / np.float32(max(self._lexical.most(asked), 1e-6))
        fused = self._fusion["cosine"] * _standard(cosine, cosines, _COSINE)
        fused += self._fusion["lexical"] * _standard(share, share, _SHARE)
        return Signals(cosine, fused)

    def _cosine(self, question: str) -> tuple[Numbers, Numbers]:
        """Of each clause, and those that show what is usual in this book."""
        found = np.full(len(self.book), -1.0, dtype=np.float32)
        if self._shelf is None or self._vectors is None:
            return np.full_like(found, _COSINE.usual), found[:0]
        asked = self._shelf.embedder.embed([question])[0]
        cosines: Numbers = self._vectors @ asked
        if not self._place:
            np.maximum.at(found, self._owner, cosines)
            return found, found
        near = self._shelf.nearest(asked, _NEAREST)
        found[:] = min((row.cosine for row in near), default=0.0)
        for row in near:
            # A row of a book that another process has indexed meanwhile is not ours to answer.
            if (place := self._place.get(row.key)) is not None:
                found[place] = max(found[place], row.cosine)
        return found, cosines


def _standard(values: Numbers, seen: Numbers, expected: _Usual) -> Numbers:
    """How many spreads each value stands above what is usual, so that signals can be added.

    In a small book what is usual elsewhere counts too, as if it were `_ELSEWHERE` more clauses.
    """
    count = len(seen)
    usual, spread = (float(seen.mean()), float(seen.std())) if count else (0.0, 0.0)
    share = count / (count + _ELSEWHERE)
    usual = share * usual + (1 - share) * expected.usual
    spread = math.sqrt(share * spread**2 + (1 - share) * expected.spread**2)
    return ((values - usual) / spread).astype(np.float32)


def _key(clause: Clause) -> str:
    return f"{clause.id}@{clause.version}"

"""One book made searchable, in memory: an immutable value that a search reads without a lock."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.embeddings import Reader
from kb.grounds import Grounds
from kb.late import Late
from kb.lexical import Lexical, words
from kb.problems import Asked
from kb.reach import Reach
from kb.reading import Reading, Vectors
from kb.shelf import Shelf
from kb.views import Row
from kb.worded import Worded, Wordings
from policies.book import Book

Numbers = NDArray[np.float32]
Places = NDArray[np.intp]

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
    """What one message says of every clause, in book order.

    `cosine` is that of the nearest part of a clause to the message or to a problem of it, `whole`
    to the message alone and `point` to what it asks; `bm25` and `bm25_point` compare words. `fused`
    adds them up, and chooses the candidates. `reading` is there where word pieces are.
    """

    asked: Asked
    cosine: Numbers
    whole: Numbers
    point: Numbers
    bm25: Numbers
    bm25_point: Numbers
    fused: Numbers
    reading: Reading | None


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
        self.wordings: Wordings = Wordings(book, before.wordings if before else None)
        self.lexical = Lexical(self.wordings.counts)
        self._fusion = fusion
        self._shelf = shelf
        owner = np.array([row.clause for row in rows], dtype=np.intp)
        # Rows of one clause stand together; the same version twice in a book has one row.
        self._having, self._starts = np.unique(owner, return_index=True)
        self._place = {row.key: row.clause for row in rows} if len(rows) > exact_rows else {}
        self._vectors: Vectors | None = None
        if shelf and rows:
            held = [row.key for row in rows]
            step = max(1, len(held) // _SAMPLE) if self._place else 1
            self._vectors = shelf.vectors(held[::step])
        pieces = shelf.pieces() if shelf and not self._place else None
        self.late = Late(rows, pieces) if pieces else None
        self.grounds = Grounds.of(
            book,
            self.wordings.counts.lengths,
            None if self._place else self._vectors,
            owner,
        )

    def worded(self, place: int) -> Worded:
        """The words of a clause and its titles."""
        return self.wordings.texts[place]

    def signals(self, asked: Asked) -> Signals:
        """How every clause answers a message, or one problem of it.

        A clause stands where the whole message puts it, or higher where one problem does. A part
        alone is less certain than the whole, so what it says counts less.
        """
        spans = (asked.point, *asked.parts)
        reading, vectors = self._vectors_of(asked)
        (whole, seen), (point, _), *parts = self._cosines(vectors, 1 + len(spans))
        said = words(asked.text)
        bm25 = self.lexical.scores(said)
        fused, cosine = self._fused(whole, seen, bm25, said), whole
        for span, (near, seen) in zip(spans[1:], parts, strict=True):
            said = words(asked.words_of(span))
            part = self._fused(near, seen, self.lexical.scores(said), said)
            fused = np.maximum(fused, self._fusion["part"] * part)
            cosine = np.maximum(cosine, near)
        to_the_point = self.lexical.scores(words(asked.words_of(asked.point)))
        return Signals(asked, cosine, whole, point, bm25, to_the_point, fused, reading)

    def alike(self, places: Places, shares: Numbers) -> Numbers | None:
        """How near the beginnings of clauses are to the middle of the first few of them, each
        counted by its share; None where vectors are not held.
        """
        if self._vectors is None or self._place or not len(self._vectors):
            return None
        rows = self._starts[np.searchsorted(self._having, places)]
        middle = shares @ self._vectors[rows[: len(shares)]]
        near: Numbers = self._vectors[rows] @ middle
        return near

    def _vectors_of(self, asked: Asked) -> tuple[Reading | None, Vectors | None]:
        """Of the message, its point and its parts; None where there is nothing to compare with."""
        spans = (asked.point, *asked.parts)
        if self._shelf is None or self._vectors is None:
            return None, None
        embedder = self._shelf.embedder
        if isinstance(embedder, Reader):
            reading = embedder.read_question(asked.text, spans)
            return reading, np.vstack([reading.vector, reading.parts])
        texts = [asked.text, *(asked.words_of(span) for span in spans)]
        return None, np.concatenate([embedder.embed([text]) for text in texts])

    def _fused(self, cosine: Numbers, seen: Numbers, bm25: Numbers, said: list[str]) -> Numbers:
        share = bm25 / np.float32(max(self.lexical.most(said), 1e-6))
        fused = self._fusion["cosine"] * _standard(cosine, seen, _COSINE)
        fused += self._fusion["lexical"] * _standard(share, share, _SHARE)
        return fused

    def _cosines(self, asked: Vectors | None, count: int) -> list[tuple[Numbers, Numbers]]:
        """For each vector those of each clause, and those that show what is usual in this book."""
        nothing = np.full(len(self.book), _COSINE.usual, dtype=np.float32)
        if asked is None or self._vectors is None or self._shelf is None:
            return [(nothing, nothing[:0])] * count
        # All vectors at once: the book is read from memory once instead of once for each of them.
        cosines: Numbers = self._vectors @ asked.T
        if self._place:
            shelf = self._shelf
            return [
                (self._nearest(shelf, vector), cosines[:, row]) for row, vector in enumerate(asked)
            ]
        found = np.full((len(asked), len(self.book)), -1.0, dtype=np.float32)
        found[:, self._having] = np.maximum.reduceat(cosines, self._starts).T
        return [(of_one, of_one) for of_one in found]

    def _nearest(self, shelf: Shelf, asked: Vectors) -> Numbers:
        near = shelf.nearest(asked, _NEAREST)
        least = min((row.cosine for row in near), default=0.0)
        found = np.full(len(self.book), least, dtype=np.float32)
        for row in near:
            # A row of a book that another process has indexed meanwhile is not ours to answer.
            if (place := self._place.get(row.key)) is not None:
                found[place] = max(found[place], row.cosine)
        return found


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

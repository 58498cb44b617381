"""One book made searchable, in memory: an immutable value that a search reads without a lock."""

from __future__ import annotations

import math
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.embeddings import Reader
from kb.grounds import Grounds
from kb.late import Late
from kb.lexical import Lexical, words
from kb.problems import Asked
from kb.reach import Mask, Reach
from kb.reading import Reading, Vectors
from kb.shelf import Shelf
from kb.views import Row
from kb.worded import Worded, Wordings
from policies.book import Book

Numbers = NDArray[np.float32]
Places = NDArray[np.intp]

_NEAREST = 256  # rows asked of the index where it is too large to be held in memory
_WORDED = 1_000  # clauses looked at there because of their words
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
_BLOCK = 500  # rows of a book that stay in the processor's cache


@dataclass(frozen=True)
class _Seen:
    """Mean and spread of a signal over the clauses of a book, or a sample of them."""

    count: int
    mean: float
    spread: float

    @staticmethod
    def of(values: Numbers) -> _Seen:
        return _Seen(len(values), float(values.mean()), float(values.std()))

    @staticmethod
    def among(values: Numbers, count: int) -> _Seen:
        """Of `count` values that are 0 but for these."""
        mean = float(values.sum()) / count
        return _Seen(count, mean, math.sqrt(max(0.0, float(values @ values) / count - mean**2)))


_NOTHING_SEEN = _Seen(0, 0.0, 0.0)


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
        self.texts: Sequence[Worded] = self.wordings.texts
        self.lexical = Lexical(self.wordings.counts)
        self._fusion = fusion
        self._shelf = shelf
        embedder = shelf.embedder if shelf else None
        self._reader = embedder if isinstance(embedder, Reader) else None
        owner = np.array([row.clause for row in rows], dtype=np.intp)
        # Rows of one clause stand together; the same version twice in a book has one row.
        self._having, self._starts = np.unique(owner, return_index=True)
        self._single = len(self._having) == len(owner) == len(book)  # each clause is one row
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
        return self.texts[place]

    def narrowed(self, asked: Asked, mask: Mask) -> tuple[IndexedBook, Signals, Mask]:
        """What a message is compared with: all of a book, or of a large one the clauses of `mask`
        that are nearest or share most of its words, as if they were a book of their own.
        """
        reading, vectors = self._vectors_of(asked)
        if not self._place or vectors is None or self._shelf is None or self._vectors is None:
            return self, self.signals(asked), mask
        near = self._nearest(self._shelf, vectors)
        spoken = self._spoken(asked)
        scoring = {id(scores): np.flatnonzero(scores > 0) for _, scores in spoken}
        likely = [_most(scores, scoring[id(scores)], mask) for _, scores in spoken]
        # A row of a book that another process has indexed meanwhile is not ours to answer.
        likely += [np.array([self._place[k] for k in some if k in self._place]) for some in near]
        places = np.unique(np.concatenate(likely).astype(np.intp))
        places = places[mask[places]] if mask[places].any() else np.flatnonzero(mask)[:_NEAREST]
        part = copy(self)
        part.book = Book(tuple(self.book.clauses[place] for place in places))
        part.texts = [self.texts[place] for place in places]
        part.grounds = self.grounds.some(places)
        inside = {int(place): at for at, place in enumerate(places)}
        cosines: list[tuple[Numbers, _Seen]] = []
        for vector, some in zip(vectors, near, strict=True):
            found = np.full(len(places), min(some.values(), default=0.0), dtype=np.float32)
            for key, cosine in some.items():
                at = inside.get(self._place.get(key, -1))
                if at is not None:
                    found[at] = max(found[at], cosine)
            cosines.append((found, _Seen.of(self._vectors @ vector)))
        few = [
            (said, scores[places], _Seen.among(scores[scoring[id(scores)]], len(mask)))
            for said, scores in spoken
        ]
        return part, self._signals(asked, cosines, few, reading), mask[places]

    def signals(self, asked: Asked) -> Signals:
        """How every clause answers a message, or one problem of it. Of a book that is too large to
        be held in memory, ask `narrowed`.
        """
        reading, vectors = self._vectors_of(asked)
        spoken = [(said, scores, _Seen.of(scores)) for said, scores in self._spoken(asked)]
        cosines = self._cosines(vectors, len(spoken))
        return self._signals(asked, cosines, spoken, reading)

    def _signals(
        self,
        asked: Asked,
        cosines: Sequence[tuple[Numbers, _Seen]],
        spoken: Sequence[tuple[list[str], Numbers, _Seen]],
        reading: Reading | None,
    ) -> Signals:
        """Of the message, its point and its parts, in this order.

        A clause stands where the whole message puts it, or higher where one problem does. A part
        alone is less certain than the whole, so what it says counts less.
        """
        (whole, seen), (point, _), *parts = cosines
        (said, bm25, usual), (_, to_the_point, _), *others = spoken
        fused, cosine = self._fused(whole, seen, bm25, usual, said), whole
        for (near, seen), (said, scores, usual) in zip(parts, others, strict=True):
            part = self._fused(near, seen, scores, usual, said)
            fused = np.maximum(fused, self._fusion["part"] * part)
            cosine = np.maximum(cosine, near)
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

    def _spoken(self, asked: Asked) -> list[tuple[list[str], Numbers]]:
        """The words of the message, its point and its parts, and what they score."""
        spans = (asked.point, *asked.parts)
        every = [words(asked.text), *(words(asked.words_of(span)) for span in spans)]
        scores = {tuple(said): self.lexical.scores(said) for said in every}
        return [(said, scores[tuple(said)]) for said in every]

    def _vectors_of(self, asked: Asked) -> tuple[Reading | None, Vectors | None]:
        """Of the message, its point and its parts; None where there is nothing to compare with."""
        spans = (asked.point, *asked.parts)
        if self._shelf is None or self._vectors is None:
            return None, None
        if self._reader is not None:
            reading = self._reader.read_question(asked.text, spans)
            return reading, np.vstack([reading.vector, reading.parts])
        embedder = self._shelf.embedder
        texts = [asked.text, *(asked.words_of(span) for span in spans)]
        return None, np.concatenate([embedder.embed([text]) for text in texts])

    def _fused(
        self, cosine: Numbers, seen: _Seen, bm25: Numbers, usual: _Seen, said: list[str]
    ) -> Numbers:
        most = max(self.lexical.most(said), 1e-6)
        shares = _Seen(usual.count, usual.mean / most, usual.spread / most)
        fused = self._fusion["cosine"] * _standard(cosine, seen, _COSINE)
        fused += self._fusion["lexical"] * _standard(bm25 / np.float32(most), shares, _SHARE)
        return fused

    def _cosines(self, vectors: Vectors | None, count: int) -> list[tuple[Numbers, _Seen]]:
        """For each vector those of each clause, and what is usual in this book."""
        if vectors is None or self._vectors is None:
            nothing = np.full(len(self.book), _COSINE.usual, dtype=np.float32)
            return [(nothing, _NOTHING_SEEN)] * count
        found = _products(vectors, self._vectors)
        if not self._single:
            nearest = np.maximum.reduceat(found, self._starts, axis=1)
            found = np.full((len(vectors), len(self.book)), -1.0, dtype=np.float32)
            found[:, self._having] = nearest
        return [(of_one, _Seen.of(of_one)) for of_one in found]

    def _nearest(self, shelf: Shelf, vectors: Vectors) -> list[dict[str, float]]:
        """The rows nearest to each, which are asked for once where they are the same."""
        asked = {vector.tobytes(): vector for vector in vectors}
        found = shelf.nearest(np.stack(list(asked.values())), _NEAREST)
        near = dict(zip(asked, found, strict=True))
        return [{row.key: row.cosine for row in near[vector.tobytes()]} for vector in vectors]


def _most(scores: Numbers, scoring: Places, mask: Mask) -> Places:
    """The places of the highest scores above 0 within a mask; `scoring` are all that are."""
    inside: Places = scoring[mask[scoring]]
    if len(inside) <= _WORDED:
        return inside
    best: Places = inside[np.argpartition(-scores[inside], _WORDED)[:_WORDED]]
    return best


def _products(vectors: Vectors, book: Vectors) -> Numbers:
    """The product of each vector with each row of a book, a row a vector.

    Block by block, so that the book is read from memory once, and vector by vector: for so few a
    product of matrices takes twice as long, because it sorts the book first.
    """
    found = np.empty((len(vectors), len(book)), dtype=np.float32)
    for start in range(0, len(book), _BLOCK):
        block = book[start : start + _BLOCK]
        for of_one, vector in zip(found, vectors, strict=True):
            np.dot(block, vector, out=of_one[start : start + _BLOCK])
    return found


def _standard(values: Numbers, seen: _Seen, expected: _Usual) -> Numbers:
    """How many spreads each value stands above what is usual, so that signals can be added.

    In a small book what is usual elsewhere counts too, as if it were `_ELSEWHERE` more clauses.
    """
    share = seen.count / (seen.count + _ELSEWHERE)
    usual = share * seen.mean + (1 - share) * expected.usual
    spread = math.sqrt(share * seen.spread**2 + (1 - share) * expected.spread**2)
    return ((values - usual) / spread).astype(np.float32)

"""The word side of the search: BM25 over stemmed words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import bm25s  # type: ignore[import-untyped]  # has no types
import numpy as np
import snowballstemmer  # type: ignore[import-untyped]  # has no types
from numpy.typing import NDArray

from kb.counts import Counts

Scores = NDArray[np.float32]

_K1, _B = 1.5, 0.5
_WORD = re.compile(r"[^\W_]+")
_QUESTION_WORDS = 256  # a question of a megabyte is searched by its first words
# What people say around their problem. Words of policy (not, no, before, only) are not here.
_AROUND_WORDS = """
    a an and are as at be been but by for from if in into is it its of on or such that the their
    then there these they this to was were will with i me my mine we us our you your do does did
    can could would should am have has had what how when which who where why so just also any
    im ive id ill dont cant isnt wont s t m ve d ll re
    hi hello hey dear thanks thank please help
"""
_AROUND = frozenset(_AROUND_WORDS.split())


class Lexical:
    """BM25 (Lucene's form, k1 1.5, b 0.5) over texts; a text is scored by its place.

    The table of scores is made here from counts, which can be kept, in the layout of bm25s, which
    adds it up.
    """

    def __init__(self, counts: Counts) -> None:
        """`counts` are those of the words of each text, as `words` gives them."""
        self._vocabulary = counts.vocabulary
        self._count = len(counts.sizes)
        having = counts.having()
        self._weights = _weight(having, self._count)
        self._unknown = _weight(np.zeros(1), self._count)[0]
        self._whole: dict[tuple[str, ...], float] = {}
        self._bm25: Any = bm25s.BM25(k1=_K1, b=_B)
        self._bm25.nonoccurrence_array = None  # Lucene's form scores no word that is not there
        self._bm25.scores = _table(counts, having, self._weights)

    def scores(self, question: Sequence[str]) -> Scores:
        """One score of at least 0 for every text."""
        known = [
            self._vocabulary[word]
            for word in question[:_QUESTION_WORDS]
            if word in self._vocabulary
        ]
        if not known:
            return np.zeros(self._count, dtype=np.float32)
        found: Scores = self._bm25.get_scores_from_ids(known)
        return found

    def weight(self, word: str) -> float:
        """How much a word says in this book; one that no text has says most."""
        place = self._vocabulary.get(word)
        return float(self._unknown if place is None else self._weights[place])

    def whole(self, title: tuple[str, ...]) -> float:
        """What the words of a title say together, each once; remembered, because every search asks
        it of each of its candidates.
        """
        found = self._whole.get(title)
        if found is None:
            found = self._whole[title] = sum(map(self.weight, set(title)))
        return found

    def most(self, question: Sequence[str]) -> float:
        """What a text could score at most that says every word of the question, over and over.

        Words that no text has count as the rarest: a question about something else gets little
        of what it could.
        """
        return sum(self.weight(word) for word in question[:_QUESTION_WORDS])


def words(text: str) -> list[str]:
    """The stems of a text in its order, without accents and without what is said around."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [_stem(word) for word in _WORD.findall(letters) if word not in _AROUND]


def _table(
    counts: Counts, having: NDArray[np.intp], weights: NDArray[np.float64]
) -> dict[str, Any]:
    """For each word which texts have it, in order, and what it is worth in each."""
    usual = counts.lengths.sum() / max(1, len(counts.lengths))
    long = 1 - _B + _B * counts.lengths / max(usual, 1.0)
    saturated = counts.times / (counts.times + _K1 * np.repeat(long, counts.sizes))
    worth = (weights[counts.words] * saturated).astype(np.float32)
    # Numbers of 16 bits are sorted by digit, ten times as fast.
    few = len(having) <= np.iinfo(np.uint16).max
    order = np.argsort(counts.words.astype(np.uint16) if few else counts.words, kind="stable")
    places = np.repeat(np.arange(len(counts.sizes), dtype=np.int32), counts.sizes)
    return {
        "data": worth[order],
        "indices": places[order],
        "indptr": np.concatenate([[0], np.cumsum(having)]),
        "num_docs": len(counts.sizes),
    }


def _weight(having: NDArray[Any], count: int) -> NDArray[np.float64]:
    """How much a word says that `having` of `count` texts have (idf as Lucene has it)."""
    weights: NDArray[np.float64] = np.log1p((count - having + 0.5) / (having + 0.5))
    return weights


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    # A stemmer keeps state while it works, so each call has its own.
    stem: str = snowballstemmer.stemmer("english").stemWord(word[:64])
    return stem

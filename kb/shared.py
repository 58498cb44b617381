"""Which words of a question stand in the candidates: in titles, sentence by sentence, in pairs.

All candidates are looked at together, as numbers: word by word it would be most of a search.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kb.worded import Codes, Worded, codes

Numbers = NDArray[np.float32]
Places = NDArray[np.intp]
Weight = Callable[[str], float]
Whole = Callable[[tuple[str, ...]], float]

_LENGTH = 12.0  # words of a usual sentence
_TELLING = 15  # words of the first clauses that are looked for in the others
_SATURATION = 1.5  # both as in BM25
_EVEN = 0.5


class Shared:
    """The words of these candidates, of which there is at least one. `weight` says how much a word
    says in the book, and `whole` how much the words of a title.
    """

    def __init__(self, read: Sequence[Worded], weight: Weight, whole: Whole) -> None:
        """Puts the words of all candidates below each other."""
        self._read, self._weight = read, weight
        self._whole = whole
        self._codes = np.concatenate([worded.codes for worded in read])
        sizes = np.concatenate([worded.sizes for worded in read])
        parts = np.array([len(worded.sizes) for worded in read], dtype=np.intp)
        self._parts = np.cumsum(np.append(0, parts))[:-1]  # the titles; sentences follow
        self._part = np.repeat(np.arange(len(sizes)), sizes)
        self._sizes = sizes
        self._owner = np.repeat(np.arange(len(read)), [len(worded.codes) for worded in read])

    def found(self, said: Sequence[str]) -> dict[str, Numbers]:
        """What each candidate has of these words."""
        asked = list(dict.fromkeys(said))
        numbers, place = _sorted(codes(asked))
        weights = np.array([self._weight(word) for word in asked])[place]
        at, word = _places(self._codes, numbers)
        width = max(1, len(numbers))
        once = np.unique(self._part[at] * width + word)
        told = np.bincount(once // width, weights[once % width], len(self._sizes))
        near = told / (1 + _SATURATION * (_EVEN + _EVEN * self._sizes / _LENGTH))
        near[self._parts] = 0.0
        first = np.minimum(self._parts + 1, len(told) - 1)
        alone = np.diff(np.append(self._parts, len(told))) == 1  # a clause of titles only
        title = told[self._parts]
        whole = [self._whole(worded.title) for worded in self._read]
        return {
            "title": title.astype(np.float32),
            "share of the title": (title / (np.array(whole) + 1e-6)).astype(np.float32),
            "first sentence": np.where(alone, 0.0, told[first]).astype(np.float32),
            "best sentence": np.maximum.reduceat(near, self._parts).astype(np.float32),
            "pairs": self._pairs(said, asked, weights, place, at, word),
        }

    def _pairs(
        self,
        said: Sequence[str],
        asked: Sequence[str],
        weights: NDArray[np.float64],
        place: Places,
        at: Places,
        word: Places,
    ) -> Numbers:
        """Words that follow each other there as they do in the question."""
        rank = {asked[number]: row for row, number in enumerate(place)}
        worth = np.zeros((len(asked), len(asked)))
        for one, other in pairwise(said):
            first, second = rank[one], rank[other]
            worth[first, second] = min(weights[first], weights[second])
        beside = np.flatnonzero((np.diff(at) == 1) & (np.diff(self._owner[at]) == 0))
        width = len(asked)
        seen = self._owner[at[beside]] * width * width + word[beside] * width + word[beside + 1]
        once = np.unique(seen)
        owner, pair = np.divmod(once, max(1, width * width))
        total = np.bincount(owner, worth.ravel()[pair] if width else None, len(self._read))
        return total.astype(np.float32)

    def like(self, first: Sequence[float], usual: float) -> Numbers:
        """How each candidate says what tells the first few from the rest of the book: what may
        answer is often said like what surely does (pseudo-relevance feedback, Rocchio 1971).

        `first` is how much each of the first few counts, `usual` the words of a usual clause.
        """
        telling: dict[str, float] = {}
        for share, worded in zip(first, self._read, strict=False):
            each = share / max(1, len(worded.codes))
            for said in worded.all:
                telling[said] = telling.get(said, 0.0) + each * self._weight(said)
        most = sorted(telling, key=lambda said: -telling[said])[:_TELLING]
        numbers, place = _sorted(codes(most))
        worth = np.array([telling[said] * self._weight(said) for said in most])[place]
        at, word = _places(self._codes, numbers)
        width = max(1, len(numbers))
        count = len(self._read)
        times = np.bincount(self._owner[at] * width + word, minlength=count * width)
        times = times.reshape(count, width)[:, : len(worth)]
        long = np.bincount(self._owner, minlength=count) / max(usual, 1.0)
        damped = times / (times + _SATURATION * (_EVEN + _EVEN * long)[:, None])
        liked: Numbers = (damped @ worth).astype(np.float32)
        return liked


def _sorted(numbers: Codes) -> tuple[Codes, Places]:
    order = np.argsort(numbers, kind="stable")
    return numbers[order], order


def _places(all_of_them: Codes, wanted: Codes) -> tuple[Places, Places]:
    """Where any of the wanted (sorted) numbers stands, and which it is."""
    if not len(wanted):
        nothing = np.zeros(0, dtype=np.intp)
        return nothing, nothing
    which = np.minimum(np.searchsorted(wanted, all_of_them), len(wanted) - 1)
    at = np.flatnonzero(wanted[which] == all_of_them)
    return at, which[at]

"""How often each text of a book says each of its words, kept so that little change costs little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Counts:
    """How often texts say their words, one text after the other: each has `sizes` entries in
    `words` (by their number in the `vocabulary`) and `times`, and `lengths` words in all.
    """

    vocabulary: Mapping[str, int]
    words: NDArray[np.int32]
    times: NDArray[np.float32]
    sizes: NDArray[np.intp]
    lengths: NDArray[np.intp]

    @staticmethod
    def of(texts: Iterable[Sequence[str]], vocabulary: Mapping[str, int] | None = None) -> Counts:
        """Counts texts; words that the vocabulary does not have get the next numbers."""
        numbers = dict(vocabulary or {})
        words: list[int] = []
        times: list[int] = []
        sizes: list[int] = []
        lengths: list[int] = []
        for text in texts:
            counts = Counter(text)
            words.extend(numbers.setdefault(word, len(numbers)) for word in counts)
            times.extend(counts.values())
            sizes.append(len(counts))
            lengths.append(len(text))
        return Counts(
            numbers,
            np.array(words, dtype=np.int32),
            np.array(times, dtype=np.float32),
            np.array(sizes, dtype=np.intp),
            np.array(lengths, dtype=np.intp),
        )

    def following(self, stood: Sequence[int], fresh: Iterable[Sequence[str]]) -> Counts:
        """Those of the next book: `stood` says where each of its texts stood here, -1 for the next
        of the `fresh` ones.
        """
        new = Counts.of(fresh, self.vocabulary)
        order = np.array(stood, dtype=np.intp)
        order[order < 0] = len(self.sizes) + np.arange(len(new.sizes))
        both = Counts(
            new.vocabulary,
            np.concatenate([self.words, new.words]),
            np.concatenate([self.times, new.times]),
            np.concatenate([self.sizes, new.sizes]),
            np.concatenate([self.lengths, new.lengths]),
        )
        return both.chosen(order)

    def chosen(self, order: NDArray[np.intp]) -> Counts:
        """Some of the texts, in this order."""
        starts = np.cumsum(self.sizes) - self.sizes
        sizes = self.sizes[order]
        ends = np.cumsum(sizes)
        shift = np.repeat(starts[order] - (ends - sizes), sizes)
        entries = shift + np.arange(len(shift))
        return Counts(
            self.vocabulary, self.words[entries], self.times[entries], sizes, self.lengths[order]
        )

    def having(self) -> NDArray[np.intp]:
        """How many texts have each word of the vocabulary."""
        return np.bincount(self.words, minlength=len(self.vocabulary))

"""What the ranker looks at: how each candidate compares with the best of its rivals.

All but a few are gaps: how far below the best candidate one stands, in spreads of the candidates.
So a book of a hundred clauses and one of ten thousand look alike to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kb.around import Around
from kb.indexed import IndexedBook, Signals
from kb.lexical import words
from kb.worded import Worded

Numbers = NDArray[np.float32]
Places = NDArray[np.intp]

_LENGTH = 12.0  # words of a usual sentence
_SATURATION = 1.5  # both as in BM25


@dataclass(frozen=True)
class Features:
    """By name, one value a candidate: `gaps` is what the ranker compares, `raw` the same signals as
    they were measured. Those of word pieces are missing where the pieces are not kept.
    """

    gaps: dict[str, Numbers]
    raw: dict[str, Numbers]


def features(
    indexed: IndexedBook, signals: Signals, around: Around, candidates: Places
) -> Features:
    """Looks at these clauses closely."""
    found = {
        "fused": signals.fused[candidates],
        "cosine": signals.whole[candidates],
        "cosine of the point": signals.point[candidates],
        "cosine of a problem": signals.cosine[candidates],
        "words": signals.bm25[candidates],
        "words of the point": signals.bm25_point[candidates],
        "best of the whole policy": around.best[candidates],
        "mean of the whole policy": around.mean[candidates],
        "fused beside": around.beside[candidates],
        **_words(indexed, signals, [indexed.worded(place) for place in candidates]),
    }
    near = _standard(found["words"]) + _standard(found["cosine"])
    if indexed.late and signals.reading and len(signals.reading.pieces.ids):
        close = indexed.late.closeness(
            signals.reading, signals.asked.point, [int(place) for place in candidates]
        )
        found |= {
            "pieces": close.asked,
            "pieces back": close.told,
            "pieces sharp": close.sharp,
            "pieces sharp back": close.sharp_told,
            "pieces of the point": close.asked_point,
            "pieces sharp of the point": close.sharp_point,
        }
        near = _standard(found["words"]) + _standard(close.sharp)
        near += 0.5 * (_standard(found["cosine"]) + _standard(close.told))
    found |= _around(indexed, near, candidates)
    gaps = {name: (values - values.max()) / _spread(values) for name, values in found.items()}
    grounds = indexed.grounds
    return Features(
        gaps
        | {
            "length": _standard(grounds.length[candidates]),
            "central": _standard(grounds.central[candidates]),
            "place": grounds.place[candidates],
            "internal": grounds.internal[candidates],
        },
        found,
    )


def _words(indexed: IndexedBook, signals: Signals, read: Sequence[Worded]) -> dict[str, Numbers]:
    """Which words of the question stand in the titles, in the first and in the best sentence."""
    said = words(signals.asked.text)
    weights = {word: indexed.lexical.weight(word) for word in said}
    pairs = {pair: min(weights[pair[0]], weights[pair[1]]) for pair in pairwise(said)}
    rows = [
        (
            _sum(weights, worded.titled),
            _sum(weights, worded.titled)
            / (sum(indexed.lexical.weight(word) for word in worded.titled) + 1e-6),
            _sum(weights, worded.first),
            max((_sum(weights, each) / _long(len(each)) for each in worded.each), default=0.0),
            sum(pairs[pair] for pair in pairs.keys() & worded.pairs()),
        )
        for worded in read
    ]
    names = (
        "title",
        "share of the title",
        "first sentence",
        "best sentence",
        "pairs",
    )
    return dict(zip(names, np.array(rows, dtype=np.float32).T, strict=True))


def _around(indexed: IndexedBook, near: Numbers, candidates: Places) -> dict[str, Numbers]:
    """The same for what was looked at closely: of the policy, and beside a clause."""
    policy = indexed.grounds.policy[candidates]
    lowest = near.min()
    by_policy: dict[int, list[float]] = {}
    for number, value in zip(policy, near, strict=True):
        by_policy.setdefault(int(number), []).append(float(value))
    at = {int(place): row for row, place in enumerate(candidates)}
    beside = [
        max(
            (
                near[at[other]]
                for other in (place - 1, place + 1)
                if other in at and policy[at[other]] == policy[row]
            ),
            default=lowest,
        )
        for place, row in at.items()
    ]
    return {
        "best of the policy": np.array([max(by_policy[int(n)]) for n in policy], np.float32),
        "mean of the policy": np.array(
            [sum(by_policy[int(n)]) / len(by_policy[int(n)]) for n in policy], np.float32
        ),
        "beside": np.array(beside, np.float32),
    }


def _sum(weights: dict[str, float], stems: frozenset[str]) -> float:
    return sum(weights[word] for word in weights.keys() & stems)


def _long(length: int) -> float:
    return 1 + _SATURATION * (0.5 + 0.5 * length / _LENGTH)


def _spread(values: Numbers) -> np.float32:
    return np.float32(values.std() + 1e-6)


def _standard(values: Numbers) -> Numbers:
    standard: Numbers = (values - values.mean()) / _spread(values)
    return standard

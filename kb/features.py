"""What the ranker looks at: how each candidate compares with the best of its rivals.

All but a few are gaps: how far below the best candidate one stands, in spreads of the candidates.
So a book of a hundred clauses and one of ten thousand look alike to it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.around import Around
from kb.indexed import IndexedBook, Signals
from kb.lexical import words
from kb.shared import Shared

Numbers = NDArray[np.float32]
Places = NDArray[np.intp]

_SURE = 5  # candidates that show how an answer would be said


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
    }
    lexical = indexed.lexical
    shared = Shared([indexed.worded(place) for place in candidates], lexical.weight, lexical.whole)
    found |= shared.found(words(signals.asked.text))
    first = np.exp(found["fused"][:_SURE] - found["fused"][:_SURE].max())
    first /= first.sum()
    found["words like the first"] = shared.like(first.tolist(), indexed.grounds.usual)
    if (alike := indexed.alike(candidates, first)) is not None:
        found["like the first"] = alike
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
    gaps = _gaps(found)
    grounds = indexed.grounds
    internal = grounds.internal[candidates]
    return Features(
        gaps
        | {
            "length": _standard(grounds.length[candidates]),
            "central": _standard(grounds.central[candidates]),
            "place": grounds.place[candidates],
            "internal": internal - internal.mean(),
        },
        found,
    )


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


def _gaps(found: dict[str, Numbers]) -> dict[str, Numbers]:
    """How far below the best each candidate stands, in spreads; of all signals at once."""
    rows = np.stack([*found.values()])
    spread = rows.std(axis=1, keepdims=True) + np.float32(1e-6)
    return dict(zip(found, (rows - rows.max(axis=1, keepdims=True)) / spread, strict=True))


def _spread(values: Numbers) -> np.float32:
    return np.float32(values.std() + 1e-6)


def _standard(values: Numbers) -> Numbers:
    standard: Numbers = (values - values.mean()) / _spread(values)
    return standard

"""From signals to an order: the likeliest candidates are looked at closely, the others follow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.features import features
from kb.indexed import IndexedBook, Numbers, Signals
from kb.ranker import Ranker
from kb.reach import Mask

CANDIDATES = 96  # that the ranker looks at; every one costs, and further down it changes nothing
_LOOKED_AT = 8  # of the others, for each hit, so that folding duplicates leaves enough


@dataclass(frozen=True)
class Ranked:
    """Clauses in order, best first, and what speaks for each: the candidates that the ranker looked
    at, then the others as the signals have them.
    """

    places: NDArray[np.intp]
    scores: Numbers
    raw: dict[str, Numbers]


def candidates(signals: Signals, mask: Mask, count: int) -> NDArray[np.intp]:
    """The `count` clauses of a mask that the signals put first, in their order."""
    order = np.where(mask, signals.fused, -np.inf)
    first = np.argpartition(-order, min(count, len(order)) - 1)[:count]
    first = first[order[first] > -np.inf]
    found: NDArray[np.intp] = first[np.argsort(-order[first], kind="stable")]
    return found


def rank(indexed: IndexedBook, signals: Signals, mask: Mask, limit: int, ranker: Ranker) -> Ranked:
    """The best candidates as the ranker orders them, then as many others as `limit` may need."""
    looked_at = candidates(signals, mask, max(CANDIDATES, limit * _LOOKED_AT))
    first, others = looked_at[:CANDIDATES], looked_at[CANDIDATES:]
    found = features(indexed, signals, first)
    scores = ranker.scores(found.gaps)
    order = np.argsort(-scores, kind="stable")
    below = scores.min() - 1 + signals.fused[others] - signals.fused[looked_at].max()
    return Ranked(
        np.concatenate([first[order], others]),
        np.concatenate([scores[order], below]),
        {name: values[order] for name, values in found.raw.items()},
    )

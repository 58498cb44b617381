"""From signals to an order: the likeliest candidates are looked at closely, the others follow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.around import Around
from kb.features import Features, features
from kb.indexed import IndexedBook, Numbers, Signals
from kb.ranker import Ranker
from kb.reach import Mask

CANDIDATES = 48  # that the ranker looks at; every one costs, and further down it changes nothing
_LIFT = 0.5  # what a near policy counts where candidates are chosen
_LOOKED_AT = 8  # of the others, for each hit, so that folding duplicates leaves enough


@dataclass(frozen=True)
class Looked:
    """The likeliest clauses, best first: the candidates and what was `found` of them, `others`."""

    first: NDArray[np.intp]
    others: NDArray[np.intp]
    found: Features


@dataclass(frozen=True)
class Ranked:
    """Clauses in order, best first, and what speaks for each: the candidates that the ranker looked
    at, then the others as the signals have them.
    """

    places: NDArray[np.intp]
    scores: Numbers
    raw: dict[str, Numbers]


def candidates(signals: Signals, around: Around, mask: Mask, count: int) -> NDArray[np.intp]:
    """The `count` likeliest clauses of a mask, in order. One in a policy that is near is likelier,
    so that a question about a whole policy finds more of it.
    """
    inside = np.flatnonzero(mask)
    lifted = _standard(signals.fused, inside)
    lifted += _LIFT * (_standard(around.best, inside) + _standard(around.mean, inside))
    order = np.where(mask, lifted, -np.inf)
    first = np.argpartition(-order, min(count, len(order)) - 1)[:count]
    first = first[order[first] > -np.inf]
    found: NDArray[np.intp] = first[np.argsort(-order[first], kind="stable")]
    return found


def look(indexed: IndexedBook, signals: Signals, mask: Mask, count: int) -> Looked:
    """The candidates among the `count` likeliest, closely, and the others."""
    around = Around.of(indexed.grounds, signals.fused, mask)
    likely = candidates(signals, around, mask, count)
    first, others = likely[:CANDIDATES], likely[CANDIDATES:]
    return Looked(first, others, features(indexed, signals, around, first))


def rank(indexed: IndexedBook, signals: Signals, mask: Mask, limit: int, ranker: Ranker) -> Ranked:
    """The best candidates as the ranker orders them, then as many others as `limit` may need."""
    looked = look(indexed, signals, mask, max(CANDIDATES, limit * _LOOKED_AT))
    scores = ranker.scores(looked.found.gaps)
    order = np.argsort(-scores, kind="stable")
    below = scores.min() - 1 - np.arange(len(looked.others), dtype=np.float32) / CANDIDATES
    return Ranked(
        np.concatenate([looked.first[order], looked.others]),
        np.concatenate([scores[order], below]),
        {name: values[order] for name, values in looked.found.raw.items()},
    )


def _standard(values: Numbers, inside: NDArray[np.intp]) -> Numbers:
    chosen = values[inside]
    standard: Numbers = (values - chosen.mean()) / np.float32(chosen.std() + 1e-6)
    return standard

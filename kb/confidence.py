"""How sure it is that a search found an answer, from evidence that compares across questions."""

from __future__ import annotations

import math

import numpy as np

from kb.indexed import Signals
from kb.reach import Mask

_RIVALS = 6


def evidence(signals: Signals, mask: Mask) -> dict[str, float]:
    """What speaks for the best clause of one question.

    `cosine` of the best, `share` of the question's words that it covers (0..1), `lead` of its
    fused score over those that follow, `best_share` the highest share of any clause.
    """
    places = np.flatnonzero(mask)
    if len(places) > _RIVALS:
        first = np.argpartition(-signals.fused[places], _RIVALS - 1)[:_RIVALS]
        places_first = places[first]
    else:
        places_first = places
    places_first = places_first[np.argsort(-signals.fused[places_first])]
    best, rest = places_first[0], places_first[1:]
    return {
        "cosine": float(signals.cosine[best]),
        "best_cosine": float(signals.cosine[places].max()),
        "share": float(signals.share[best]),
        "best_share": float(signals.share[places].max()),
        "lead": float(signals.fused[best] - signals.fused[rest].mean()) if len(rest) else 0.0,
        "fused": float(signals.fused[best]),
        "most": math.log1p(signals.most),
    }


def confidence(signals: Signals, mask: Mask, weights: dict[str, float]) -> float:
    """The chance in 0..1 that the first hits hold the answer (logistic in the evidence)."""
    found = evidence(signals, mask)
    total = weights["constant"] + sum(weights.get(name, 0.0) * x for name, x in found.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

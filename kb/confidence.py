"""How sure it is that a search found an answer, from evidence that compares across questions."""

from __future__ import annotations

import math

import numpy as np

from kb.indexed import Numbers, Signals
from kb.reach import Mask

_RIVALS = 5  # how many the best is compared with
_STEEPEST = 30.0


def evidence(signals: Signals, mask: Mask) -> dict[str, float]:
    """What speaks for an answer among the clauses of `mask`, of which there is at least one.

    `cosine` of the nearest clause, and `lead` of the best over those that follow: where nothing
    answers, the first few are about equally wrong.
    """
    fused = signals.fused[mask]
    first = _highest(fused, min(len(fused), _RIVALS + 1))
    return {
        "cosine": float(signals.cosine[mask].max()),
        "lead": float(first[0] - first[1:].mean()) if len(first) > 1 else 0.0,
    }


def confidence(found: dict[str, float], weights: dict[str, float]) -> float:
    """The chance in 0..1 that the first hits hold the answer (logistic in the evidence)."""
    total = weights["constant"] + sum(weights[name] * value for name, value in found.items())
    return 1.0 / (1.0 + math.exp(-max(-_STEEPEST, min(_STEEPEST, total))))


def _highest(values: Numbers, count: int) -> Numbers:
    """The `count` highest values, highest first."""
    found: Numbers = np.sort(np.partition(values, -count)[-count:])[::-1]
    return found

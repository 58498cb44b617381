"""How sure it is that a search found an answer, from evidence that compares across questions."""

from __future__ import annotations

import math

import numpy as np

from kb.indexed import IndexedBook
from kb.lexical import words
from kb.problems import Asked
from kb.ranking import Ranked

_RIVALS = 5  # how many the best is compared with
_STEEPEST = 30.0


def evidence(indexed: IndexedBook, asked: Asked, ranked: Ranked) -> dict[str, float]:
    """What speaks for an answer among clauses that were ranked, of which there is at least one.

    `cosine` of the nearest, `words` the share that the best has of what it could score, `sure` the
    weight that the ranker gives it, `lead` how far it is before its rivals: where nothing answers,
    the first few are about equally wrong.
    """
    first = ranked.scores[: _RIVALS + 1]
    raised = np.exp(ranked.scores[: len(ranked.raw["words"])] - first[0])

    def most(name: str) -> float:
        """Of the first few; nothing where it was not measured."""
        return float(ranked.raw[name][:_RIVALS].max()) if name in ranked.raw else 0.0

    return {
        "cosine": most("cosine of a problem"),
        "words": most("words") / max(indexed.lexical.most(words(asked.text)), 1e-6),
        "title": most("share of the title"),
        "pieces": most("pieces"),
        "pieces of the point": most("pieces of the point"),
        "pieces back": most("pieces back"),
        "sure": float(1 / raised.sum()),
        "lead": float(first[0] - first[1:].mean()) if len(first) > 1 else 0.0,
    }


def confidence(found: dict[str, float], weights: dict[str, float]) -> float:
    """The chance in 0..1 that the first hits hold the answer (logistic in the evidence)."""
    total = weights["constant"] + sum(weights[name] * found[name] for name in found)
    return 1.0 / (1.0 + math.exp(-max(-_STEEPEST, min(_STEEPEST, total))))

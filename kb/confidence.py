"""How likely it is that a search found an answer, from evidence that compares across questions."""

from __future__ import annotations

import math

import numpy as np

from kb.indexed import IndexedBook
from kb.lexical import words
from kb.problems import Asked
from kb.ranker import Forest
from kb.ranking import Ranked

_RIVALS = 5  # how many the best is compared with
_STEEPEST = 30.0


def evidence(indexed: IndexedBook, asked: Asked, ranked: Ranked) -> dict[str, float]:
    """What speaks for an answer among clauses that were ranked, of which there is at least one.

    Of a signal counts what the best of the first few has, or how far the first is before its
    rivals: where nothing answers, the first few are about equally wrong. "words" is the share that
    the best has of what it could score, "said" the share of the question's words that the first
    clause says, "sure" the weight that the ranker gives it, "lead" how far it is before the others.
    """
    first = ranked.scores[: _RIVALS + 1]
    raised = np.exp(ranked.scores[: len(ranked.raw["words"])] - first[0])
    said = words(asked.text)
    weights = {word: indexed.lexical.weight(word) for word in said}
    held = weights.keys() & frozenset(indexed.worded(int(ranked.places[0])).all)

    def most(name: str) -> float:
        """Of the first few; nothing where it was not measured."""
        return float(ranked.raw[name][:_RIVALS].max()) if name in ranked.raw else 0.0

    def best(name: str) -> float:
        return float(ranked.raw[name][0]) if name in ranked.raw else 0.0

    def before(name: str) -> float:
        """How far the first is before its rivals."""
        values = ranked.raw.get(name, first)[: _RIVALS + 1]
        return float(values[0] - values[1:].mean()) if len(values) > 1 else 0.0

    return {
        "cosine": most("cosine of a problem"),
        "words": most("words") / max(indexed.lexical.most(said), 1e-6),
        "title": most("share of the title"),
        "pieces": most("pieces"),
        "pieces of the point": most("pieces of the point"),
        "pieces back": most("pieces back"),
        "pieces back of the first": best("pieces back"),
        "like the first": most("like the first"),
        "mean of the policy": best("mean of the policy"),
        "mean of the whole policy": most("mean of the whole policy"),
        "beside": best("fused beside"),
        "pieces before": before("pieces"),
        "pieces back before": before("pieces back"),
        "fused before": before("fused"),
        "sentence before": before("best sentence"),
        "said": sum(weights[word] for word in held) / max(sum(weights.values()), 1e-6),
        "sure": float(1 / raised.sum()),
        "lead": float(first[0] - first[1:].mean()) if len(first) > 1 else 0.0,
        "step": float(first[0] - first[1]) if len(first) > 1 else 0.0,
    }


def confidence(found: dict[str, float], forest: Forest) -> float:
    """The chance in 0..1 that the first hits hold the answer."""
    row = np.array([[found[name] for name in forest.names]], dtype=np.float32)
    odds = float(forest.corrections(row)[0])
    return 1.0 / (1.0 + math.exp(-max(-_STEEPEST, min(_STEEPEST, odds))))

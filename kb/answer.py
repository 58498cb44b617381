"""One message against one indexed book: which clauses, in which order, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kb.calibration import Calibration
from kb.confidence import confidence, evidence
from kb.duplicates import Fold
from kb.indexed import IndexedBook, Numbers, Signals
from kb.problems import problems, whole
from kb.reach import Mask
from policies.found import Hit

_LOOKED_AT = 8  # candidates a hit, so that folding duplicates leaves enough


@dataclass(frozen=True)
class Answer:
    """The clauses that may answer, best first, and the chance (0..1) that one of them does."""

    hits: tuple[Hit, ...] = ()
    confidence: float = 0.0


def answer(
    indexed: IndexedBook, message: str, mask: Mask, limit: int, calibration: Calibration
) -> Answer:
    """Searches the whole message and each of its problems among the clauses of `mask`."""
    if limit < 1 or not message.strip() or not mask.any():
        return Answer()
    signals = asked(indexed, message, calibration)
    return Answer(
        _hits(indexed, np.where(mask, signals.fused, -np.inf), limit),
        confidence(evidence(signals, mask), calibration.confidence),
    )


def asked(indexed: IndexedBook, message: str, calibration: Calibration) -> Signals:
    """A clause stands where the whole message puts it, or higher where one problem does.

    A part alone is less certain than the whole, so what it says counts less.
    """
    signals = indexed.signals(whole(message))
    for problem in problems(message):
        part = indexed.signals(problem)
        signals = Signals(
            cosine=np.maximum(signals.cosine, part.cosine),
            fused=np.maximum(signals.fused, calibration.fusion["part"] * part.fused),
        )
    return signals


def _hits(indexed: IndexedBook, order: Numbers, limit: int) -> tuple[Hit, ...]:
    """The first `limit` clauses that do not say the same as one before them."""
    fold = Fold(indexed)
    hits: list[Hit] = []
    count = min(len(order), limit * _LOOKED_AT)
    candidates = np.argpartition(-order, count - 1)[:count]
    for place in candidates[np.argsort(-order[candidates], kind="stable")]:
        if len(hits) == limit or order[place] == -np.inf:
            break
        if not fold.repeats(int(place)):
            clause = indexed.book.clauses[place]
            hits.append(Hit(clause.id, clause.version, float(order[place])))
    return tuple(hits)

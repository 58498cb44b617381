"""One message against one indexed book: which clauses, in which order, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kb.calibration import Calibration
from kb.confidence import confidence, evidence
from kb.duplicates import Fold
from kb.indexed import IndexedBook
from kb.problems import Asked
from kb.ranker import Ranker
from kb.ranking import Ranked, rank
from kb.reach import Mask
from policies.found import Hit

_HALF = 1.0  # a clause whose score is so much lower is half as near


@dataclass(frozen=True)
class Answer:
    """The clauses that may answer, best first, and the chance (0..1) that one of them does."""

    hits: tuple[Hit, ...] = ()
    confidence: float = 0.0


def answer(
    indexed: IndexedBook,
    message: str,
    mask: Mask,
    limit: int,
    calibration: Calibration,
    ranker: Ranker,
) -> Answer:
    """Searches the whole message and each of its problems among the clauses of `mask`."""
    if limit < 1 or not message.strip() or not mask.any():
        return Answer()
    asked = Asked.of(message)
    indexed, signals, mask = indexed.narrowed(asked, mask)
    ranked = rank(indexed, signals, mask, limit, ranker)
    return Answer(
        _hits(indexed, ranked, limit),
        confidence(evidence(indexed, asked, ranked), calibration.confidence),
    )


def _hits(indexed: IndexedBook, ranked: Ranked, limit: int) -> tuple[Hit, ...]:
    """The first `limit` clauses that do not say the same as one before them."""
    fold = Fold(indexed)
    hits: list[Hit] = []
    near = np.exp2((ranked.scores - ranked.scores[0]) / _HALF)
    for place, share in zip(ranked.places, near, strict=True):
        if len(hits) == limit:
            break
        if not fold.repeats(int(place)):
            clause = indexed.book.clauses[place]
            hits.append(Hit(clause.id, clause.version, float(share)))
    return tuple(hits)

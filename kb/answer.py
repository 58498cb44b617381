"""One message against one indexed book: which clauses, in which order, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kb.calibration import Calibration
from kb.confidence import confidence
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
    asked = [indexed.signals(text) for text in (whole(message), *problems(message))]
    order = _merged(asked, mask, calibration.fusion["part"])
    sure = max(confidence(signals, mask, calibration.confidence) for signals in asked)
    return Answer(_hits(indexed, order, limit), sure)


def _merged(asked: Sequence[Signals], mask: Mask, part: float) -> Numbers:
    """A clause stands where the whole message puts it, or higher where one problem does.

    A part alone is less certain than the whole, so what it says counts `part` as much.
    """
    scores = [asked[0].fused, *(part * signals.fused for signals in asked[1:])]
    return np.where(mask, np.max(scores, axis=0), -np.inf).astype(np.float32)


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

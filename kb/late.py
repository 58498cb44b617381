"""Late interaction: each word piece of a question looks for the one nearest to it in a clause.

After Khattab and Zaharia, ColBERT (SIGIR 2020): what is compared late are pieces as they stand in
their sentence. Here they come from the small model that makes the vectors, rare ones count more,
and what is only a little alike (`_FAR`) counts nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.pieces import Shelved
from kb.reading import COARSE, Pieces, Reading, Span
from kb.views import Row

Numbers = NDArray[np.float32]

_VOCABULARY = 1 << 16
_MOST = 64  # pieces of a question that are compared, the rarest
_FAR = 0.45
_SHORT = 20.0  # weight that a short clause is lent, so that one shared word is not everything


@dataclass(frozen=True)
class Closeness:
    """One value a candidate. `asked` is how near its pieces are to each of the question's on
    average, `told` the other way; `sharp` and `sharp_told` add up only what is near. Those of the
    point look at what is asked alone.
    """

    asked: Numbers
    told: Numbers
    sharp: Numbers
    sharp_told: Numbers
    asked_point: Numbers
    sharp_point: Numbers


class Late:
    """The pieces of one book and how rare each is in it."""

    def __init__(self, rows: Sequence[Row], pieces: Shelved) -> None:
        """Looks at every row once, to count. What is kept of a row is where its pieces lie."""
        self._rows: dict[int, list[Pieces]] = {}
        having = np.zeros(_VOCABULARY)
        for row in rows:
            held = pieces.of(row.key)
            self._rows.setdefault(row.clause, []).append(_some(held))
            having[np.unique(held.ids)] += 1
        self._weights = np.log1p((len(rows) - having + 0.5) / (having + 0.5)).astype(np.float32)

    def closeness(self, reading: Reading, point: Span, candidates: Sequence[int]) -> Closeness:
        """Compares a question with these clauses; of a long clause its nearest part counts."""
        chosen, inside = self._chosen(reading, point)
        weights = self._weights[reading.pieces.ids[chosen]]
        question = reading.pieces.coarse[chosen].astype(np.float32) / (COARSE * COARSE)
        each = [self._rows[place] for place in candidates]
        held = [pieces for rows in each for pieces in rows]
        own = np.cumsum([0, *map(len, each)])[:-1]
        starts = np.cumsum([0, *(len(pieces.ids) for pieces in held)])[:-1]
        told = self._weights[np.concatenate([pieces.ids for pieces in held])]
        # A row a piece of the question, so that what is looked for in each stands together.
        alike = question @ np.concatenate([pieces.coarse for pieces in held], dtype=np.float32).T
        nearest = np.maximum.reduceat(alike, starts, axis=1)
        back = alike.max(axis=0)
        sharp = np.square(np.maximum(nearest - _FAR, 0))
        sharp_back = np.square(np.maximum(back - _FAR, 0))
        total = np.add.reduceat(told, starts)

        def best(values: NDArray[np.floating[Any]]) -> Numbers:
            found: Numbers = np.maximum.reduceat(values, own).astype(np.float32)
            return found

        return Closeness(
            asked=best(weights @ nearest / weights.sum()),
            told=best(np.add.reduceat(back * told, starts) / np.maximum(total, 1e-6)),
            sharp=best(weights @ sharp),
            sharp_told=best(np.add.reduceat(sharp_back * told, starts) / np.sqrt(total + _SHORT)),
            asked_point=best(weights[inside] @ nearest[inside] / weights[inside].sum()),
            sharp_point=best(weights[inside] @ sharp[inside]),
        )

    def _chosen(self, reading: Reading, point: Span) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Which pieces of the question are compared, and which of them stand in its point."""
        ids = reading.pieces.ids
        chosen = np.sort(np.argsort(-self._weights[ids], kind="stable")[:_MOST])
        starts = reading.starts[chosen]
        inside = (starts >= point[0]) & (starts < point[1])
        return chosen, inside if inside.any() else np.ones_like(inside)


def _some(pieces: Pieces) -> Pieces:
    """Those of a row; of one without any, one that is near to nothing."""
    if len(pieces.ids):
        return pieces
    return Pieces(np.zeros(1, np.uint16), np.zeros((1, pieces.coarse.shape[1]), np.int8))

"""What a model read, word piece by word piece: for comparing a question with a clause closely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Span = tuple[int, int]  # characters of a text, from and up to
Ids = NDArray[np.uint16]
Coarse = NDArray[np.int8]

COARSE = 127  # a vector of length 1 in 8-bit steps


@dataclass(frozen=True)
class Pieces:
    """The word pieces of a text: `ids` in the model's vocabulary, shape (n,), and in `coarse` the
    vector of each where it stands, unit length times COARSE, shape (n, dimension).
    """

    ids: Ids
    coarse: Coarse


@dataclass(frozen=True)
class Reading:
    """A text as the model read it: its vector, the pieces, and where in the text each starts.

    `parts` holds a vector for each span that was asked for, made of its pieces as they stand in the
    whole; a span that the model did not get to was read on its own.
    """

    vector: Vectors
    pieces: Pieces
    starts: NDArray[np.int32]
    parts: Vectors


def coarse(vectors: Vectors) -> Coarse:
    """Rows of unit length, in 8-bit steps."""
    found: Coarse = np.rint(vectors * COARSE).astype(np.int8)
    return found

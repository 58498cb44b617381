"""Near-identical clauses by the ten thousand: what they cost to index and to search.

    python -m bench.near                     50,000 of them
    python -m bench.near --clauses 5000

Every clause says the same but for its number, and every vector points the same way but for a little
noise, so that nothing can be told apart by its place and all would fold into one answer if numbers
did not count. The vectors are synthetic: what is measured is the index and the search.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.sizes import Synthetic, invented
from kb.index import embedded
from kb.search import KnowledgeBase
from policies.book import Book
from policies.clause import ClauseId, ClauseVersion

_DAY = date(2026, 6, 1)
_NOISE = 0.02


class OneWay(Synthetic):
    """Every text to nearly the same direction."""

    id = "one-way/1"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        made = self._centres[:1] + _NOISE * super().embed(texts)
        unit: NDArray[np.float32] = made / np.linalg.norm(made, axis=1, keepdims=True)
        return unit


def alike(count: int) -> Book:
    """So many clauses that differ in one number."""
    (one,) = invented(1).clauses
    return Book.of(
        replace(
            one,
            id=ClauseId(f"parcels#lost-{number}"),
            version=ClauseVersion(f"{number:016x}"),
            title="Lost parcels",
            text=f"A lost parcel is sent again at no cost within {number} days.",
        )
        for number in range(count)
    )


def main() -> None:
    """Index them, ask twice, print processor and wall time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clauses", type=int, default=50_000)
    count = parser.parse_args().clauses
    book = alike(count)
    with tempfile.TemporaryDirectory(prefix="makegood-near-") as folder:
        knowledge = KnowledgeBase(embedded(Path(folder), embedder=OneWay()))
        try:
            wall, own = time.perf_counter(), time.process_time()
            knowledge.sync(book)
            _say(f"indexed {count:,}", wall, own)
            for question in ("a lost parcel is sent again", f"within {count - 1} days"):
                wall, own = time.perf_counter(), time.process_time()
                found = knowledge.search(question, day=_DAY, scope={})
                _say(f"“{question}”: {len(found.hits)} hits, {found.hits[0].clause}", wall, own)
        finally:
            knowledge.close()


def _say(what: str, wall: float, own: float) -> None:
    took, used = time.perf_counter() - wall, time.process_time() - own
    print(f"{what}: {used:.3f} s of processor, {took:.3f} s by the clock", flush=True)


if __name__ == "__main__":
    main()

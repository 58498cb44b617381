"""What the search asks of the store of vectors; `kb.index` is the real one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kb.embeddings import Embedder
from kb.pieces import Shelved
from kb.reading import Vectors
from kb.views import Row

Progress = Callable[[int, int], None]  # rows done, rows to do


@dataclass(frozen=True)
class SyncReport:
    """What bringing the index up to date took, in rows."""

    embedded: int
    removed: int
    kept: int


@dataclass(frozen=True)
class Near:
    """A stored row and how near it is to what was asked, -1..1."""

    key: str
    cosine: float


class Shelf(Protocol):
    """Keeps rows and their vectors. Every method may raise an IndexFault."""

    @property
    def embedder(self) -> Embedder:
        """What made the vectors, and must make the question's."""
        ...

    @property
    def book(self) -> str:
        """Digest of the book whose rows are all here; empty while that is not certain."""
        ...

    def sync(self, rows: Sequence[Row], book: str, progress: Progress | None = None) -> SyncReport:
        """Make the store hold exactly these rows, then sign it with the book's digest."""
        ...

    def vectors(self, keys: Sequence[str]) -> Vectors:
        """The vectors of these rows in this order."""
        ...

    def pieces(self) -> Shelved | None:
        """The word pieces of every row; None where they are not kept."""
        ...

    def nearest(self, questions: Vectors, count: int) -> list[list[Near]]:
        """The rows nearest to each question (one a row), nearest first."""
        ...

    def ping(self) -> None:
        """Prove by a query that it answers."""
        ...

    def close(self) -> None:
        """Let go of folder or connection."""
        ...

"""What the index asks of Chroma, in a folder and on a server alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol


class Rows(Protocol):
    """One collection: ids, and a vector for each."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def metadata(self) -> Mapping[str, Any] | None:
        """What was written about it."""
        ...

    def get(
        self,
        *,
        ids: Any = None,
        limit: int | None = None,
        offset: int | None = None,
        include: Any = (),
    ) -> Mapping[str, Any]:
        """The rows with these ids, or all, or `limit` of them after the first `offset`."""
        ...

    def upsert(self, *, ids: Any, embeddings: Any) -> None:
        """Add or replace rows."""
        ...

    def delete(self, *, ids: Any) -> Any:
        """Remove rows."""
        ...

    def query(self, *, query_embeddings: Any, n_results: int, include: Any) -> Mapping[str, Any]:
        """The rows nearest to each vector."""
        ...

    def modify(self, *, metadata: Any) -> None:
        """Write about it anew."""
        ...


class Collections(Protocol):
    """A folder or server that keeps collections."""

    def get_or_create_collection(
        self, name: str, *, metadata: Any, embedding_function: None, configuration: Any
    ) -> Rows:
        """The collection of this name."""
        ...

    def list_collections(self) -> Sequence[Rows]:
        """Every collection."""
        ...

    def delete_collection(self, name: str) -> None:
        """Remove a collection with all its rows."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...

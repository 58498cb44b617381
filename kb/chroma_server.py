"""A Chroma server by its HTTP API (v2), with patience of its own.

Chroma's own client waits for ever for a server that accepts and then says nothing, has no setting
for that, and leaves its connections open; these are the eight requests that the index makes.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
import numpy as np
import orjson

_HERE = "/api/v2/tenants/default_tenant/databases/default_database/collections"
_WRITING = 10  # times as patient
_SAID = 300  # characters of what a server complains


class ServerCollections:
    """One server. Every method raises httpx.HTTPError, or ValueError where it refuses."""

    def __init__(self, address: str, seconds: float) -> None:
        """`seconds` is how long an answer may take to begin or to go on; a write may take
        `_WRITING` times as long, because a large index is put in order while it waits.
        """
        self._seconds = seconds
        self._http = httpx.Client(base_url=address, timeout=seconds, trust_env=False)

    def ping(self) -> None:
        """Ask whether it is there."""
        self.ask("GET", "/api/v2/heartbeat")

    def get_or_create_collection(
        self, name: str, *, metadata: Any, embedding_function: None, configuration: Any
    ) -> ServerRows:
        """The collection of this name."""
        del embedding_function  # vectors come from us
        body = {
            "name": name,
            "metadata": metadata,
            "configuration": configuration,
            "get_or_create": True,
        }
        return ServerRows(self, self.ask("POST", _HERE, body))

    def list_collections(self) -> Sequence[ServerRows]:
        """Every collection."""
        return [ServerRows(self, said) for said in self.ask("GET", _HERE)]

    def delete_collection(self, name: str) -> None:
        """Remove a collection with all its rows."""
        self.ask("DELETE", f"{_HERE}/{name}")

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        writes: bool = False,
    ) -> Any:
        """One request and its answer."""
        patience = httpx.Timeout(self._seconds, read=self._seconds * (_WRITING if writes else 1))
        content = None if body is None else orjson.dumps(body, option=orjson.OPT_SERIALIZE_NUMPY)
        headers = {"Content-Type": "application/json"}
        answer = self._http.request(
            method, path, content=content, headers=headers, timeout=patience
        )
        if not answer.is_success:
            raise ValueError(f"{answer.status_code} {answer.text[:_SAID]}")
        return orjson.loads(answer.content) if answer.content else None


class ServerRows:
    """One collection on a server."""

    def __init__(self, server: ServerCollections, said: Mapping[str, Any]) -> None:
        """`said` is how the server describes it."""
        self._server = server
        self._path = f"{_HERE}/{said['id']}"
        self.name: str = said["name"]
        self.metadata: Mapping[str, Any] | None = said.get("metadata")

    def get(
        self,
        *,
        ids: Any = None,
        limit: int | None = None,
        offset: int | None = None,
        include: Any = (),
    ) -> Mapping[str, Any]:
        """The rows with these ids, or all, or `limit` of them after the first `offset`."""
        body = {"ids": ids, "limit": limit, "offset": offset, "include": list(include)}
        return dict(self._server.ask("POST", f"{self._path}/get", body))

    def upsert(self, *, ids: Any, embeddings: Any) -> None:
        """Add or replace rows."""
        packed = [base64.b64encode(row.tobytes()).decode() for row in np.asarray(embeddings, "<f4")]
        body = {"ids": ids, "embeddings": packed}
        self._server.ask("POST", f"{self._path}/upsert", body, writes=True)

    def delete(self, *, ids: Any) -> None:
        """Remove rows."""
        self._server.ask("POST", f"{self._path}/delete", {"ids": ids}, writes=True)

    def query(self, *, query_embeddings: Any, n_results: int, include: Any) -> Mapping[str, Any]:
        """The rows nearest to each vector."""
        body = {
            "query_embeddings": np.ascontiguousarray(query_embeddings),
            "n_results": n_results,
            "include": list(include),
        }
        return dict(self._server.ask("POST", f"{self._path}/query", body))

    def modify(self, *, metadata: Any) -> None:
        """Write about it anew."""
        self._server.ask("PUT", self._path, {"new_metadata": metadata})
        self.metadata = metadata

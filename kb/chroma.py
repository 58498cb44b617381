"""Chroma, the store of record for vectors: one collection a workspace and embedder.

The collection's metadata names the embedder, its dimension and, written last, the digest of the
book whose rows it holds. Every row can be made again from the book, so a row that is missing or
too many is put right by the next `sync`, whatever was interrupted.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TypeVar

import httpx
import numpy as np
from chromadb.errors import ChromaError

from kb.embeddings import Embedder, Reader
from kb.errors import CanaryMissed, IndexMismatch, IndexTooLarge, IndexUnreachable
from kb.pieces import PIECE_ROWS, PieceFile, Shelved
from kb.place import Collections, Rows
from kb.reading import Vectors
from kb.shelf import Near, Progress, SyncReport
from kb.views import Row

_CALL_ROWS = 5_000  # Chroma takes at most 5,461 a call
_KEEP_ROWS = _CALL_ROWS  # written at once at most
_KEEP_SECONDS = 5.0  # of embedding are written at once: what a kill can cost
_EMBED_ROWS = 64  # embedded at once: how often progress is told
_NAMED_ROWS = 50_000  # keys asked for at once
_EF_SEARCH = 200  # at the default of 100 the index itself loses answers
_CANARY_COSINE = 0.999
_PREFIX = "clauses-"  # of the names of our collections
_T = TypeVar("_T")


class ChromaIndex:
    """Rows and their vectors. Calls wait for disk or network: never make them on an event loop."""

    def __init__(
        self,
        client: Collections,
        embedder: Embedder,
        workspace: str,
        *,
        where: str,
        let_go: Callable[[], None],
        most: int | None = None,
        folder: Path | None = None,
        saved_every: int | None = None,
    ) -> None:
        """Use `embedded` or `server`. `where` is how errors call the place.

        A book of more than `most` clauses is refused. In `folder`, which is this process's alone,
        the word pieces of the rows are kept too. `saved_every` is after how many rows Chroma saves
        its graph, if not after its usual 1,000; what it has not saved it reads from its log again
        when it starts.
        """
        self._client = client
        self._embedder = embedder
        self._where = where
        self._let_go = let_go
        self._most = most
        self._closed = False
        self._writing = Lock()
        self._read: Vectors = np.zeros((0, embedder.dimension), dtype=np.float32)
        self._read_rows: dict[str, int] = {}
        self._known: tuple[str, Mapping[str, Row]] | None = None  # digest and rows of a whole book
        self._about = {
            "workspace": workspace,
            "embedder": embedder.id,
            "dimension": embedder.dimension,
        }
        self._name = _name(workspace, embedder)
        self._graph: dict[str, str | int] = {"space": "ip", "ef_search": _EF_SEARCH}
        if saved_every:
            self._graph["sync_threshold"] = saved_every
        self._collection = self._open()
        self._pieces = (
            PieceFile(folder / f"{self._name}.pieces", embedder.dimension)
            if folder and isinstance(embedder, Reader)
            else None
        )

    def _open(self) -> Rows:
        collection = self._client.get_or_create_collection(
            self._name,
            metadata={**self._about, "book": ""},
            embedding_function=None,
            configuration={"hnsw": self._graph},
        )
        found = collection.metadata or {}
        for key, wanted in self._about.items():
            if found.get(key) != wanted:
                raise IndexMismatch(
                    f"The index {self._where} was made with {key} {found.get(key)!r}, not "
                    f"{wanted!r}. Use the embedding model that made it, or another index folder."
                )
        return collection

    @property
    def embedder(self) -> Embedder:
        """What makes the vectors."""
        return self._embedder

    @property
    def book(self) -> str:
        """Digest of the book whose rows are all here; empty while that is not certain."""
        return str((self._collection.metadata or {}).get("book", ""))

    def sync(self, rows: Sequence[Row], book: str, progress: Progress | None = None) -> SyncReport:
        """Make the collection hold exactly `rows`; only rows that are not there are embedded.

        Can be killed at any point: the next call finishes what is left. IndexTooLarge where the
        book has more clauses than this index takes.
        """
        self._refuse_too_many(rows)
        with self._writing, said(f"({self._where}) while it was brought up to date."):
            wanted = {row.key: row for row in rows}
            stored = self._stored()
            pieces = self._pieces if len(rows) <= PIECE_ROWS else None
            missing = [
                row
                for row in rows
                if row.key not in stored or (pieces is not None and row.key not in pieces)
            ]
            retired = sorted(stored - wanted.keys())
            if missing or retired:
                self._known = None
                if self.book:
                    self._sign("")
            self._add(missing, pieces, progress)
            for _, gone in _batches(retired, _CALL_ROWS):
                self._collection.delete(ids=list(gone))
            if self._pieces:
                self._pieces.keep(wanted if pieces else ())
            if self.book != book:
                self._sign(book)
            self._known = (book, wanted)
            self._forget_other_embedders()
        return SyncReport(
            embedded=len(missing), removed=len(retired), kept=len(rows) - len(missing)
        )

    def vectors(self, keys: Sequence[str]) -> Vectors:
        """The vectors of these rows in this order, shape (len(keys), dimension).

        What was read before is not read again, so a small change is quick.
        """
        with self._writing, said(f"({self._where}) while its vectors were read."):
            places = dict(zip(keys, range(len(keys)), strict=True))
            found = np.zeros((len(keys), self._embedder.dimension), dtype=np.float32)
            stood = np.array([self._read_rows.get(key, -1) for key in keys], dtype=np.intp)
            kept = stood >= 0
            found[kept] = self._read[stood[kept]]
            unread = [key for key, known in zip(keys, kept.tolist(), strict=True) if not known]
            for _, batch in _batches(unread, _CALL_ROWS):
                got = self._collection.get(ids=list(batch), include=["embeddings"])
                found[[places[key] for key in got["ids"]]] = got["embeddings"]
            self._read, self._read_rows = found, places
            return found

    def pieces(self) -> Shelved | None:
        """The word pieces of every row; None where they are not kept."""
        kept = self._pieces.open() if self._pieces else None
        return kept if kept and kept.any() else None

    def nearest(self, questions: Vectors, count: int) -> list[list[Near]]:
        """The rows nearest to each question (rows of unit length), by Chroma's own index."""
        with said(f"({self._where}) when it was asked."):
            got = self._collection.query(
                query_embeddings=questions, n_results=count, include=["distances"]
            )
        return [
            [Near(key, 1.0 - far) for key, far in zip(keys, distances, strict=True)]
            for keys, distances in zip(got["ids"], got["distances"] or [], strict=True)
        ]

    def ping(self) -> None:
        """Ask for a row that is known to be there; CanaryMissed where the index does not find it.

        Counting would not do: an index that went stale still counts right.
        """
        with said(f"({self._where}) when it was pinged."):
            known = self._collection.get(limit=1, include=["embeddings"])
        if not known["ids"]:
            return
        (near,) = self.nearest(np.asarray(known["embeddings"], dtype=np.float32), 1)
        if not near or near[0].cosine < _CANARY_COSINE:
            raise CanaryMissed(
                f"The index {self._where} did not find a clause that it holds. Restart the process "
                "that owns it; if that does not help, delete the index: it is made again from the "
                "policies."
            )

    def close(self) -> None:
        """Let go of the folder or connection; a second call does nothing."""
        with self._writing:
            if not self._closed:
                self._closed = True
                self._client.close()
                if self._pieces:
                    self._pieces.close()
                self._let_go()

    def _refuse_too_many(self, rows: Sequence[Row]) -> None:
        if self._most is None or len(rows) <= self._most:
            return
        clauses = len({row.clause for row in rows})
        if clauses > self._most:
            raise IndexTooLarge(
                f"The policies have {clauses:,} clauses; an index in a folder serves up to "
                f"{self._most:,}. Start a server (chroma run --path FOLDER) and set "
                "MAKEGOOD_CHROMA_URL to its address."
            )

    def _forget_other_embedders(self) -> None:
        """What another embedding model made of this workspace is of no use once ours is whole."""
        for other in self._client.list_collections():
            theirs = (other.metadata or {}).get("workspace") == self._about["workspace"]
            if theirs and other.name != self._collection.name and other.name.startswith(_PREFIX):
                self._client.delete_collection(other.name)

    def _add(
        self, missing: Sequence[Row], pieces: PieceFile | None, progress: Progress | None
    ) -> None:
        """Embeds rows and writes them, in as few calls as `_KEEP_SECONDS` allows."""
        keys: list[str] = []
        made: list[Vectors] = []
        since = time.monotonic()
        for done, part in _batches(missing, _EMBED_ROWS):
            made.append(self._made(part, pieces))
            keys.extend(row.key for row in part)
            if progress:
                progress(done, len(missing))
            full = len(keys) + _EMBED_ROWS > _KEEP_ROWS or done == len(missing)
            if full or time.monotonic() - since > _KEEP_SECONDS:
                self._collection.upsert(ids=keys, embeddings=np.concatenate(made))
                keys, made, since = [], [], time.monotonic()

    def _made(self, rows: Sequence[Row], pieces: PieceFile | None) -> Vectors:
        """The vectors of these rows; their pieces are kept first, so that no vector is alone."""
        texts = [row.text for row in rows]
        if pieces is None or not isinstance(self._embedder, Reader):
            return self._embedder.embed(texts)
        vectors, read = self._embedder.read(texts)
        pieces.append([row.key for row in rows], read)
        return vectors

    def _stored(self) -> AbstractSet[str]:
        """The keys of all rows. They are not asked for again while the collection still has the
        signature with which they were last seen whole: whoever changes rows takes it away first.
        """
        self._collection = self._open()
        if self._known and self._known[0] == self.book:
            return self._known[1].keys()
        return set(self._keys())

    def _keys(self) -> list[str]:
        found: list[str] = []
        while True:
            got = self._collection.get(limit=_NAMED_ROWS, offset=len(found), include=[])["ids"]
            found.extend(got)
            if len(got) < _NAMED_ROWS:
                return found

    def _sign(self, book: str) -> None:
        self._collection.modify(metadata={**self._about, "book": book})


def _name(workspace: str, embedder: Embedder) -> str:
    """A collection name that Chroma takes, whatever the workspace is called."""
    digest = hashlib.sha256(f"{workspace}\n{embedder.id}".encode()).hexdigest()[:12]
    readable = re.sub(r"[^a-z0-9]+", "-", workspace.casefold())[:40].strip("-")
    return f"{_PREFIX}{readable}-{digest}" if readable else f"{_PREFIX}{digest}"


def _batches(items: Sequence[_T], size: int) -> Iterator[tuple[int, Sequence[_T]]]:
    """Slices of at most `size`, each with the count up to its end."""
    for start in range(0, len(items), size):
        batch = items[start : start + size]
        yield start + len(batch), batch


@contextmanager
def said(what: str) -> Iterator[None]:
    """Chroma's many ways to fail, as one of ours that says where."""
    try:
        yield
    except (ChromaError, httpx.HTTPError, OSError, ValueError, AttributeError) as fault:
        # The last is how Chroma trips over its own clean-up when it cannot open a folder.
        first = fault.__context__ if isinstance(fault, AttributeError) else fault
        raise IndexUnreachable(f"The index did not answer {what} It said: {first}") from fault

"""Opens the index: in a folder of this machine, or on a Chroma server."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import chromadb
from chromadb.config import Settings

from kb.chroma import ChromaIndex, said
from kb.chroma_server import ServerCollections
from kb.embeddings import Embedder
from kb.lock import FolderLock
from kb.place import Collections

__all__ = ["EMBEDDED_CLAUSES", "ChromaIndex", "embedded", "server"]

EMBEDDED_CLAUSES = 100_000  # beyond, a start reads and a change writes for too long in one process
_SERVER_SECONDS = 30.0
# Saving writes the name of every row, so at a million rows the usual 1,000 would cost more than
# the rows themselves; reading so many again at a start takes the server about ten seconds.
_SERVER_SAVES = 10_000


def embedded(path: Path, *, embedder: Embedder, workspace: str = "default") -> ChromaIndex:
    """The index in a folder of this machine, which one process may have open.

    IndexInUse where another process has it, IndexUnreachable where the folder cannot be used. It
    takes books of up to `EMBEDDED_CLAUSES`.
    """
    lock = FolderLock(path)
    try:
        with said(_folder_advice(path)):
            client = cast("Collections", chromadb.PersistentClient(path, settings=_settings()))
            return ChromaIndex(
                client,
                embedder,
                workspace,
                where=str(path),
                let_go=lock.release,
                most=EMBEDDED_CLAUSES,
                folder=path,
            )
    except BaseException:
        lock.release()
        raise


def server(host: str, port: int, *, embedder: Embedder, workspace: str = "default") -> ChromaIndex:
    """The index on a Chroma server (`chroma run`), which many processes may share.

    It has no sign-in of its own: keep it in a private network.
    """
    where = f"http://{host}:{port}"
    with said(f"at {where}. Start it: chroma run --host {host} --port {port} --path FOLDER"):
        place = ServerCollections(where, _SERVER_SECONDS)
        try:
            place.ping()
            return ChromaIndex(
                place,
                embedder,
                workspace,
                where=where,
                let_go=place.close,
                saved_every=_SERVER_SAVES,
            )
        except BaseException:
            place.close()
            raise


def _folder_advice(path: Path) -> str:
    return (
        f"in the folder {path}. Is the disk full, or the folder not writable? If it is damaged, "
        "delete it: it is made again from the policies."
    )


def _settings() -> Settings:
    # Neither its usage reports nor a stray .env of the working folder.
    return Settings(
        _env_file=None,  # type: ignore[call-arg]  # is of pydantic-settings, not a field
        anonymized_telemetry=False,
    )

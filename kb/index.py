"""Opens the index: in a folder of this machine, or on a Chroma server."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import chromadb
import httpx
from chromadb.api.client import Client
from chromadb.config import Settings

from kb.chroma import ChromaIndex, said
from kb.embeddings import Embedder
from kb.lock import FolderLock

__all__ = ["ChromaIndex", "embedded", "server"]

_SERVER_SECONDS = 30.0


def embedded(path: Path, *, embedder: Embedder, workspace: str = "default") -> ChromaIndex:
    """The index in a folder of this machine, which one process may have open.

    IndexInUse where another process has it, IndexUnreachable where the folder cannot be used.
    """
    lock = FolderLock(path)
    try:
        with said(_folder_advice(path)):
            client = cast("Client", chromadb.PersistentClient(path, settings=_settings()))
            return ChromaIndex(client, embedder, workspace, where=str(path), let_go=lock.release)
    except BaseException:
        lock.release()
        raise


def server(host: str, port: int, *, embedder: Embedder, workspace: str = "default") -> ChromaIndex:
    """The index on a Chroma server (`chroma run`), which many processes may share.

    It has no sign-in of its own: keep it in a private network.
    """
    where = f"http://{host}:{port}"
    with said(f"at {where}. Start it: chroma run --host {host} --port {port} --path FOLDER"):
        # Chroma's client would wait for ever for a server that accepts and says nothing.
        httpx.get(f"{where}/api/v2/heartbeat", timeout=_SERVER_SECONDS).raise_for_status()
        client = cast("Client", chromadb.HttpClient(host, port, settings=_settings()))
        sessions = _sessions(client)
        for session in sessions:
            session.timeout = httpx.Timeout(_SERVER_SECONDS)

        def let_go() -> None:
            for session in sessions:
                session.close()

        return ChromaIndex(client, embedder, workspace, where=where, let_go=let_go)


def _sessions(client: Client) -> tuple[httpx.Client, ...]:
    """The connections under a client. Chroma has no setting for their patience, and leaves them
    open: one is the client's own, one that of the checks it makes when it starts.
    """
    clients: tuple[Any, ...] = (client, client._admin_client)  # noqa: SLF001  see above
    return tuple(one._server._session for one in clients)  # noqa: SLF001  see above


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

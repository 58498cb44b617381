"""Opens a database so that it behaves the same whichever it is."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from desk.errors import RecordsFailed

BUSY_SECONDS = 10  # how long a writer waits for another before it gives up


def open_engine(url: str) -> Engine:
    """An engine for a SQLite file, `sqlite://` (memory, for tests) or PostgreSQL 15 or later.

    A new SQLite file can be read by its owner only. Nothing is created inside it: `migrate` does
    that. Raises RecordsFailed with what to do.
    """
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise RecordsFailed(
            "The database address cannot be read; it looks like "
            "sqlite:///makegood.db or postgresql://user@host/name."
        ) from error
    if address.get_backend_name() == "sqlite":
        return _open_sqlite(address)
    if address.get_backend_name() in {"postgresql", "postgres"}:
        return create_engine(
            address.set(drivername="postgresql+psycopg"),
            pool_size=10,
            pool_timeout=BUSY_SECONDS,
            pool_pre_ping=True,  # a server that was restarted is no error of ours
            hide_parameters=True,
            connect_args={"connect_timeout": BUSY_SECONDS},
        )
    raise RecordsFailed(f"{address.get_backend_name()} is not supported; use SQLite or PostgreSQL.")


def reading(engine: Engine) -> Engine:
    """The same engine for transactions that only read, so that they never wait for a writer."""
    return engine.execution_options(makegood_reads=True, postgresql_readonly=True)


def _open_sqlite(address: URL) -> Engine:
    in_memory = address.database in {None, "", ":memory:"}
    if not in_memory:
        _create_private(Path(str(address.database)))
    engine = create_engine(
        address,
        poolclass=QueuePool,
        # A database in memory lives as long as its only connection.
        pool_size=1 if in_memory else 8,
        max_overflow=0 if in_memory else 8,
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,  # what customers wrote stays out of errors and logs
        connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
    )
    event.listen(engine, "connect", _prepare)
    Turns().serve(engine)
    return engine


class Turns:
    """Writers of one process take turns at a SQLite file.

    SQLite itself makes writers sleep and try again, longer each time, so that under load some wait
    for seconds while others pass. Here they wait in a line; only other processes are left to it.
    """

    def __init__(self) -> None:
        """With nobody in line."""
        self._turn = Lock()

    def serve(self, engine: Engine) -> None:
        """From now on, for every transaction of this engine."""
        event.listen(engine, "begin", self._begin)
        event.listen(engine, "reset", self._returned)

    def _begin(self, connection: Connection) -> None:
        if connection.get_execution_options().get("makegood_reads", False):
            connection.exec_driver_sql("BEGIN")
            return
        if "turn" not in connection.info:
            if not self._turn.acquire(timeout=BUSY_SECONDS):
                raise RecordsFailed("Another transaction is writing for too long; try again.")
            connection.info["turn"] = True
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def _returned(self, _connection: Any, record: ConnectionPoolEntry, _state: Any) -> None:
        if record.info.pop("turn", False):
            self._turn.release()


def _create_private(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise RecordsFailed(
            f"{path} cannot be opened for writing: {error.strerror}. "
            "Choose another data folder, or make this one writable."
        ) from error


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver would begin transactions late and without a lock; `_begin` does it instead.
    connection.isolation_level = None
    connection.create_function("text_sha256", 1, _text_sha256, deterministic=True)
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",  # what is erased is overwritten, not only forgotten
        "recursive_triggers = ON",  # REPLACE must not get round the guards against DELETE
        f"busy_timeout = {BUSY_SECONDS * 1000}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _text_sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

"""Databases that fail at one call: the driver's own connections, with one that goes wrong.

On SQLite the driver reports an I/O error. On PostgreSQL the socket to the server is shut, so that
the driver itself finds out. `Cut` stands between us and the server and loses what was answered to
a COMMIT.
"""

from __future__ import annotations

import os
import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self
from urllib.parse import urlsplit

import psycopg
from sqlalchemy import Engine, event


class When(StrEnum):
    BEFORE = "nothing of the call is done"
    AFTER = "the call is done, and fails all the same"


@dataclass
class Trouble:
    """`calls` counts statements and commits; the one with the number `at` goes wrong, once."""

    when: When = When.BEFORE
    at: int = 0
    calls: int = 0

    def arm(self, at: int, when: When) -> None:
        self.at, self.when, self.calls = at, when, 0

    def strikes(self, when: When) -> bool:
        """Asked before and after every call."""
        if when is When.BEFORE:
            self.calls += 1
        return self.calls == self.at and when is self.when


def troubled(engine: Engine) -> Trouble:
    """From the next connection on, this engine's calls are counted and may fail."""
    trouble = Trouble()
    engine.dispose()
    if engine.dialect.name == "sqlite":
        _sqlite(engine, trouble)
    else:
        _postgres(engine, trouble)
    return trouble


def _sqlite(engine: Engine, trouble: Trouble) -> None:
    def strike(when: When) -> None:
        if trouble.strikes(when):
            raise sqlite3.OperationalError("disk I/O error")

    class Cursor(sqlite3.Cursor):
        def execute(self, sql: str, values: Any = (), /) -> Self:
            strike(When.BEFORE)
            super().execute(sql, values)
            strike(When.AFTER)
            return self

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

        def commit(self) -> None:
            strike(When.BEFORE)
            super().commit()
            strike(When.AFTER)

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, _words: Any, named: dict[str, Any]) -> None:
        named["factory"] = Connection


def _postgres(engine: Engine, trouble: Trouble) -> None:
    class Cursor(psycopg.Cursor[Any]):
        def execute(self, *words: Any, **named: Any) -> Any:
            if trouble.strikes(When.BEFORE):
                _shut(self.connection)
            done = super().execute(*words, **named)
            if trouble.strikes(When.AFTER):
                _shut(self.connection)
            return done

    class Connection(psycopg.Connection[Any]):
        def commit(self) -> None:
            if trouble.strikes(When.BEFORE):
                _shut(self)
            super().commit()
            if trouble.strikes(When.AFTER):
                self.close()
                raise psycopg.OperationalError("server closed the connection unexpectedly")

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, words: Any, named: dict[str, Any]) -> Any:
        return Connection.connect(*words, **named, cursor_factory=Cursor)


def _shut(connection: psycopg.Connection[Any]) -> None:
    with socket.socket(fileno=os.dup(connection.fileno())) as wire, suppress(OSError):
        wire.shutdown(socket.SHUT_RDWR)


class Cut:
    """A wire to a PostgreSQL server; the answer to its n-th COMMIT is lost, with the connection."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._server = (parts.hostname or "127.0.0.1", parts.port or 5432)
        self._listener = socket.create_server(("127.0.0.1", 0))
        port = self._listener.getsockname()[1]
        self.url = url.replace(f":{parts.port}/", f":{port}/")
        self.commits = 0
        self.at = 0
        self._lock = threading.Lock()

    def lose(self, at: int) -> None:
        """Lose the answer to this COMMIT from now."""
        self.commits, self.at = 0, at

    @contextmanager
    def laid(self) -> Iterator[Cut]:
        """Carries until the block ends."""
        thread = threading.Thread(target=self._accept, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            thread.join(5)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                ours, _ = self._listener.accept()
                threading.Thread(target=self._carry, args=(ours,), daemon=True).start()

    def _carry(self, ours: socket.socket) -> None:
        with ours, socket.create_connection(self._server) as theirs, suppress(OSError):
            cut = threading.Event()
            back = threading.Thread(target=self._answers, args=(theirs, ours, cut), daemon=True)
            back.start()
            while said := ours.recv(65_536):
                if b"COMMIT" in said:
                    with self._lock:
                        self.commits += 1
                        if self.commits == self.at:
                            cut.set()
                theirs.sendall(said)
            theirs.shutdown(socket.SHUT_WR)
            back.join(5)

    @staticmethod
    def _answers(theirs: socket.socket, ours: socket.socket, cut: threading.Event) -> None:
        with suppress(OSError):
            while said := theirs.recv(65_536):
                if cut.is_set():  # it is committed, and nobody will hear of it
                    ours.shutdown(socket.SHUT_RDWR)
                    return
                ours.sendall(said)

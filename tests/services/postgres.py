"""A private PostgreSQL for tests: its own folder, socket and port, gone when the tests end."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest

_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
_LEAN = ("shared_buffers=32MB", "max_connections=120", "autovacuum=off", "jit=off")


@dataclass
class Server:
    """A running server. `database()` answers with the address of a database of one's own."""

    folder: Path
    port: int
    settings: tuple[str, ...]
    template: str = "template0"
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self._numbers = count(1)
        self._owner = _unprivileged()

    def url(self, database: str) -> str:
        return f"postgresql://makegood@127.0.0.1:{self.port}/{database}"

    def database(self, template: str = "") -> str:
        """The address of a new database, empty or like `template`."""
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        like = template or self.template
        self.run(f"CREATE DATABASE {name} TEMPLATE {like} STRATEGY FILE_COPY")
        return self.url(name)

    def run(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def make(self) -> None:
        """The files of an empty server."""
        if self._owner is not None:
            os.chown(self.folder, self._owner.pw_uid, self._owner.pw_gid)
        initdb = (_program("initdb"), "-D", str(self.folder / "data"), "-U", "makegood")
        flags = ("--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        _run_as(self._owner, (*initdb, *flags), self.folder).communicate()

    def start(self) -> None:
        """Start it, for the first time or on what is there, and wait until it answers."""
        options = [
            *("listen_addresses=127.0.0.1", f"port={self.port}"),
            f"unix_socket_directories={self.folder}",
            *self.settings,
            *_LEAN,
        ]
        chosen = [word for option in options for word in ("-c", option)]
        command = (_program("postgres"), "-D", str(self.folder / "data"), *chosen)
        self.process = _run_as(self._owner, command, self.folder)
        _wait_until_up(self, self.process)

    def crash(self) -> None:
        """All its processes at once, in the middle of whatever they did; the files stay."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(timeout=30)


@contextmanager
def running_postgres(settings: tuple[str, ...] = _QUICK) -> Iterator[Server]:
    """A server that is gone at the end. `settings` overrides fsync for tests that crash it."""
    server = Server(Path(tempfile.mkdtemp(prefix="pg-")), _free_port(), settings)
    try:
        server.make()
        server.start()
        yield server
    finally:
        server.crash()
        shutil.rmtree(server.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One server for all tests of this process."""
    with running_postgres() as server:
        yield server


def _program(name: str) -> str:
    found = shutil.which(name)
    if found:
        return str(Path(found).resolve())
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    assert installed, f"{name} is missing: apt-get install postgresql"
    return str(installed[-1])


def _unprivileged() -> pwd.struct_passwd | None:
    """The server refuses to run as root, so root lends it to an account that exists."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _run_as(
    owner: pwd.struct_passwd | None, command: tuple[str, ...], folder: Path
) -> subprocess.Popen[bytes]:
    dies_with_us = ("setpriv", "--pdeathsig", "QUIT") if shutil.which("setpriv") else ()
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            (*dies_with_us, *command),
            cwd=folder,
            stdout=log,
            stderr=log,
            user=None if owner is None else owner.pw_uid,
            group=None if owner is None else owner.pw_gid,
            extra_groups=None if owner is None else [],
            env={"PATH": os.environ.get("PATH", ""), "TZ": "UTC"},
            start_new_session=True,
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_up(server: Server, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(server.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            died = process.poll() is not None
            if died or time.monotonic() > until:
                pytest.fail("PostgreSQL did not start:\n" + (server.folder / "log").read_text())
            time.sleep(0.03)
        else:
            return

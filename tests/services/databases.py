"""A fresh database of each kind, already migrated.

A SQLite file is copied from one that was migrated once. A PostgreSQL database takes a second to
make, so it is emptied after a test and used again, unless the test has changed its tables.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Engine

from store.engine import open_engine
from store.migrate import migrate
from store.schema import metadata
from tests.services.postgres import Server

KINDS = ("sqlite", "postgresql")


class Recycled:
    """Migrated databases of one server, handed out empty."""

    def __init__(self, server: Server) -> None:
        """Makes databases as they are needed."""
        self._server = server
        self._template = ""
        self._free: list[str] = []
        self._shape = ""

    def take(self) -> str:
        """The address of a database that nobody else has."""
        return self._free.pop() if self._free else self()

    def __call__(self) -> str:
        """The address of a new database, for those who do not give it back."""
        if not self._template:
            url = self._server.database("template0")
            opened = open_engine(url)
            migrate(opened)
            opened.dispose()
            self._template = url.rsplit("/", 1)[1]
            with psycopg.connect(url) as connection:
                self._shape = _shape(connection)
        return self._server.database(self._template)

    def give_back(self, url: str) -> None:
        """Empty it for the next test; one whose tables were changed is left aside."""
        try:
            with psycopg.connect(url, options="-c lock_timeout=2s") as connection:
                if _shape(connection) == self._shape:
                    # A superuser may step round the guards; nobody else can.
                    connection.execute("SET session_replication_role = replica")
                    for table in metadata.sorted_tables:
                        connection.execute(
                            sql.SQL("DELETE FROM {}").format(sql.Identifier(table.name))
                        )
                    self._free.append(url)
        except psycopg.Error:
            return  # somebody still holds rows of it


@pytest.fixture(params=[KINDS[0], pytest.param(KINDS[1], marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, migrated_file: Path) -> Iterator[str]:
    """The address of a fresh database, once for each kind."""
    if request.param == "sqlite":
        with tempfile.TemporaryDirectory(prefix="makegood-", dir=_without_disk()) as folder:
            shutil.copy(migrated_file, Path(folder, "makegood.db"))
            yield f"sqlite:///{folder}/makegood.db"
    else:
        recycled: Recycled = request.getfixturevalue("new_postgres_url")
        url = recycled.take()
        yield url
        recycled.give_back(url)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A fresh database of each kind, opened."""
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with every migration and nothing else."""
    path = tmp_path_factory.mktemp("template") / "migrated.db"
    opened = open_engine(f"sqlite:///{path}")
    migrate(opened)
    opened.dispose()
    return path


@pytest.fixture(scope="session")
def new_postgres_url(postgres: Server) -> Recycled:
    """Makes addresses of migrated PostgreSQL databases; called, one that is one's own for good."""
    return Recycled(postgres)


def _without_disk() -> str | None:
    """A folder in memory where there is one: every commit waits for the disk otherwise."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def _shape(connection: psycopg.Connection) -> str:
    row = connection.execute(
        "SELECT string_agg(tgname, ' ' ORDER BY tgname), (SELECT max(version_num) FROM "
        "alembic_version), (SELECT count(*) FROM pg_tables WHERE schemaname = 'public') "
        "FROM pg_trigger WHERE NOT tgisinternal"
    ).fetchone()
    return str(row)

"""A fresh database of each kind, already migrated: copied from one that was migrated once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from store.engine import open_engine
from store.migrate import migrate
from tests.services.postgres import Server

KINDS = ("sqlite", "postgresql")


@pytest.fixture(params=[KINDS[0], pytest.param(KINDS[1], marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path, migrated_file: Path) -> str:
    """The address of a fresh database, once for each kind."""
    if request.param == "sqlite":
        shutil.copy(migrated_file, tmp_path / "makegood.db")
        return f"sqlite:///{tmp_path / 'makegood.db'}"
    make: Callable[[], str] = request.getfixturevalue("new_postgres_url")
    return make()


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
def new_postgres_url(postgres: Server) -> Callable[[], str]:
    """Makes addresses of fresh PostgreSQL databases with every migration."""
    url = postgres.database()
    opened = open_engine(url)
    migrate(opened)
    opened.dispose()
    template = url.rsplit("/", 1)[1]
    return lambda: postgres.database(template)

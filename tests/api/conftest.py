from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from store.engine import open_engine
from tests.services.a_house import Rooms
from tests.services.databases import migrated_file  # noqa: F401 - a fixture


@pytest.fixture
def rooms(file_engine: Engine) -> Rooms:
    """The whole edge over a fresh SQLite file."""
    return Rooms(file_engine)


@pytest.fixture
def file_engine(tmp_path: Path, migrated_file: Path) -> Iterator[Engine]:  # noqa: F811 - as above
    """A fresh SQLite file, migrated."""
    shutil.copy(migrated_file, tmp_path / "makegood.db")
    engine = open_engine(f"sqlite:///{tmp_path / 'makegood.db'}")
    event.listen(engine, "connect", _hasty)
    yield engine
    engine.dispose()


def _hasty(connection: sqlite3.Connection, _record: object) -> None:
    """No test here pulls the plug, so none need wait for the disk."""
    connection.execute("PRAGMA synchronous = OFF")

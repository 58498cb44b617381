from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.engine import open_engine
from tests.services.a_house import Rooms
from tests.services.browser import chromium, desktop, served  # noqa: F401 - fixtures
from tests.services.databases import migrated_file  # noqa: F401 - a fixture


@pytest.fixture
def rooms(tmp_path: Path, migrated_file: Path) -> Iterator[Rooms]:  # noqa: F811 - the fixture above
    """The whole edge over a fresh SQLite file, without a browser."""
    shutil.copy(migrated_file, tmp_path / "makegood.db")
    engine = open_engine(f"sqlite:///{tmp_path / 'makegood.db'}")
    yield Rooms(engine)
    engine.dispose()

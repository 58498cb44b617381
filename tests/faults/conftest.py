from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.services.a_process import Process, a_shop, running


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Process:
    """A shop that was started once, so that its policies are indexed; copies of it start fast."""
    process = a_shop(tmp_path_factory.mktemp("prepared") / "shop")
    with running(process):
        process.stop()
    return process


@pytest.fixture
def shop(prepared: Process, tmp_path: Path) -> Process:
    """A copy of the prepared shop's data, beside the same policies; nothing runs."""
    return copied(prepared, tmp_path / "shop")


def copied(prepared: Process, folder: Path, **settings: str) -> Process:
    folder.mkdir()
    shutil.copytree(prepared.data, folder / ".makegood")
    where = {"MAKEGOOD_POLICIES_DIR": str(prepared.policies)}
    return Process(folder, {**prepared.settings, **where, **settings}, token=prepared.token)

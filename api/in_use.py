"""Whether a server or a worker runs over a data folder: each holds a lock as long as it lives."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api.settings import SettingsWrong

_FILE = "running.lock"


@contextmanager
def serving(folder: Path) -> Iterator[None]:
    """This process runs over the folder; others may too. The lock dies with the process."""
    with (folder / _FILE).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SettingsWrong(
                f"The data folder {folder} is being restored. Start again when that is done."
            ) from error
        yield


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody runs over the folder meanwhile. Raises SettingsWrong where somebody does."""
    with (folder / _FILE).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SettingsWrong(
                f"A Makegood runs over {folder}. Stop it (serve and work), then restore."
            ) from error
        yield

"""A copy of an embedded database while others write to it, and whether a copy is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from desk.errors import RecordsFailed

_PAGES = 500  # copied at a time; writers get in between


def file_of(address: str) -> Path:
    """The file of an embedded database. Raises RecordsFailed for one that has none."""
    url = make_url(address)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise RecordsFailed("Only an embedded database is copied like this; use pg_dump.")
    return Path(url.database)


def copy(address: str, to: Path, step: Callable[[int, int], None]) -> None:
    """Copy a SQLite database to a new file as it stands at one moment. Raises RecordsFailed.

    `step` is told pages that are left, and how many there are.
    """
    path = file_of(address)
    try:
        with (
            closing(sqlite3.connect(f"file:{path.absolute()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(to)) as target,
        ):
            source.backup(
                target, pages=_PAGES, progress=lambda _state, left, total: step(left, total)
            )
            target.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise RecordsFailed(f"The database could not be copied: {error}.") from error


def faults(path: Path) -> tuple[str, ...]:
    """What is wrong with a database file, in SQLite's words; empty where it is whole."""
    try:
        with closing(sqlite3.connect(f"file:{path.absolute()}?mode=ro", uri=True)) as opened:
            said = [row[0] for row in opened.execute("PRAGMA integrity_check")]
            said += [
                f"{row[0]} refers to a row that is not there"
                for row in opened.execute("PRAGMA foreign_key_check")
            ]
    except sqlite3.Error as error:
        return (str(error),)
    return tuple(line for line in said if line != "ok")

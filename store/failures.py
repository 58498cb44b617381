"""What a database error means to the desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    SQLAlchemyError,
    StatementError,
)

from desk.errors import (
    BadText,
    Conflict,
    DeskError,
    NotFound,
    RecordsFailed,
    RecordsUnclear,
    TurnAnswered,
)

# The name of a constraint, or the columns by which SQLite names it -> what it means.
_MEANS: dict[str, type[DeskError]] = {
    "one_live_approval_per_turn": TurnAnswered,
    "approvals.workspace, approvals.conversation, approvals.turn": TurnAnswered,
    "UNIQUE constraint failed": Conflict,
    "duplicate key value": Conflict,
    "one_thread": Conflict,
    "one_message_per_remote": Conflict,
    "one_posting_per": Conflict,
    "one_revision_per_number": Conflict,
    "pk_": Conflict,
    "FOREIGN KEY constraint failed": NotFound,
    "violates foreign key constraint": NotFound,
}

_WHAT_TO_DO: dict[str, str] = {
    "database is locked": "Another process is writing to it; try again in a moment.",
    "deadlock detected": "Somebody else changed the same rows; try again.",
    "could not serialize": "Somebody else changed the same rows; try again.",
    "disk is full": "The disk is full; make room and try again.",
    "No space left": "The disk is full; make room and try again.",
    "disk I/O error": "The disk does not answer as it should; check it before you go on.",
    "readonly database": "The data folder is read-only; make it writable.",
    "read-only transaction": "The database is read-only; connect to the one that takes writes.",
    "unable to open": "The database file cannot be opened; check the data folder.",
    "not a database": "The file is not a database of ours; restore it from a backup.",
    "malformed": "The database file is damaged; restore it from a backup.",
    "no such table": "The database has no tables yet; run the migrations.",
    "does not exist": "The database or a table of it does not exist; run the migrations.",
    "Connection refused": "The database server does not answer; start it or mend its address.",
    "connection failed": "The database server does not answer; start it or mend its address.",
    "QueuePool limit": "All connections to the database are busy; try again in a moment.",
}


@contextmanager
def told() -> Iterator[None]:
    """Turns what the database raises into what the desk refuses; the original is the cause."""
    try:
        yield
    except SQLAlchemyError as error:
        raise meaning(error) from error


def meaning(error: SQLAlchemyError) -> DeskError:
    """The desk's error for one of the database; never with a value that was to be written."""
    original = error.orig if isinstance(error, StatementError) else None
    if isinstance(original, DeskError):
        return original
    said = str(original if original is not None else error)
    if isinstance(error, IntegrityError):
        for mark, kind in _MEANS.items():
            if mark in said:
                return kind(constraint=_first_line(said))
        return RecordsFailed(f"The database refuses it: {_first_line(said)}")
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return RecordsUnclear()
    if isinstance(error, DataError):
        return BadText("The database does not take it.")
    for mark, advice in _WHAT_TO_DO.items():
        if mark in said:
            return RecordsFailed(advice)
    return RecordsFailed(f"{type(original or error).__name__}; see the log.")


def _first_line(said: str) -> str:
    return said.strip().splitlines()[0] if said.strip() else ""

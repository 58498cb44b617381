"""Column types that mean the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, ForeignKeyConstraint, String, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from desk.errors import BadText
from store.codec import codec


class Moment(TypeDecorator[datetime]):
    """An instant. Goes in timezone-aware, comes back in UTC, to the microsecond.

    SQLite has no such type: there it is text of one width, so that its order is time's order.
    """

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """`timestamptz` on PostgreSQL, text on SQLite."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(TIMESTAMP(timezone=True))
        return dialect.type_descriptor(String(32))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """To what the database keeps. Raises ValueError for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """To a time in UTC."""
        if value is None:
            return None
        moment = value if dialect.name == "postgresql" else datetime.fromisoformat(value)
        return moment.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text from outside. Refuses what one of the databases could not give back to the letter."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """To itself. Raises BadText for NUL and for half of a surrogate pair."""
        if value is not None and ("\x00" in value or not _encodes(value)):
            raise BadText("It holds a NUL or half of a character pair.")
        return value


class Coded(TypeDecorator[Any]):
    """A value of the desk, kept as JSON text; comes back as the type that it was declared with."""

    impl = Text
    cache_ok = True

    def __init__(self, shape: Any) -> None:
        """`shape` is the Python type of the value, such as `tuple[Sentence, ...]`."""
        super().__init__()
        self.shape = shape

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """To JSON; None stays NULL."""
        return None if value is None else codec(self.shape).dump(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """From JSON."""
        return None if value is None else codec(self.shape).load(value)


def one_of(column: str, states: type[StrEnum]) -> CheckConstraint:
    """Only the states that the desk knows may stand in a column."""
    names = ", ".join(f"'{state.value}'" for state in states)
    return CheckConstraint(f"{column} IN ({names})", name=f"known_{column}")


def within(columns: str, table: str, referred: str = "id") -> ForeignKeyConstraint:
    """A reference that stays inside its workspace. Names are separated by spaces."""
    return ForeignKeyConstraint(
        ["workspace", *columns.split()],
        [f"{table}.workspace", *(f"{table}.{name}" for name in referred.split())],
    )


def key(name: str = "id") -> tuple[Column[str], Column[str]]:
    """The primary key of nearly every table: the workspace and a name inside it."""
    return (
        workspace_column(),
        Column(name, String, primary_key=True),
    )


def workspace_column() -> Column[str]:
    """The first column of every table."""
    return Column("workspace", String, ForeignKey("workspaces.workspace"), primary_key=True)


def _encodes(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True

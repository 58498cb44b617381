"""One transaction inside one workspace: all that a repository holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, Row, Select, Table, and_, text

from desk.errors import NotFound
from desk.ids import WorkspaceId
from store.failures import told

Query = Select[*tuple[Any, ...]]  # any columns
AnyRow = Row[*tuple[Any, ...]]


@dataclass(frozen=True)
class Scoped:
    """A connection in a transaction, and the only workspace whose rows it may touch."""

    connection: Connection
    workspace: WorkspaceId

    def here(self, table: Table, **equal: object) -> ColumnElement[bool]:
        """The condition "in this workspace, and with these values"."""
        wanted = (table.c[name] == value for name, value in equal.items())
        return and_(table.c.workspace == self.workspace, *wanted)

    def add(self, table: Table, values: Mapping[str, object]) -> None:
        """Insert one row."""
        self.change(table.insert().values(workspace=self.workspace, **values))

    def add_many(self, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
        """Insert many rows, each with its workspace, in one go."""
        if rows:
            with told():
                self.connection.execute(table.insert(), [dict(row) for row in rows])

    def save(self, table: Table, name: str, values: Mapping[str, object]) -> None:
        """Write to the row of this id. Raises NotFound where there is none."""
        if not self.change(table.update().where(self.here(table, id=name)).values(**values)):
            raise NotFound(f"{table.name} {name}")

    def change(self, statement: Executable) -> int:
        """Run a statement that writes; answers with the number of rows."""
        with told():
            return self.connection.execute(statement).rowcount

    def turn(self, what: str) -> None:
        """Have this to oneself until the transaction ends; others wait here.

        On SQLite the whole transaction is exclusive. No row is locked, so that whoever holds a row
        and waits here is never waited for by the one that is here.
        """
        if self.connection.dialect.name == "postgresql":
            lock = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
            with told():
                self.connection.execute(lock, {"name": f"{self.workspace} {what}"})

    def rows(self, statement: Query) -> Sequence[AnyRow]:
        """All rows of a query."""
        with told():
            return self.connection.execute(statement).all()

    def first(self, statement: Query) -> AnyRow | None:
        """The first row of a query, or None."""
        with told():
            return self.connection.execute(statement.limit(1)).first()

    def one(self, statement: Query, what: str) -> AnyRow:
        """The row of a query. Raises NotFound, naming `what` was looked for."""
        row = self.first(statement)
        if row is None:
            raise NotFound(what)
        return row

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """What fails inside is undone alone, so that the transaction can go on without it."""
        with told(), self.connection.begin_nested():
            yield


def locked(statement: Query, *tables: Table) -> Query:
    """Keep the rows of these tables until the transaction ends (SQLite is exclusive anyway).

    The lock lets others refer to the row, so that inserts elsewhere do not wait for it.
    """
    return statement.with_for_update(of=tables, key_share=True)


def kept(statement: Query, *tables: Table) -> Query:
    """Nobody changes the rows of these tables until the transaction ends; many may keep one row.

    What is read is as the last change left it, which may be newer than what was read before.
    """
    return statement.with_for_update(of=tables, read=True)


def unlocked_by_others(statement: Query, *tables: Table) -> Query:
    """The same, passing over rows that somebody else holds."""
    return statement.with_for_update(of=tables, key_share=True, skip_locked=True)

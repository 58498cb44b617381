"""The guards as triggers, in the words of each database."""

# ruff: noqa: S608 - the SQL is built from names in this program, never from values

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Index, Table, UniqueConstraint, inspect

from store.guards import DELETE, INSERT, KEPT, UPDATE, Guard, guards
from store.schema import approvals, conversations, metadata

_ALL = frozenset(metadata.tables)
# An update of these may touch a column of a unique key.
_KEYS_CHANGE = (approvals, conversations)


def install(connection: Connection) -> None:
    """Put every guard in place, replacing older ones of the same name.

    An older migration runs this before tables and columns of younger ones are there; the youngest
    puts the guards of all of them in place, in the same transaction.
    """
    there = _whole(connection)
    for statement in statements(connection.dialect.name, there):
        connection.exec_driver_sql(statement)


def _whole(connection: Connection) -> frozenset[str]:
    """The tables that are there with every column that they have today."""
    looked = inspect(connection)
    names = frozenset(looked.get_table_names())
    return frozenset(
        table.name
        for table in metadata.sorted_tables
        if table.name in names
        and {column.name for column in table.columns}
        <= {column["name"] for column in looked.get_columns(table.name)}
    )


def statements(dialect: str, tables: Container[str] = _ALL) -> Iterator[str]:
    """The SQL of `install` for "sqlite" or "postgresql", over these tables."""
    if dialect == "postgresql":
        for guard in guards():
            if guard.table in tables:
                yield from _postgresql(guard)
        for table in KEPT:
            if table.name in tables:
                yield from _no_truncate(table.name)
    else:
        for guard in (*guards(), *_no_replace()):
            if guard.table in tables:
                yield from _sqlite(guard)


def _no_replace() -> Iterator[Guard]:
    """SQLite only: INSERT OR REPLACE and UPDATE OR REPLACE would delete what is in the way."""
    for table in KEPT:
        for name, columns, where in _unique(table):
            taken = " AND ".join(f"o.{column} = NEW.{column}" for column in columns)
            yield Guard(
                f"{name}_insert",
                table.name,
                INSERT,
                f"{where('NEW')} AND EXISTS (SELECT 1 FROM {table.name} o WHERE {taken}"
                f" AND {where('o')})",
                name,
            )
            if table in _KEYS_CHANGE:
                yield Guard(
                    f"{name}_update",
                    table.name,
                    UPDATE,
                    f"{where('NEW')} AND EXISTS (SELECT 1 FROM {table.name} o WHERE {taken}"
                    f" AND {where('o')} AND o.rowid <> OLD.rowid)",
                    name,
                )


@dataclass(frozen=True)
class _Where:
    condition: str

    def __call__(self, row: str) -> str:
        return f"{row}.{self.condition}" if self.condition else "TRUE"


def _unique(table: Table) -> Iterator[tuple[str, tuple[str, ...], _Where]]:
    primary = tuple(column.name for column in table.primary_key.columns)
    yield f"pk_{table.name}", primary, _Where("")
    for constraint in sorted(table.constraints, key=lambda c: str(c.name)):
        if isinstance(constraint, UniqueConstraint):
            columns = tuple(column.name for column in constraint.columns)
            if not set(primary) <= set(columns):  # what holds the primary key is covered by it
                yield str(constraint.name), columns, _Where("")
    for index in sorted(table.indexes, key=lambda i: str(i.name)):
        if index.unique:
            yield str(index.name), tuple(c.name for c in index.columns), _Where(_partial(index))


def _partial(index: Index) -> str:
    where = index.dialect_options["sqlite"]["where"]
    return "" if where is None else str(where)


def _sqlite(guard: Guard) -> Iterator[str]:
    yield f"DROP TRIGGER IF EXISTS {guard.name}"
    yield (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} WHEN {guard.when} "
        f"BEGIN SELECT RAISE(ABORT, '{guard.name}: {_quoted(guard.says)}'); END"
    )


def _postgresql(guard: Guard) -> Iterator[str]:
    row = "OLD" if guard.event == DELETE else "NEW"
    when = guard.when.replace("text_sha256(NEW.text)", _SHA256)
    yield (
        f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ "
        f"BEGIN IF ({when}) THEN RAISE EXCEPTION '{guard.name}: {_quoted(guard.says)}' "
        f"USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{guard.name}'; "
        f"END IF; RETURN {row}; END $guard$"
    )
    yield f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}"
    yield (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {guard.name}()"
    )


_SHA256 = "encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex')"


def _no_truncate(table: str) -> Iterator[str]:
    name = f"{table}_no_truncate"
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ "
        f"BEGIN RAISE EXCEPTION '{name}: rows are never deleted' "
        f"USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{name}'; END $guard$"
    )
    yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
    yield (
        f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )


def _quoted(words: str) -> str:
    return words.replace("'", "''")

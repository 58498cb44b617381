"""A transaction in one workspace, for the parts of the store that the desk does not know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from desk.ids import WorkspaceId
from store.engine import reading
from store.failures import told
from store.scoped import Scoped


@contextmanager
def work(engine: Engine, workspace: WorkspaceId) -> Iterator[Scoped]:
    """One transaction that may write: commits when the block ends, rolls back when it raises."""
    with told(), engine.begin() as connection:
        yield Scoped(connection, workspace)


@contextmanager
def look(engine: Engine, workspace: WorkspaceId) -> Iterator[Scoped]:
    """One transaction that only reads: on SQLite it never waits for a writer."""
    with told(), reading(engine).begin() as connection:
        yield Scoped(connection, workspace)

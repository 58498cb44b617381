"""A disk that is full, a database that is read-only or locked: made so by the database itself, at
every step of a case; refused in words, and nothing is lost.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator

import psycopg
import pytest
from sqlalchemy import Engine, event

from desk.audit import first_bad
from desk.errors import RecordsFailed
from store.audit_log import AuditLog
from tests.faults.store.test_nth_call import Case
from tests.services.a_desk import HERE, KEY, Bench
from tests.services.databases import (  # noqa: F401 - fixtures
    database_url,
    engine,
    migrated_file,
    new_postgres_url,
)
from tests.services.postgres import postgres  # noqa: F401 - a fixture

STEPS = ("received", "written", "approved", "posted")
Worn = Callable[[Engine], contextlib.AbstractContextManager[None]]


@contextlib.contextmanager
def full(engine: Engine) -> Iterator[None]:  # noqa: F811 - not the fixture
    """Not one page more: SQLite itself says that the disk is full."""
    with pragma(engine, "max_page_count = 1", "max_page_count = 1073741823"):
        yield


@contextlib.contextmanager
def read_only(engine: Engine) -> Iterator[None]:  # noqa: F811 - not the fixture
    if engine.dialect.name == "sqlite":
        with pragma(engine, "query_only = ON", "query_only = OFF"):
            yield
        return
    alter = f"ALTER DATABASE {engine.url.database} SET default_transaction_read_only = "
    owner(engine, f"{alter} on")
    try:
        yield
    finally:
        owner(engine, f"{alter} off")


@contextlib.contextmanager
def locked(engine: Engine) -> Iterator[None]:  # noqa: F811 - not the fixture
    """Somebody else holds the file; we wait a twentieth of a second, not ten."""
    other = sqlite3.connect(str(engine.url.database), isolation_level=None)
    with pragma(engine, "busy_timeout = 50", "busy_timeout = 10000"):
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.close()


@contextlib.contextmanager
def pragma(engine: Engine, on: str, off: str) -> Iterator[None]:  # noqa: F811 - not the fixture
    """So for every connection of this engine, from now until the block ends."""
    now = [on]

    def set_it(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute(f"PRAGMA {now[0]}")

    event.listen(engine, "checkout", set_it)
    try:
        yield
    finally:
        now[0] = off
        with engine.connect():
            pass
        event.remove(engine, "checkout", set_it)
        engine.dispose()


def owner(engine: Engine, statement: str) -> None:  # noqa: F811 - not the fixture
    """One statement of the server's owner; our connections are made anew after it."""
    engine.dispose()
    url = engine.url.set(drivername="postgresql").render_as_string()
    with psycopg.connect(
        url, autocommit=True, options="-c default_transaction_read_only=off"
    ) as it:
        it.execute(statement.encode())


@pytest.mark.parametrize("worn", [full, read_only, locked], ids=lambda worn: worn.__name__)
def test_at_every_step_it_is_refused_and_later_done(
    engine: Engine,  # noqa: F811 - the fixture above
    worn: Worn,
) -> None:
    if engine.dialect.name != "sqlite" and worn is not read_only:
        pytest.skip("PostgreSQL's disk and locks are its own")
    bench, refused = Bench(engine), 0
    for number, broken in enumerate(3 * STEPS):
        case = Case(bench, number)
        for step in STEPS:
            if step == broken:
                with worn(engine):
                    refused += _refuses(getattr(case, step))
            case.play_one(getattr(case, step))
        case.judge()
    # On a full disk some steps still fit into pages that are there.
    assert refused == 3 * len(STEPS) or (worn is full and refused > 0)
    assert first_bad(KEY, AuditLog(engine).rows(HERE)) is None


def _refuses(step: Callable[[], bool]) -> int:
    try:
        step()
    except RecordsFailed:
        return 1
    return 0


@pytest.mark.parametrize("jump", [-3_600, -90, 90, 3_600, 43_200])
@pytest.mark.parametrize("after", STEPS)
def test_the_clock_jumps_at_any_step(
    engine: Engine,  # noqa: F811 - the fixture above
    jump: int,
    after: str,
) -> None:
    bench = Bench(engine)
    case = Case(bench, 1)
    for step in STEPS:
        case.play_one(getattr(case, step))
        if step == after:
            bench.clock.move(seconds=jump)
    case.play_one(case.posted)
    case.judge()

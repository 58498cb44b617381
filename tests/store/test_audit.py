from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta, timezone

import pytest
from sqlalchemy import Engine, text

from desk.audit import Entry, first_bad
from desk.errors import NotFound
from desk.ids import WorkspaceId
from store.audit_log import AuditLog
from store.records import SqlRecords
from tests.store.scenes import HOUR, KEY, NOON, OTHER, SHOP, opened


def entry(number: int) -> Entry:
    return Entry("person:ana", "draft.approve", f"dra_{number}", {"n": number, "why": None})


@pytest.fixture
def records(engine: Engine) -> SqlRecords:
    return opened(engine)


def test_rows_are_sealed_in_order_without_gaps(records: SqlRecords, engine: Engine) -> None:
    with records.begin(SHOP) as tx:
        tx.audit(NOON, entry(1))
        tx.audit(NOON.astimezone(timezone(timedelta(hours=2))), entry(2))
    with records.begin(OTHER) as tx:
        tx.audit(NOON, entry(1))
    with records.begin(SHOP) as tx:
        tx.audit(NOON + HOUR, entry(3))
    rows = list(AuditLog(engine).rows(SHOP))
    assert [(row.number, row.entry) for row in rows] == [(n, entry(n)) for n in (1, 2, 3)]
    assert first_bad(KEY, rows) is None
    assert first_bad(b"x" * 32, rows) == 1
    assert [row.number for row in AuditLog(engine).rows(SHOP, after=2)] == [3]
    assert [row.number for row in AuditLog(engine).page(SHOP, 0, limit=2)] == [1, 2]
    assert len(list(AuditLog(engine).rows(OTHER))) == 1


def test_what_is_rolled_back_leaves_no_row(records: SqlRecords, engine: Engine) -> None:
    class Fault(Exception):
        pass

    def interrupted() -> None:
        with records.begin(SHOP) as tx:
            tx.audit(NOON, entry(1))
            raise Fault

    with pytest.raises(Fault):
        interrupted()
    assert list(AuditLog(engine).rows(SHOP)) == []


def test_many_at_once_make_one_chain(records: SqlRecords, engine: Engine) -> None:
    def add(number: int) -> None:
        with records.begin(SHOP) as tx:
            tx.audit(NOON, entry(number))
            tx.audit(NOON, entry(-number))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(1, 13)))
    rows = list(AuditLog(engine).rows(SHOP))
    assert len(rows) == 24
    assert first_bad(KEY, rows) is None


@pytest.mark.parametrize(
    "change", ["actor = 'person:eve'", "detail = '{}'", "seal = before", "at = '2020-01-01 00:00Z'"]
)
def test_tampering_by_the_owner_of_the_database_is_found(
    records: SqlRecords, engine: Engine, change: str
) -> None:
    """Who may drop triggers may change rows, but cannot seal them again."""
    with records.begin(SHOP) as tx:
        for number in range(1, 6):
            tx.audit(NOON, entry(number))
    on = " ON audit" if engine.dialect.name == "postgresql" else ""
    with engine.begin() as connection:
        connection.execute(text(f"DROP TRIGGER audit_stand{on}"))
        connection.execute(text(f"UPDATE audit SET {change} WHERE number = 3"))  # noqa: S608
    assert first_bad(KEY, AuditLog(engine).rows(SHOP)) == 3


def test_a_row_taken_out_by_the_owner_is_missed(records: SqlRecords, engine: Engine) -> None:
    with records.begin(SHOP) as tx:
        for number in range(1, 6):
            tx.audit(NOON, entry(number))
    on = " ON audit" if engine.dialect.name == "postgresql" else ""
    with engine.begin() as connection:
        connection.execute(text(f"DROP TRIGGER audit_keeps{on}"))
        connection.execute(text("DELETE FROM audit WHERE number = 4"))
    assert first_bad(KEY, AuditLog(engine).rows(SHOP)) == 4


def test_a_workspace_that_is_not_there_has_no_audit(records: SqlRecords, engine: Engine) -> None:
    nowhere = WorkspaceId("nowhere")
    with pytest.raises(NotFound), records.begin(nowhere) as tx:
        tx.audit(NOON, entry(1))
    with pytest.raises(NotFound):
        AuditLog(engine).known(nowhere)
    AuditLog(engine).known(SHOP)


def test_a_short_key_is_refused(engine: Engine) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        SqlRecords(engine, b"short")

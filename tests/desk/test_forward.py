"""Data of the version before goes on: a dump that the program wrote at migration 0003.

`tests/store/at_0003.sql` holds four conversations: one posted, one whose outcome is unknown, one
that waits for a second person, one approved and queued; and a fifth that nobody has drafted for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from desk.audit import first_bad
from desk.conversation import Conversation
from desk.draft import Draft, DraftState
from desk.law import Law
from desk.lifecycle import Desk
from desk.people import Person
from desk.posting import PostingState
from store.accounts import Accounts
from store.audit_log import AuditLog
from store.engine import open_engine
from store.migrate import migrate
from store.records import SqlRecords
from store.triggers import statements
from store.views import Views
from tests.services.a_desk import HERE, KEY, Bench

DUMP = Path(__file__).resolve().parents[1] / "store" / "at_0003.sql"


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Engine]:
    """The database of then, brought to the present schema."""
    path = tmp_path / "makegood.db"
    with closing(sqlite3.connect(path)) as made:
        made.executescript(DUMP.read_text("utf-8"))
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    yield engine
    engine.dispose()


def goes_on(engine: Engine, law: Law) -> Desk:
    return Desk(HERE, SqlRecords(engine, KEY), law)


def test_every_row_is_there_and_the_audit_verifies(old: Engine) -> None:
    then = DUMP.read_text("utf-8")
    with old.begin() as connection:
        for table in ("messages", "revisions", "approvals", "postings", "audit"):
            rows = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar()  # noqa: S608
            assert rows == then.count(f'INSERT INTO "{table}"'), table
        guards = connection.execute(
            text("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")
        ).scalar()
    assert guards == sum(s.startswith("CREATE TRIGGER") for s in statements("sqlite"))
    assert first_bad(KEY, AuditLog(old).rows(HERE)) is None


def test_work_goes_on_where_it_stopped(old: Engine, tmp_path: Path) -> None:
    fresh = open_engine(f"sqlite:///{tmp_path / 'fresh.db'}")
    migrate(fresh)
    bench = Bench(fresh)  # for its law, clock and channel; its rows are not used
    desk = goes_on(old, bench.desk.law)
    there = {
        row.conversation.thread: row.conversation
        for row in Views(old).conversations(HERE, bench.clock()).rows
    }
    assert all(conversation.customer == "counting:shop:@kim" for conversation in there.values())
    assert desk.claim_draft("w1") is not None  # the fifth
    # An approval of then did not cover the case facts, so it takes a fresh one: void, not posted.
    assert desk.claim_posting("w1") is None
    draft = _open(desk, old, there["t4"])
    assert draft.state is DraftState.IN_REVIEW
    desk.approve(draft.id, desk.sheet(draft.id).digest, _ada(old))
    claim = desk.claim_posting("w1")
    assert claim is not None
    assert claim.posting.conversation == there["t4"].id
    assert desk.send(claim).state is PostingState.POSTED
    assert _open(desk, old, there["t3"]).state is DraftState.IN_REVIEW
    bench.clock.move(minutes=2)
    found = desk.look_up()
    assert found is not None
    assert found.conversation == there["t2"].id
    assert first_bad(KEY, AuditLog(old).rows(HERE)) is None
    fresh.dispose()


def _open(desk: Desk, engine: Engine, conversation: Conversation) -> Draft:
    with SqlRecords(engine, KEY).begin(desk.workspace) as tx:
        return tx.drafts.open_in(conversation.id)[0]


def _ada(engine: Engine) -> Person:
    found = Accounts(engine).by_email(HERE, "ada@shop.example")
    assert found is not None
    return found.person

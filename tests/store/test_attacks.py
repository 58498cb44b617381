import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from desk.approval import ApprovalState
from desk.draft import DraftState
from desk.ids import ApprovalId, DraftId, MessageId, PersonId
from desk.people import Role
from desk.posting import PostingState
from store.accounts import Accounts
from store.guards import guards
from store.records import SqlRecords
from store.schema import metadata
from tests.store import scenes
from tests.store.attacks import ATTACKS, BOTH, SQLITE, Attack
from tests.store.scenes import ANA, NOON, SHOP, moved, opened

LEFT = PersonId("per_left")


def void(records: SqlRecords, _engine: Engine) -> None:
    with records.begin(SHOP) as tx:
        tx.approvals.move(ApprovalId("app_1"), ApprovalState.VOID, "a clause changed")


def left(_records: SqlRecords, engine: Engine) -> None:
    Accounts(engine).set_active(SHOP, ANA, active=False)


def wrote_again(records: SqlRecords, _engine: Engine) -> None:
    with records.begin(SHOP) as tx:
        tx.conversations.add_message(
            replace(scenes.message(), id=MessageId("msg_b"), remote="remote-b")
        )
        new = replace(scenes.conversation(), last_message=MessageId("msg_b"))
        tx.conversations.save(new)


def edited(records: SqlRecords, _engine: Engine) -> None:
    second = scenes.revision(number=2)
    with records.begin(SHOP) as tx:
        tx.drafts.add_revision(second)
        now = tx.drafts.get(DraftId("dra_1"))
        tx.drafts.save(replace(now, revision=second.id, state=DraftState.IN_REVIEW))


def going(*states: PostingState) -> Callable[[SqlRecords, Engine], None]:
    def go(records: SqlRecords, _engine: Engine) -> None:
        for state in states:
            remote = "post-1" if state is PostingState.POSTED else ""
            assert moved(records, state, remote=remote)

    return go


SCENES: dict[str, Callable[[SqlRecords, Engine], None]] = {
    "queued": going(),
    "sending": going(PostingState.SENDING),
    "unknown": going(PostingState.SENDING, PostingState.UNKNOWN),
    "posted": going(PostingState.SENDING, PostingState.POSTED),
    "the approval is void": void,
    "its person has left": left,
    "the customer wrote again": wrote_again,
    "the draft was edited": edited,
}


@pytest.fixture
def shop(engine: Engine) -> SqlRecords:
    """Posting 1 is queued; its draft has a counted and a void approval too; in conversation 2 an
    approval is live that has no posting yet; a person has left; a program has a key.
    """
    records = opened(engine)
    accounts = Accounts(engine)
    accounts.add(SHOP, "left@shop.example", "Lee", frozenset({Role.AGENT}), NOON, person=LEFT)
    accounts.set_active(SHOP, LEFT, active=False)
    scenes.queued(records)
    scenes.in_review(records, "2")
    with records.begin(SHOP) as tx:
        tx.approvals.add(scenes.approval("2"))
        for suffix in ("counted", "void"):
            counted = replace(
                scenes.approval(), id=ApprovalId(f"app_{suffix}"), state=ApprovalState.COUNTED
            )
            tx.approvals.add(counted)
        tx.approvals.move(ApprovalId("app_void"), ApprovalState.VOID)
    with engine.begin() as connection:
        connection.execute(
            metadata.tables["api_keys"].insert(),
            {
                "workspace": SHOP,
                "id": "key_1",
                "name": "a program",
                "key_hash": "hash",
                "scopes": frozenset({"drafts:request"}),
                "created_at": NOON,
            },
        )
    return records


def answer(engine: Engine, attack: Attack) -> str:
    try:
        with engine.begin() as connection:
            touched = connection.execute(text(attack.sql)).rowcount
    except DBAPIError as refused:
        return str(refused.orig)
    return f"not refused, {touched} rows"


def everything(engine: Engine) -> dict[str, Sequence[Any]]:
    with engine.begin() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(table.select()).all()))
            for table in metadata.sorted_tables
        }


@pytest.mark.parametrize("scene", SCENES)
def test_the_database_refuses_every_attack(shop: SqlRecords, engine: Engine, scene: str) -> None:
    SCENES[scene](shop, engine)
    before = everything(engine)
    for attack in ATTACKS:
        if attack.scene == scene and attack.on in {BOTH, engine.dialect.name}:
            assert re.search(attack.says, answer(engine, attack)), attack.what
    assert everything(engine) == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("scene", SCENES)
def test_a_foreign_sqlite_client_is_refused_too(
    shop: SqlRecords, engine: Engine, scene: str
) -> None:
    """One that sets none of our pragmas and has none of our functions."""
    SCENES[scene](shop, engine)
    before = everything(engine)
    with closing(sqlite3.connect(str(engine.url.database))) as foreign:
        for attack in ATTACKS:
            if attack.scene == scene and attack.on in {BOTH, SQLITE}:
                with pytest.raises(sqlite3.Error, match=f"{attack.says}|text_sha256"):
                    foreign.execute(attack.sql)
                foreign.rollback()
    assert everything(engine) == before


def test_every_guard_is_attacked() -> None:
    tried = "|".join(attack.says for attack in ATTACKS)
    assert [guard.name for guard in guards() if not re.search(guard.name, tried)] == []


def test_every_scene_is_set() -> None:
    assert {attack.scene for attack in ATTACKS} == SCENES.keys()

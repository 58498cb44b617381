"""A customer who asked for it is in no row and no file any more, and the audit still verifies."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, LargeBinary, text

from desk.audit import first_bad
from desk.complaint import Ending
from desk.errors import WrongState
from desk.facts import Fact, FactSource
from desk.ids import ConversationId
from desk.posting import Incoming, PostingState
from desk.records import Kept, Progress
from store.audit_log import AuditLog
from store.columns import Coded, Words
from store.erasing import KEPT_WORDS, PLAN, scrub
from store.idempotency import Answers, Given
from store.sample_posts import SamplePosts
from store.schema import metadata
from tests.services.a_desk import HERE, KEY, Bench
from tests.services.counting_channel import Fault

# Each is somewhere in the customer's conversations, and nowhere else.
MARKS = (
    "quokka-said", "quokka-name", "quokka@example.org", "quokka-subject", "quokka-thread",
    "quokka-reply", "quokka-edit", "quokka-reason", "quokka-instruction", "quokka-fact",
    "quokka-note", "quokka-link", "quokka-step", "quokka-evidence", "quokka-held", "quokka-task",
    "quokka-remote", "quokka-closing",
)  # fmt: skip


def lived(bench: Bench, engine: Engine) -> ConversationId:
    """A customer with everything that a customer can have."""
    desk, now = bench.desk, bench.clock()
    first = Incoming(
        channel="counting", account="shop", thread="quokka-thread", remote="quokka-remote",
        author="quokka-name", handle="quokka@example.org", text="quokka-said, it came late",
        sent_at=now, public=True, subject="quokka-subject", link="https://x.invalid/quokka-link",
    )  # fmt: skip
    fact = Fact("delay", "quokka-fact", FactSource.AGENT)
    conversation = desk.open(first, facts=(fact,), scope={"region": "quokka-fact"})
    draft = bench.written("Hello quokka-name, quokka-reply, we refund 5.")
    desk.report(Progress(draft.id, 1, now, "compose", "quokka-step", "quokka-step"))
    desk.revise(draft.id, "Dear quokka-name, quokka-edit, we refund 4.", draft.revision, bench.ada)
    desk.notebook.know(conversation.id, (Fact("b", "quokka-fact", FactSource.AGENT),), {}, "x")
    desk.notebook.note(conversation.id, "quokka-note", bench.ada)
    bench.approved(draft)
    claim = desk.claim_posting("w1")
    assert claim is not None
    assert desk.send(claim).state is PostingState.POSTED
    (promise,) = desk.registers.owed_to(conversation.id)
    desk.registers.settle(promise.id, Kept.KEPT, "quokka-evidence", bench.ada)
    desk.registers.close(1, Ending.UPHELD, "quokka-closing", bench.ada)
    bench.clock.move(minutes=1)
    desk.open(replace(first, remote="quokka-remote-2", text="quokka-said again"))
    desk.request(conversation.id, bench.ada, instruction="quokka-instruction")
    second = bench.written("quokka-reply")
    desk.hold(second.id, bench.ada, why="quokka-held")
    desk.reject(second.id, "quokka-reason", bench.ada)
    SamplePosts(engine, HERE).put("k", "quokka-thread", "quokka-remote", "quokka-reply", now)
    answers = Answers(engine)
    answers.begin(HERE, "p", "key", "d", now)
    answers.give(
        HERE,
        "p",
        "key",
        Given(201, {}, f'{{"id": "{conversation.id}", "text": "quokka-said"}}'.encode()),
    )
    return conversation.id


def everywhere(engine: Engine) -> str:
    """Every value of every row."""
    with engine.begin() as connection:
        return "\n".join(
            repr(tuple(bytes(v) if isinstance(v, memoryview) else v for v in row))
            for table in metadata.sorted_tables
            for row in connection.execute(text(f"SELECT * FROM {table.name}"))  # noqa: S608
        )


def files(engine: Engine) -> bytes:
    path = Path(str(engine.url.database))
    return b"".join(p.read_bytes() for p in path.parent.glob(f"{path.name}*"))


def test_they_are_in_no_row_and_no_file(bench: Bench, engine: Engine) -> None:
    name = lived(bench, engine)
    other = bench.message("walrus-said", thread="other", remote="other")
    before = everywhere(engine)
    unseen = {mark for mark in MARKS if mark not in before} - {"quokka-task"}
    assert not unseen, "the scene must hold every mark"
    rows = before.count("\n")
    erased = bench.desk.registers.erase(name, bench.ada.actor)
    assert erased == (name,)
    scrub(engine)
    after = everywhere(engine)
    assert "quokka" not in after
    assert "walrus-said" in after
    assert other.id in after
    if engine.dialect.name == "sqlite":
        assert b"quokka" not in files(engine)
    assert after.count("\n") >= rows - 3  # the answer and the site's post went; the audit grew
    log = AuditLog(engine)
    assert first_bad(KEY, log.rows(HERE)) is None
    with bench.records.begin(HERE) as tx:
        assert all(m.text == "" for m in tx.conversations.messages(name))
        assert tx.conversations.get(name).reply_due is None


def test_erased_stays_erased(bench: Bench, engine: Engine) -> None:
    """The channel shows the old message again: it is known, and nothing of it comes back."""
    name = lived(bench, engine)
    bench.desk.registers.erase(name, "operator")
    again = Incoming(
        channel="counting", account="shop", thread="quokka-thread", remote="quokka-remote",
        author="quokka-name", handle="quokka@example.org", text="quokka-said, it came late",
        sent_at=bench.clock(), public=True,
    )  # fmt: skip
    assert bench.desk.open(again).id == name
    assert "quokka" not in everywhere(engine)
    assert bench.desk.registers.erase(name, "operator") == (name,)
    new = bench.desk.open(replace(again, remote="quokka-new", text="Hello again."))
    assert new.id != name


def test_what_may_still_appear_is_settled_first(bench: Bench, engine: Engine) -> None:
    conversation = bench.message()
    draft = bench.written("Hello Kim.")
    bench.approved(draft)
    bench.channel.then([Fault.LOSE_ANSWER])
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    bench.desk.send(claim)
    before = everywhere(engine)
    with pytest.raises(WrongState, match="unknown"):
        bench.desk.registers.erase(conversation.id, "operator")
    assert everywhere(engine) == before
    bench.clock.move(minutes=2)
    bench.desk.look_up()
    bench.desk.registers.erase(conversation.id, "operator")


def test_an_open_promise_stays_owed(bench: Bench) -> None:
    conversation = bench.message()
    bench.approved(bench.written("Hello Kim, we refund 5."))
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    bench.desk.send(claim)
    bench.desk.registers.erase(conversation.id, "operator")
    (promise,) = bench.desk.registers.owed_to(conversation.id)
    assert "erased" in promise.what
    assert promise.due == bench.clock() + timedelta(days=1)


def test_every_column_of_words_is_erased_or_kept_for_a_reason() -> None:
    words = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, (Words, Coded, LargeBinary))
    }
    planned = {f"{table}.{column}" for table, columns in PLAN.items() for column in columns}
    assert words - planned - KEPT_WORDS.keys() == set()
    assert planned | KEPT_WORDS.keys() == words
    assert not planned & KEPT_WORDS.keys()

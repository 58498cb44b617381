"""The database fails at one call, whichever it is: every call of a whole case in turn.

The actors do what they do in life: a program sends its message again, a worker tries again later,
a person looks again and clicks again. At the end there is one message, one reply, and one record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine

from desk.approval import ApprovalState
from desk.audit import first_bad
from desk.conversation import Direction
from desk.draft import DraftState
from desk.errors import RecordsFailed, WrongState
from desk.ids import ConversationId, DraftId
from desk.posting import PostingState
from store.audit_log import AuditLog
from store.engine import open_engine
from tests.services.a_desk import HERE, KEY, Bench
from tests.services.counting_channel import Fault
from tests.services.databases import (  # noqa: F401 - fixtures
    database_url,
    engine,
    migrated_file,
    new_postgres_url,
)
from tests.services.faulty_records import Cut, When, troubled
from tests.services.postgres import postgres  # noqa: F401 - a fixture

PARTS = 4  # so that two processes share the calls
_FEW = 60  # a case that takes more rounds than this is stuck


class Case:
    """One customer's message from its arrival to its posted reply, tried until it is done."""

    def __init__(self, bench: Bench, number: int) -> None:
        self.bench = bench
        self.thread, self.remote = f"thread-{number}", f"message-{number}"
        self.failures = 0
        self.digest = ""
        self.conversation = ConversationId("")
        self.draft = DraftId("")

    def play(self, fault: Fault | None) -> None:
        if fault is not None:
            self.bench.channel.then([fault])
        for step in (self.received, self.written, self.approved, self.posted):
            self.play_one(step)

    def play_one(self, step: Callable[[], bool]) -> None:
        """Try a step until it is done."""
        for _ in range(_FEW):
            if self._done(step):
                return
        pytest.fail(f"{step.__name__} never ends")

    def received(self) -> bool:
        self.conversation = self.bench.message(thread=self.thread, remote=self.remote).id
        return True

    def written(self) -> bool:
        work = self.bench.desk.claim_draft("w1")
        if work is not None:
            self.draft = self.bench.written_for(work, "We refund 5.").id
        drafts = self._drafts()
        self.draft = drafts[-1][0]
        return drafts[-1][1] is DraftState.IN_REVIEW

    def approved(self) -> bool:
        """The person looks, and clicks; where the click failed they look again first."""
        if self.bench.desk.progress(self.draft, 0)[0].state is not DraftState.IN_REVIEW:
            return True
        self.digest = self.bench.desk.sheet(self.draft).digest
        try:
            self.bench.desk.approve(self.draft, self.digest, self.bench.ada)
        except WrongState:
            return False
        return True

    def posted(self) -> bool:
        self.bench.desk.lapse()
        claim = self.bench.desk.claim_posting("w1")
        if claim is not None:
            self.bench.desk.send(claim)
        self.bench.desk.look_up()
        return self.bench.desk.progress(self.draft, 0)[0].state is DraftState.POSTED

    def judge(self) -> None:
        with self.bench.records.begin(HERE) as tx:
            postings = tx.postings.of_draft(self.draft)
            approvals = tx.approvals.of_draft(self.draft)
            messages = tx.conversations.messages(self.conversation)
        assert [p.state for p in postings] == [PostingState.POSTED]
        assert [a.state for a in approvals] == [ApprovalState.SPENT]
        assert approvals[0].sheet_digest == self.digest
        directions = sorted(m.direction for m in messages)  # a clock may have jumped between
        assert directions == [Direction.INCOMING, Direction.OUTGOING]
        assert self.bench.channel.posted(approvals[0].id) == 1

    def _drafts(self) -> list[tuple[DraftId, DraftState]]:
        with self.bench.records.begin(HERE) as tx:
            return [(d.id, d.state) for d in tx.drafts.open_in(self.conversation)]

    def _done(self, step: Callable[[], bool]) -> bool:
        """Whether it is; where the records failed, some time passes. No other error may come."""
        self.bench.channel.now = self.bench.clock()
        try:
            return step()
        except RecordsFailed:
            self.failures += 1
        finally:
            self.bench.channel.arrive()
            self.bench.clock.move(seconds=100)
        return False


@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize(
    ("when", "fault"),
    [(When.BEFORE, None), (When.AFTER, None), (When.AFTER, Fault.LOSE_ANSWER)],
    ids=["before", "after", "after, and the outcome unknown"],
)
def test_whichever_call_fails_there_is_one_reply_and_one_record(
    engine: Engine,  # noqa: F811 - the fixture above
    when: When,
    fault: Fault | None,
    part: int,
) -> None:
    bench = Bench(engine)
    trouble = troubled(engine)
    Case(bench, 0).play(fault)
    calls = trouble.calls
    assert calls > 60
    failures = 0
    numbers = range(1 + part, calls + 1, PARTS)
    for number in numbers:
        case = Case(bench, number)
        trouble.arm(number, when)
        case.play(fault)
        trouble.arm(0, when)
        case.judge()
        failures += case.failures
    assert (
        failures > len(numbers) / 2
    )  # the rest is masked: a failing rollback, a pooled connection
    assert first_bad(KEY, AuditLog(engine).rows(HERE)) is None


@pytest.mark.postgres
@pytest.mark.timeout(900)
@pytest.mark.parametrize("fault", [None, Fault.LOSE_ANSWER], ids=["good", "unknown"])
def test_a_connection_that_is_cut_after_the_commit_was_sent(
    request: pytest.FixtureRequest, fault: Fault | None
) -> None:
    recycled = request.getfixturevalue("new_postgres_url")
    url = recycled.take()
    with Cut(url).laid() as wire, opened(wire.url) as cut_engine:
        bench = Bench(cut_engine)
        wire.lose(0)
        Case(bench, 0).play(fault)
        commits = wire.commits
        assert commits > 8
        failures = 0
        for number in range(1, commits + 1):
            case = Case(bench, number)
            wire.lose(number)
            case.play(fault)
            wire.lose(0)
            case.judge()
            failures += case.failures
        assert failures >= commits - 3
        assert first_bad(KEY, AuditLog(cut_engine).rows(HERE)) is None
    recycled.give_back(url)


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    made = open_engine(url)
    yield made
    made.dispose()

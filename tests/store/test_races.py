"""Two connections, at once, over one database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, Event

import pytest
from sqlalchemy import Engine

from desk.approval import ApprovalState
from desk.errors import Conflict, DeskError, RecordsFailed, TurnAnswered
from desk.ids import ApprovalId, ConversationId, PostingId
from desk.posting import PostingState
from store.engine import open_engine
from store.records import SqlRecords
from tests.store import scenes
from tests.store.scenes import HOUR, KEY, NOON, SHOP, moved, opened

HERE = frozenset({"sample"})


@pytest.fixture
def records(engine: Engine) -> SqlRecords:
    return opened(engine)


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """What each answers; a refusal of the desk is an answer."""
    start = Barrier(len(jobs))

    def run(job: Callable[[], object]) -> object:
        start.wait()
        try:
            return job()
        except DeskError as refused:
            return type(refused)

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_two_workers_never_lease_one_draft(records: SqlRecords) -> None:
    for name in "abcdef":
        scenes.received(records, name)

    def claim_all() -> list[str]:
        mine: list[str] = []
        for _ in range(10):
            with records.begin(SHOP) as tx:
                draft = tx.drafts.claim("w", NOON, NOON + HOUR)
            mine += [] if draft is None else [draft.id]
        return mine

    one, two = at_once(claim_all, claim_all)
    assert isinstance(one, list)
    assert isinstance(two, list)
    assert sorted(one + two) == [f"dra_{name}" for name in "abcdef"]


def test_two_workers_never_claim_one_posting(records: SqlRecords) -> None:
    for name in "abcdef":
        scenes.queued(records, name)

    def claim_all() -> list[str]:
        mine: list[str] = []
        for _ in range(10):
            with records.begin(SHOP) as tx:
                posting = tx.postings.next_queued(NOON, HERE)
                if posting is not None:
                    new = replace(posting, state=PostingState.SENDING, attempt=1)
                    assert tx.postings.save(new, was=PostingState.QUEUED, attempt=0)
                    mine.append(posting.id)
        return mine

    one, two = at_once(claim_all, claim_all)
    assert isinstance(one, list)
    assert isinstance(two, list)
    assert sorted(one + two) == [f"pos_{name}" for name in "abcdef"]


def test_two_people_never_both_release_a_turn(records: SqlRecords) -> None:
    scenes.in_review(records)

    def approve(suffix: str) -> Callable[[], object]:
        def job() -> object:
            with records.begin(SHOP) as tx:
                tx.approvals.add(scenes.approval("1", suffix))
            return "live"

        return job

    answers = at_once(*(approve(suffix) for suffix in "abcd"))
    assert sorted(map(str, answers)) == sorted(["live", *3 * [str(TurnAnswered)]])


def test_a_message_that_arrives_at_two_pollers_opens_one_conversation(records: SqlRecords) -> None:
    def receive(name: str) -> Callable[[], object]:
        def job() -> object:
            new = replace(scenes.conversation(), id=ConversationId(f"con_{name}"))
            with records.begin(SHOP) as tx:
                tx.conversations.add(new)
            return "opened"

        return job

    assert sorted(map(str, at_once(receive("a"), receive("b")))) == [str(Conflict), "opened"]


def test_of_two_moves_from_one_state_one_is_written(records: SqlRecords) -> None:
    scenes.queued(records)
    moved(records, PostingState.SENDING)
    seen = replace(scenes.posting(), attempt=1)

    def move(to: PostingState, remote: str) -> Callable[[], object]:
        def job() -> object:
            with records.begin(SHOP) as tx:
                new = replace(seen, state=to, remote=remote)
                return tx.postings.save(new, was=PostingState.SENDING, attempt=1)

        return job

    answers = at_once(move(PostingState.POSTED, "r"), move(PostingState.UNKNOWN, ""))
    assert sorted(map(str, answers)) == ["False", "True"]


def test_a_claim_passes_over_what_somebody_holds(records: SqlRecords, engine: Engine) -> None:
    """On PostgreSQL; on SQLite the second writer waits for the first."""
    if engine.dialect.name == "sqlite":
        return
    scenes.queued(records, "a")
    scenes.queued(records, "b")
    held, done = Event(), Event()

    def hold() -> str:
        with records.begin(SHOP) as tx:
            tx.conversations.get(ConversationId("con_a"), lock=True)
            held.set()
            assert done.wait(20)
        return "held"

    def claim() -> str:
        assert held.wait(20)
        with records.begin(SHOP) as tx:
            found = tx.postings.next_queued(NOON, HERE)
            assert tx.postings.lapsed(NOON) == ()
        done.set()
        return "" if found is None else found.id

    assert at_once(hold, claim) == ["held", "pos_b"]


def test_a_claim_and_a_void_at_once_leave_one_truth(records: SqlRecords) -> None:
    """The approval is void, or the intent stands on a live one: never both."""
    for number in range(8):
        name = f"n{number}"
        scenes.queued(records, name)

        def claim(name: str = name) -> object:
            with records.begin(SHOP) as tx:
                tx.conversations.get(ConversationId(f"con_{name}"), lock=True)
                now = tx.postings.get(PostingId(f"pos_{name}"), lock=True)
                new = replace(now, state=PostingState.SENDING, attempt=1)
                return tx.postings.save(new, was=PostingState.QUEUED, attempt=0)

        def void(name: str = name) -> object:
            with records.begin(SHOP) as tx:
                tx.conversations.get(ConversationId(f"con_{name}"), lock=True)
                tx.approvals.move(ApprovalId(f"app_{name}"), ApprovalState.VOID)
                return True

        assert sorted(map(str, at_once(claim, void))) == sorted(["True", str(RecordsFailed)])


def test_another_process_reads_what_was_committed(records: SqlRecords, database_url: str) -> None:
    scenes.queued(records)
    other = open_engine(database_url)
    with SqlRecords(other, KEY).begin(SHOP) as tx:
        assert tx.postings.get(PostingId("pos_1")) == scenes.posting()
    other.dispose()

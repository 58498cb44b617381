"""What the guards let through is what the desk knows: no more, and no less."""

from collections import deque
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from desk.approval import ApprovalState
from desk.errors import RecordsFailed, TurnAnswered
from desk.ids import ApprovalId
from desk.posting import MOVES, PostingState
from store.records import SqlRecords
from store.schema import messages
from tests.store import scenes
from tests.store.scenes import SHOP, moved, opened


def test_a_posting_moves_as_the_desk_says_and_no_other_way(engine: Engine) -> None:
    records = opened(engine)
    allowed = set()
    for old in PostingState:
        scenes.queued(records, old)
        for step in way_to(old):
            assert moved(records, step, old, remote="r" if step is PostingState.POSTED else "")
        allowed |= {(old, new) for new in PostingState if may_move(engine, old, new)}
    late_receipt = (PostingState.QUEUED, PostingState.POSTED)  # only after an attempt
    assert allowed == {(old, new) for old in MOVES for new in MOVES[old]} - {late_receipt}


def test_a_late_receipt_of_an_earlier_attempt_is_taken(engine: Engine) -> None:
    records = opened(engine)
    scenes.queued(records)
    for state in (PostingState.SENDING, PostingState.UNKNOWN, PostingState.QUEUED):
        assert moved(records, state)
    assert moved(records, PostingState.POSTED, remote="r")


def test_an_approval_moves_on_and_never_back(engine: Engine) -> None:
    records = opened(engine)
    allowed = set()
    for old in ApprovalState:
        for new in ApprovalState:
            name = f"{old}-{new}"
            stand_at(records, name, old)
            if old is not new and may_approve(records, name, new):
                allowed.add((old, new))
    assert allowed == {
        (ApprovalState.COUNTED, ApprovalState.LIVE),
        (ApprovalState.COUNTED, ApprovalState.VOID),
        (ApprovalState.LIVE, ApprovalState.SPENT),
        (ApprovalState.LIVE, ApprovalState.VOID),
    }


def test_a_message_can_be_erased_once_and_whole(engine: Engine) -> None:
    records = opened(engine)
    scenes.queued(records)
    erased = messages.update().values(
        text="",
        author="",
        link="",
        remote="erased:1",
        erased_at=datetime(2026, 4, 1, tzinfo=UTC),
    )
    with engine.begin() as connection:
        assert connection.execute(erased).rowcount == 1
    with pytest.raises(DBAPIError, match="messages_stand"), engine.begin() as connection:
        connection.execute(erased)
    with pytest.raises(DBAPIError, match="messages_stand"), engine.begin() as connection:
        connection.execute(messages.update().values(erased_at=None))


def way_to(state: PostingState) -> tuple[PostingState, ...]:
    """The shortest way of moves from queued, by an attempt if it is not void at once."""
    ways: deque[tuple[PostingState, ...]] = deque([()])
    while True:
        way = ways.popleft()
        here = way[-1] if way else PostingState.QUEUED
        if here is state:
            return way
        first = {PostingState.SENDING, PostingState.VOID}
        ways.extend((*way, new) for new in sorted(MOVES[here]) if way or new in first)


def may_move(engine: Engine, old: PostingState, new: PostingState) -> bool:
    grows = int(old is PostingState.QUEUED and new is PostingState.SENDING)
    if old is new:
        return False
    with engine.connect() as connection:
        try:
            connection.execute(
                text(
                    f"UPDATE postings SET state = '{new}', remote = 'r', "  # noqa: S608
                    f"attempt = attempt + {grows} WHERE id = 'pos_{old}'"
                )
            )
        except DBAPIError:
            return False
        else:
            return True
        finally:
            connection.rollback()


def stand_at(records: SqlRecords, name: str, state: ApprovalState) -> None:
    """An approval in this state, whose posting was posted if the approval ever was live."""
    scenes.in_review(records, name)
    first = replace(scenes.approval(name), state=ApprovalState.COUNTED)
    with records.begin(SHOP) as tx:
        tx.approvals.add(first)
    if state in {ApprovalState.LIVE, ApprovalState.SPENT}:
        with records.begin(SHOP) as tx:
            tx.approvals.move(first.id, ApprovalState.LIVE)
    if state is ApprovalState.SPENT:
        with records.begin(SHOP) as tx:
            tx.postings.add(scenes.posting(name))
        moved(records, PostingState.SENDING, name)
        moved(records, PostingState.POSTED, name, remote="r")
    if state in {ApprovalState.SPENT, ApprovalState.VOID}:
        with records.begin(SHOP) as tx:
            tx.approvals.move(first.id, state)


def may_approve(records: SqlRecords, name: str, new: ApprovalState) -> bool:
    approval = ApprovalId(f"app_{name}")
    if new is ApprovalState.SPENT and name.startswith("live"):
        with records.begin(SHOP) as tx:
            tx.postings.add(scenes.posting(name))
        moved(records, PostingState.SENDING, name)
        moved(records, PostingState.POSTED, name, remote="r")
    try:
        with records.begin(SHOP) as tx:
            tx.approvals.move(approval, new)
    except (RecordsFailed, TurnAnswered):
        return False
    return True

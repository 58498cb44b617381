from dataclasses import replace

import pytest
from sqlalchemy import Engine

from desk.approval import ApprovalState
from desk.conversation import MessageKind, Triage
from desk.draft import DraftState, Severity
from desk.ids import ApprovalId, ConversationId, DraftId, MessageId
from desk.posting import PostingState
from desk.records import FollowUp
from store.lying import LeftLying
from store.records import SqlRecords
from store.views import QueueFilter, Views
from tests.store import scenes
from tests.store.scenes import ANA, HOUR, HOURS, LATE, NOON, OTHER, SHOP, moved, opened


@pytest.fixture
def records(engine: Engine) -> SqlRecords:
    return opened(engine)


@pytest.fixture
def views(engine: Engine) -> Views:
    return Views(engine)


def names(page: object) -> list[str]:
    return [row.conversation.id.removeprefix("con_") for row in page.rows]  # type: ignore[attr-defined]  # a Page


def test_the_queue_begins_with_what_is_due_first(records: SqlRecords, views: Views) -> None:
    for name, due in (("a", 3), ("b", 1), ("c", None), ("d", 1), ("e", 2)):
        scenes.received(records, name)
        with records.begin(SHOP) as tx:
            when = None if due is None else NOON + due * HOUR
            tx.conversations.save(replace(scenes.conversation(name), reply_due=when))
    scenes.received(records, "f", OTHER)
    assert names(views.queue(SHOP, NOON)) == ["b", "d", "e", "a"]
    assert [row.late for row in views.queue(SHOP, NOON + 2 * HOUR).rows] == [
        True, True, True, False,
    ]  # fmt: skip
    assert names(views.queue(SHOP, NOON + HOUR, QueueFilter(late=True))) == ["b", "d"]
    assert names(views.conversations(SHOP, NOON)) == ["e", "d", "c", "b", "a"]
    seen: list[str] = []
    cursor = ""
    for _ in range(3):
        page = views.queue(SHOP, NOON, after=cursor, limit=2)
        seen, cursor = [*seen, *names(page)], page.next
        if not cursor:
            break
    assert seen == ["b", "d", "e", "a"]
    first = views.conversations(SHOP, NOON, limit=3)
    assert names(views.conversations(SHOP, NOON, after=first.next, limit=3)) == ["b", "a"]
    assert names(views.queue(SHOP, NOON, after="nonsense")) == ["b", "d", "e", "a"]


def test_a_row_says_how_far_the_reply_is(records: SqlRecords, views: Views) -> None:
    scenes.received(records, "new")
    scenes.in_review(records, "read")
    scenes.queued(records, "sent")
    with records.begin(SHOP) as tx:
        counted = replace(scenes.approval("read"), state=ApprovalState.COUNTED)
        tx.approvals.add(counted)
    rows = {str(row.conversation.id): row for row in views.queue(SHOP, NOON).rows}
    new, read, sent = (rows[f"con_{name}"] for name in ("new", "read", "sent"))
    assert new.conversation == scenes.conversation("new")
    assert new.excerpt.startswith("It came ten days late 😡")
    assert new.draft is not None
    assert (new.draft.state, new.draft.findings, new.posting) == (DraftState.REQUESTED, {}, None)
    assert read.draft is not None
    assert (read.draft.findings, read.draft.approvals) == ({Severity.LOOK: 1}, 1)
    assert sent.posting is PostingState.QUEUED


def test_the_newest_draft_of_the_turn_is_shown(records: SqlRecords, views: Views) -> None:
    scenes.in_review(records)
    newer = replace(scenes.draft(), id=DraftId("dra_2"), requested_at=NOON + HOUR)
    with records.begin(SHOP) as tx:
        tx.drafts.add(newer)
    shown = views.queue(SHOP, NOON).rows[0].draft
    assert shown is not None
    assert shown.id == "dra_2"
    with records.begin(SHOP) as tx:
        tx.conversations.save(replace(scenes.conversation(), turn=2))
    assert views.queue(SHOP, NOON).rows[0].draft is None
    assert names(views.queue(SHOP, NOON, QueueFilter(draft=DraftState.IN_REVIEW))) == []


def test_lists_can_be_narrowed(records: SqlRecords, views: Views) -> None:
    scenes.in_review(records, "a")
    scenes.received(records, "b")
    with records.begin(SHOP) as tx:
        praise = replace(
            scenes.conversation("b"),
            channel="email",
            triage=Triage(MessageKind.PRAISE),
            assigned_to=None,
            customer_name="Kim 100%",
            last_message=MessageId("msg_none"),
        )
        tx.conversations.save(praise)
    for wanted, expected in (
        (QueueFilter(channel="email"), ["b"]),
        (QueueFilter(kind=MessageKind.COMPLAINT), ["a"]),
        (QueueFilter(assigned_to=ANA), ["a"]),
        (QueueFilter(draft=DraftState.IN_REVIEW), ["a"]),
        (QueueFilter(draft=DraftState.POSTED), []),
        (QueueFilter(words="kim"), ["b"]),
        (QueueFilter(words="0%"), ["b"]),
        (QueueFilter(words="1%0"), []),
        (QueueFilter(words="ten DAYS"), ["a", "b"]),
    ):
        assert names(views.queue(SHOP, NOON, wanted)) == expected, wanted


def test_postings_that_need_a_person_are_listed(records: SqlRecords, views: Views) -> None:
    for name in ("a", "b"):
        scenes.queued(records, name)
    for state in (PostingState.SENDING, PostingState.UNKNOWN, PostingState.NEEDS_HUMAN):
        moved(records, state, "a", updated_at=NOON + HOUR)
    assert [row.posting.id for row in views.needs_human(SHOP)] == ["pos_a"]
    assert [row.posting.id for row in views.postings(SHOP)] == ["pos_a", "pos_b"]
    assert views.postings(SHOP)[0].customer_name == "Robin"
    assert views.postings(OTHER) == ()


def test_the_figures_add_up(records: SqlRecords, views: Views) -> None:
    scenes.queued(records, "a")
    scenes.in_review(records, "b")
    scenes.received(records, "c", OTHER)
    with records.begin(SHOP) as tx:
        tx.approvals.add(replace(scenes.approval("b"), state=ApprovalState.COUNTED))
        tx.conversations.save(replace(scenes.conversation("a"), reply_due=None))
    now = views.counts(SHOP, NOON + HOUR, ANA)
    assert (now.owed, now.late, now.mine, now.second) == (1, 1, 1, 1)
    assert (now.drafts, now.postings) == ({DraftState.IN_REVIEW: 2}, {PostingState.QUEUED: 1})
    assert views.counts(SHOP, NOON).late == 0
    assert views.counts(SHOP, NOON).mine == 0


def test_where_a_clause_was_used(records: SqlRecords, views: Views) -> None:
    scenes.queued(records, "a")
    scenes.in_review(records, "b")
    with records.begin(SHOP) as tx:
        tx.drafts.save(replace(tx.drafts.get(DraftId("dra_a")), state=DraftState.POSTED))
    (used,) = views.used_clauses(SHOP)
    assert (used.citation, used.drafts, used.posted) == (LATE, 2, 1)
    assert [(use.draft, use.cited) for use in views.uses(SHOP, LATE.clause)] == [
        ("dra_b", True), ("dra_a", True),
    ]  # fmt: skip
    assert [use.cited for use in views.uses(SHOP, HOURS.clause)] == [False, False]
    assert views.uses(OTHER, LATE.clause) == ()


def test_what_is_to_do(records: SqlRecords, views: Views) -> None:
    scenes.received(records)
    task = FollowUp("t1", scenes.draft().conversation, None, "call", "agent", NOON + HOUR)
    with records.begin(SHOP) as tx:
        for name, due in (("t1", 2), ("t2", 1), ("t3", 3)):
            tx.lists.add(replace(task, id=name, due=NOON + due * HOUR))
        tx.lists.done("t3", NOON)
    assert [(one.task.id, one.told) for one in views.to_do(SHOP)] == [("t2", True), ("t1", True)]
    assert views.to_do(SHOP, ConversationId("con_other")) == ()


def test_nothing_is_to_do_that_nobody_was_told(records: SqlRecords, views: Views) -> None:
    scenes.in_review(records)
    draft = scenes.draft()
    task = FollowUp("plain", draft.conversation, draft.id, "look into it", "", NOON)
    with records.begin(SHOP) as tx:
        tx.lists.add(task)
        tx.lists.add(replace(task, id="legal", role="legal"))

    def listed(state: DraftState, bundle: str = "", *, chosen: bool = False) -> object:
        with records.begin(SHOP) as tx:
            was = tx.drafts.get(draft.id)
            when = NOON if chosen else None
            tx.drafts.save(replace(was, state=state, bundle=bundle, chosen_at=when))
        return {one.task.id: one.told for one in views.to_do(SHOP, draft.conversation)}

    assert listed(DraftState.IN_REVIEW) == {"legal": False}
    assert listed(DraftState.IN_REVIEW, "three") == {}
    assert listed(DraftState.IN_REVIEW, "three", chosen=True) == {"legal": False}
    assert listed(DraftState.SUPERSEDED) == {}
    assert listed(DraftState.REJECTED) == {}
    assert listed(DraftState.POSTED) == {"legal": True, "plain": True}


def test_a_void_approval_counts_for_nobody(records: SqlRecords, views: Views) -> None:
    scenes.queued(records)
    with records.begin(SHOP) as tx:
        tx.approvals.move(ApprovalId("app_1"), ApprovalState.VOID)
    row = views.queue(SHOP, NOON).rows[0]
    assert row.draft is not None
    assert row.draft.approvals == 0


def test_words_stand_in_the_last_message_too(records: SqlRecords, views: Views) -> None:
    scenes.received(records, "a")
    assert names(views.queue(SHOP, NOON, QueueFilter(words="MONEY back"))) == ["a"]
    assert names(views.queue(SHOP, NOON, QueueFilter(words="money_back"))) == []


def test_how_many_are_owed_and_what_was_written_for_a_turn(
    records: SqlRecords, views: Views
) -> None:
    scenes.in_review(records, "a")
    scenes.received(records, "b")
    assert views.owed(SHOP, NOON, QueueFilter()) == 2
    assert views.owed(SHOP, NOON, QueueFilter(draft=DraftState.IN_REVIEW)) == 1
    assert views.owed(OTHER, NOON, QueueFilter()) == 0
    (written,) = views.written(SHOP, scenes.conversation("a").id, 1)
    assert (written.revision, written.state) == (scenes.revision("a"), DraftState.IN_REVIEW)
    assert views.written(SHOP, scenes.conversation("a").id, 2) == ()
    assert views.written(OTHER, scenes.conversation("a").id, 1) == ()


def test_what_nobody_has_taken_up(records: SqlRecords, views: Views) -> None:
    nothing = LeftLying(0, 0, None)
    scenes.queued(records, "sent")
    scenes.received(records, "asked")
    asked = scenes.draft("asked")
    leaves = scenes.posting("sent").not_before
    assert views.left_lying(SHOP, NOON, min(leaves, asked.requested_at) - HOUR) == nothing
    found = views.left_lying(SHOP, leaves + HOUR, leaves + HOUR)
    assert (found.drafts, found.postings) == (1, 1)
    assert found.since == min(leaves, asked.requested_at)
    with records.begin(SHOP) as tx:
        assert tx.drafts.claim("w1", leaves, leaves + 2 * HOUR) is not None
    moved(records, PostingState.SENDING, "sent")
    assert views.left_lying(SHOP, leaves + HOUR, leaves + HOUR) == nothing
    lost = views.left_lying(SHOP, leaves + 3 * HOUR, leaves + HOUR)
    assert (lost.drafts, lost.postings) == (1, 0)
    assert views.left_lying(OTHER, leaves + 3 * HOUR, leaves + HOUR) == nothing


def test_of_alternatives_the_one_that_somebody_approved_is_shown(
    records: SqlRecords, views: Views
) -> None:
    scenes.in_review(records)
    beside = replace(scenes.draft(), id=DraftId("dra_2"), requested_at=NOON + HOUR)
    with records.begin(SHOP) as tx:
        tx.drafts.add(beside)
        tx.approvals.add(replace(scenes.approval(), state=ApprovalState.COUNTED))
    shown = views.queue(SHOP, NOON).rows[0].draft
    assert shown is not None
    assert (shown.id, shown.approvals, shown.cited) == ("dra_1", 1, (LATE,))

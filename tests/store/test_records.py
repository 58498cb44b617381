from dataclasses import replace

import pytest
from sqlalchemy import Engine

from desk.approval import ApprovalState, Rejection
from desk.draft import DraftState
from desk.errors import Conflict, NotFound, RecordsFailed, TurnAnswered
from desk.ids import ApprovalId, ConversationId, DraftId, PersonId, PostingId, RevisionId
from desk.posting import PostingState
from desk.records import FollowUp, Progress, Records
from store.records import SqlRecords
from tests.store import scenes
from tests.store.scenes import ANA, HOUR, HOURS, LATE, NOON, OTHER, SHOP, moved, opened


@pytest.fixture
def records(engine: Engine) -> SqlRecords:
    return opened(engine)


def test_is_what_the_desk_asks_for(records: SqlRecords) -> None:
    as_the_desk_sees_it: Records = records
    with as_the_desk_sees_it.begin(SHOP) as tx:
        assert tx.people.get(ANA).name == "Ana"


def test_everything_comes_back_as_it_went_in(records: SqlRecords) -> None:
    scenes.queued(records)
    with records.begin(SHOP) as tx:
        assert tx.conversations.get(ConversationId("con_1"), lock=True) == scenes.conversation()
        assert tx.conversations.messages(ConversationId("con_1")) == (scenes.message(),)
        assert tx.drafts.revision(RevisionId("rev_1_1")) == scenes.revision()
        assert tx.drafts.revisions(DraftId("dra_1")) == (scenes.revision(),)
        assert tx.approvals.get(ApprovalId("app_1")) == scenes.approval()
        assert tx.approvals.of_draft(DraftId("dra_1")) == (scenes.approval(),)
        assert tx.postings.get(PostingId("pos_1"), lock=True) == scenes.posting()
        assert tx.postings.of_draft(DraftId("dra_1")) == (scenes.posting(),)
        assert tx.drafts.get(DraftId("dra_1"), lock=True).state is DraftState.IN_REVIEW


def test_what_is_not_there_is_not_found(records: SqlRecords) -> None:
    with records.begin(SHOP) as tx:
        with pytest.raises(NotFound):
            tx.conversations.get(ConversationId("none"))
        with pytest.raises(NotFound):
            tx.drafts.get(DraftId("none"), lock=True)
        with pytest.raises(NotFound):
            tx.drafts.save(scenes.draft("none"))
        with pytest.raises(NotFound):
            tx.conversations.save(scenes.conversation("none"))
        with pytest.raises(NotFound):
            tx.postings.get(PostingId("none"))
        assert tx.conversations.at_thread("sample", "shop-page", "none") is None
        assert tx.conversations.message_by_remote("sample", "shop-page", "none") is None


def test_a_conversation_is_found_by_its_place(records: SqlRecords) -> None:
    scenes.received(records)
    with records.begin(SHOP) as tx:
        assert tx.conversations.at_thread("sample", "shop-page", "thread-1") is not None
        assert tx.conversations.message_by_remote("sample", "shop-page", "remote-1") is not None
        assert tx.conversations.message_by_remote("sample", "other", "remote-1") is None
        with pytest.raises(Conflict):
            tx.conversations.add(replace(scenes.conversation(), id=ConversationId("con_2")))
        later = replace(scenes.conversation(), turn=2, reply_due=None, triage=None)
        tx.conversations.save(later)
    with records.begin(SHOP) as tx:
        assert tx.conversations.get(ConversationId("con_1")) == later


def test_a_message_that_arrives_twice_is_kept_once(records: SqlRecords) -> None:
    scenes.received(records)
    with records.begin(SHOP) as tx:
        with pytest.raises(Conflict):
            tx.conversations.add_message(replace(scenes.message(), id=scenes.message("2").id))
        assert len(tx.conversations.messages(ConversationId("con_1"))) == 1


def test_all_of_a_transaction_or_nothing(records: SqlRecords) -> None:
    class Fault(Exception):
        pass

    def interrupted() -> None:
        with records.begin(SHOP) as tx:
            tx.conversations.add(scenes.conversation())
            raise Fault

    with pytest.raises(Fault):
        interrupted()
    with records.begin(SHOP) as tx, pytest.raises(NotFound):
        tx.conversations.get(ConversationId("con_1"))


def test_the_draft_that_is_due_first_is_leased_first(records: SqlRecords) -> None:
    for name, due in (("1", 3), ("2", 1), ("3", None)):
        scenes.received(records, name)
        with records.begin(SHOP) as tx:
            late = None if due is None else NOON + due * HOUR
            tx.conversations.save(replace(scenes.conversation(name), reply_due=late))
    taken = []
    for owner in ("a", "b", "c", "d"):
        with records.begin(SHOP) as tx:
            claimed = tx.drafts.claim(owner, NOON, NOON + HOUR)
            taken.append(None if claimed is None else (claimed.id, claimed.attempts))
    assert taken == [("dra_2", 1), ("dra_1", 1), ("dra_3", 1), None]
    with records.begin(SHOP) as tx:
        assert tx.drafts.owner(DraftId("dra_1")) == "b"
        tx.drafts.unlease(DraftId("dra_1"))
        assert tx.drafts.owner(DraftId("dra_1")) == ""
        again = tx.drafts.claim("e", NOON, NOON + HOUR)
        assert again is not None
        assert (again.id, again.attempts) == ("dra_1", 2)
    with records.begin(SHOP) as tx:  # the lease of the first has run out
        after = tx.drafts.claim("f", NOON + HOUR, NOON + 2 * HOUR)
        assert after is not None
        assert (after.id, after.attempts) == ("dra_2", 2)
        tx.drafts.save(replace(after, state=DraftState.FAILED, problem="no answer"))
        assert tx.drafts.owner(after.id) == ""


def test_open_drafts_know_the_clauses_they_rest_on(records: SqlRecords) -> None:
    scenes.in_review(records)
    scenes.received(records, "2")
    with records.begin(SHOP) as tx:
        assert tx.drafts.open_citing([LATE]) == ("dra_1",)
        assert tx.drafts.open_citing([replace(LATE, version=HOURS.version)]) == ()
        assert tx.drafts.open_citing([]) == ()
        assert tx.drafts.cited_in_open() == (HOURS, LATE)
        assert [d.id for d in tx.drafts.open_in(ConversationId("con_1"))] == ["dra_1"]
        tx.drafts.save(replace(tx.drafts.get(DraftId("dra_1")), state=DraftState.REJECTED))
        assert tx.drafts.cited_in_open() == ()
        assert tx.drafts.open_citing([HOURS]) == ()
        assert tx.drafts.open_in(ConversationId("con_1")) == ()


def test_rejections_and_progress_are_kept_in_order(records: SqlRecords) -> None:
    scenes.in_review(records)
    no = Rejection(DraftId("dra_1"), RevisionId("rev_1_1"), ANA, "too long", NOON)
    steps = [Progress(DraftId("dra_1"), n, NOON, "compose", f"step {n}") for n in (1, 2, 3)]
    with records.begin(SHOP) as tx:
        for reason in ("too long", "too short"):
            tx.drafts.add_rejection(replace(no, reason=reason))
        for step in steps:
            tx.drafts.add_progress(step)
        assert [r.reason for r in tx.drafts.rejections(no.draft)] == ["too long", "too short"]
        assert tx.drafts.progress(no.draft, 1) == tuple(steps[1:])


def test_a_turn_has_one_live_approval(records: SqlRecords) -> None:
    scenes.in_review(records)
    second = scenes.approval("1", "b")
    with records.begin(SHOP) as tx:
        tx.approvals.add(scenes.approval())
        with pytest.raises(TurnAnswered):
            tx.approvals.add(second)
        tx.approvals.add(replace(second, state=ApprovalState.COUNTED))  # waits for the other
        with pytest.raises(TurnAnswered):
            tx.approvals.move(second.id, ApprovalState.LIVE)
        tx.approvals.move(ApprovalId("app_1"), ApprovalState.VOID, "the customer wrote again")
        tx.approvals.move(second.id, ApprovalState.LIVE)
    with records.begin(SHOP) as tx:
        states = {a.id: (a.state, a.why_void) for a in tx.approvals.of_draft(DraftId("dra_1"))}
    assert states == {
        "app_1": (ApprovalState.VOID, "the customer wrote again"),
        "app_1b": (ApprovalState.LIVE, ""),
    }


def test_a_posting_that_has_moved_on_is_not_written(records: SqlRecords) -> None:
    scenes.queued(records)
    assert moved(records, PostingState.SENDING, lease_until=NOON + HOUR, lease_owner="w")
    with records.begin(SHOP) as tx:
        late = replace(scenes.posting(), state=PostingState.VOID)
        assert not tx.postings.save(late, was=PostingState.QUEUED, attempt=0)
        now = tx.postings.get(PostingId("pos_1"))
        assert not tx.postings.save(now, was=PostingState.SENDING, attempt=0)
        assert (now.state, now.attempt, now.lease_owner) == (PostingState.SENDING, 1, "w")


def test_postings_are_taken_when_they_are_due(records: SqlRecords) -> None:
    scenes.queued(records)
    here = frozenset({"sample", "email"})
    with records.begin(SHOP) as tx:
        assert tx.postings.next_queued(NOON - HOUR, here) is None
        assert tx.postings.next_queued(NOON, frozenset({"email"})) is None
        assert tx.postings.next_queued(NOON, frozenset()) is None
        assert tx.postings.next_queued(NOON, here) == scenes.posting()
        assert len(tx.postings.live_in(ConversationId("con_1"))) == 1
    moved(records, PostingState.SENDING, lease_until=NOON + HOUR)
    with records.begin(SHOP) as tx:
        assert tx.postings.lapsed(NOON) == ()
        assert [p.id for p in tx.postings.lapsed(NOON + HOUR)] == ["pos_1"]
    moved(records, PostingState.UNKNOWN, quarantine_until=NOON + 2 * HOUR, evidence=("timed out",))
    with records.begin(SHOP) as tx:
        assert tx.postings.next_unknown(NOON + HOUR) is None
        unknown = tx.postings.next_unknown(NOON + 2 * HOUR)
        assert unknown is not None
        assert unknown.evidence == ("timed out",)
    moved(records, PostingState.POSTED, remote="post-9")
    with records.begin(SHOP) as tx:
        assert tx.postings.live_in(ConversationId("con_1")) == ()
        tx.approvals.move(ApprovalId("app_1"), ApprovalState.SPENT)


def test_a_move_that_the_desk_does_not_know_is_refused(records: SqlRecords) -> None:
    scenes.queued(records)
    moved(records, PostingState.SENDING)
    moved(records, PostingState.REFUSED)
    with pytest.raises(RecordsFailed, match="postings_move"):
        moved(records, PostingState.QUEUED)


def test_lists_and_cursors(records: SqlRecords) -> None:
    scenes.received(records)
    task = FollowUp("fol_1", ConversationId("con_1"), None, "call back", "agent", NOON + HOUR)
    with records.begin(SHOP) as tx:
        tx.lists.add(task)
        tx.lists.add(replace(task, id="fol_2", due=NOON, draft=DraftId("dra_1")))
        tx.lists.done("fol_1", NOON)
        assert [(t.id, t.done_at) for t in tx.lists.of(task.conversation)] == [
            ("fol_2", None),
            ("fol_1", NOON),
        ]
        assert tx.cursors.get("email", "care@shop.example") == ""
        for cursor in ("uid:1", "uid:7"):
            tx.cursors.put("email", "care@shop.example", cursor)
        assert tx.cursors.get("email", "care@shop.example") == "uid:7"


def test_nothing_of_another_workspace_is_seen(records: SqlRecords) -> None:
    scenes.queued(records, "1", SHOP)
    scenes.queued(records, "1", OTHER)  # the same names are no matter
    scenes.queued(records, "2", OTHER)
    with records.begin(SHOP) as tx:
        for missing in (
            lambda: tx.conversations.get(ConversationId("con_2")),
            lambda: tx.drafts.get(DraftId("dra_2")),
            lambda: tx.drafts.revision(RevisionId("rev_2_1")),
            lambda: tx.approvals.get(ApprovalId("app_2")),
            lambda: tx.postings.get(PostingId("pos_2")),
            lambda: tx.drafts.save(scenes.draft("2")),
        ):
            with pytest.raises(NotFound):
                missing()
        assert tx.conversations.at_thread("sample", "shop-page", "thread-2") is None
        assert tx.conversations.message_by_remote("sample", "shop-page", "remote-2") is None
        assert tx.drafts.open_citing([LATE]) == ("dra_1",)
        assert not tx.postings.save(scenes.posting("2"), was=PostingState.QUEUED, attempt=0)
        with pytest.raises(NotFound):  # its draft is in the other workspace
            tx.drafts.add_revision(scenes.revision("2"))
    with pytest.raises(NotFound), records.begin(SHOP) as tx:
        tx.conversations.add_message(scenes.message("2"))


def test_no_person_of_another_workspace_approves(records: SqlRecords) -> None:
    scenes.in_review(records)
    elsewhere = replace(scenes.approval(), person=PersonId("per_elsewhere"))
    with records.begin(SHOP) as tx, pytest.raises(RecordsFailed, match="approvals_begin"):
        tx.approvals.add(elsewhere)

"""What may happen to a conversation, a draft and a posting, told as stories on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.approval import ApprovalState
from desk.conversation import Closing, MessageKind, Triage
from desk.draft import (
    Abstention,
    Attribution,
    DraftKind,
    DraftState,
    Part,
    Reason,
    Sentence,
    text_digest,
)
from desk.errors import (
    BadText,
    Blocked,
    Conflict,
    NotPermitted,
    OnlyPeople,
    SheetChanged,
    TurnAnswered,
    UnknownChannel,
    WrongState,
)
from desk.ids import KeyId
from desk.people import Program
from desk.posting import Incoming, PostingState
from policies.book import Book
from policies.company import Company
from tests.services.a_desk import HERE, START, Bench, clause
from tests.services.counting_channel import Fault


def post_all(bench: Bench) -> list[PostingState]:
    states = []
    while (claim := bench.desk.claim_posting("w1")) is not None:
        states.append(bench.desk.send(claim).state)
    return states


# ---- the main job


def test_a_complaint_becomes_one_reply_in_the_place_it_came_from(bench: Bench) -> None:
    conversation = bench.message()
    draft = bench.written("Hello Kim, we refund 5.")
    revision = bench.desk.revise(draft.id, "Hello Kim, we refund 4.", draft.revision, bench.ada)
    assert [c.clause for c in revision.cited] == ["refunds#late"]
    bench.approved(draft)
    assert post_all(bench) == [PostingState.POSTED]
    (post,) = bench.channel.posts
    assert post.text == "Hello Kim, we refund 4."
    assert post.destination == conversation.destination()
    with bench.records.begin(HERE) as tx:
        after = tx.conversations.get(conversation.id)
        assert [m.text for m in tx.conversations.messages(conversation.id)][-1] == post.text
        assert tx.drafts.get(draft.id).state is DraftState.POSTED
        assert [a.state for a in tx.approvals.of_draft(draft.id)] == [ApprovalState.SPENT]
    assert after.reply_due is None


def test_what_was_promised_is_on_a_list_from_the_moment_it_is_posted(bench: Bench) -> None:
    conversation = bench.message()
    draft = bench.written("Hello Kim, we refund 5.")
    bench.approved(draft)
    with bench.records.begin(HERE) as tx:
        assert tx.lists.of(conversation.id) == ()
    post_all(bench)
    with bench.records.begin(HERE) as tx:
        (task,) = tx.lists.of(conversation.id)
    assert task.what == "Hello Kim, we refund 5."
    assert task.due == START + timedelta(days=1)


def test_receiving_a_message_twice_changes_nothing(bench: Bench) -> None:
    first = bench.message()
    second = bench.message()
    assert first.id == second.id
    assert bench.desk.claim_draft("w1") is not None
    assert bench.desk.claim_draft("w1") is None


def test_an_abstention_becomes_a_holding_reply_and_a_task_on_a_list(bench: Bench) -> None:
    conversation = bench.message()
    work = bench.desk.claim_draft("w1")
    assert work is not None
    holding = (Sentence("Thank you, we will come back to you.", Part.NEXT_STEP),)
    outcome = Abstention(
        Reason.POLICY_SILENT,
        "No clause answers this.",
        holding,
        Attribution("composer"),
        Triage(MessageKind.QUESTION),
        follow_up="Find out about gift wrapping",
    )
    draft = bench.desk.propose(work.draft.id, "w1", outcome)
    assert (draft.kind, draft.reason) == (DraftKind.HOLDING, Reason.POLICY_SILENT)
    with bench.records.begin(HERE) as tx:
        assert [t.what for t in tx.lists.of(conversation.id)] == ["Find out about gift wrapping"]


def test_a_message_that_needs_no_reply_stays_in_view_without_a_text(bench: Bench) -> None:
    bench.message("Buy followers now")
    work = bench.desk.claim_draft("w1")
    assert work is not None
    nothing = Abstention(
        Reason.NO_REPLY_NEEDED, "Spam.", (), Attribution("composer"), Triage(MessageKind.SPAM)
    )
    draft = bench.desk.propose(work.draft.id, "w1", nothing)
    assert draft.revision is None
    with pytest.raises(WrongState):
        bench.desk.sheet(draft.id)
    bench.desk.revise(draft.id, "Hello Kim.", None, bench.ada)
    bench.approved(draft)


def test_a_person_may_say_that_no_reply_is_owed_until_the_customer_writes_again(
    bench: Bench,
) -> None:
    conversation = bench.message("Buy followers now")
    draft = bench.written()
    bench.approved(draft)
    with pytest.raises(OnlyPeople):
        bench.desk.close(conversation.id, Closing.SPAM, Program(KeyId("k"), "robot", frozenset()))
    assert bench.desk.close(conversation.id, Closing.SPAM, bench.ada).reply_due is None
    assert post_all(bench) == []
    assert bench.message("No, really", remote="m2").reply_due is not None


# ---- what is not taken


@pytest.mark.parametrize("text", ["", "  \n", "\x00"[:0], "x" * 100_001])
def test_text_that_cannot_be_kept_is_refused(bench: Bench, text: str) -> None:
    with pytest.raises(BadText):
        bench.message(text)


@pytest.mark.parametrize("text", ["a\x00b", "lone \ud800 half", "😀" * 10_000, "\u202eturned"])
def test_odd_text_is_kept_and_nothing_breaks(bench: Bench, text: str) -> None:
    bench.message(text)
    work = bench.desk.claim_draft("w1")
    assert work is not None
    assert work.messages[0].text.strip()


def test_an_unknown_channel_is_named(bench: Bench) -> None:
    incoming = Incoming("pigeon", "a", "t", "r", "Kim", "@kim", "hi", START, public=True)
    with pytest.raises(UnknownChannel, match="pigeon"):
        bench.desk.open(incoming)


# ---- approval


def test_an_approval_must_quote_the_sheet_as_it_stands(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    seen = bench.desk.sheet(draft.id).digest
    bench.desk.revise(draft.id, "Hello Kim!", draft.revision, bench.ben)
    with pytest.raises(SheetChanged):
        bench.desk.approve(draft.id, seen, bench.ada)


def test_a_finding_forbids_approval_whoever_wrote_the_words(bench: Bench) -> None:
    bench.message()
    draft = bench.written("Hello Kim.")
    bench.desk.revise(draft.id, "This is forbidden.", draft.revision, bench.ada)
    with pytest.raises(Blocked, match="forbidden"):
        bench.approved(draft)


def test_a_program_can_never_approve_edit_or_reject(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    program = Program(KeyId("key_1"), "robot", frozenset({"drafts:request"}))
    digest = bench.desk.sheet(draft.id).digest
    with pytest.raises(OnlyPeople):
        bench.desk.approve(draft.id, digest, program)
    with pytest.raises(OnlyPeople):
        bench.desk.revise(draft.id, "x", draft.revision, program)
    with pytest.raises(OnlyPeople):
        bench.desk.reject(draft.id, "no", program)


def test_authority_is_decided_by_what_is_promised(bench: Bench) -> None:
    bench.message()
    draft = bench.written("We refund 300.")
    with pytest.raises(NotPermitted, match="approver"):
        bench.approved(draft, bench.ada)
    with pytest.raises(NotPermitted):
        bench.approved(draft, bench.dan)
    bench.approved(draft, bench.ben)
    assert bench.desk.claim_posting("w1") is None  # two people must agree
    with pytest.raises(Conflict):
        bench.approved(draft, bench.ben)
    bench.approved(draft, bench.cleo)
    assert post_all(bench) == [PostingState.POSTED]


def test_above_the_cap_whoever_wrote_it_does_not_count(bench: Bench) -> None:
    bench.message()
    draft = bench.written("We refund 20.")
    bench.desk.revise(draft.id, "We refund 300.", draft.revision, bench.ben)
    with pytest.raises(NotPermitted, match="wrote"):
        bench.approved(draft, bench.ben)


def test_what_no_rule_allows_nobody_may_approve(bench: Bench) -> None:
    bench.message()
    draft = bench.written("We refund 900.")
    with pytest.raises(NotPermitted, match="No authority rule"):
        bench.approved(draft, bench.ben)


def test_a_holding_reply_needs_no_authority_for_the_task_that_is_on_a_list(bench: Bench) -> None:
    bench.company = Company()  # a company that has written no authority rules yet
    bench.message()
    work = bench.desk.claim_draft("w1")
    assert work is not None
    holding = (Sentence("We look into your refund.", Part.NEXT_STEP, bench.cites()),)
    outcome = Abstention(
        Reason.POLICY_SILENT,
        "No clause answers this.",
        holding,
        Attribution("composer"),
        Triage(MessageKind.QUESTION),
        follow_up="Look into the refund",
    )
    draft = bench.desk.propose(work.draft.id, "w1", outcome)
    bench.approved(draft)
    assert post_all(bench) == [PostingState.POSTED]
    bench.message(thread="t2", remote="m2")
    ordinary = bench.written("We refund 5.")
    with pytest.raises(NotPermitted, match="a refund of 5 EUR"):
        bench.approved(ordinary)


def test_two_people_never_lose_an_edit(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    bench.desk.revise(draft.id, "Hello Kim, from Ada.", draft.revision, bench.ada)
    with pytest.raises(Conflict):
        bench.desk.revise(draft.id, "Hello Kim, from Ben.", draft.revision, bench.ben)


def test_an_approval_can_be_taken_back_while_nothing_has_left(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    bench.approved(draft)
    bench.desk.withdraw(draft.id, bench.ada)
    assert post_all(bench) == []
    bench.approved(draft)
    assert post_all(bench) == [PostingState.POSTED]
    with pytest.raises(WrongState):
        bench.desk.withdraw(draft.id, bench.ada)


def test_a_held_draft_waits(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    bench.desk.hold(draft.id, bench.ada)
    with pytest.raises(WrongState, match="hold"):
        bench.approved(draft)
    bench.desk.resume(draft.id, bench.ada)
    bench.approved(draft)


def test_a_rejection_needs_a_reason_and_leaves_the_conversation_in_the_queue(bench: Bench) -> None:
    conversation = bench.message()
    draft = bench.written()
    with pytest.raises(BadText):
        bench.desk.reject(draft.id, " ", bench.ada)
    bench.desk.reject(draft.id, "wrong clause", bench.ada)
    with bench.records.begin(HERE) as tx:
        assert tx.conversations.get(conversation.id).reply_due is not None
        assert [r.reason for r in tx.drafts.rejections(draft.id)] == ["wrong clause"]
    bench.desk.request(conversation.id, bench.ada, instruction="shorter")
    assert bench.written().state is DraftState.IN_REVIEW


# ---- whatever an approval rests on


def test_a_new_message_voids_what_waits_and_asks_for_a_new_draft(bench: Bench) -> None:
    conversation = bench.message()
    draft = bench.written()
    bench.approved(draft)
    later = bench.message("Never mind, it arrived!", remote="m2")
    assert later.turn == conversation.turn  # a burst is one turn
    assert post_all(bench) == []
    with bench.records.begin(HERE) as tx:
        assert tx.drafts.get(draft.id).state is DraftState.SUPERSEDED
    assert bench.written("Good to hear, Kim.").state is DraftState.IN_REVIEW


def test_a_changed_clause_voids_the_posting_and_writes_the_draft_anew(bench: Bench) -> None:
    bench.message()
    draft = bench.written("We refund 5.")
    bench.approved(draft)
    bench.book = Book.of([clause(version="v2")])
    assert bench.desk.policy_changed() == (draft.id,)
    assert post_all(bench) == []
    fresh = bench.written("We refund 4.")
    assert fresh.id != draft.id
    bench.approved(fresh)


def test_a_changed_clause_leaves_a_persons_edits_in_review(bench: Bench) -> None:
    bench.message()
    draft = bench.written("We refund 5.")
    revision = bench.desk.revise(draft.id, "We refund 5, Kim.", draft.revision, bench.ada)
    bench.approved(draft)
    bench.book = Book.of([clause(version="v2")])
    bench.desk.policy_changed()
    sheet = bench.desk.sheet(draft.id)
    assert sheet.draft.state is DraftState.IN_REVIEW
    assert sheet.revision.id == revision.id
    assert sheet.fallen
    assert sheet.blocked
    bench.desk.revise(draft.id, "We refund 5, Kim!", revision.id, bench.ada)  # cites what holds now
    bench.approved(draft)
    assert post_all(bench) == [PostingState.POSTED]


def test_the_claim_reads_every_guard_again_even_if_nobody_was_told(bench: Bench) -> None:
    bench.message()
    draft = bench.written("We refund 5.")
    bench.approved(draft)
    bench.book = Book.of([])
    assert post_all(bench) == []
    assert bench.desk.sheet(draft.id).draft.state is DraftState.IN_REVIEW


def test_a_revoked_person_does_not_count_at_the_claim(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    bench.approved(draft)
    bench.revoke(bench.ada.id)
    assert post_all(bench) == []
    bench.approved(draft, bench.ben)
    assert post_all(bench) == [PostingState.POSTED]


def test_an_approval_expires(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    bench.approved(draft)
    bench.clock.move(hours=25)
    assert post_all(bench) == []


def test_a_turn_is_answered_once(bench: Bench) -> None:
    conversation = bench.message()
    draft = bench.written()
    bench.approved(draft)
    bench.channel.then([Fault.LOSE_ANSWER])
    assert post_all(bench) == [PostingState.UNKNOWN]
    bench.desk.request(conversation.id, bench.ada)
    second = bench.written("Hello again.")
    with pytest.raises(TurnAnswered):
        bench.approved(second)


# ---- posting, when things go wrong


@pytest.mark.parametrize(
    ("fault", "first", "last", "posts"),
    [
        (Fault.NOT_REACHED, PostingState.QUEUED, PostingState.POSTED, 1),
        (Fault.REFUSE, PostingState.REFUSED, PostingState.REFUSED, 0),
        (Fault.LOSE_ANSWER, PostingState.UNKNOWN, PostingState.POSTED, 1),
        (Fault.LOSE_REQUEST, PostingState.UNKNOWN, PostingState.POSTED, 1),
        (Fault.CHANGE, PostingState.POSTED, PostingState.POSTED, 1),
    ],
)
def test_each_outcome_is_recorded_as_it_was(
    bench: Bench, fault: Fault, first: PostingState, last: PostingState, posts: int
) -> None:
    bench.message()
    draft = bench.written()
    bench.approved(draft)
    bench.channel.then([fault])
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    assert bench.desk.send(claim).state is first
    assert bench.desk.claim_posting("w1") is None
    assert bench.desk.look_up() is None  # not before the quarantine is over
    bench.clock.move(minutes=5)
    bench.desk.look_up()
    post_all(bench)
    assert bench.desk.posting(claim.posting.id).state is last
    assert len(bench.channel.posts) == posts


@pytest.mark.parametrize("blind", [False, True])
def test_a_look_up_before_the_quarantine_is_over_settles_nothing(
    bench: Bench, *, blind: bool
) -> None:
    bench.message()
    bench.approved(bench.written())
    bench.channel.then([Fault.DELAY])
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    unknown = bench.desk.send(claim)
    bench.channel.blind = blind
    assert bench.desk.look_up(unknown.id) == unknown
    bench.channel.blind = False
    bench.channel.arrive()
    found = bench.desk.look_up(unknown.id)
    assert found is not None
    assert found.state is PostingState.POSTED
    assert len(bench.channel.posts) == 1


def test_a_sender_that_stopped_is_looked_up_and_never_just_repeated(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    bench.approved(draft)
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    bench.channel.post(claim.reply)  # posted, and then the worker died
    assert bench.desk.lapse() == 0
    bench.clock.move(minutes=2)
    assert bench.desk.lapse() == 1
    assert bench.desk.claim_posting("w2") is None
    bench.clock.move(minutes=5)
    found = bench.desk.look_up()
    assert found is not None
    assert found.state is PostingState.POSTED
    assert len(bench.channel.posts) == 1


def test_where_nobody_can_tell_a_person_is_asked(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    bench.approved(draft)
    bench.channel.then([Fault.LOSE_REQUEST])
    bench.channel.looks_up = False
    post_all(bench)
    bench.clock.move(minutes=5)
    asked = bench.desk.look_up()
    assert asked is not None
    assert asked.state is PostingState.NEEDS_HUMAN
    assert bench.desk.claim_posting("w1") is None
    bench.desk.settle(asked.id, bench.ada, there=False, link="")
    assert bench.desk.posting(asked.id).state is PostingState.CLOSED
    bench.approved(draft)
    assert post_all(bench) == [PostingState.POSTED]


def test_a_receipt_that_comes_late_is_still_the_truth(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    bench.approved(draft)
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    bench.clock.move(minutes=2)
    bench.desk.lapse()
    assert bench.desk.send(claim).state is PostingState.POSTED


def test_a_posting_that_is_never_reached_ends_before_a_person(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    bench.approved(draft)
    bench.channel.then([Fault.NOT_REACHED] * 20)
    for _ in range(20):
        post_all(bench)
        bench.clock.move(minutes=11)
    with bench.records.begin(HERE) as tx:
        (posting,) = tx.postings.of_draft(draft.id)
    assert posting.state is PostingState.NEEDS_HUMAN
    assert not bench.channel.posts


def test_a_draft_whose_writer_died_is_written_by_another(bench: Bench) -> None:
    bench.message()
    assert bench.desk.claim_draft("w1") is not None
    assert bench.desk.claim_draft("w2") is None
    bench.clock.move(minutes=3)
    work = bench.desk.claim_draft("w2")
    assert work is not None
    late = Abstention(
        Reason.POLICY_SILENT, "", (), Attribution("composer"), Triage(MessageKind.OTHER)
    )
    assert bench.desk.propose(work.draft.id, "w1", late).state is DraftState.REQUESTED


def test_a_draft_that_fails_every_time_says_so_and_stays_in_the_queue(bench: Bench) -> None:
    conversation = bench.message()
    tried = []
    for _ in range(3):
        work = bench.desk.claim_draft("w1")
        assert work is not None
        tried.append(work.draft.id)
        bench.desk.fail(work.draft.id, "w1", "Writing it failed: OSError.")
    draft, _ = bench.desk.progress(tried[0], 0)
    assert draft.state is DraftState.FAILED
    assert draft.problem
    with bench.records.begin(HERE) as tx:
        assert tx.conversations.get(conversation.id).reply_due == START + timedelta(hours=1)


def test_every_move_is_in_the_audit_and_no_words_are(bench: Bench) -> None:
    bench.message("SECRET WORDS")
    draft = bench.written("REPLY WORDS")
    bench.approved(draft)
    post_all(bench)
    with bench.engine.connect() as connection:
        rows = connection.exec_driver_sql("select * from audit").fetchall()
    assert len(rows) >= 6
    assert "WORDS" not in repr(rows)
    assert text_digest("REPLY WORDS") in repr(rows)

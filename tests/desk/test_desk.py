"""From a message to its one reply, told as stories on both databases."""

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
    OnlyPeople,
    UnknownChannel,
    WrongState,
)
from desk.ids import KeyId
from desk.people import Program
from desk.posting import Incoming, PostingState
from tests.desk.moves import post_all
from tests.services.a_desk import HERE, START, Bench


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

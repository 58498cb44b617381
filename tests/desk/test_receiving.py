"""What a connector has for us: messages, corrections, where to go on, and what went before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.approval import ApprovalState
from desk.conversation import Closing, Conversation, Direction
from desk.draft import DraftState
from desk.errors import BadText
from desk.intake import MAX_TEXT, clean
from desk.law import Law
from desk.lifecycle import Desk
from desk.looking_up import question_about
from desk.posting import Correction, Incoming, PostingState, Received
from tests.services.a_desk import HERE, START, Bench
from tests.services.counting_channel import CountingChannel, Fault


class Corrected(CountingChannel):
    """A channel on which messages are also edited and deleted; each call has the next of these."""

    has: tuple[Received, ...] = ()

    def receive(self, cursor: str) -> Received:
        return self.has[int(cursor or 0)]


def incoming(remote: str, text: str = "It came late.") -> Incoming:
    return Incoming("counting", "shop", "t1", remote, "Kim", "@kim", text, START, public=True)


def listening(bench: Bench, *has: Received) -> Desk:
    channel = Corrected(START)
    channel.has = has
    law: Law = replace(bench.desk.law, channels={"counting": channel})
    return Desk(HERE, bench.records, law)


def texts(bench: Bench, desk: Desk) -> list[str]:
    with bench.records.begin(HERE) as tx:
        there = tx.conversations.at_thread("counting", "shop", "t1")
        assert there is not None
    return [message.text for message in desk.said(there.id)[1]]


def test_messages_and_corrections_are_taken_in_order(bench: Bench) -> None:
    edited = Correction("m1", "It came very late.", START + timedelta(minutes=1))
    before_our_time = Correction("m0", "Hello?", START)
    deleted = Correction("m1", None, START + timedelta(minutes=2))
    desk = listening(
        bench,
        Received((incoming("m1"),), "1"),
        Received((), "2", (edited, before_our_time)),
        Received((), "3", (deleted,)),
        Received((), "3"),
    )
    assert [desk.receive("counting", "shop") for _ in range(4)] == [1, 0, 0, 0]
    assert texts(bench, desk) == ["It came late.", "It came very late.", ""]
    with bench.records.begin(HERE) as tx:
        assert tx.cursors.get("counting", "shop") == "3"


def test_the_same_message_again_is_the_same_conversation(bench: Bench) -> None:
    desk = listening(bench, Received((incoming("m1"), incoming("m1")), ""))
    assert desk.receive("counting", "shop") == 2
    assert texts(bench, desk) == ["It came late."]


def test_a_reply_from_before_our_time_is_known_once_and_ends_the_wait(bench: Bench) -> None:
    there = bench.desk.open(incoming("m1"), drafted=False)
    assert bench.desk.claim_draft("w1") is None
    for _ in range(2):
        bench.desk.remember(there.id, "We are sorry, Kim.", "r1", START, "import")
    after, said = bench.desk.said(there.id)
    assert after.reply_due is None
    assert [(m.direction, m.text) for m in said] == [
        (Direction.INCOMING, "It came late."),
        (Direction.OUTGOING, "We are sorry, Kim."),
    ]


def test_a_new_message_voids_the_first_of_two_approvals(bench: Bench) -> None:
    bench.message()
    draft = bench.written("We refund 300.")
    bench.approved(draft, bench.ben)
    bench.message("And it is broken.", remote="m2")
    with bench.records.begin(HERE) as tx:
        (approval,) = tx.approvals.of_draft(draft.id)
        after = tx.drafts.get(draft.id)
    assert (approval.state, approval.why_void) == (ApprovalState.VOID, "the customer wrote again")
    assert (after.state, after.problem) == (
        DraftState.SUPERSEDED,
        "Because the customer wrote again.",
    )


def test_what_may_be_on_the_wire_is_left_to_its_outcome(bench: Bench) -> None:
    there = bench.message()
    draft = bench.written()
    bench.approved(draft)
    bench.channel.then([Fault.LOSE_REQUEST])
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    bench.desk.send(claim)
    bench.desk.close(there.id, Closing.SPAM, bench.ada)
    with bench.records.begin(HERE) as tx:
        (posting,) = tx.postings.of_draft(draft.id)
        assert posting.state is PostingState.UNKNOWN
        assert tx.drafts.get(draft.id).state is DraftState.APPROVED


def test_a_message_is_taken_whole_or_not_at_all() -> None:
    assert clean("x" * MAX_TEXT) == "x" * MAX_TEXT
    with pytest.raises(BadText) as refusal:
        clean("x" * (MAX_TEXT + 1))
    assert refusal.value.detail == "It has 100001 characters; the most is 100000."
    with pytest.raises(BadText) as refusal:
        clean(" \n")
    assert refusal.value.detail == "It is empty. Send at least one character that can be seen."


def test_the_companys_system_is_told_no_more_than_it_needs(bench: Bench) -> None:
    there = bench.message("My order no. 4711-22 came late. Order #4711-22, again!")
    asked = question_about(*bench.desk.said(there.id))
    assert (asked.conversation, asked.thread, asked.customer_handle) == (there.id, "t1", "@kim")
    assert asked.orders == ("4711-22",)
    assert asked.known == {}


def test_somebody_without_a_handle_is_known_in_their_conversation_alone(bench: Bench) -> None:
    def named(handle: str, thread: str) -> Conversation:
        said = replace(incoming(f"m-{thread}"), handle=handle, thread=thread)
        return bench.desk.open(said)

    assert named("Kim@Shop.example ", "a").customer == "mailto:kim@shop.example"
    assert named("@Kim", "b").customer == "counting:shop:@kim"
    nameless = named("", "c")
    assert nameless.customer == nameless.id

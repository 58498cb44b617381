"""Drafts beside each other: alternatives, and a public note with a private message."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from desk.approval import ApprovalState
from desk.beside import disagreements
from desk.check import Checked, Licensed
from desk.commitment import Actor, Commitment, Polarity
from desk.conversation import MessageKind, Triage
from desk.draft import (
    Attribution,
    DraftState,
    Part,
    Proposal,
    Sentence,
    Side,
    Stance,
)
from desk.errors import TurnAnswered, WrongState
from desk.lifecycle import Desk
from desk.posting import PostingState
from policies.terms import Kind, Money
from tests.services.a_desk import HERE, Bench
from tests.services.counting_channel import CountingChannel


def written_as(bench: Bench, texts: dict[str, str]) -> None:
    """Write each requested draft with the words for its side or its stance, in whatever order."""
    for _ in texts:
        work = bench.desk.claim_draft("w1")
        assert work is not None
        draft = work.draft
        words = texts[draft.side if draft.side is not Side.WHOLE else draft.stance]
        sentence = Sentence(words, Part.RESOLUTION, bench.cites())
        proposal = Proposal((sentence,), Attribution("composer"), Triage(MessageKind.COMPLAINT))
        bench.desk.propose(draft.id, "w1", proposal)


def test_choosing_one_keeps_the_others_until_one_is_posted(bench: Bench) -> None:
    there = bench.message()
    bench.written()
    made = bench.desk.alternatives(there.id, bench.ada)
    assert [draft.stance for draft in made] == [Stance.ACCEPT, Stance.DECLINE, Stance.ASK]
    drafts = [bench.written(f"Hello Kim, number {n}.") for n in range(3)]
    bench.desk.choose(drafts[1].id, bench.ada)
    with bench.records.begin(HERE) as tx:
        standing = tx.drafts.open_in(there.id)
    assert {draft.state for draft in standing} == {DraftState.IN_REVIEW}
    assert len(standing) == 3
    bench.approved(drafts[1])
    with pytest.raises(TurnAnswered):
        bench.approved(drafts[0])
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    bench.desk.send(claim)
    with bench.records.begin(HERE) as tx:
        states = [tx.drafts.get(draft.id).state for draft in drafts]
    assert states == [DraftState.SUPERSEDED, DraftState.POSTED, DraftState.SUPERSEDED]
    with pytest.raises(WrongState):
        bench.approved(drafts[0])


def test_one_more_beside_it_supersedes_nothing(bench: Bench) -> None:
    bench.message()
    first = bench.written()
    bench.clock.move(seconds=1)
    other = bench.desk.beside(first.id, bench.ada, stance=Stance.BEST, instruction="shorter")
    bench.written("Hi Kim.")
    with bench.records.begin(HERE) as tx:
        bundle = tx.drafts.in_bundle(other.bundle)
    assert [draft.id for draft in bundle] == [first.id, other.id]
    assert {draft.state for draft in bundle} == {DraftState.IN_REVIEW}


def test_a_channel_without_a_private_place_says_so(bench: Bench) -> None:
    there = bench.message()
    bench.channel.private = False
    with pytest.raises(WrongState, match="private"):
        bench.desk.pair(there.id, bench.ada)


def test_approving_the_note_never_sends_the_message(bench: Bench) -> None:
    there = bench.message()
    bench.written()
    bench.channel.private = True
    note, message = bench.desk.pair(there.id, bench.ada)
    assert (note.side, message.side) == (Side.NOTE, Side.MESSAGE)
    texts = {"public_note": "We wrote to you, Kim.", "private_message": "We refund 4 EUR, Kim."}
    written_as(bench, texts)
    bench.approved(note)
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    assert claim.reply.destination == there.destination()
    bench.desk.send(claim)
    assert bench.desk.claim_posting("w1") is None
    assert bench.desk.sheet(message.id).draft.state is DraftState.IN_REVIEW
    with bench.records.begin(HERE) as tx:
        assert tx.conversations.get(there.id).reply_due is not None
    bench.approved(message)
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    assert not claim.reply.destination.public
    done = bench.desk.send(claim)
    assert done.state is PostingState.POSTED
    assert [post.text for post in bench.channel.posts] == [
        "We wrote to you, Kim.",
        "We refund 4 EUR, Kim.",
    ]


def test_halves_that_contradict_each_other_are_blocked(bench: Bench) -> None:
    there = bench.message()
    bench.written()
    bench.channel.private = True
    note, message = bench.desk.pair(there.id, bench.ada)
    written_as(
        bench, {"public_note": "We refund 9 EUR, Kim.", "private_message": "We refund 4 EUR, Kim."}
    )
    for half in (note, message):
        found = bench.desk.sheet(half.id).findings
        assert "pair_disagrees" in {finding.code for finding in found}


def test_a_private_conversation_needs_no_pair(bench: Bench) -> None:
    there = bench.message()
    with bench.records.begin(HERE) as tx:
        tx.conversations.save(replace(there, public=False))
    with pytest.raises(WrongState, match="private already; one reply is enough"):
        bench.desk.pair(there.id, bench.ada)


def test_a_connector_that_never_writes_in_private_says_so(bench: Bench) -> None:
    there = bench.message()
    plain = InPublicOnly(bench.clock())
    desk = Desk(HERE, bench.records, replace(bench.desk.law, channels={"counting": plain}))
    with pytest.raises(WrongState, match="Nothing can be sent in private on counting: ask"):
        desk.pair(there.id, bench.ada)


class InPublicOnly(CountingChannel):
    private_place = None  # type: ignore[assignment]  # what such a connector lacks


def test_the_first_of_two_approvals_of_what_was_not_chosen_is_void(bench: Bench) -> None:
    there = bench.message()
    bench.written()
    bench.desk.alternatives(there.id, bench.ada, stances=(Stance.ACCEPT, Stance.DECLINE))
    accept, decline = bench.written("We refund 300, Kim."), bench.written("We are sorry, Kim.")
    bench.approved(accept, bench.ben)
    bench.approved(decline)
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    bench.desk.send(claim)
    with bench.records.begin(HERE) as tx:
        (approval,) = tx.approvals.of_draft(accept.id)
        aside = tx.drafts.get(accept.id)
    assert (approval.state, approval.why_void) == (ApprovalState.VOID, "another draft was posted")
    assert (aside.state, aside.problem) == (
        DraftState.SUPERSEDED,
        "Because another of these drafts was posted.",
    )


def test_halves_disagree_on_amount_time_or_whether_and_on_nothing_else() -> None:
    def owed(words: str, **more: object) -> Checked:
        one = Commitment(Kind.REFUND, words, 0, len(words), **more)  # type: ignore[arg-type]
        return Checked((Licensed(one, None),), (), ())

    nine = Money(Decimal(9), "EUR")
    mine = owed("refund 9", object="fee", amount=nine)
    for theirs, disagrees in (
        (owed("refund 4", object="fee", amount=Money(Decimal(4), "EUR")), True),
        (owed("refund", object="fee"), False),
        (owed("no refund", object="the fee", polarity=Polarity.WILL_NOT), True),
        (owed("no refund", polarity=Polarity.WILL_NOT), True),
        (owed("refund 4", object="goods", amount=Money(Decimal(4), "EUR")), False),
        (owed("refund 9", object="fee", amount=nine, actor=Actor.CUSTOMER), False),
        (Checked((), (), ()), False),
    ):
        assert bool(list(disagreements(mine, theirs))) is disagrees


def test_an_approval_that_was_taken_back_keeps_its_reason_when_another_is_posted(
    bench: Bench,
) -> None:
    there = bench.message()
    bench.written()
    bench.desk.alternatives(there.id, bench.ada, stances=(Stance.ACCEPT, Stance.DECLINE))
    accept, decline = bench.written(), bench.written("We are sorry, Kim.")
    bench.approved(accept)
    bench.desk.withdraw(accept.id, bench.ada)
    bench.approved(decline)
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    bench.desk.send(claim)
    with bench.records.begin(HERE) as tx:
        (approval,) = tx.approvals.of_draft(accept.id)
    assert approval.why_void == "undo"

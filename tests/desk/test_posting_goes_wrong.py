"""Posting, when things go wrong: recorded as it was, and never just repeated."""

from __future__ import annotations

import pytest

from desk.posting import PostingState
from tests.desk.moves import post_all
from tests.services.a_desk import HERE, Bench
from tests.services.counting_channel import Fault


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

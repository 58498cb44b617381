"""Whatever an approval rests on: when it changes, nothing leaves."""

from __future__ import annotations

import pytest

from desk.draft import (
    DraftState,
)
from desk.errors import (
    TurnAnswered,
)
from desk.posting import PostingState
from policies.book import Book
from tests.desk.moves import post_all
from tests.services.a_desk import HERE, Bench, clause
from tests.services.counting_channel import Fault


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

"""A posting that may not leave any more, or that is called back before it has begun."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desk import outcomes, sending
from desk.approval import ApprovalState
from desk.draft import DraftState
from desk.posting import NotReached, PostingState, Refused
from tests.desk.moves import APPROVED, audited, begun, claimed, entry, standing
from tests.services.a_desk import HERE, Bench

LEASE = timedelta(seconds=60)


def test_void(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    bench.approved(draft)
    bench.revoke(bench.ada.id)
    bench.clock.move(seconds=1)
    assert bench.desk.claim_posting("w1") is None
    with bench.records.begin(HERE) as tx:
        (done,) = tx.postings.of_draft(draft.id)
    why = "somebody who approved it may not any more"
    assert (done.state, done.attempt, done.updated_at) == (PostingState.VOID, 0, bench.clock())
    assert done.evidence == (f"void: {why}",)
    assert standing(bench, draft) == (
        DraftState.IN_REVIEW,
        f"It was not posted: {why}.",
        [(ApprovalState.VOID, why)],
    )
    assert audited(bench, "posting.queued") == [entry(done, "void", why=why)]


def test_a_void_that_comes_after_the_intent_is_none(bench: Bench) -> None:
    draft, claim = begun(bench)
    waiting = replace(claim.posting, state=PostingState.QUEUED, attempt=0)  # as it was read before
    with bench.records.begin(HERE) as tx:
        outcomes.void(tx, waiting, "too late", bench.clock())
    assert bench.desk.posting(claim.posting.id) == claim.posting
    assert standing(bench, draft) == APPROVED
    assert audited(bench) == []


def test_an_intent_that_somebody_else_has_begun_is_none(bench: Bench) -> None:
    _, claim = begun(bench)
    waiting = replace(claim.posting, state=PostingState.QUEUED, attempt=0)
    with bench.records.begin(HERE) as tx:
        assert sending.claim(tx, bench.desk.law, waiting, "w2", bench.clock(), LEASE) is None
    assert bench.desk.posting(claim.posting.id) == claim.posting
    assert audited(bench) == []


def test_an_approval_that_is_void_already_keeps_its_reason(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    bench.approved(draft)
    bench.desk.withdraw(draft.id, bench.ada)
    bench.approved(draft)
    claim = claimed(bench)
    bench.desk.record(claim.posting, Refused("No."))
    assert standing(bench, draft)[2] == [
        (ApprovalState.VOID, "undo"),
        (ApprovalState.VOID, "the channel refused it: No."),
    ]


def test_a_draft_that_has_gone_on_stays_where_it_is(bench: Bench) -> None:
    draft, claim = begun(bench)
    with bench.records.begin(HERE) as tx:
        there = tx.drafts.get(draft.id)
        tx.drafts.save(replace(there, state=DraftState.SUPERSEDED, problem="Because of it."))
    bench.desk.record(claim.posting, Refused("No."))
    assert standing(bench, draft)[:2] == (DraftState.SUPERSEDED, "Because of it.")


def test_only_what_was_never_begun_can_be_called_back(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    bench.approved(draft)

    def called_back() -> bool:
        with bench.records.begin(HERE) as tx:
            return sending.void_queued(tx, draft, "a fact changed", bench.clock())

    assert called_back()
    assert called_back()  # nothing is left that could go
    assert standing(bench, draft)[1] == "It was not posted: a fact changed."
    bench.approved(draft)
    claim = claimed(bench)
    for result in (NotReached("No."), None):
        assert not called_back()
        if result:
            bench.desk.record(claim.posting, result)
    assert bench.desk.posting(claim.posting.id).state is PostingState.QUEUED

"""The records were restored from an older copy: what was queued in it may be there already."""

from __future__ import annotations

import pytest

from desk import sending
from desk.audit import Entry
from desk.draft import Draft, DraftState
from desk.posting import PostingState
from store.audit_log import AuditLog
from tests.services.a_desk import HERE, Bench


@pytest.fixture
def queued(bench: Bench) -> Draft:
    bench.message()
    draft = bench.written()
    bench.approved(draft)
    assert bench.desk.doubt() == 1
    return draft


def test_nothing_that_was_queued_leaves_by_itself(bench: Bench, queued: Draft) -> None:
    bench.clock.move(hours=2)
    assert bench.desk.doubt() == 0
    assert bench.desk.lapse() == 0
    assert bench.desk.claim_posting("w1") is None
    assert bench.desk.look_up() is None
    assert bench.channel.posts == []
    with bench.records.begin(HERE) as tx:
        (posting,) = tx.postings.of_draft(queued.id)
    assert posting.state is PostingState.NEEDS_HUMAN
    assert "restored" in posting.evidence[-2]


@pytest.mark.parametrize(
    ("posting_is", "draft_is"),
    [
        (PostingState.POSTED, DraftState.POSTED),
        (PostingState.CLOSED, DraftState.IN_REVIEW),
    ],
)
def test_a_person_says_whether_it_is_there(
    bench: Bench, queued: Draft, posting_is: PostingState, draft_is: DraftState
) -> None:
    there = posting_is is PostingState.POSTED
    with bench.records.begin(HERE) as tx:
        (posting,) = tx.postings.of_draft(queued.id)
    settled = bench.desk.settle(posting.id, bench.ben, there=there, link="")
    assert settled.state is posting_is
    assert bench.desk.progress(queued.id, 0)[0].state is draft_is


def test_what_has_left_already_is_not_doubted(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    bench.approved(draft)
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    sent = bench.desk.send(claim)
    with bench.records.begin(HERE) as tx:
        assert not sending.doubted(tx, sent.id, bench.clock())
    assert bench.desk.posting(sent.id) == sent


def test_the_doubt_is_on_record_to_the_letter(bench: Bench, queued: Draft) -> None:
    with bench.records.begin(HERE) as tx:
        (posting,) = tx.postings.of_draft(queued.id)
    assert (posting.attempt, posting.quarantine_until) == (1, None)
    assert posting.evidence[-2:] == (
        "the records were restored from a copy in which it had not left yet",
        "a person has to look: it may have been posted since",
    )
    rows = [row.entry for row in AuditLog(bench.engine).rows(HERE)]
    name = f"posting:{posting.id}"
    assert rows[-2:] == [
        Entry("desk", "posting.intent", name, {"attempt": 1, "why": "restored"}),
        Entry("desk", "posting.needs_human", name, {}),
    ]


def test_only_what_is_queued_is_doubted(bench: Bench, queued: Draft) -> None:
    with bench.records.begin(HERE) as tx:
        (posting,) = tx.postings.of_draft(queued.id)
        assert not sending.doubted(tx, posting.id, bench.clock())

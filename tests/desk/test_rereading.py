"""What a person wrote is read by a model too: kept, shown, and held to until it is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from api.worker import Worker
from desk.checking import TextCheck
from desk.commitment import Commitment
from desk.draft import Draft, Outcome, Severity
from desk.errors import Blocked
from desk.lifecycle import Desk
from desk.posting import PostingState
from desk.second_reading import Reading
from drafting.commitments import PatternReader
from policies.terms import Kind
from prompts.answers import ModelFailed, Why
from tests.services.a_desk import HERE, Bench

SLY = "The lamp finds its way to you on wings of our own."


@pytest.fixture
def desk(bench: Bench) -> Desk:
    law = replace(bench.desk.law, check=TextCheck(PatternReader()), second_reader="a-model")
    bench.desk = Desk(HERE, bench.records, law)
    return bench.desk


def edited(bench: Bench, text: str = f"Hello Kim. {SLY}") -> Draft:
    bench.message()
    draft = bench.written("Hello Kim.")
    bench.desk.revise(draft.id, text, draft.revision, bench.ada)
    with bench.records.begin(HERE) as tx:
        return tx.drafts.get(draft.id)


def notes(desk: Desk, draft: Draft) -> list[str]:
    return [f.why for f in desk.sheet(draft.id).findings if f.code == "read_by_patterns"]


def promises(reading: Reading) -> tuple[tuple[Commitment, ...], ...]:
    """What a model would find: a replacement in the sly sentence, nothing elsewhere."""
    gift = Commitment(Kind.REPLACEMENT, SLY, 0, len(SLY))
    return tuple((gift,) if s.text == SLY else () for s in reading.sentences if s.read is None)


def test_what_it_finds_counts_from_then_on_and_after_a_restart(bench: Bench, desk: Desk) -> None:
    draft = edited(bench)
    assert "has not answered yet" in notes(desk, draft)[0]
    digest = desk.sheet(draft.id).digest
    reading = desk.rereading.claim()
    assert reading is not None
    desk.rereading.keep(reading, promises(reading))
    again = Desk(HERE, bench.records, desk.law)
    shown = again.sheet(draft.id)
    assert notes(again, draft) == []
    assert [f.code for f in shown.findings if f.severity is Severity.BLOCK] == [
        "unlicensed_commitment"
    ]
    assert shown.digest == digest  # the text and all that it rests on are the same
    with pytest.raises(Blocked):
        again.approve(draft.id, digest, bench.ada)


def test_an_approval_that_came_first_is_taken_back(bench: Bench, desk: Desk) -> None:
    draft = edited(bench)
    bench.approved(draft)
    reading = desk.rereading.claim()
    assert reading is not None
    desk.rereading.keep(reading, promises(reading))
    with bench.records.begin(HERE) as tx:
        (posting,) = tx.postings.of_draft(draft.id)
    assert posting.state is PostingState.VOID
    assert desk.claim_posting("w1") is None


def test_the_next_edit_keeps_what_was_read_in_what_it_leaves(bench: Bench, desk: Desk) -> None:
    draft = edited(bench)
    reading = desk.rereading.claim()
    assert reading is not None
    desk.rereading.keep(reading, promises(reading))
    desk.revise(draft.id, f"Hello Kim! {SLY}", draft.revision, bench.ada)
    assert desk.sheet(draft.id).blocked  # at once, without another call
    reading = desk.rereading.claim()
    assert reading is not None
    assert [s.text for s in reading.sentences if s.read is None] == ["Hello Kim!"]


def test_an_old_text_is_not_read_any_more(bench: Bench, desk: Desk) -> None:
    draft = edited(bench)
    desk.revise(draft.id, "Hello Kim.", draft.revision, bench.ada)
    assert desk.rereading.claim() is None  # the first one was replaced
    later = desk.rereading.claim()
    assert later is not None
    assert later.revision != draft.revision


def test_without_a_model_nothing_waits(bench: Bench) -> None:
    draft = edited(bench, "Hello Kim, dear.")
    assert bench.desk.rereading.claim() is None
    assert notes(bench.desk, draft) == []


def test_what_is_erased_meanwhile_is_not_brought_back(bench: Bench, desk: Desk) -> None:
    draft = edited(bench, "Hello quokka.")
    reading = desk.rereading.claim()
    assert reading is not None
    desk.registers.erase(draft.conversation, bench.ada.actor)
    desk.rereading.failed(reading, "no", again=True)
    desk.rereading.keep(reading, ((),) * len(reading.sentences))
    with bench.records.begin(HERE) as tx:
        left = tx.drafts.reading(reading.revision)
    assert left is not None
    assert left.sentences == ()


def _fails(reason: Why) -> Callable[[tuple[str, ...]], tuple[tuple[Commitment, ...], ...]]:
    def read(texts: tuple[str, ...]) -> tuple[tuple[Commitment, ...], ...]:
        del texts
        raise ModelFailed(reason)

    return read


def _writes_nothing(*_: object) -> Outcome:
    raise AssertionError


def worker(
    desk: Desk, read: Callable[[tuple[str, ...]], tuple[tuple[Commitment, ...], ...]]
) -> Worker:
    return Worker(desk, _writes_nothing, owner="w1", read=read)


def test_the_worker_has_it_read(bench: Bench, desk: Desk) -> None:
    draft = edited(bench)
    asked: list[tuple[str, ...]] = []

    def read(texts: tuple[str, ...]) -> tuple[tuple[Commitment, ...], ...]:
        asked.append(texts)
        return tuple(() for _ in texts)

    hand = worker(desk, read)
    assert hand.read_one()
    assert not hand.read_one()
    assert len(asked) == 1
    assert SLY in asked[0]
    assert notes(desk, draft) == []


def test_a_model_that_fails_leaves_a_note_and_loosens_nothing(bench: Bench, desk: Desk) -> None:
    draft = edited(bench, "Hello Kim. We will send you 500 EUR.")
    before = [f.code for f in desk.sheet(draft.id).findings if f.severity is Severity.BLOCK]
    worker(desk, _fails(Why.NONSENSE)).read_one()
    (note,) = notes(desk, draft)
    assert "not in the shape" in note
    after = [f.code for f in desk.sheet(draft.id).findings if f.severity is Severity.BLOCK]
    assert before == after != []


def test_a_passing_failure_is_tried_again_and_then_given_up(bench: Bench, desk: Desk) -> None:
    draft = edited(bench)
    hand = worker(desk, _fails(Why.UNREACHABLE))
    for _ in range(3):
        assert hand.read_one()
        assert not hand.read_one()  # not at once
        bench.clock.move(minutes=3)
    assert not hand.read_one()
    assert "could not be reached" in notes(desk, draft)[0]


def test_a_worker_that_died_leaves_it_to_another(bench: Bench, desk: Desk) -> None:
    edited(bench)
    assert desk.rereading.claim() is not None
    assert desk.rereading.claim() is None
    bench.clock.move(minutes=3)
    assert desk.rereading.claim() is not None


def test_what_was_begun_too_often_is_given_up_with_a_word(bench: Bench, desk: Desk) -> None:
    draft = edited(bench)
    for _ in range(3):
        assert desk.rereading.claim() is not None
        bench.clock.move(minutes=3)
    assert desk.rereading.claim() is None
    assert notes(desk, draft) == ["the model failed: it was begun several times and never ended"]

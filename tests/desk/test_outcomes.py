"""What became of an attempt: row, draft, approval and audit, to the letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from desk import sending
from desk.approval import ApprovalState
from desk.check import Case, Checked
from desk.draft import DraftState, Sentence
from desk.posting import NotReached, OutcomeUnknown, PostingState, Receipt, Refused
from policies.book import Book
from policies.company import Company
from policies.days_off import DayOff
from policies.terms import Period, Unit
from tests.desk.moves import (
    APPROVED,
    NOT_REACHED,
    audited,
    begun,
    changed,
    claimed,
    entry,
    standing,
)
from tests.services.a_desk import HERE, Bench
from tests.services.counting_channel import CountingChannel

QUARANTINE = timedelta(seconds=30)


def test_the_intent_names_what_is_about_to_leave(bench: Bench) -> None:
    _, claim = begun(bench)
    (intent,) = audited(bench, "posting.queued")
    digest, approval = claim.posting.digest, claim.posting.approval
    assert intent == entry(
        claim.posting, "intent", "worker:w1", attempt=1, text=digest, approval=approval
    )


@pytest.mark.parametrize(
    ("read_back", "seen", "same"),
    [
        ("Hello Kim, we refund 5.", "posted", 1),
        ("", "posted", 1),  # a channel that shows nothing back
        ("Hello Kim, we refund 5. (edited)", "posted, but the text read back differs", 0),
    ],
)
def test_posted(bench: Bench, read_back: str, seen: str, same: int) -> None:
    draft, claim = begun(bench)
    receipt = Receipt("post-7", "https://counting.invalid/7", read_back, bench.clock())
    done = bench.desk.record(claim.posting, receipt)
    assert done == bench.desk.posting(done.id)
    assert done == replace(
        claim.posting,
        state=PostingState.POSTED,
        remote="post-7",
        link="https://counting.invalid/7",
        read_back=read_back,
        lease_owner="",
        lease_until=None,
        updated_at=bench.clock(),
        evidence=("attempt 1 begun", seen),
    )
    assert standing(bench, draft) == (DraftState.POSTED, "", [(ApprovalState.SPENT, "")])
    assert changed(bench, draft) == bench.clock()
    there, said = bench.desk.said(draft.conversation)
    assert there.reply_due is None
    message = said[-1]
    assert (message.author, message.text) == ("", read_back or claim.posting.text)
    assert (message.remote, message.link) == ("post-7", "https://counting.invalid/7")
    assert (message.turn, message.sent_at, message.received_at) == (1, receipt.at, bench.clock())
    told = entry(done, "posted", remote="post-7", text=done.digest, same=same)
    assert told in audited(bench)
    (promise,) = bench.desk.registers.owed_to(draft.conversation)
    assert (promise.posting, promise.owner) == (done.id, bench.ada.id)


def test_what_an_older_turn_was_told_does_not_end_the_wait_of_the_newer(bench: Bench) -> None:
    draft, claim = begun(bench)
    bench.message("And it is broken.", remote="m2")
    bench.desk.send(claim)
    assert bench.desk.said(draft.conversation)[0].reply_due is not None


def test_the_promise_belongs_to_whom_the_conversation_was_given(bench: Bench) -> None:
    draft, claim = begun(bench)
    bench.desk.assign(draft.conversation, bench.ben.id, bench.ada)
    bench.desk.send(claim)
    (promise,) = bench.desk.registers.owed_to(draft.conversation)
    assert promise.owner == bench.ben.id


@pytest.mark.parametrize(("region", "day"), [("DE", 4), ("de", 4), ("FR", 3), ("", 3)])
def test_a_promise_is_due_by_the_days_on_which_its_region_works(
    bench: Bench, region: str, day: int
) -> None:
    check, soon = bench.desk.law.check, Period(Decimal(1), Unit.WORKING_DAY)

    def dated(
        text: str, sentences: tuple[Sentence, ...], book: Book, company: Company, case: Case
    ) -> Checked:
        found = check(text, sentences, book, company, case)
        owed = (
            replace(o, commitment=replace(o.commitment, period=soon)) for o in found.commitments
        )
        return replace(found, commitments=tuple(owed))

    bench.desk.law = replace(bench.desk.law, check=dated)
    tuesday = DayOff(region="DE", month=3, day=3)
    bench.company = replace(bench.company, days_off=(tuesday,))
    there = bench.message()
    with bench.records.begin(HERE) as tx:
        tx.conversations.save(replace(there, scope={"region": region} if region else {}))
    draft = bench.written("Hello Kim, we refund 5.")
    bench.approved(draft)
    bench.desk.send(claimed(bench))
    (promise,) = bench.desk.registers.owed_to(draft.conversation)
    assert promise.due.day == day


def test_refused(bench: Bench) -> None:
    draft, claim = begun(bench)
    done = bench.desk.record(claim.posting, Refused("No."))
    assert done == bench.desk.posting(done.id)
    assert done == replace(
        claim.posting,
        state=PostingState.REFUSED,
        lease_owner="",
        lease_until=None,
        updated_at=bench.clock(),
        evidence=("attempt 1 begun", "refused: No."),
    )
    why = "the channel refused it: No."
    problem = f"It was not posted: {why}."
    assert standing(bench, draft) == (
        DraftState.IN_REVIEW,
        problem,
        [(ApprovalState.VOID, why)],
    )
    assert changed(bench, draft) == bench.clock()
    assert audited(bench) == [entry(done, "refused")]


def test_not_reached_waits_longer_each_time_and_then_a_person_looks(bench: Bench) -> None:
    draft, claim = begun(bench)
    for seconds in (5, 10, 20, 40, 80, 160, 320, 600):
        back = bench.desk.record(claim.posting, NOT_REACHED)
        assert back == bench.desk.posting(back.id)
        assert back == replace(
            claim.posting,
            state=PostingState.QUEUED,
            not_before=bench.clock() + timedelta(seconds=seconds),
            lease_owner="",
            lease_until=None,
            updated_at=bench.clock(),
            evidence=(*claim.posting.evidence, "nothing was sent: Connection refused."),
        )
        assert audited(bench) == [entry(back, "not_reached")]
        assert standing(bench, draft) == APPROVED
        bench.clock.move(seconds=seconds, microseconds=-1)
        assert bench.desk.claim_posting("w1") is None
        bench.clock.move(microseconds=1)
        if back.attempt < 8:
            claim = claimed(bench)
    assert bench.desk.claim_posting("w1") is None
    waits = bench.desk.posting(claim.posting.id)
    assert (waits.state, waits.attempt) == (PostingState.NEEDS_HUMAN, 8)
    assert waits.evidence[-1] == "a person has to look: tried 8 times"


def test_unknown(bench: Bench) -> None:
    draft, claim = begun(bench)
    done = bench.desk.record(claim.posting, OutcomeUnknown("Timed out."))
    assert done == bench.desk.posting(done.id)
    assert done == replace(
        claim.posting,
        state=PostingState.UNKNOWN,
        lease_owner="",
        lease_until=None,
        quarantine_until=bench.clock() + QUARANTINE,
        updated_at=bench.clock(),
        evidence=("attempt 1 begun", "outcome unknown: Timed out."),
    )
    assert standing(bench, draft) == APPROVED
    assert audited(bench) == [entry(done, "unknown")]


def test_a_sender_that_stopped(bench: Bench) -> None:
    _, claim = begun(bench)
    bench.clock.move(seconds=58)
    assert bench.desk.lapse() == 0
    bench.clock.move(seconds=1)
    assert bench.desk.lapse() == 1
    stopped = bench.desk.posting(claim.posting.id)
    assert stopped.state is PostingState.UNKNOWN
    assert stopped.evidence[-1] == (
        "outcome unknown: whoever was sending it stopped before saying how it went"
    )


class Broken(CountingChannel):
    def post(self, _: object) -> Receipt:
        raise ZeroDivisionError


def test_a_connector_that_fails_in_a_new_way_has_told_nothing(bench: Bench) -> None:
    _, claim = begun(bench)
    result = sending.attempt(Broken(bench.clock()), claim.reply, bench.clock())
    assert isinstance(result, OutcomeUnknown)
    assert str(result) == (
        "the connector failed with ZeroDivisionError at 2026-03-02T09:30:02+00:00"
    )


def test_a_channel_that_was_not_reached_says_why_and_how_long_to_wait() -> None:
    told = NotReached("Gone.", timedelta(seconds=9))
    assert (str(told), told.after) == ("Gone.", timedelta(seconds=9))

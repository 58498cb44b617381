"""An unknown outcome is looked up: what code believes, and where a person has to look."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.approval import ApprovalState
from desk.draft import Draft, DraftState
from desk.posting import OutcomeUnknown, Posting, PostingState, Receipt
from tests.desk.moves import APPROVED, audited, entry, looked_up, standing, unknown
from tests.services.a_desk import Bench
from tests.services.counting_channel import CountingChannel


def test_what_is_found_is_posted_at_any_time(bench: Bench) -> None:
    _, posting = unknown(bench)
    receipt = Receipt("post-7", "", "", bench.clock())
    found = looked_up(bench, posting, receipt)
    assert (found.state, found.quarantine_until) == (PostingState.POSTED, None)


def test_nothing_is_believed_before_the_quarantine_is_over(bench: Bench) -> None:
    _, posting = unknown(bench)
    bench.clock.move(seconds=30, microseconds=-1)
    assert looked_up(bench, posting, None) == posting
    assert looked_up(bench, posting, OutcomeUnknown("No.")) == posting


def test_what_is_not_there_after_the_quarantine_is_queued_again(bench: Bench) -> None:
    _, posting = unknown(bench)
    bench.clock.move(seconds=30)
    back = looked_up(bench, posting, None)
    assert back == replace(
        posting,
        state=PostingState.QUEUED,
        not_before=bench.clock(),
        quarantine_until=None,
        updated_at=bench.clock(),
        evidence=(*posting.evidence, "looked for after the quarantine: not there"),
    )
    assert audited(bench, "posting.unknown") == [entry(back, "requeued")]


@pytest.mark.parametrize(
    ("attempt", "found", "revoked", "why"),
    [
        (1, OutcomeUnknown("No answer."), False, "the look-up cannot tell: No answer."),
        (8, None, False, "not there, and tried 8 times"),
        (7, None, True, "not there, and somebody who approved it may not any more"),
    ],
)
def test_a_person_looks_where_code_cannot_go_on(
    bench: Bench, *, attempt: int, found: OutcomeUnknown | None, revoked: bool, why: str
) -> None:
    draft, posting = unknown(bench, attempt)
    if revoked:
        bench.revoke(bench.ada.id)
    bench.clock.move(seconds=30)
    waits = looked_up(bench, posting, found)
    assert waits == replace(
        posting,
        state=PostingState.NEEDS_HUMAN,
        quarantine_until=None,
        updated_at=bench.clock(),
        evidence=(*posting.evidence, f"a person has to look: {why}"),
    )
    assert standing(bench, draft) == APPROVED
    assert audited(bench, "posting.unknown") == [entry(waits, "needs_human")]
    # It waits for the person from now on, and a later look-up can only find it.
    assert looked_up(bench, waits, None) == waits
    assert looked_up(bench, waits, OutcomeUnknown("No.")) == waits
    receipt = Receipt("post-7", "", "", bench.clock())
    assert looked_up(bench, waits, receipt).state is PostingState.POSTED


def test_what_moved_on_meanwhile_is_left_alone(bench: Bench) -> None:
    _, posting = unknown(bench, attempt=2)
    bench.clock.move(seconds=30)
    assert looked_up(bench, replace(posting, attempt=1), None) == posting
    queued = looked_up(bench, posting, None)
    assert looked_up(bench, posting, Receipt("post-7", "", "", bench.clock())) == queued


class Wrong(CountingChannel):
    def find(self, _: object) -> Receipt | None:
        raise ZeroDivisionError


def test_a_look_up_that_fails_in_any_way_is_no_answer(bench: Bench) -> None:
    _, posting = unknown(bench)
    bench.clock.move(seconds=30)
    bench.desk.law = replace(bench.desk.law, channels={"counting": Wrong(bench.clock())})
    waits = bench.desk.look_up()
    assert waits is not None
    assert waits.evidence[-1] == (
        "a person has to look: the look-up cannot tell: the look-up failed with ZeroDivisionError"
    )
    assert bench.desk.look_up() is None
    assert waits.id == posting.id


def needs_human(bench: Bench) -> tuple[Draft, Posting]:
    draft, posting = unknown(bench, attempt=8)
    bench.clock.move(seconds=30)
    return draft, looked_up(bench, posting, None)


@pytest.mark.parametrize(
    ("link", "remote"), [("https://there", "https://there"), ("", "seen by a person")]
)
def test_a_person_says_that_it_is_there(bench: Bench, link: str, remote: str) -> None:
    draft, posting = needs_human(bench)
    done = bench.desk.settle(posting.id, bench.ben, there=True, link=link)
    assert (done.state, done.remote, done.link) == (PostingState.POSTED, remote, link)
    assert (done.read_back, done.evidence[-1]) == ("", "posted")
    assert standing(bench, draft)[0] is DraftState.POSTED
    sent = bench.desk.said(draft.conversation)[1][-1]
    assert (sent.text, sent.sent_at) == (posting.text, bench.clock())
    told = entry(done, "posted", bench.ben.actor, remote=remote, text=done.digest, same=1)
    assert told in audited(bench, "posting.needs_human")


def test_a_person_says_that_it_is_not_there(bench: Bench) -> None:
    draft, posting = needs_human(bench)
    done = bench.desk.settle(posting.id, bench.ben, there=False, link="")
    assert done == bench.desk.posting(done.id)
    assert done == replace(
        posting,
        state=PostingState.CLOSED,
        updated_at=bench.clock(),
        evidence=(*posting.evidence, "a person looked: not there"),
    )
    why = "a person found that it was not posted"
    assert standing(bench, draft) == (
        DraftState.IN_REVIEW,
        f"It was not posted: {why}.",
        [(ApprovalState.VOID, why)],
    )
    assert audited(bench, "posting.needs_human") == [entry(done, "closed", bench.ben.actor)]

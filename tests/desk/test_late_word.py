"""A word about an attempt that comes too late, or about another one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.draft import DraftState
from desk.posting import NotReached, OutcomeUnknown, PostingState, Receipt, Refused
from tests.desk.moves import NOT_REACHED, begun, standing
from tests.services.a_desk import Bench


@pytest.mark.parametrize("result", [Refused("No."), NotReached("No."), OutcomeUnknown("No.")])
def test_a_word_about_an_attempt_that_was_given_up_changes_nothing(
    bench: Bench, result: Refused | NotReached | OutcomeUnknown
) -> None:
    _, claim = begun(bench)
    bench.clock.move(seconds=60)
    bench.desk.lapse()
    before = bench.desk.posting(claim.posting.id)
    assert bench.desk.record(claim.posting, result) == before
    assert bench.desk.posting(before.id) == before


def test_a_word_about_an_earlier_attempt_changes_nothing(bench: Bench) -> None:
    _, claim = begun(bench, attempt=2)
    earlier = replace(claim.posting, attempt=1)
    assert bench.desk.record(earlier, Refused("No.")) == claim.posting


@pytest.mark.parametrize("told", [NOT_REACHED, OutcomeUnknown("No."), None])
def test_a_receipt_that_comes_late_is_still_the_truth(
    bench: Bench, told: NotReached | OutcomeUnknown | None
) -> None:
    draft, claim = begun(bench)
    if told:
        bench.desk.record(claim.posting, told)
    receipt = Receipt("post-7", "", "", bench.clock())
    done = bench.desk.record(claim.posting, receipt)
    assert (done.state, done.remote) == (PostingState.POSTED, "post-7")
    assert standing(bench, draft)[0] is DraftState.POSTED
    second = replace(receipt, remote="post-8")
    assert bench.desk.record(claim.posting, second) == done


def test_what_has_ended_stays_as_it_ended(bench: Bench) -> None:
    _, claim = begun(bench)
    refused = bench.desk.record(claim.posting, Refused("No."))
    receipt = Receipt("post-7", "", "", bench.clock())
    assert bench.desk.record(claim.posting, receipt) == refused

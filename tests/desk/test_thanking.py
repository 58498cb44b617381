"""The day's thanks: one post at the front of an account, approved like any other."""

from __future__ import annotations

from datetime import date

import pytest

from desk.draft import DraftState, Side
from desk.errors import WrongState
from desk.posting import PostingState
from tests.services.a_desk import HERE, Bench

DAY = date(2026, 3, 2)


def test_the_thanks_go_to_the_front_once_a_person_has_approved_them(bench: Bench) -> None:
    draft = bench.desk.thanks("counting", "shop", DAY, 3, bench.ada)
    assert draft.side is Side.EVERYBODY
    bench.written("Thank you, everybody.")
    assert bench.desk.claim_posting("w1") is None
    bench.approved(draft)
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    assert (claim.reply.destination.thread, claim.reply.destination.parent) == ("front", "")
    assert bench.desk.send(claim).state is PostingState.POSTED
    with pytest.raises(WrongState, match="posted already"):
        bench.desk.thanks("counting", "shop", DAY, 3, bench.ada)


def test_asking_again_before_that_writes_them_anew(bench: Bench) -> None:
    first = bench.desk.thanks("counting", "shop", DAY, 3)
    again = bench.desk.thanks("counting", "shop", DAY, 4)
    assert first.conversation == again.conversation
    with bench.records.begin(HERE) as tx:
        assert tx.drafts.get(first.id).state is DraftState.SUPERSEDED


def test_nobody_is_thanked_for_nothing(bench: Bench) -> None:
    with pytest.raises(WrongState, match="Nobody praised"):
        bench.desk.thanks("counting", "shop", DAY, 0, bench.ada)

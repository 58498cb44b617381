"""Caps per customer and per incident, holds with an end, approvals that run out, who has what."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from desk.draft import Draft, DraftState
from desk.errors import BadText, DeskError, NotPermitted, WrongState
from desk.ids import IncidentId
from desk.incident import Incident
from desk.posting import PostingState
from policies.company import AuthorityRule, Cap, Per
from policies.terms import Kind, Money, Percent, Period, Unit
from tests.desk.moves import post_all
from tests.services.a_desk import HERE, Bench

CAP = Cap(
    Per.CUSTOMER,
    frozenset({Kind.REFUND}),
    Money(Decimal(60), "EUR"),
    Period(Decimal(30), Unit.DAY),
    frozenset({"approver"}),
    2,
)


def capped(bench: Bench, *caps: Cap) -> None:
    bench.company = replace(bench.company, caps=caps)


def asked(bench: Bench, thread: str, text: str = "Hello Kim, we refund 40.") -> Draft:
    bench.message(thread=thread, remote=f"m-{thread}")
    return bench.written(text)


def test_small_amounts_add_up_to_a_large_one(bench: Bench) -> None:
    capped(bench, CAP)
    bench.approved(asked(bench, "t1"))
    second = asked(bench, "t2")
    need = bench.desk.sheet(second.id).requirement
    assert (need.people, sorted(need.roles)) == (2, ["approver"])
    assert "80 EUR within 30 days, 1 earlier grant included; the cap is 60 EUR" in need.why
    with pytest.raises(NotPermitted, match="Only approver"):
        bench.approved(second)
    bench.approved(second, bench.ben)
    bench.approved(second, bench.cleo)
    assert post_all(bench) == [PostingState.POSTED, PostingState.POSTED]


def test_what_was_granted_long_ago_is_forgotten(bench: Bench) -> None:
    capped(bench, CAP)
    bench.approved(asked(bench, "t1"))
    post_all(bench)
    bench.clock.move(days=31)
    bench.approved(asked(bench, "t2"))
    assert post_all(bench) == [PostingState.POSTED]


def test_what_never_went_out_does_not_count(bench: Bench) -> None:
    capped(bench, CAP)
    first = asked(bench, "t1")
    bench.approved(first)
    bench.desk.withdraw(first.id, bench.ada)
    bench.approved(asked(bench, "t2"))
    assert post_all(bench) == [PostingState.POSTED]


def test_without_anybody_above_it_a_cap_is_the_end(bench: Bench) -> None:
    capped(bench, replace(CAP, roles=frozenset()))
    bench.approved(asked(bench, "t1"))
    second = asked(bench, "t2")
    with pytest.raises(NotPermitted, match="Nobody may approve above this cap"):
        bench.approved(second, bench.ben)


@pytest.mark.parametrize("bound", [Money(Decimal(5), "USD"), Percent(Decimal(5))])
def test_what_cannot_be_added_up_is_above_the_cap(bench: Bench, bound: Money | Percent) -> None:
    rule = AuthorityRule(frozenset({Kind.REFUND}), frozenset({"agent"}), up_to=None)
    bench.company = replace(bench.company, authority=(rule,))
    up_to = Money(Decimal(60), "USD" if isinstance(bound, Percent) else "GBP")
    capped(bench, replace(CAP, up_to=up_to, roles=frozenset()))
    draft = asked(bench, "t1", "Hello Kim, we refund 4.")
    with pytest.raises(NotPermitted, match="cannot be added up"):
        bench.approved(draft)


def test_an_incident_has_a_cap_of_its_own(bench: Bench) -> None:
    capped(bench, replace(CAP, per=Per.INCIDENT, period=None, roles=frozenset()))
    going_on = Incident(
        id=IncidentId("inc_1"),
        title="Outage",
        statement="We know.",
        words=("outage",),
        holds=False,
        plain=False,
        every=timedelta(hours=1),
        next_update=bench.clock(),
        opened_at=bench.clock(),
        opened_by=bench.ben.id,
    )
    with bench.records.begin(HERE) as tx:
        tx.incidents.add(going_on)
    drafts = []
    for n in (1, 2):
        conversation = bench.message(thread=f"t{n}", remote=f"m{n}")
        drafts.append(bench.written("Hello Kim, we refund 40."))
        with bench.records.begin(HERE) as tx:
            there = tx.conversations.get(conversation.id, lock=True)
            other = f"@kim{n}"
            tx.conversations.save(replace(there, customer_handle=other, incident=going_on.id))
    bench.approved(drafts[0])
    with pytest.raises(NotPermitted, match="this incident would have 80 EUR"):
        bench.approved(drafts[1])


def test_a_later_approval_does_not_overturn_an_earlier_one(bench: Bench) -> None:
    """The first stays below the cap; a second went above it with two people's yes."""
    capped(bench, CAP)
    bench.approved(asked(bench, "t1"))
    bench.clock.move(seconds=1)
    second = asked(bench, "t2")
    bench.approved(second, bench.ben)
    bench.approved(second, bench.cleo)
    assert post_all(bench) == [PostingState.POSTED, PostingState.POSTED]


def test_two_approvals_at_once_cannot_both_stay_below_the_cap(bench: Bench) -> None:
    capped(bench, replace(CAP, roles=frozenset()))
    drafts = [asked(bench, f"t{n}") for n in range(4)]
    digests = {draft.id: bench.desk.sheet(draft.id).digest for draft in drafts}
    barrier = threading.Barrier(len(drafts))
    said: list[str] = []

    def approve(draft: Draft) -> None:
        barrier.wait()
        try:
            bench.desk.approve(draft.id, digests[draft.id], bench.ada)
        except DeskError as refusal:
            said.append(type(refusal).__name__)

    threads = [threading.Thread(target=approve, args=(draft,)) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == ["NotPermitted"] * 3
    assert post_all(bench) == [PostingState.POSTED]


# ---- hold, expiry, hand over


def test_a_hold_ends_by_itself(bench: Bench) -> None:
    draft = asked(bench, "t1", "Hello Kim.")
    until = bench.clock() + timedelta(hours=1)
    held = bench.desk.hold(draft.id, bench.ada, until=until, why="the depot calls back")
    assert (held.held_until, held.held_why) == (until, "the depot calls back")
    with pytest.raises(WrongState, match="on hold"):
        bench.approved(draft)
    bench.clock.move(hours=1)
    bench.approved(draft)
    assert post_all(bench) == [PostingState.POSTED]


def test_a_hold_does_not_end_in_the_past(bench: Bench) -> None:
    draft = asked(bench, "t1", "Hello Kim.")
    with pytest.raises(BadText, match="passed"):
        bench.desk.hold(draft.id, bench.ada, until=bench.clock())


def test_an_approval_that_ran_out_brings_the_draft_back(bench: Bench) -> None:
    draft = asked(bench, "t1", "Hello Kim.")
    bench.approved(draft)
    assert bench.desk.expire() == 0
    bench.clock.move(hours=24)
    assert bench.desk.expire() == 1
    back = bench.desk.sheet(draft.id)
    assert back.draft.state is DraftState.IN_REVIEW
    assert "the approval has expired" in back.draft.problem
    assert back.standing(bench.clock()) == ()


def test_the_first_of_two_approvals_runs_out_too(bench: Bench) -> None:
    draft = asked(bench, "t1", "Hello Kim, we refund 400.")
    bench.approved(draft, bench.ben)
    bench.clock.move(hours=24)
    assert bench.desk.sheet(draft.id).standing(bench.clock()) == ()
    bench.approved(draft, bench.cleo)  # counts as the first
    assert bench.desk.claim_posting("w1") is None


def test_a_conversation_is_handed_to_a_colleague_who_answers(bench: Bench) -> None:
    conversation = bench.message()
    taken = bench.desk.assign(conversation.id, bench.ben.id, bench.ada)
    assert taken.assigned_to == bench.ben.id
    with pytest.raises(NotPermitted, match="dan does not answer"):
        bench.desk.assign(conversation.id, bench.dan.id, bench.ada)
    bench.revoke(bench.cleo.id)
    with pytest.raises(NotPermitted):
        bench.desk.assign(conversation.id, bench.cleo.id, bench.ada)
    assert bench.desk.assign(conversation.id, None, bench.ben).assigned_to is None


# ---- workers that stop and die


def test_a_polite_stop_is_no_attempt(bench: Bench) -> None:
    bench.message()
    for _ in range(5):
        work = bench.desk.claim_draft("w1")
        assert work is not None
        assert work.draft.attempts == 1
        bench.desk.give_back(work.draft.id, "w1")


def test_a_worker_that_lives_keeps_its_draft_and_one_that_died_loses_it_at_once(
    bench: Bench,
) -> None:
    bench.message()
    work = bench.desk.claim_draft("w1")
    assert work is not None
    for _ in range(4):
        bench.clock.move(seconds=20)
        bench.desk.still_writing("w1", frozenset({work.draft.id}))
    assert bench.desk.claim_draft("w2") is None
    assert bench.desk.bury(lambda owner: owner == "w2") == 0
    assert bench.desk.bury(lambda owner: owner == "w1") == 1
    again = bench.desk.claim_draft("w2")
    assert again is not None
    assert again.draft.id == work.draft.id


def test_one_that_may_not_go_does_not_stop_the_batch(bench: Bench) -> None:
    for n in range(3):
        bench.approved(asked(bench, f"t{n}", "Hello Kim."))
    bench.message("And another thing.", thread="t0", remote="m-again")
    claims = bench.desk.claim_postings("w1", 10)
    assert [claim.posting.state for claim in claims] == [PostingState.SENDING] * 2


def test_a_cap_on_something_else_or_on_an_incident_that_is_none_does_not_count(
    bench: Bench,
) -> None:
    credit = replace(CAP, kinds=frozenset({Kind.CREDIT}), up_to=Money(Decimal(1), "EUR"))
    incident = replace(CAP, per=Per.INCIDENT, up_to=Money(Decimal(1), "EUR"))
    capped(bench, credit, incident)
    assert bench.desk.sheet(asked(bench, "t1").id).requirement.over == ()


def test_what_an_approved_draft_grants_is_not_counted_against_itself(bench: Bench) -> None:
    capped(bench, CAP)
    draft = asked(bench, "t1")
    bench.approved(draft)
    assert bench.desk.sheet(draft.id).requirement.over == ()

"""Each guard, read again at the moment of the intent, and the words with which it holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from desk import guards, sending
from desk.approval import Approval, ApprovalState
from desk.draft import Draft, DraftState
from desk.facts import Fact, FactSource
from desk.ids import MessageId
from desk.posting import Posting, PostingState
from desk.records import Transaction
from policies.book import Book
from policies.company import Company, Voice
from tests.services.a_desk import HERE, Bench, clause

HOUR = timedelta(hours=1)


def approved(bench: Bench, text: str = "Hello Kim, we refund 5.") -> Draft:
    bench.message()
    draft = bench.written(text)
    bench.approved(draft)
    return draft


def queued(tx: Transaction, draft: Draft) -> tuple[Posting, Approval]:
    (posting,) = tx.postings.of_draft(draft.id)
    return posting, tx.approvals.get(posting.approval)


def refusal(bench: Bench, draft: Draft) -> str:
    with bench.records.begin(HERE) as tx:
        return guards.refusal(tx, bench.desk.law, *queued(tx, draft), bench.clock())


def moved(bench: Bench, draft: Draft, change: Callable[[Draft], Draft]) -> None:
    with bench.records.begin(HERE) as tx:
        tx.drafts.save(change(tx.drafts.get(draft.id)))


def test_where_all_is_as_it_was_nothing_refuses(bench: Bench) -> None:
    draft = approved(bench)
    assert refusal(bench, draft) == ""


@pytest.mark.parametrize("state", [s for s in ApprovalState if s is not ApprovalState.LIVE])
def test_an_approval_that_is_not_live(bench: Bench, state: ApprovalState) -> None:
    draft = approved(bench)
    with bench.records.begin(HERE) as tx:
        posting, approval = queued(tx, draft)
        found = guards.refusal(
            tx, bench.desk.law, posting, replace(approval, state=state), bench.clock()
        )
    assert found == "the approval is not live"


def test_an_approval_lives_until_the_moment_it_expires(bench: Bench) -> None:
    draft = approved(bench)
    bench.clock.move(hours=24, microseconds=-1)
    assert refusal(bench, draft) == ""
    bench.clock.move(microseconds=1)
    assert refusal(bench, draft) == "the approval has expired"


def test_a_draft_that_is_not_approved_any_more(bench: Bench) -> None:
    draft = approved(bench)
    gone = "the draft is not approved any more"
    for change in (
        lambda d: replace(d, state=DraftState.IN_REVIEW),
        lambda d: replace(d, state=DraftState.APPROVED, revision=None),
        lambda d: replace(d, revision=draft.revision, held=True, held_until=bench.clock() + HOUR),
    ):
        moved(bench, draft, change)
        assert refusal(bench, draft) == gone
    bench.clock.move(hours=1)  # the hold is over
    assert refusal(bench, draft) == ""


def test_another_message_and_a_fact_that_changed_are_both_named(bench: Bench) -> None:
    draft = approved(bench)
    with bench.records.begin(HERE) as tx:
        there = tx.conversations.get(draft.conversation)
        fact = Fact("tier", "gold", FactSource.AGENT)
        tx.conversations.save(replace(there, last_message=MessageId("msg_2"), facts=(fact,)))
    assert refusal(bench, draft) == "the customer wrote again, a fact of the case changed"


def test_a_clause_that_is_not_in_force_any_more(bench: Bench) -> None:
    draft = approved(bench)
    bench.book = Book.of([clause(text="We refund half.", version="v2")])
    assert refusal(bench, draft) == "a cited clause has changed"


def test_a_check_that_does_not_pass_any_more(bench: Bench) -> None:
    draft = approved(bench, "Hello Kim.")
    passed = bench.desk.law.check

    def stricter(*given: object) -> object:
        checked = passed(*given)  # type: ignore[arg-type]  # the same five
        found = passed("forbidden", *given[1:])  # type: ignore[arg-type]
        return replace(checked, findings=found.findings)

    bench.desk.law = replace(bench.desk.law, check=stricter)  # type: ignore[arg-type]
    assert refusal(bench, draft) == "the check does not pass any more"


REVOKED = "somebody who approved it may not any more"


def test_who_approved_may_not_any_more(bench: Bench) -> None:
    draft = approved(bench)
    bench.revoke(bench.ada.id)
    assert refusal(bench, draft) == REVOKED


def test_one_of_two_may_not_any_more_whoever_signed_last(bench: Bench) -> None:
    bench.message()
    draft = bench.written("Hello Kim, we refund 300.")
    bench.approved(draft, bench.ben)
    bench.approved(draft, bench.cleo)
    with bench.records.begin(HERE) as tx:
        (posting,) = tx.postings.of_draft(draft.id)
    assert bench.desk.look_again("") == 0
    bench.revoke(bench.ben.id)
    assert bench.desk.look_again("a role was taken back") == 1
    void = bench.desk.posting(posting.id)
    assert (void.state, void.evidence) == (
        PostingState.VOID,
        (f"void: {REVOKED} (a role was taken back)",),
    )
    assert bench.desk.sheet(draft.id).draft.problem == (
        f"It was not posted: {REVOKED} (a role was taken back)."
    )


def test_the_first_of_two_counts_until_it_expires(bench: Bench) -> None:
    bench.message()
    draft = bench.written("Hello Kim, we refund 300.")
    bench.approved(draft, bench.ben)
    bench.clock.move(hours=1)
    bench.approved(draft, bench.cleo)
    bench.clock.move(hours=23, microseconds=-1)
    assert refusal(bench, draft) == ""
    bench.clock.move(microseconds=1)
    assert refusal(bench, draft) == REVOKED


def test_no_rule_any_more(bench: Bench) -> None:
    draft = approved(bench)
    bench.company = Company(voice=Voice(company="Shop"), authority=())
    assert refusal(bench, draft) == REVOKED
    assert bench.desk.look_again("") == 1
    assert bench.desk.look_again("") == 0


def test_what_has_been_begun_is_not_looked_at_again(bench: Bench) -> None:
    draft = approved(bench)
    with bench.records.begin(HERE) as tx:
        posting, _ = queued(tx, draft)
    assert bench.desk.claim_posting("w1") is not None
    bench.revoke(bench.ada.id)
    assert not bench.desk._again(posting.id, "a role was taken back")
    assert bench.desk.posting(posting.id).state is PostingState.SENDING


def test_what_leaves_no_doubt_is_released_with_all_that_the_channel_needs(bench: Bench) -> None:
    draft = approved(bench)
    there = bench.desk.said(draft.conversation)[0]
    now, lease = bench.clock(), timedelta(seconds=60)
    with bench.records.begin(HERE) as tx:
        posting, approval = queued(tx, draft)
        claim = sending.claim(tx, bench.desk.law, posting, "w1", now, lease)
    assert claim is not None
    assert claim.posting == replace(
        posting,
        state=PostingState.SENDING,
        attempt=1,
        lease_owner="w1",
        lease_until=now + lease,
        updated_at=now,
        evidence=("attempt 1 begun",),
    )
    reply = claim.reply
    assert (reply.approval, reply.conversation) == (approval.id, there.id)
    assert (reply.text, reply.digest) == (posting.text, posting.digest)
    assert (reply.key, reply.attempt) == (posting.key, 1)
    assert reply.until == now + timedelta(seconds=50)  # the lease without the channel's deadline
    assert reply.extras == {"subject": "", "to": "@kim", "name": "Kim"}

"""What became of an attempt: row, draft, approval and audit, to the letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from desk import outcomes, sending
from desk.approval import ApprovalState
from desk.audit import Entry
from desk.check import Case, Checked
from desk.draft import Draft, DraftState, Sentence
from desk.posting import NotReached, OutcomeUnknown, Posting, PostingState, Receipt, Refused
from desk.sending import Claim
from policies.book import Book
from policies.company import Company
from policies.days_off import DayOff
from policies.terms import Period, Unit
from store.audit_log import AuditLog
from tests.services.a_desk import HERE, Bench
from tests.services.counting_channel import CountingChannel

LEASE = timedelta(seconds=60)
QUARANTINE = timedelta(seconds=30)
NOT_REACHED = NotReached("Connection refused.")


def begun(bench: Bench, attempt: int = 1) -> tuple[Draft, Claim]:
    """A posting whose nth attempt has begun; the channel was never reached before."""
    bench.message()
    draft = bench.written("Hello Kim, we refund 5.")
    bench.approved(draft)
    bench.clock.move(seconds=1)
    claim = claimed(bench)
    while claim.posting.attempt < attempt:
        bench.desk.record(claim.posting, NOT_REACHED)
        bench.clock.move(minutes=10)
        claim = claimed(bench)
    bench.clock.move(seconds=1)
    return draft, claim


def claimed(bench: Bench) -> Claim:
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    return claim


def audited(bench: Bench, after: str = "posting.intent") -> list[Entry]:
    """What was written down since."""
    rows = [row.entry for row in AuditLog(bench.engine).rows(HERE)]
    last = max(n for n, entry in enumerate(rows) if entry.action == after)
    return rows[last + 1 :]


def entry(posting: Posting, action: str, actor: str = "desk", **detail: str | int | None) -> Entry:
    return Entry(actor, f"posting.{action}", f"posting:{posting.id}", detail)


def standing(bench: Bench, draft: Draft) -> tuple[DraftState, str, list[tuple[ApprovalState, str]]]:
    with bench.records.begin(HERE) as tx:
        there = tx.drafts.get(draft.id)
        signed = tx.approvals.of_draft(draft.id)
    return there.state, there.problem, [(a.state, a.why_void) for a in signed]


def changed(bench: Bench, draft: Draft) -> datetime:
    with bench.records.begin(HERE) as tx:
        return tx.drafts.get(draft.id).updated_at


APPROVED = (DraftState.APPROVED, "", [(ApprovalState.LIVE, "")])


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


# ---- what comes too late


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


# ---- the look-up


def unknown(bench: Bench, attempt: int = 1) -> tuple[Draft, Posting]:
    draft, claim = begun(bench, attempt)
    return draft, bench.desk.record(claim.posting, OutcomeUnknown("Timed out."))


def looked_up(bench: Bench, seen: Posting, found: Receipt | OutcomeUnknown | None) -> Posting:
    with bench.records.begin(HERE) as tx:
        after = sending.looked_up(tx, bench.desk.law, seen, found, bench.clock())
        assert tx.postings.get(seen.id) == after
        return after


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


# ---- a person looks


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


# ---- void


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


# ---- calling back what is queued


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


def test_a_channel_that_was_not_reached_says_why_and_how_long_to_wait() -> None:
    told = NotReached("Gone.", timedelta(seconds=9))
    assert (str(told), told.after) == ("Gone.", timedelta(seconds=9))

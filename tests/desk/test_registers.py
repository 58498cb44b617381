"""Promises, complaints and incidents, told as stories on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from threading import Barrier

import pytest

from desk import assignment, ledger, standby
from desk.audit import Entry
from desk.commitment import Commitment
from desk.complaint import Complaint, ComplaintState, Ending
from desk.conversation import Closing
from desk.draft import (
    Attribution,
    Draft,
    DraftKind,
    DraftState,
    Part,
    Reason,
    Revision,
    Sentence,
)
from desk.errors import BadText, Blocked, NotPermitted, WrongState
from desk.ids import ConversationId, DraftId, RevisionId
from desk.incident import Incident
from desk.ledger import due
from desk.people import Role
from desk.posting import PostingState
from desk.promises import promised
from desk.records import Due, FollowUp, Kept
from policies.terms import Kind, Period, Unit
from store.audit_log import AuditLog
from tests.services.a_desk import HERE, START, Bench

STATEMENT = "We know that our website is down. Thank you for your patience."


def posted(bench: Bench, text: str = "Hello Kim, we refund 5.", thread: str = "t1") -> Draft:
    bench.message(thread=thread, remote=f"m-{thread}")
    draft = bench.written(text)
    bench.approved(draft)
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    bench.desk.send(claim)
    return draft


def the_promise(bench: Bench, draft: Draft) -> FollowUp:
    (promise,) = bench.desk.registers.owed_to(draft.conversation)
    return promise


def complaint(bench: Bench, conversation: ConversationId) -> Complaint:
    with bench.records.begin(HERE) as tx:
        found = tx.complaints.of(conversation)
    assert found is not None
    return found


# ---- promises


def test_a_promise_has_an_owner_and_a_time_and_ends_with_evidence(bench: Bench) -> None:
    draft = posted(bench)
    promise = the_promise(bench, draft)
    assert (promise.owner, promise.due) == (bench.ada.id, START + timedelta(days=1))
    registers = bench.desk.registers
    assert registers.own_promise(promise.id, bench.ben.id, bench.ada).owner == bench.ben.id
    with pytest.raises(NotPermitted):
        registers.own_promise(promise.id, bench.dan.id, bench.ada)
    with pytest.raises(BadText, match="what shows it"):
        registers.settle(promise.id, Kept.KEPT, "  ", bench.ben)
    kept = registers.settle(promise.id, Kept.KEPT, "booking 4711", bench.ben)
    assert (kept.kept, kept.settled_by) == (Kept.KEPT, bench.ben.id)
    assert registers.owed_to(draft.conversation) == ()
    with pytest.raises(WrongState, match="already"):
        registers.settle(promise.id, Kept.BROKEN, "no", bench.ben)


def test_a_promise_in_one_conversation_is_known_in_the_next(bench: Bench) -> None:
    posted(bench)
    second = bench.message(thread="t2", remote="m-t2")
    (promise,) = bench.desk.registers.owed_to(second.id)
    assert promise.what == "Hello Kim, we refund 5."
    work = bench.desk.claim_draft("w1")
    assert work is not None
    assert work.promises == ("Hello Kim, we refund 5.",)


def test_the_owner_is_reminded_before_it_is_late_and_once_when_it_is(bench: Bench) -> None:
    promise = the_promise(bench, posted(bench))
    registers, ahead = bench.desk.registers, bench.desk.law.terms.remind
    assert registers.remind() == ()
    assert due(promise, bench.clock(), ahead) is Due.LATER
    bench.clock.move(hours=21)
    assert [told.id for told in registers.remind()] == [promise.id]
    assert due(promise, bench.clock(), ahead) is Due.SOON
    assert registers.remind() == ()
    bench.clock.move(hours=3)
    assert due(promise, bench.clock(), ahead) is Due.LATE
    assert [(told.id, told.reminded_of) for told in registers.remind()] == [(promise.id, Due.LATE)]
    bench.clock.move(hours=-2)  # a clock that is put right tells nobody again
    assert registers.remind() == ()


def test_a_promise_that_is_settled_while_it_is_reminded_of_stays_settled(bench: Bench) -> None:
    """On PostgreSQL two transactions once wrote the whole row, and the later won."""
    promise = the_promise(bench, posted(bench))
    bench.clock.move(hours=21)
    registers, start = bench.desk.registers, Barrier(3)

    def settle() -> object:
        start.wait(20)
        return registers.settle(promise.id, Kept.KEPT, "booking 4711", bench.ben)

    def remind() -> tuple[FollowUp, ...]:
        start.wait(20)
        return registers.remind()

    with ThreadPoolExecutor(3) as pool:
        settled = pool.submit(settle)
        told = [pool.submit(remind) for _ in range(2)]
        settled.result()
    assert sum(len(each.result()) for each in told) <= 1
    assert registers.owed_to(promise.conversation) == ()


def test_a_task_is_no_promise_and_a_promise_is_no_task(bench: Bench) -> None:
    promise = the_promise(bench, posted(bench))
    with bench.records.begin(HERE) as tx:
        with pytest.raises(WrongState, match="promise"):
            assignment.done(tx, promise.id, bench.ada, bench.clock())
        task = FollowUp("fup_x", promise.conversation, None, "call", "", bench.clock())
        tx.lists.add(task)
        with pytest.raises(WrongState, match="task"):
            ledger.settle(tx, "fup_x", Kept.KEPT, "yes", bench.ada, bench.clock())


# ---- complaints


def test_every_complaint_has_a_number_and_an_end(bench: Bench) -> None:
    first, second = posted(bench), posted(bench, "Hello Kim.", thread="t2")
    assert [complaint(bench, d.conversation).number for d in (first, second)] == [1, 2]
    assert complaint(bench, first.conversation).state is ComplaintState.ANSWERED
    registers = bench.desk.registers
    assert registers.own_complaint(1, bench.ben.id, bench.ada).owner == bench.ben.id
    with pytest.raises(NotPermitted):
        registers.own_complaint(1, bench.dan.id, bench.ada)
    with pytest.raises(BadText):
        registers.close(1, Ending.UPHELD, " ", bench.ben)
    closed = registers.close(1, Ending.UPHELD, "Refunded.", bench.ben)
    assert (closed.state, closed.ending) == (ComplaintState.CLOSED, Ending.UPHELD)
    with pytest.raises(WrongState):
        registers.close(1, Ending.UPHELD, "Twice.", bench.ben)


def test_who_writes_again_opens_the_complaint_again(bench: Bench) -> None:
    draft = posted(bench)
    bench.desk.registers.close(1, Ending.NOT_UPHELD, "It was on time.", bench.ada)
    bench.message("It was not.", remote="again")
    bench.written("Hello Kim.")
    again = complaint(bench, draft.conversation)
    assert (again.number, again.state) == (1, ComplaintState.OPEN)
    with pytest.raises(WrongState):
        bench.desk.registers.reopen(1, bench.ada)


def test_a_person_registers_what_the_triage_did_not_see(bench: Bench) -> None:
    conversation = bench.message()
    made = bench.desk.registers.register(conversation.id, bench.ada)
    assert bench.desk.registers.register(conversation.id, bench.ben) == made
    assert made.number == 1


# ---- incidents


def begun(bench: Bench, statement: str = STATEMENT, *words: str) -> Incident:
    return bench.desk.registers.begin(
        bench.ben,
        title="Website down",
        statement=statement,
        words=words or ("late", "website"),
        every=timedelta(hours=1),
    )


def state_of(bench: Bench, draft: Draft) -> Draft:
    with bench.records.begin(HERE) as tx:
        return tx.drafts.get(draft.id)


def test_an_incident_takes_back_what_is_queued_and_the_statement_answers(bench: Bench) -> None:
    bench.message()
    draft = bench.written("Hello Kim.")
    bench.approved(draft)
    incident = begun(bench)
    assert state_of(bench, draft).state is DraftState.SUPERSEDED
    assert bench.desk.claim_posting("w1") is None
    holding = bench.written("Hello Kim, an ordinary reply.")
    assert (holding.kind, holding.reason) == (DraftKind.HOLDING, Reason.INCIDENT_HOLD)
    sheet = bench.desk.sheet(holding.id)
    assert sheet.revision.text == f"Hello Kim, {STATEMENT}"
    assert sheet.conversation.incident == incident.id
    bench.approved(holding)
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    assert bench.desk.send(claim).state is PostingState.POSTED


def test_what_a_person_wrote_waits_and_can_go_when_it_is_over(bench: Bench) -> None:
    bench.message()
    draft = bench.written("Hello Kim.")
    bench.desk.revise(draft.id, "Dear Kim.", draft.revision, bench.ada)
    incident = begun(bench)
    with pytest.raises(Blocked, match="incident_hold"):
        bench.approved(draft)
    bench.desk.registers.end(incident.id, bench.ben)
    bench.approved(draft)
    with pytest.raises(WrongState, match="closed"):
        bench.desk.registers.end(incident.id, bench.ben)


def test_an_incident_that_begins_between_the_approval_and_the_claim(bench: Bench) -> None:
    """Its conversation joins by its next message; here by hand, as the guard sees it."""
    bench.message()
    draft = bench.written("Hello Kim.")
    bench.approved(draft)
    incident = begun(bench, STATEMENT, "nothing-like-it")
    with bench.records.begin(HERE) as tx:
        there = tx.conversations.get(draft.conversation, lock=True)
        tx.conversations.save(replace(there, incident=incident.id))
    assert bench.desk.claim_posting("w1") is None
    assert "an incident is going on" in state_of(bench, draft).problem


def test_a_new_message_joins_and_another_does_not(bench: Bench) -> None:
    incident = begun(bench)
    joined = bench.message("Your website is down!", thread="t8", remote="m8")
    other = bench.message("Do you sell websites?", thread="t9", remote="m9")
    assert (joined.incident, other.incident) == (incident.id, None)
    left = bench.desk.registers.leave(joined.id, bench.ada)
    assert left.incident is None
    with pytest.raises(WrongState):
        bench.desk.registers.leave(joined.id, bench.ada)


def test_people_are_told_more_by_a_clock(bench: Bench) -> None:
    bench.message()
    bench.written("Hello Kim.")
    incident = begun(bench)
    bench.approved(bench.written("x"))
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    bench.desk.send(claim)
    bench.clock.move(hours=2)
    registers = bench.desk.registers
    again = registers.restate(incident.id, "The website is back for most of you.", bench.ben)
    assert again.next_update == bench.clock() + timedelta(hours=1)
    assert registers.tell(incident.id, bench.ben) == 1
    update = bench.written("x")
    assert "back for most" in bench.desk.sheet(update.id).revision.text
    with bench.records.begin(HERE) as tx:
        assert [s.number for s in tx.incidents.statements(incident.id)] == [1, 2]


def test_who_may_not_speak_for_the_company_opens_nothing(bench: Bench) -> None:
    assert bench.ada.roles == {Role.AGENT}
    for person, title, every in ((bench.ada, "x", 1.0), (bench.ben, " ", 1.0), (bench.ben, "x", 0)):
        with pytest.raises((NotPermitted, BadText)):
            bench.desk.registers.begin(
                person, title=title, statement="x", words=("x",), every=timedelta(hours=every)
            )


def test_one_that_holds_nothing_only_gathers(bench: Bench) -> None:
    there = bench.message()
    draft = bench.written("Hello Kim.")
    bench.desk.registers.begin(
        bench.ben,
        title="Slow website",
        statement=STATEMENT,
        words=("late",),
        every=timedelta(hours=1),
        holds=False,
    )
    assert state_of(bench, draft).state is DraftState.IN_REVIEW
    joined, _ = bench.desk.said(there.id)
    assert joined.incident is not None
    assert bench.message("Still late.", remote="m2").incident == joined.incident


def test_who_was_answered_is_told_more_and_waits_for_nothing_at_the_end(bench: Bench) -> None:
    waits, done = bench.message(), bench.message(thread="t2", remote="m-t2")
    incident = begun(bench)
    for _ in range(2):
        bench.approved(bench.written())
    claims = bench.desk.claim_postings("w1", 2)
    bench.desk.send(next(c for c in claims if c.posting.conversation == done.id))
    assert bench.desk.registers.tell(incident.id, bench.ben) == 2
    assert bench.desk.said(done.id)[0].reply_due == bench.clock() + timedelta(hours=1)
    bench.desk.close(done.id, Closing.SPAM, bench.ada)
    while bench.desk.claim_draft("w1") is not None:
        pass
    bench.desk.registers.end(incident.id, bench.ben)
    asked = bench.desk.claim_draft("w1")
    assert asked is not None
    assert asked.draft.conversation == waits.id
    assert bench.desk.claim_draft("w1") is None


def test_at_the_end_who_heard_the_statement_is_due_to_hear_how_it_ended(bench: Bench) -> None:
    there = bench.message()
    incident = begun(bench)
    bench.approved(bench.written())
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    bench.desk.send(claim)
    bench.desk.registers.end(incident.id, bench.ben)
    with bench.records.begin(HERE) as tx:
        (task,) = [t for t in tx.lists.of(there.id) if t.done_at is None]
    assert task.due == bench.clock()


@pytest.mark.parametrize("plain", [True, False])
def test_the_tone_of_an_incident_reaches_the_writer_until_it_is_over(
    bench: Bench, *, plain: bool
) -> None:
    there = bench.message()
    incident = bench.desk.registers.begin(
        bench.ben,
        title="Slow website",
        statement=STATEMENT,
        words=("late",),
        every=timedelta(hours=1),
        holds=False,
        plain=plain,
    )
    work = bench.desk.claim_draft("w1")
    assert work is not None
    assert (work.conversation.id, work.plain) == (there.id, plain)
    bench.desk.registers.end(incident.id, bench.ben)
    with bench.records.begin(HERE) as tx:
        assert not standby.plain(tx, tx.conversations.get(there.id))


def test_a_promise_is_due_when_it_was_promised_for() -> None:
    text = "We refund 5 EUR within 2 days. We refund 9 EUR within 9 months."
    one, two = text.split(". ", 1)
    refund = Commitment(Kind.REFUND, "refund", 3, 9)
    in_two_days = replace(refund, period=Period(Decimal(2), Unit.DAY))
    in_months = replace(refund, start=33, end=39, period=Period(Decimal(9), Unit.MONTH))
    revision = Revision(
        id=RevisionId("rev_1"),
        draft=DraftId("drf_1"),
        number=1,
        text=text,
        digest="",
        sentences=(
            Sentence("Not in the text.", Part.RESOLUTION),
            Sentence(f"{one}.", Part.RESOLUTION),
            Sentence(two, Part.RESOLUTION),
        ),
        commitments=(in_two_days, in_months),
        findings=(),
        consulted=(),
        attribution=Attribution("composer"),
        author=None,
        based_on=None,
        at=START,
    )
    tasks = promised(revision, ConversationId("cnv_1"), START)
    assert [(task.what, task.due - START) for task in tasks] == [
        (f"{one}.", timedelta(days=2)),
        (two, timedelta(days=9 * 28)),
    ]


def test_what_came_of_a_mail_is_in_the_record(bench: Bench) -> None:
    promise = the_promise(bench, posted(bench))
    bench.desk.registers.mailed(promise, "sent")
    last = list(AuditLog(bench.engine).rows(HERE))[-1].entry
    assert last == Entry(
        "desk",
        "promise.mailed",
        f"follow_up:{promise.id}",
        {"owner": promise.owner, "mail": "sent"},
    )


def test_the_end_of_an_incident_leaves_other_tasks_where_they_are(bench: Bench) -> None:
    there = bench.message()
    incident = begun(bench)
    task = FollowUp("fup_x", there.id, None, "call", "", bench.clock() + timedelta(days=1))
    with bench.records.begin(HERE) as tx:
        tx.lists.add(task)
    bench.desk.registers.end(incident.id, bench.ben)
    with bench.records.begin(HERE) as tx:
        assert tx.lists.get("fup_x").due == task.due

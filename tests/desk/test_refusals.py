"""What the desk refuses, each with the whole sentence that the person reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from desk import assignment
from desk.audit import Entry
from desk.complaint import ComplaintState, Ending
from desk.conversation import MessageKind, Triage
from desk.draft import Abstention, Attribution, Draft, DraftState, Reason, Stance
from desk.errors import (
    BadText,
    Conflict,
    DeskError,
    NotFound,
    NotPermitted,
    UnknownChannel,
    WrongState,
)
from desk.facts import Fact, FactSource
from desk.ids import DraftId, KeyId
from desk.incident import Incident
from desk.law import bare
from desk.lessons import Decision, GapState
from desk.lifecycle import Desk
from desk.people import Person, Program
from desk.posting import Posting, PostingState
from desk.records import FollowUp
from store.audit_log import AuditLog
from store.learnt import Learnt
from tests.services.a_desk import HERE, START, Bench
from tests.services.clauses import Scene
from tests.services.counting_channel import CountingChannel


def says(error: type[DeskError], detail: str, move: Callable[[], object]) -> None:
    with pytest.raises(error) as refusal:
        move()
    assert refusal.value.detail == detail


def wrong(detail: str, move: Callable[[], object]) -> None:
    says(WrongState, detail, move)


def posting_of(bench: Bench, draft: DraftId) -> Posting:
    with bench.records.begin(HERE) as tx:
        return tx.postings.of_draft(draft)[-1]


def posted(bench: Bench, thread: str = "t1") -> Draft:
    bench.message(thread=thread, remote=f"m-{thread}")
    draft = bench.written()
    bench.approved(draft)
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    bench.desk.send(claim)
    return draft


# ---- drafts


def test_what_was_posted_can_not_be_reviewed_any_more(bench: Bench) -> None:
    draft = posted(bench)
    desk, ada = bench.desk, bench.ada
    posted_says = "This draft is posted; "
    wrong(
        f"{posted_says}only one in review can be edited.",
        lambda: desk.revise(draft.id, "Hello.", draft.revision, ada),
    )
    wrong(
        f"{posted_says}only one in review can be rejected.",
        lambda: desk.reject(draft.id, "no", ada),
    )
    wrong(f"{posted_says}only one in review can be held.", lambda: desk.hold(draft.id, ada))
    wrong(f"{posted_says}only one in review can be held.", lambda: desk.resume(draft.id, ada))
    wrong(f"{posted_says}there is no approval to take back.", lambda: desk.withdraw(draft.id, ada))
    wrong(f"{posted_says}choose one that is in review.", lambda: desk.choose(draft.id, ada))
    wrong(
        f"{posted_says}ask for a new one instead.",
        lambda: desk.beside(draft.id, ada, stance=Stance.ASK),
    )


def test_a_text_of_which_the_channel_leaves_nothing_is_refused(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    says(
        BadText,
        "Nothing that can be seen is left of it on this channel.",
        lambda: bench.desk.revise(draft.id, "\x07", draft.revision, bench.ada),
    )


def test_who_has_approved_already_waits_for_another(bench: Bench) -> None:
    bench.message()
    draft = bench.written("We refund 300.")
    bench.approved(draft, bench.ben)
    says(
        Conflict,
        "You have approved this already; it waits for another person.",
        lambda: bench.approved(draft, bench.ben),
    )


def test_an_edit_of_what_was_approved_takes_the_approval_back(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    bench.approved(draft)
    bench.desk.revise(draft.id, "Hello again, Kim.", draft.revision, bench.ben)
    assert bench.desk.sheet(draft.id).draft.state is DraftState.IN_REVIEW
    posting = posting_of(bench, draft.id)
    assert (posting.state, posting.evidence) == (PostingState.VOID, ("void: the text was edited",))


def test_whose_role_is_not_answering_reviews_nothing(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    detail = "Reviewing drafts takes the role agent, approver or admin."
    gone = replace(bench.ada, active=False)
    says(NotPermitted, detail, lambda: bench.desk.reject(draft.id, "no", bench.dan))
    says(NotPermitted, detail, lambda: bench.desk.reject(draft.id, "no", gone))


def test_the_cap_of_attempts_and_a_stranger_leave_a_draft_alone(bench: Bench) -> None:
    bench.message()
    work = bench.desk.claim_draft("w1")
    assert work is not None
    bench.desk.give_back(work.draft.id, "w2")
    bench.desk.fail(work.draft.id, "w2", "not theirs")
    assert bench.desk.claim_draft("w3") is None
    bench.desk.give_back(work.draft.id, "w1")
    assert bench.desk.claim_draft("w3") is not None


def test_a_draft_that_was_begun_too_often_fails_with_the_count(bench: Bench) -> None:
    bench.message()
    life = bench.desk.law.terms.draft_lease
    begun = set()
    for n in range(3):
        work = bench.desk.claim_draft(f"w{n}")
        assert work is not None
        begun.add(work.draft.id)
        bench.clock.move(seconds=life.total_seconds() + 1)
    assert bench.desk.claim_draft("w4") is None
    (name,) = begun
    with bench.records.begin(HERE) as tx:
        failed = tx.drafts.get(name)
    assert failed.state is DraftState.FAILED
    assert failed.problem == "Writing it was begun 3 times and never ended."


# ---- postings


def test_a_posting_is_settled_handed_over_and_looked_up_only_where_that_has_a_sense(
    bench: Bench,
) -> None:
    draft = posted(bench)
    done, outbox = posting_of(bench, draft.id), bench.desk
    wrong("This posting is posted; its outcome is known.", lambda: outbox.look_up(done.id))
    wrong(
        "This posting is posted; nobody has to look.",
        lambda: outbox.settle(done.id, bench.ada, there=True, link=""),
    )
    says(
        NotPermitted,
        "The worker posts on this channel.",
        lambda: outbox.hand_over(done.id, bench.ada),
    )
    assert outbox.posting(done.id) == done


def test_what_may_not_go_any_more_is_not_handed_over(bench: Bench) -> None:
    bench.channel.in_hands = True
    bench.message()
    draft = bench.written()
    bench.approved(draft)
    posting = posting_of(bench, draft.id)
    bench.revoke(bench.ada.id)
    wrong(
        "It may not be posted any more; the draft is back in review.",
        lambda: bench.desk.hand_over(posting.id, bench.ben),
    )
    wrong("This posting is void.", lambda: bench.desk.hand_over(posting.id, bench.ben))


def test_a_draft_that_is_on_its_way_can_not_be_called_back(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    bench.approved(draft)
    assert bench.desk.claim_posting("w1") is not None
    wrong(
        "It is already on its way and cannot be taken back.",
        lambda: bench.desk.withdraw(draft.id, bench.ada),
    )


def test_only_what_was_ever_taken_back_can_be_withdrawn_again(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    bench.approved(draft)
    bench.desk.withdraw(draft.id, bench.ada)
    bench.approved(draft)  # its first posting is void already
    assert bench.desk.withdraw(draft.id, bench.ada).state is DraftState.IN_REVIEW
    with bench.records.begin(HERE) as tx:
        evidence = [p.evidence for p in tx.postings.of_draft(draft.id)]
    assert evidence == [("void: undo",), ("void: undo",)]


# ---- facts, notes, suggestions, gaps


def test_facts_that_are_not_known_are_not_taken_back(bench: Bench) -> None:
    there = bench.message()
    notebook = bench.desk.notebook
    wrong("There is no change of a fact to take back.", lambda: notebook.undo_facts(there.id, "p"))
    says(
        NotFound,
        "Nothing is known of this case by the name tier.",
        lambda: notebook.forget(there.id, "tier", "p"),
    )
    notebook.know(there.id, (Fact("tier", "gold", FactSource.AGENT),), {"region": "EU"}, "p")
    assert notebook.forget(there.id, "region", "p") is not None
    assert notebook.forget(there.id, "tier", "p") is not None
    with bench.records.begin(HERE) as tx:
        case = tx.conversations.get(there.id)
    assert (case.facts, case.scope) == ((), {})


def test_a_note_is_short_and_of_somebody_who_is_still_here(bench: Bench) -> None:
    there = bench.message()
    gone = replace(bench.ada, active=False)
    says(
        NotPermitted,
        "You may not write here any more.",
        lambda: bench.desk.notebook.note(there.id, "hello", gone),
    )
    says(
        BadText,
        "A note has 5000 characters at the most.",
        lambda: bench.desk.notebook.note(there.id, "x" * 5001, bench.ada),
    )


def test_gaps_and_suggestions_are_for_the_policy_owner(bench: Bench) -> None:
    notebook = bench.desk.notebook
    says(
        NotPermitted,
        "This is for the policy owner.",
        lambda: notebook.dismiss_gap("gap_1", "none wanted", bench.ada),
    )
    says(
        BadText,
        "Say why no clause is wanted; the next who meets it will ask.",
        lambda: notebook.dismiss_gap("gap_1", " ", bench.dan),
    )
    says(
        BadText,
        "No clause of the book is called (nothing).",
        lambda: notebook.close_gap("gap_1", "", bench.dan),
    )


def test_a_gap_ends_once_and_is_opened_once(bench: Bench) -> None:
    bench.message()
    draft = bench.written("We refund 4 EUR, Kim.")
    bench.desk.revise(draft.id, "We refund 9 EUR, Kim.", draft.revision, bench.ada)
    (gap,) = [row.gap for row in Learnt(bench.engine).gaps(HERE)]
    notebook = bench.desk.notebook
    wrong("It is open already.", lambda: notebook.reopen_gap(gap.id, bench.dan))
    done = notebook.dismiss_gap(gap.id, "It is a courtesy.", bench.dan)
    assert (done.state, done.note) == (GapState.DISMISSED, "It is a courtesy.")
    wrong("This gap is dismissed.", lambda: notebook.dismiss_gap(gap.id, "Again.", bench.dan))
    with bench.records.begin(HERE) as tx:
        tx.lessons.save_gap(replace(gap, id="gap_2"))
    wrong("It is open already.", lambda: notebook.reopen_gap(gap.id, bench.dan))


def test_a_suggestion_is_decided_opened_again_and_not_decided_twice(bench: Bench) -> None:
    bench.message()
    draft = bench.written("We refund 4 EUR promptly and kindly, Kim.")
    new = "We refund 4 EUR promptly and warmly, Kim."
    bench.desk.revise(draft.id, new, draft.revision, bench.ada)
    with bench.records.begin(HERE) as tx:
        found = tx.lessons.suggested("kindly", "warmly")
    assert found is not None
    decide = bench.desk.notebook.decide
    wrong("It is open already.", lambda: decide(found.id, bench.dan, Decision.OPEN))
    assert decide(found.id, bench.dan, Decision.DECLINED).decided_at == bench.clock()
    wrong("It is declined already.", lambda: decide(found.id, bench.dan, Decision.DECLINED))
    again = decide(found.id, bench.dan, Decision.OPEN)
    assert (again.decided_by, again.decided_at) == (None, None)


# ---- tasks, complaints, incidents, the day's thanks


def test_a_task_is_done_and_is_written_down(bench: Bench) -> None:
    there = bench.message()
    with bench.records.begin(HERE) as tx:
        tx.lists.add(FollowUp("fup_x", there.id, None, "call", "", bench.clock()))
        assignment.done(tx, "fup_x", bench.ada, bench.clock())
        assert [task.done_at for task in tx.lists.of(there.id)] == [START]
    last = list(AuditLog(bench.engine).rows(HERE))[-1].entry
    assert last == Entry(bench.ada.actor, "follow_up.done", "follow_up:fup_x", {})


def test_a_complaint_is_closed_once_and_opened_once(bench: Bench) -> None:
    there = bench.message()
    registers = bench.desk.registers
    number = registers.register(there.id, bench.ada).number
    wrong("This complaint is open already.", lambda: registers.reopen(number, bench.ada))
    assert registers.own_complaint(number, None, bench.ada).owner is None
    registers.close(number, Ending.UPHELD, "Refunded.", bench.ben)
    wrong(
        "This complaint is closed; open it again first.",
        lambda: registers.close(number, Ending.UPHELD, "Refunded.", bench.ben),
    )
    again = registers.reopen(number, bench.ada)
    assert (again.state, again.owner) == (ComplaintState.OPEN, bench.ben.id)


def test_an_incident_is_stated_by_those_who_speak_while_it_goes_on(bench: Bench) -> None:
    registers = bench.desk.registers

    def begin(person: Person, title: str = "Down", hours: float = 1, *words: str) -> Incident:
        return registers.begin(
            person,
            title=title,
            statement="We know.",
            words=words or ("late",),
            every=timedelta(hours=hours),
        )

    nameless = "An incident needs a title and at least one word by which it is known."
    clock = "The time between two updates is five minutes at the least, a week at the most."
    speaking = "Speaking in an incident takes approver, press, safety, legal or admin."
    says(BadText, nameless, lambda: begin(bench.ben, " "))
    says(BadText, nameless, lambda: begin(bench.ben, "Down", 1, " "))
    says(BadText, clock, lambda: begin(bench.ben, "Down", 0.05))
    says(BadText, clock, lambda: begin(bench.ben, "Down", 24 * 7 + 1))
    says(NotPermitted, speaking, lambda: begin(bench.ada))
    there = bench.message()
    wrong(
        "This conversation belongs to no incident.",
        lambda: registers.leave(there.id, bench.ada),
    )
    going_on = begin(bench.ben)
    registers.end(going_on.id, bench.ben)
    closed = "This incident is closed."
    wrong(closed, lambda: registers.restate(going_on.id, "More.", bench.ben))
    wrong(closed, lambda: registers.end(going_on.id, bench.ben))


def test_thanks_wait_for_those_that_were_approved(bench: Bench) -> None:
    day = START.date()
    bench.desk.thanks("counting", "shop", day, 3, bench.ada)
    bench.approved(bench.written("Thank you, everybody."))
    wrong(
        "The thanks of this day are approved already.",
        lambda: bench.desk.thanks("counting", "shop", day, 3, bench.ada),
    )


def test_a_channel_that_posts_to_nobody_in_particular_is_needed_for_thanks(bench: Bench) -> None:
    law = replace(bench.desk.law, channels={"plain": OnlyReplies(START, name="plain")})
    desk = Desk(HERE, bench.records, law)
    wrong(
        "On plain nothing can be posted that answers nobody.",
        lambda: desk.thanks("plain", "shop", START.date(), 3),
    )


class OnlyReplies(CountingChannel):
    """A connector that has no front page to post to."""

    front_place = None  # type: ignore[assignment]  # what such a connector lacks


# ---- who asks


def test_a_law_without_policies_checks_nothing() -> None:
    law = bare(lambda: START)
    says(UnknownChannel, "'email' is not one of: none.", lambda: law.channel("email"))
    case = Scene().case()
    says(
        UnknownChannel,
        "Nothing is checked here.",
        lambda: law.check("Hello.", (), law.book(), law.company(), case),
    )


def test_a_program_is_named_in_the_audit_by_its_key() -> None:
    assert Program(KeyId("key_1"), "robot", frozenset()).actor == "program:key_1"


def test_what_has_no_text_can_be_rejected_too(bench: Bench) -> None:
    bench.message("Buy followers now")
    work = bench.desk.claim_draft("w1")
    assert work is not None
    nothing = Abstention(
        Reason.NO_REPLY_NEEDED, "Spam.", (), Attribution("composer"), Triage(MessageKind.SPAM)
    )
    draft = bench.desk.propose(work.draft.id, "w1", nothing)
    assert bench.desk.reject(draft.id, "spam", bench.ada).state is DraftState.REJECTED

"""What changes under an approval: clause, message, permission, facts. Void, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk import voiding
from desk.conversation import MessageKind, Triage, standing
from desk.corrections import Said
from desk.draft import Attribution, Draft, DraftState, Part, Proposal, Sentence
from desk.errors import NotFound
from desk.facts import Fact, FactSource
from desk.posting import PostingState
from desk.three_way import ThreeWay, three_way
from policies.book import Book
from tests.services.a_desk import HERE, Bench, clause
from tests.services.open_drafts import add_open_draft

SAID = Said("counting", "shop", "m1")


def approved(bench: Bench, *, edited: bool = True) -> Draft:
    bench.message()
    draft = bench.written("Hello Kim, we refund 5.")
    if edited:
        bench.desk.revise(draft.id, "Dear Kim, we refund 4.", draft.revision, bench.ada)
    bench.approved(draft)
    return draft


def states(bench: Bench, draft: Draft) -> tuple[DraftState, list[PostingState]]:
    with bench.records.begin(HERE) as tx:
        there = tx.drafts.get(draft.id)
        return there.state, [posting.state for posting in tx.postings.of_draft(draft.id)]


def compared(bench: Bench, draft: Draft) -> ThreeWay | None:
    with bench.records.begin(HERE) as tx:
        return three_way(tx, bench.desk.law, tx.drafts.get(draft.id))


def newest(bench: Bench) -> Draft:
    return bench.written("Hello Kim, a new text.")


def test_a_clause_changes(bench: Bench) -> None:
    draft = approved(bench)
    old, new = bench.book.clauses[0], clause(text="We refund half the fee.", version="v2")
    bench.book = Book.of([new])
    assert bench.desk.policy_changed() == (draft.id,)
    assert states(bench, draft) == (DraftState.IN_REVIEW, [PostingState.VOID])
    found = compared(bench, draft)
    assert found is not None
    assert found.why == ("a cited clause has changed",)
    assert found.was_approved
    assert found.by == bench.ada.id
    ((then, now),) = [(change.then, change.now) for change in found.clauses]
    assert (then.version, now) == (old.version, new)
    assert found.mine is not None
    assert found.then.text == found.mine.text == "Dear Kim, we refund 4."


def test_a_clause_that_begins_beside_the_old_one_counts_too(bench: Bench) -> None:
    """The cited version is in the book still; it is not the one that holds on the day."""
    draft = approved(bench)
    old = replace(bench.book.clauses[0], until=date(2026, 2, 28))
    new = replace(clause(text="Other words.", version="v2"), in_force=date(2026, 3, 1))
    bench.book = Book.of([old, new])
    assert bench.desk.policy_changed() == (draft.id,)
    assert states(bench, draft) == (DraftState.IN_REVIEW, [PostingState.VOID])


def test_when_many_cite_it_what_was_approved_comes_first_and_others_get_in_between(
    bench: Bench,
) -> None:
    draft = approved(bench)
    with bench.records.begin(HERE) as tx:
        for n in range(45):
            add_open_draft(tx, HERE, f"open{n}", bench.clock(), cites=bench.cites())
    bench.book = Book.of([clause(text="We refund half the fee.", version="v2")])
    seen: list[tuple[DraftState, list[PostingState]]] = []

    def meanwhile() -> None:
        seen.append(states(bench, draft))
        bench.message("Where is it?", thread=f"n{len(seen)}", remote=f"n{len(seen)}")

    touched = bench.desk.policy_changed(between=meanwhile)
    assert touched[0] == draft.id
    assert len(touched) == 46
    assert len(seen) >= 4
    assert seen == [(DraftState.IN_REVIEW, [PostingState.VOID])] * len(seen)


def test_a_book_that_changes_back_meanwhile_leaves_the_rest_as_it_is(bench: Bench) -> None:
    with bench.records.begin(HERE) as tx:
        for n in range(25):
            add_open_draft(tx, HERE, f"open{n}", bench.clock(), cites=bench.cites())
    good, bench.book = bench.book, Book.of([clause(text="Half of it.", version="v2")])

    def undone() -> None:
        bench.book = good

    assert 0 < len(bench.desk.policy_changed(between=undone)) < 25


def test_a_clause_that_changes_while_a_draft_that_cites_it_is_written(bench: Bench) -> None:
    """Whoever looks for drafts that rest on it finds none; nobody would look again."""
    bench.message()
    work = bench.desk.claim_draft("w1")
    assert work is not None
    before = bench.cites()
    bench.book = Book.of([clause(text="We refund half the fee.", version="v2")])
    assert bench.desk.policy_changed() == ()
    sentence = Sentence("Hello Kim.", Part.RESOLUTION, before)
    stale = Proposal((sentence,), Attribution("composer"), Triage(MessageKind.COMPLAINT))
    assert bench.desk.propose(work.draft.id, "w1", stale).state is DraftState.REQUESTED
    anew = bench.written()
    assert (anew.id, anew.state, anew.attempts) == (work.draft.id, DraftState.IN_REVIEW, 1)


def test_a_clause_that_nobody_cites_touches_nothing(bench: Bench) -> None:
    draft = approved(bench)
    bench.book = Book.of([*bench.book.clauses, clause("gift")])
    assert bench.desk.policy_changed() == ()
    assert states(bench, draft) == (DraftState.APPROVED, [PostingState.QUEUED])


def test_the_customer_writes_again_and_the_edit_is_kept_beside_the_new_draft(bench: Bench) -> None:
    old = approved(bench)
    bench.clock.move(seconds=1)
    bench.message("And it was broken.", remote="m2")
    assert states(bench, old) == (DraftState.SUPERSEDED, [PostingState.VOID])
    found = compared(bench, newest(bench))
    assert found is not None
    assert found.why == ("the customer wrote again",)
    assert found.mine is not None
    assert found.mine.text == "Dear Kim, we refund 4."
    assert [m.text for m in found.messages] == ["And it was broken."]


def test_the_customer_edits_what_they_wrote(bench: Bench) -> None:
    old = approved(bench)
    bench.clock.move(seconds=1)
    conversation = bench.desk.edited(SAID, "It came on time.", bench.clock(), "connector")
    assert states(bench, old) == (DraftState.SUPERSEDED, [PostingState.VOID])
    assert conversation.turn == 1
    assert conversation.destination().parent == "m1"
    work = bench.desk.claim_draft("w1")
    assert work is not None
    assert [m.text for m in work.messages] == ["It came on time."]
    bench.desk.give_back(work.draft.id, "w1")
    found = compared(bench, newest(bench))
    assert found is not None
    assert found.why == ("the customer edited what they wrote",)
    with bench.records.begin(HERE) as tx:
        said = tx.conversations.messages(conversation.id)
    assert [m.text for m in said] == ["It came late.", "It came on time."]
    assert [m.text for m in standing(said)] == ["It came on time."]


def test_the_same_words_again_are_no_edit(bench: Bench) -> None:
    draft = approved(bench)
    bench.desk.edited(SAID, "It came late.", bench.clock(), "connector")
    assert states(bench, draft) == (DraftState.APPROVED, [PostingState.QUEUED])


def test_an_edit_of_what_was_answered_is_a_new_turn(bench: Bench) -> None:
    approved(bench)
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    bench.desk.send(claim)
    bench.clock.move(hours=1)
    again = bench.desk.edited(SAID, "One star. Never again.", bench.clock(), "connector")
    assert again.turn == 2
    assert again.reply_due is not None
    bench.approved(newest(bench))


def test_the_customer_deletes_what_they_wrote(bench: Bench) -> None:
    draft = approved(bench)
    bench.clock.move(seconds=1)
    conversation = bench.desk.deleted(SAID, "connector")
    assert states(bench, draft) == (DraftState.SUPERSEDED, [PostingState.VOID])
    assert conversation.reply_due is None
    assert bench.desk.claim_draft("w1") is None
    assert bench.desk.deleted(SAID, "connector").last_message == conversation.last_message
    with bench.records.begin(HERE) as tx:
        assert standing(tx.conversations.messages(conversation.id)) == ()


def test_one_of_two_messages_is_deleted_and_the_other_still_wants_an_answer(bench: Bench) -> None:
    bench.message()
    bench.message("And it was broken.", remote="m2")
    there = bench.desk.deleted(Said("counting", "shop", "m2"), "connector")
    assert there.reply_due is not None
    assert there.destination().parent == "m1"
    work = bench.desk.claim_draft("w1")
    assert work is not None
    assert [m.text for m in work.messages] == ["It came late."]


def test_what_nobody_knows_cannot_be_edited(bench: Bench) -> None:
    with pytest.raises(NotFound):
        bench.desk.edited(SAID, "x", bench.clock(), "connector")
    with pytest.raises(NotFound):
        bench.desk.deleted(SAID, "connector")


def test_a_permission_is_taken_back(bench: Bench) -> None:
    draft = approved(bench)
    assert bench.desk.look_again("nothing happened") == 0
    bench.revoke(bench.ada.id)
    assert bench.desk.look_again("somebody's permission changed") == 1
    assert states(bench, draft) == (DraftState.IN_REVIEW, [PostingState.VOID])
    found = compared(bench, draft)
    assert found is not None
    assert "may not any more" in found.why[0]


def test_a_fact_changes(bench: Bench) -> None:
    draft = approved(bench)
    fact = Fact("delay", "long", FactSource.AGENT)
    bench.desk.notebook.know(draft.conversation, (fact,), {}, bench.ada.actor)
    assert states(bench, draft) == (DraftState.IN_REVIEW, [PostingState.VOID])
    found = compared(bench, draft)
    assert found is not None
    assert found.why == ("a fact of the case changed",)


def test_where_nobody_decided_there_is_nothing_to_compare(bench: Bench) -> None:
    bench.message()
    draft = bench.written()
    assert compared(bench, draft) is None
    bench.desk.revise(draft.id, "Dear Kim.", draft.revision, bench.ada)
    assert compared(bench, draft) is None
    bench.approved(draft)
    bench.desk.withdraw(draft.id, bench.ada)
    assert compared(bench, draft) is None


# ---- what is compared, and what is left alone


def test_only_what_is_in_review_is_compared(bench: Bench) -> None:
    draft = approved(bench)
    assert compared(bench, draft) is None


def test_another_draft_that_somebody_asked_for_has_nothing_to_compare(bench: Bench) -> None:
    draft = approved(bench)
    bench.desk.withdraw(draft.id, bench.ada)
    bench.desk.request(draft.conversation, bench.ada)
    bench.desk.request(draft.conversation, bench.ada)  # the one between was never written
    assert compared(bench, newest(bench)) is None


def test_what_was_written_two_turns_ago_is_not_brought_up_again(bench: Bench) -> None:
    approved(bench)
    for n in (2, 3):
        with bench.records.begin(HERE) as tx:
            there = tx.conversations.at_thread("counting", "shop", "t1")
            assert there is not None
        bench.desk.remember(there.id, "We have seen it.", f"r{n}", bench.clock(), "import")
        bench.clock.move(seconds=1)
        bench.message(f"Word {n}.", remote=f"m{n}")
    assert compared(bench, newest(bench)) is None


def test_a_draft_that_was_never_written_or_is_over_does_not_fall(bench: Bench) -> None:
    draft = approved(bench)
    again = bench.desk.request(draft.conversation, bench.ada)
    gone = Book.of([clause(text="Other words.", version="v2")])
    with bench.records.begin(HERE) as tx:
        assert not voiding.fell(tx, draft.id, gone, bench.clock())
        assert not voiding.fell(tx, again.id, gone, bench.clock())


def test_a_clause_that_begins_later_lets_a_draft_of_today_stand(bench: Bench) -> None:
    draft = approved(bench)
    old = replace(bench.book.clauses[0], until=date(2026, 3, 31))
    new = replace(clause(text="Other words.", version="v2"), in_force=date(2026, 4, 1))
    bench.book = Book.of([old, new])
    assert bench.desk.policy_changed() == ()
    assert states(bench, draft) == (DraftState.APPROVED, [PostingState.QUEUED])


def test_what_is_on_its_way_is_not_written_anew(bench: Bench) -> None:
    draft = approved(bench, edited=False)
    assert bench.desk.claim_posting("w1") is not None
    bench.book = Book.of([clause(text="Other words.", version="v2")])
    assert bench.desk.policy_changed() == (draft.id,)
    assert states(bench, draft) == (DraftState.APPROVED, [PostingState.SENDING])
    assert bench.desk.claim_draft("w1") is None


def test_a_fact_that_changes_touches_no_draft_that_is_on_its_way(bench: Bench) -> None:
    draft = approved(bench)
    assert bench.desk.claim_posting("w1") is not None
    fact = Fact("tier", "gold", FactSource.AGENT)
    bench.desk.know(draft.conversation, (fact,), {}, bench.ada)
    assert states(bench, draft) == (DraftState.APPROVED, [PostingState.SENDING])


def test_a_fact_that_changes_voids_the_first_of_two_approvals(bench: Bench) -> None:
    bench.message()
    draft = bench.written("Hello Kim, we refund 5.")
    bench.desk.revise(draft.id, "Dear Kim, we refund 300.", draft.revision, bench.ada)
    bench.approved(draft, bench.ben)
    fact = Fact("tier", "gold", FactSource.AGENT)
    bench.desk.know(draft.conversation, (fact,), {}, bench.ada)
    with bench.records.begin(HERE) as tx:
        (approval,) = tx.approvals.of_draft(draft.id)
    assert approval.why_void == "a fact of the case changed"

"""What changes under an approval: clause, message, permission, facts. Void, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk.conversation import standing
from desk.corrections import Said
from desk.draft import Draft, DraftState
from desk.errors import NotFound
from desk.facts import Fact, FactSource
from desk.posting import PostingState
from desk.three_way import ThreeWay, three_way
from policies.book import Book
from tests.services.a_desk import HERE, Bench, clause

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

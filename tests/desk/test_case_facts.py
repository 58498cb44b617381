"""Facts of a case: dated, corrected, taken back, looked up; and what rested on the old ones."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desk.approval import ApprovalState
from desk.draft import (
    DraftState,
    Stance,
)
from desk.errors import SheetChanged, WrongState
from desk.facts import Fact, FactSource
from desk.looking_up import FactAnswer, NoFacts
from policies.terms import Money
from tests.services.a_desk import HERE, Bench


def known(name: str, value: object, source: FactSource = FactSource.AGENT) -> Fact:
    return Fact(name, value, source)  # type: ignore[arg-type]  # any value of a fact


def facts(bench: Bench, conversation: str) -> dict[str, object]:
    with bench.records.begin(HERE) as tx:
        there = tx.conversations.get(conversation)  # type: ignore[arg-type]
        return {fact.name: fact.value for fact in there.facts}


def test_a_fact_is_dated_and_says_who_knows_it(bench: Bench) -> None:
    there = bench.message()
    bench.written()
    bench.desk.know(there.id, (known("delay_days", Decimal(8)),), {"region": "EU"}, bench.ada)
    changes, _ = bench.desk.notebook.facts_of(there.id)
    by_name = {change.name: change for change in changes}
    assert {name: (c.was, c.in_scope) for name, c in by_name.items()} == {
        "delay_days": (None, False),
        "region": (None, True),
    }
    now = by_name["delay_days"].now
    assert now is not None
    assert (now.at, now.origin) == (bench.clock(), bench.ada.actor)


def test_changes_are_taken_back_one_after_the_other(bench: Bench) -> None:
    there = bench.message()
    bench.written()
    for value in ("gold", "silver"):
        bench.clock.move(minutes=1)
        bench.desk.know(there.id, (known("tier", value),), {}, bench.ada)
    bench.desk.notebook.undo_facts(there.id, bench.ada.actor)
    assert facts(bench, there.id) == {"tier": "gold"}
    bench.desk.notebook.undo_facts(there.id, bench.ada.actor)
    assert facts(bench, there.id) == {}
    with pytest.raises(WrongState):
        bench.desk.notebook.undo_facts(there.id, bench.ada.actor)


def test_a_claim_never_replaces_what_we_know_nor_a_look_up_what_we_typed(bench: Bench) -> None:
    there = bench.message()
    bench.written()
    bench.desk.know(there.id, (known("tier", "silver"),), {}, bench.ada)
    bench.desk.know(there.id, (known("tier", "gold", FactSource.CUSTOMER),), {}, bench.ada)
    bench.desk.know(there.id, (known("tier", "gold", FactSource.LOOKUP),), {}, bench.ada)
    assert facts(bench, there.id) == {"tier": "silver"}


def test_a_fact_that_changes_voids_what_is_queued_and_keeps_a_persons_text(bench: Bench) -> None:
    there = bench.message()
    draft = bench.written("We refund 4 EUR, Kim.")
    bench.desk.revise(draft.id, "We refund 5 EUR, dear Kim.", draft.revision, bench.ada)
    bench.approved(draft)
    bench.desk.know(there.id, (known("fee", Money(Decimal(4), "EUR")),), {}, bench.ben)
    after = bench.desk.sheet(draft.id)
    assert after.draft.state is DraftState.IN_REVIEW
    assert after.revision.text == "We refund 5 EUR, dear Kim."
    assert "fact" in after.draft.problem
    assert {a.state for a in after.approvals} == {ApprovalState.VOID}
    assert bench.desk.claim_posting("w1") is None


def test_a_sheet_that_was_shown_before_a_fact_changed_cannot_be_signed(bench: Bench) -> None:
    there = bench.message()
    draft = bench.written("We refund 4 EUR, Kim.")
    bench.desk.revise(draft.id, "We refund 5 EUR, dear Kim.", draft.revision, bench.ben)
    shown = bench.desk.sheet(draft.id).digest
    bench.desk.know(there.id, (known("fee", Money(Decimal(4), "EUR")),), {}, bench.ben)
    with pytest.raises(SheetChanged):
        bench.desk.approve(draft.id, shown, bench.ada)
    bench.desk.approve(draft.id, bench.desk.sheet(draft.id).digest, bench.ada)


def test_the_same_fact_again_changes_nothing(bench: Bench) -> None:
    there = bench.message()
    bench.written()
    bench.desk.know(there.id, (known("tier", "gold"),), {}, bench.ada)
    draft = bench.written("Hello again.")
    again = bench.desk.know(there.id, (known("tier", "gold"),), {}, bench.ada)
    assert again.id == draft.id
    assert again.state is DraftState.IN_REVIEW


def test_a_look_up_that_fails_leaves_facts_unknown(bench: Bench) -> None:
    there = bench.message()
    notebook = bench.desk.notebook
    notebook.looked_up(there.id, NoFacts("no answer"), "look-up", reconsider=False)
    assert facts(bench, there.id) == {}
    assert not notebook.is_looked_up(there.id, there.turn)
    answer = FactAnswer((known("tier", "gold", FactSource.LOOKUP),), {"region": "EU"}, "orders")
    notebook.looked_up(there.id, answer, "look-up", reconsider=False)
    assert facts(bench, there.id) == {"tier": "gold"}
    assert notebook.is_looked_up(there.id, there.turn)
    _, look_ups = notebook.facts_of(there.id)
    assert [(one.answered, one.says) for one in look_ups] == [
        (False, "no answer"),
        (True, "orders: region, tier"),
    ]


def test_a_change_of_scope_is_taken_back_like_a_fact(bench: Bench) -> None:
    there = bench.message()
    notebook = bench.desk.notebook
    notebook.know(there.id, (), {"region": "EU"}, "p")
    notebook.know(there.id, (), {"region": "US", "tier": "b2b"}, "p")
    for scope in ({"region": "EU"}, {}):
        notebook.undo_facts(there.id, "p")
        assert bench.desk.said(there.id)[0].scope == scope


def test_a_look_up_that_somebody_asked_for_has_what_rested_on_the_old_written_anew(
    bench: Bench,
) -> None:
    there = bench.message()
    bench.written()
    answer = FactAnswer((known("tier", "gold", FactSource.LOOKUP),), {}, "orders")
    bench.desk.notebook.looked_up(there.id, answer, "ada", reconsider=True)
    assert bench.desk.claim_draft("w1") is not None


def test_a_fact_that_changes_leaves_a_draft_that_is_being_written(bench: Bench) -> None:
    there = bench.message()
    first = bench.written()
    bench.desk.revise(first.id, "Dear Kim.", first.revision, bench.ada)
    bench.clock.move(seconds=1)
    other = bench.desk.beside(first.id, bench.ada, stance=Stance.ASK)
    again = bench.desk.beside(first.id, bench.ada, stance=Stance.DECLINE)
    assert other.bundle == again.bundle
    bench.desk.know(there.id, (known("tier", "gold"),), {}, bench.ada)
    with bench.records.begin(HERE) as tx:
        states = [tx.drafts.get(draft.id).state for draft in (first, other, again)]
    assert states == [DraftState.IN_REVIEW, DraftState.REQUESTED, DraftState.REQUESTED]

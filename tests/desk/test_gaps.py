"""What no clause answers becomes a gap; who waits is answered once a clause does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.conversation import MessageKind, Triage
from desk.draft import (
    Abstention,
    Attribution,
    Citation,
    DraftState,
    Part,
    Reason,
    Sentence,
    Stance,
)
from desk.errors import NotPermitted
from desk.lessons import GapState
from policies.book import Book
from policies.clause import ClauseId
from store.learnt import Learnt
from tests.desk.moves import topics
from tests.services.a_desk import HERE, Bench, clause


def silent(bench: Bench, text: str = "It came late.", thread: str = "t1") -> str:
    there = bench.message(text, thread=thread, remote=f"m-{thread}")
    work = bench.desk.claim_draft("w1")
    assert work is not None
    outcome = Abstention(
        Reason.POLICY_SILENT,
        "No clause answers this.",
        (Sentence("We are looking into it, Kim.", Part.NEXT_STEP),),
        Attribution("composer"),
        Triage(MessageKind.QUESTION, topics=("engraving",)),
    )
    bench.desk.propose(work.draft.id, "w1", outcome)
    return there.id


def test_silence_opens_one_gap_for_a_topic_and_a_clause_answers_all_who_wait(
    bench: Bench,
) -> None:
    first, second = silent(bench), silent(bench, thread="t2")
    with bench.records.begin(HERE) as tx:
        gap = tx.lessons.open_gap("engraving")
        assert gap is not None
        assert {case.conversation for case in tx.lessons.cases(gap.id)} == {first, second}
    bench.book = Book.of([*bench.book.clauses, clause("engraving", "We engrave names.")])
    with pytest.raises(NotPermitted):
        bench.desk.notebook.close_gap(gap.id, "refunds#engraving", bench.ada)
    drafts = bench.desk.notebook.close_gap(gap.id, "refunds#engraving", bench.dan)
    assert len(drafts) == 2
    with bench.records.begin(HERE) as tx:
        assert tx.lessons.gap(gap.id).state is GapState.ANSWERED
        assert {tx.drafts.get(draft).state for draft in drafts} == {DraftState.REQUESTED}


def test_who_got_a_holding_reply_waits_for_the_answer_still(bench: Bench) -> None:
    there = silent(bench)
    with bench.records.begin(HERE) as tx:
        gap = tx.lessons.open_gap("engraving")
        assert gap is not None
        (case,) = tx.lessons.cases(gap.id)
    bench.approved(bench.desk.sheet(case.draft).draft)
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    bench.desk.send(claim)
    (draft,) = bench.desk.notebook.close_gap(gap.id, "refunds#late", bench.dan)
    with bench.records.begin(HERE) as tx:
        assert tx.conversations.get(there).reply_due is not None  # type: ignore[arg-type]
        assert tx.drafts.get(draft).state is DraftState.REQUESTED


def test_what_a_person_has_edited_or_closed_does_not_wait(bench: Bench) -> None:
    silent(bench)
    with bench.records.begin(HERE) as tx:
        gap = tx.lessons.open_gap("engraving")
        assert gap is not None
        (case,) = tx.lessons.cases(gap.id)
        draft = tx.drafts.get(case.draft)
    bench.desk.revise(draft.id, "I will ask, Kim.", draft.revision, bench.ada)
    assert bench.desk.notebook.close_gap(gap.id, "refunds#late", bench.dan) == ()
    again = bench.desk.notebook.reopen_gap(gap.id, bench.dan)
    assert again == replace(again, state=GapState.OPEN, clause="")


def test_who_wrote_again_or_has_a_real_draft_does_not_wait_any_more(bench: Bench) -> None:
    first, second = silent(bench), silent(bench, thread="t2")
    with bench.records.begin(HERE) as tx:
        gap = tx.lessons.open_gap("engraving")
        assert gap is not None
    bench.clock.move(hours=1)
    bench.desk.remember(first, "A word.", "r1", bench.clock(), "import")  # type: ignore[arg-type]
    bench.message("Hello?", thread="t1", remote="m-again")
    bench.desk.request(second, bench.ada)  # type: ignore[arg-type]
    assert bench.desk.notebook.close_gap(gap.id, "refunds#late", bench.dan) == ()


def test_a_gap_gathers_the_clauses_that_came_near(bench: Bench) -> None:
    for n, text in enumerate(("We refund 9 EUR, Kim.", "We refund 9 EUR, Kim!")):
        bench.message(thread=f"t{n}", remote=f"m{n}")
        draft = bench.written("We refund 4 EUR, Kim.", cites=bool(n))
        bench.desk.revise(draft.id, text, draft.revision, bench.ada, citing=bench.cites())
    assert len(topics(bench)) == len(set(topics(bench)))


def test_what_policies_say_against_each_other_is_a_gap_of_its_own(bench: Bench) -> None:
    near = Citation(ClauseId("refunds#late"), bench.book.clauses[0].version)
    other = Citation(ClauseId("refunds#gift"), bench.book.clauses[0].version)
    for thread, consulted in (("t1", (near,)), ("t2", (near,)), ("t3", (other,))):
        bench.message(thread=thread, remote=f"m-{thread}")
        work = bench.desk.claim_draft("w1")
        assert work is not None
        holding = (Sentence("We are looking into it, Kim.", Part.NEXT_STEP),)
        outcome = Abstention(
            Reason.POLICIES_CONFLICT,
            "Two clauses disagree.",
            holding,
            Attribution("composer"),
            Triage(MessageKind.QUESTION),
            consulted=consulted,
        )
        bench.desk.propose(work.draft.id, "w1", outcome)
    (gap,) = [row.gap for row in Learnt(bench.engine).gaps(HERE)]
    assert gap.topic == "question: policies conflict"
    assert gap.near == ("refunds#late", "refunds#gift")


def test_what_has_no_topic_is_told_apart_by_the_nearest_clause(bench: Bench) -> None:
    version = bench.book.clauses[0].version
    for thread, near in (("t1", "late"), ("t2", "late"), ("t3", "gift"), ("t4", "")):
        bench.message(thread=thread, remote=f"m-{thread}")
        work = bench.desk.claim_draft("w1")
        assert work is not None
        outcome = Abstention(
            Reason.POLICY_SILENT,
            "No clause answers this.",
            (Sentence("We are looking into it, Kim.", Part.NEXT_STEP),),
            Attribution("composer"),
            Triage(MessageKind.QUESTION),
            consulted=(Citation(ClauseId(f"refunds#{near}"), version),) if near else (),
        )
        bench.desk.propose(work.draft.id, "w1", outcome)
    met = {row.gap.topic: row.met for row in Learnt(bench.engine).gaps(HERE)}
    assert met == {"question near refunds#late": 2, "question near refunds#gift": 1, "question": 1}


def test_a_stance_that_no_clause_supports_is_no_gap(bench: Bench) -> None:
    there = bench.message()
    bench.written()
    bench.desk.request(there.id, bench.ada, stance=Stance.ACCEPT)
    work = bench.desk.claim_draft("w1")
    assert work is not None
    nothing = Abstention(
        Reason.POLICY_SILENT, "No.", (), Attribution("composer"), Triage(MessageKind.QUESTION)
    )
    bench.desk.propose(work.draft.id, "w1", nothing)
    assert topics(bench) == []

"""What an approval rests on, then and now, and what is said of each difference."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk.approval import Snapshot
from desk.draft import Citation
from desk.facts import Fact, FactSource
from desk.ids import MessageId, RevisionId
from desk.staleness import changes, facts_digest, fallen, may_have_fallen, present
from policies.book import Book
from policies.clause import ClauseId, ClauseVersion
from tests.services.a_desk import HERE, Bench, clause
from tests.services.sheets import GIFT, LATE, PLACE, SHEET

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (SHEET, ()),
        (replace(SHEET, citations=(GIFT, LATE)), ()),
        (replace(SHEET, revision=RevisionId("rev_2")), ("the text was edited",)),
        (replace(SHEET, text_digest="other"), ("the text was edited",)),
        (
            replace(SHEET, destination=replace(PLACE, thread="t2")),
            ("it would appear somewhere else",),
        ),
        (replace(SHEET, last_message=MessageId("msg_2")), ("the customer wrote again",)),
        (replace(SHEET, turn=2), ("the customer wrote again",)),
        (replace(SHEET, citations=(LATE,)), ("other clauses are cited",)),
        (replace(SHEET, facts="g"), ("a fact of the case changed",)),
        (
            replace(SHEET, turn=2, facts="g", citations=()),
            ("the customer wrote again", "other clauses are cited", "a fact of the case changed"),
        ),
    ],
)
def test_each_difference_is_named(now: Snapshot, said: tuple[str, ...]) -> None:
    assert changes(SHEET, now) == said


def test_the_present_is_the_draft_as_it_stands(bench: Bench) -> None:
    bench.message()
    draft = bench.written("Hello Kim, we refund 5.")
    with bench.records.begin(HERE) as tx:
        there = tx.conversations.get(draft.conversation)
        now = tx.drafts.get(draft.id)
        assert now.revision is not None
        revision = tx.drafts.revision(now.revision)
    assert present(there, now, revision) == Snapshot(
        conversation=there.id,
        turn=1,
        draft=draft.id,
        revision=revision.id,
        text_digest=revision.digest,
        destination=there.destination(),
        last_message=there.last_message,
        citations=bench.cites(),
        facts="",
    )
    elsewhere = replace(now, place=replace(there.destination(), public=False))
    assert not present(there, elsewhere, revision).destination.public
    known = replace(there, scope={"region": "EU"})
    assert present(known, now, revision).facts == facts_digest(known)


def test_what_is_known_has_a_digest_and_nothing_has_none(bench: Bench) -> None:
    there = bench.message()
    gold, silver = (Fact("tier", value, FactSource.AGENT) for value in ("gold", "silver"))
    late = Fact("delay", "late", FactSource.AGENT)
    assert facts_digest(there) == ""
    cases = (
        replace(there, facts=(gold,)),
        replace(there, facts=(silver,)),
        replace(there, facts=(replace(gold, source=FactSource.CUSTOMER),)),
        replace(there, facts=(replace(gold, name="level"),)),
        replace(there, facts=(gold, late)),
        replace(there, scope={"region": "EU"}),
        replace(there, scope={"region": "US"}),
        replace(there, facts=(gold,), scope={"region": "EU"}),
    )
    assert len({facts_digest(case) for case in cases}) == len(cases)
    one = replace(there, facts=(gold, late), scope={"region": "EU", "tier": "b2b"})
    other = replace(there, facts=(late, gold), scope={"tier": "b2b", "region": "EU"})
    assert facts_digest(one) == facts_digest(other)


def test_the_digest_of_facts_is_the_one_in_the_records_already(bench: Bench) -> None:
    gold = Fact("tier", "gold", FactSource.AGENT)
    case = replace(bench.message(), facts=(gold,), scope={"region": "EU"})
    assert facts_digest(case) == (
        "e72b0ee1f8ad3e74bffa3866b9cb3d121d6906b1f28c218eb82513db817b86f8"
    )


OLD = replace(clause(version="v1"), until=date(2026, 3, 1))
NEW = replace(clause(version="v2"), in_force=date(2026, 3, 2))
CITED_OLD = Citation(ClauseId("refunds#late"), ClauseVersion("v1"))
CITED_NEW = Citation(ClauseId("refunds#late"), ClauseVersion("v2"))


@pytest.mark.parametrize(
    ("book", "citation", "gone", "worth_a_look"),
    [
        (Book.of([clause(version="v1")]), CITED_OLD, False, False),
        (Book.of([clause(version="v2")]), CITED_OLD, True, True),
        (Book.of([]), CITED_OLD, True, True),
        (Book.of([clause("gift")]), CITED_OLD, True, True),
        (Book.of([OLD, NEW]), CITED_OLD, True, True),
        (Book.of([OLD, NEW]), CITED_NEW, False, True),
        (Book.of([OLD]), CITED_OLD, True, False),
    ],
)
def test_a_clause_has_fallen_where_another_version_or_none_holds_on_the_day(
    book: Book, citation: Citation, *, gone: bool, worth_a_look: bool
) -> None:
    assert fallen((citation,), book, DAY) == ((citation,) if gone else ())
    assert may_have_fallen(citation, book) is worth_a_look


def test_only_those_that_fell_are_named() -> None:
    book = Book.of([OLD, NEW])
    assert fallen((CITED_NEW, CITED_OLD), book, DAY) == (CITED_OLD,)
    assert fallen((CITED_NEW, CITED_OLD), book, date(2026, 3, 1)) == (CITED_NEW,)

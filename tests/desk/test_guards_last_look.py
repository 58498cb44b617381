"""What the last look before the intent is given to look with: the case, the caps, who wrote it, and
rows that nobody can change meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast

import pytest

from desk import guards
from desk.check import Case, Checked
from desk.conversation import Conversation
from desk.draft import Draft, Revision, Sentence
from desk.ids import IncidentId, PersonId
from desk.incident import Incident
from desk.records import FollowUp, Transaction
from policies.book import Book
from policies.company import Cap, Company, Per
from policies.terms import Kind, Money, Period, Unit
from tests.services.a_desk import HERE, Bench, clause

REVOKED = "somebody who approved it may not any more"
CAP = Cap(
    Per.CUSTOMER,
    frozenset({Kind.REFUND}),
    Money(Decimal(60), "EUR"),
    Period(Decimal(30), Unit.DAY),
    frozenset({"approver"}),
    2,
)
Call = tuple[str, tuple[object, ...], dict[str, object]]


class Told:
    """A transaction, or a room of it, that notes what it was asked."""

    def __init__(self, inner: object, calls: list[Call]) -> None:
        self._inner = inner
        self._calls = calls

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if not callable(found):
            return Told(found, self._calls)

        def called(*given: object, **named: object) -> object:
            self._calls.append((name, given, named))
            return found(*given, **named)

        return called


class By:
    """A transaction whose revisions were all written by one person."""

    def __init__(self, inner: Any, author: PersonId) -> None:
        self._inner = inner
        self._author = author

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        return By(found, self._author) if name == "drafts" else found

    def revision(self, name: Any) -> Revision:
        found: Revision = self._inner.revision(name)
        return replace(found, author=self._author)


def approved(bench: Bench, thread: str = "t1", text: str = "Hello Kim, we refund 40.") -> Draft:
    bench.message(thread=thread, remote=f"m-{thread}")
    draft = bench.written(text)
    bench.approved(draft)
    return draft


def refusal(
    bench: Bench, draft: Draft, seen: Callable[[Transaction], object] = lambda tx: tx
) -> str:
    with bench.records.begin(HERE) as tx:
        (posting,) = tx.postings.of_draft(draft.id)
        approval = tx.approvals.get(posting.approval)
        through = cast("Transaction", seen(tx))
        return guards.refusal(through, bench.desk.law, posting, approval, bench.clock())


def changed(bench: Bench, draft: Draft, change: Callable[[Conversation], Conversation]) -> None:
    with bench.records.begin(HERE) as tx:
        tx.conversations.save(change(tx.conversations.get(draft.conversation, lock=True)))


def test_it_is_checked_against_the_whole_case(bench: Bench) -> None:
    draft = approved(bench)
    task = FollowUp(
        id="fol_1",
        conversation=draft.conversation,
        draft=draft.id,
        what="Call them back",
        role="agent",
        due=bench.clock() + timedelta(hours=1),
    )
    with bench.records.begin(HERE) as tx:
        tx.lists.add(task)
    cases: list[Case] = []
    check = bench.desk.law.check

    def noting(
        text: str, sentences: tuple[Sentence, ...], book: Book, company: Company, case: Case
    ) -> Checked:
        cases.append(case)
        return check(text, sentences, book, company, case)

    bench.desk.law = replace(bench.desk.law, check=noting)
    assert refusal(bench, draft) == ""
    (case,) = cases
    assert case.said == ("It came late.",)
    assert case.follow_up == "Call them back"
    assert case.facts.as_of == bench.clock().date()
    assert "Kim" in case.names


@pytest.mark.parametrize(
    ("last", "found"),
    [(date(2026, 3, 2), ""), (date(2026, 3, 1), "a cited clause has changed")],
)
def test_a_clause_holds_on_the_day_of_the_case(bench: Bench, last: date, found: str) -> None:
    draft = approved(bench)
    held = replace(clause(), in_force=date(2026, 1, 1), until=last)
    bench.book = Book.of([held])
    assert refusal(bench, draft) == found


def test_an_incident_that_began_since(bench: Bench) -> None:
    draft = approved(bench)
    going_on = Incident(
        id=IncidentId("inc_1"),
        title="Outage",
        statement="We know.",
        words=("outage",),
        holds=True,
        plain=False,
        every=timedelta(hours=1),
        next_update=bench.clock(),
        opened_at=bench.clock(),
        opened_by=bench.ben.id,
    )
    with bench.records.begin(HERE) as tx:
        tx.incidents.add(going_on)
    changed(bench, draft, lambda there: replace(there, incident=going_on.id))
    assert refusal(bench, draft) == "an incident is going on"


def test_a_cap_counts_what_was_granted_before_and_not_the_reply_itself(bench: Bench) -> None:
    first = approved(bench)
    bench.clock.move(minutes=1)
    second = approved(bench, "t2")
    bench.company = replace(bench.company, caps=(CAP,))
    assert refusal(bench, first) == ""
    assert refusal(bench, second) == REVOKED


def test_who_wrote_it_since_does_not_count_where_two_must_agree(bench: Bench) -> None:
    bench.message()
    draft = bench.written("Hello Kim, we refund 300.")
    bench.approved(draft, bench.ben)
    bench.approved(draft, bench.cleo)
    assert refusal(bench, draft) == ""
    assert refusal(bench, draft, lambda tx: By(tx, bench.ben.id)) == REVOKED


def test_people_and_grants_are_held_until_the_intent(bench: Bench) -> None:
    bench.company = replace(bench.company, caps=(CAP,))
    draft = approved(bench)
    calls: list[Call] = []
    assert refusal(bench, draft, lambda tx: Told(tx, calls)) == ""
    held = {name: named["lock"] for name, _, named in calls if "lock" in named}
    assert held["to_customer"] is True
    asked = [named for name, given, named in calls if given == (bench.ada.id,)]
    assert asked == [{"lock": True}]

"""Which clause answers, and that another matter is left to a person however near it is."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date

import pytest

from desk.draft import Abstention, Outcome, Proposal
from drafting.bearing import Weights
from drafting.expected import names_place, presupposes
from drafting.manuals.fitting import known_already
from drafting.manuals.rules import Rule
from drafting.manuals.wanted import Wanted
from drafting.matter import same_matter
from drafting.pipeline import Drafter
from drafting.products import Products
from policies.book import Book
from policies.clause import CaseScope, ClauseId
from policies.found import Found, Hit
from tests.drafting.house import CHECK, COMPANY, PHRASES, TEMPLATES, clause, request

PARKING = clause(
    "house#parking",
    "Parking by the showroom",
    "You can park behind the showroom for up to 2 hours. The barrier opens by itself.",
    ["eligibility to park, within 2 hours"],
)
BARRIER = clause(
    "house#barrier",
    "A barrier on our pages",
    "If a page has a barrier for you, tell us the page. We answer within 5 working days.",
    ["action: answer you, within 5 working days"],
)
LATE = clause(
    "late#late",
    "Late delivery",
    "If your parcel is more than 5 working days late, we refund the shipping fee.",
    ["refund of the shipping fee, when: delay > 5 working days"],
)
BOOK = Book((PARKING, BARRIER, LATE))


@dataclass(frozen=True)
class Ranked:
    """Finds these clauses, as near as it is told."""

    near: dict[str, float]
    sure: bool = False

    def search(self, question: str, *, day: date, scope: CaseScope, limit: int = 8) -> Found:
        del question, day, scope
        hits = (Hit(c.id, c.version, self.near[c.id]) for c in BOOK if c.id in self.near)
        ranked = tuple(sorted(hits, key=lambda hit: -hit.score))[:limit]
        return Found(ranked, 0.9, not ranked, BOOK.digest, sure=self.sure)


def drafted(text: str, near: dict[str, float], *, sure: bool = False) -> Outcome:
    drafter = Drafter(
        search=Ranked({ClauseId(name): share for name, share in near.items()}, sure),
        book=lambda: BOOK,
        company=lambda: COMPANY,
        check=CHECK,
        phrases=PHRASES,
        templates=TEMPLATES,
    )
    return asyncio.run(drafter.outcome(request(text, public=False)))


def cited(outcome: Outcome) -> set[str]:
    sentences = outcome.sentences if isinstance(outcome, Proposal) else outcome.holding
    return {citation.clause for sentence in sentences for citation in sentence.citations}


ASKED = "Does the barrier behind the showroom open by itself?"


def test_the_nearest_clause_answers() -> None:
    got = drafted(ASKED, {"house#parking": 1.0, "house#barrier": 0.3})
    assert cited(got) == {"house#parking"}


def test_what_comes_second_does_not_answer_however_many_words_it_shares() -> None:
    got = drafted(ASKED, {"house#barrier": 1.0, "house#parking": 0.6})
    assert "house#parking" not in cited(got)


@pytest.mark.parametrize(("second", "answered"), [(0.3, True), (0.9, False)])
def test_of_two_as_near_neither_answers_unless_the_search_is_sure(
    second: float, *, answered: bool
) -> None:
    near = {"house#parking": 1.0, "house#barrier": second}
    assert isinstance(drafted(ASKED, near), Proposal) is answered
    assert isinstance(drafted(ASKED, near, sure=True), Proposal)


def test_a_sure_search_is_believed_where_the_customer_has_other_words() -> None:
    said = "Any spot where we could leave our van while we look around?"
    near = {"house#parking": 1.0, "house#barrier": 0.1}
    assert isinstance(drafted(said, near), Abstention)
    assert cited(drafted(said, near, sure=True)) == {"house#parking"}


@pytest.mark.parametrize(
    ("question", "rule", "same"),
    [
        ("Please cancel my fitting appointment.", "Cancelling the monthly coffee box", False),
        ("Please cancel the fitting appointment.", "Cancelling an appointment: until noon", True),
        ("Please cancel the green lamp.", "Cancelling an order is free until it is sent", True),
        (
            "I want to remove my flatmate from the contract.",
            "Remove a car: not the only one",
            False,
        ),
        ("I want to remove my flatmate from it.", "Remove a driver: takes effect today", True),
        ("How do I verify my e-mail?", "Changing your e-mail address in the account", False),
        ("I can't pay yet. Can you extend the deadline?", "Reinstating a lapsed contract", False),
        ("Will adding him let me reinstate the contract?", "Cancelling a contract", False),
        ("Where is my parcel?", "Parking by the showroom", True),
    ],
)
def test_an_act_and_its_thing_are_the_customers_own(
    question: str, rule: str, *, same: bool
) -> None:
    assert same_matter(question, rule) is same


@pytest.mark.parametrize(
    ("question", "title", "presupposed"),
    [
        ("I used the kettle twice. Can I have my money back?", "When you get your money", True),
        ("Can you refund the kettle?", "Can it be paid to another account?", True),
        ("When do I get my money back?", "When you get your money", False),
        ("I am still waiting for my refund", "When you get your money", False),
        ("Can you refund the kettle?", "Items that cannot be returned", False),
    ],
)
def test_when_money_goes_back_is_no_yes_to_whether_it_does(
    question: str, title: str, *, presupposed: bool
) -> None:
    assert presupposes(question, title) is presupposed


def test_help_from_us_is_no_country() -> None:
    assert not names_place("Do you deliver to Iceland?", "The drivers ask us for help.")
    assert names_place("Do you deliver to Iceland?", "Parcels to the EU, the UK and the US.")


def test_an_ordinary_word_before_a_colon_is_no_product() -> None:
    book = Book.of(
        clause(f"p#{number}", title, "You can repair or swap it.")
        for number, title in enumerate(
            ("Swap: the price", "Swap: postage", "Sky Card: a", "Sky Card: b")
        )
    )
    assert Products.of(book).names == ("Sky Card",)


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ("The contract was cancelled and I have paid the full overdue amount.", True),
        ("The contract was cancelled. What now?", False),
    ],
)
def test_a_requirement_that_the_customer_says_is_met_tells_nothing(
    told: str, *, known: bool
) -> None:
    rule = Rule("It requires the full overdue amount to be paid.")
    wanted = Wanted.of(told, Weights.of(BOOK))
    assert known_already(rule, told, wanted) is known
    number = Rule("It requires the overdue amount to be over 40 EUR.")
    assert not known_already(number, told, wanted)

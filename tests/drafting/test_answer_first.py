"""What is due comes first, what is known is not asked for, and what cannot be done is said."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest

from desk.draft import Abstention, Outcome, Proposal, Reason, Stance, text_of
from desk.facts import CaseFacts, FactValue
from drafting.clause_words import sayable
from drafting.describing import describes_only
from drafting.given import given, halves, rest_of
from drafting.request import DraftRequest
from drafting.signed import signed
from drafting.style import beyond
from policies.book import Book
from policies.terms import Money, Period, Unit
from tests.drafting.house import BOOK, NOW, clause, drafter, request

LATE_AND_PAID: dict[str, FactValue] = {
    "delay": Period(Decimal(8), Unit.WORKING_DAY),
    "shipping_fee": Money(Decimal("4.90"), "EUR"),
    "order_number": "JF-1",
}
NOTHING = CaseFacts(NOW.date(), {})
CHARGE = clause(
    "billing#charged-twice",
    "Charged twice for one order",
    "If we took the money two times for the same order, we refund the second charge within 3 "
    "working days.",
    ["refund of the second charge, within 3 working days, when: charged twice"],
)
RECALL = clause(
    "safety#stop",
    "A lamp got hot or burnt somebody",
    "Please stop using the lamp and unplug it. Our safety team calls you within 1 working day.",
    [
        "statement: stop using the lamp and unplug it",
        "action: the safety team calls you, within 1 working day",
    ],
)
READER = clause(
    "access#reader",
    "Screen reader and checkout",
    "Our checkout can be used with common screen readers and a keyboard.",
)


def outcome(asked: DraftRequest, *more: object) -> Outcome:
    book = Book((*BOOK, *more))  # type: ignore[arg-type]  # clauses, as the caller says
    return asyncio.run(drafter(book=lambda: book).outcome(asked))


def said(got: Outcome) -> str:
    sentences = got.sentences if isinstance(got, Proposal) else got.holding
    return text_of(sentences, paragraphs=False)


def test_what_is_due_comes_first_and_once() -> None:
    text = said(outcome(request("My rug came late. I want my money back!", facts=LATE_AND_PAID)))
    due = "We'll refund the shipping fee of 4.90 EUR."
    assert due in text
    assert "Yes" not in text  # they want all of it; this is a part
    assert text.index(due) < text.index("We do this whenever your parcel arrives more than 5")
    assert text.count("refund") == 1
    assert "15 EUR" not in text


def test_a_condition_that_is_known_is_not_recited() -> None:
    facts: dict[str, FactValue] = {
        "charged_twice": True,
        "second_charge": Money(Decimal(84), "EUR"),
    }
    text = said(outcome(request("You charged me twice.", public=False, facts=facts), CHARGE))
    assert "We'll refund the second charge of 84 EUR within 3 working days." in text
    assert "two times" not in text


def test_in_public_an_amount_is_named_only_after_the_customer_named_it() -> None:
    facts: dict[str, FactValue] = {
        "charged_twice": True,
        "second_charge": Money(Decimal("84.00"), "EUR"),
    }
    told = said(outcome(request("You charged me 84 EUR twice for it.", facts=facts), CHARGE))
    silent = said(outcome(request("You charged me twice for it.", facts=facts), CHARGE))
    assert "84" in told
    assert "84" not in silent


@pytest.mark.parametrize(
    ("sentence", "message", "there"),
    [
        ("Send us a photo.", "It is cracked, photo attached.", True),
        ("If it is broken, please send us a photo.", "It is cracked.", False),
        ("Please ask your neighbours first.", "The neighbours have nothing.", True),
        ("Send us a photo and the order number.", "Photo attached.", False),
        ("We send you a photo.", "Photo attached.", False),
        ("Tell us the day and the time.", "On Saturday around 3 he was rude.", True),
        ("Tell us the day, the time, and a team lead reads it.", "Saturday at noon.", True),
    ],
)
def test_what_was_given_is_not_asked_for(sentence: str, message: str, there: bool) -> None:  # noqa: FBT001 - a case
    assert given(sentence, message, NOTHING) is there


def test_a_rule_has_two_halves_and_a_request_a_sequel() -> None:
    assert halves("If it is late, we refund it.") == ("it is late", "We refund it.")
    assert halves("We refund it.") == ("", "We refund it.")
    assert (
        rest_of("Tell us the day, and a team lead looks into it.") == "A team lead looks into it."
    )


def test_a_refusal_needs_a_clause_that_refuses() -> None:
    asked = request("My rug came late.", facts=LATE_AND_PAID, stance=Stance.DECLINE)
    got = outcome(asked)
    assert isinstance(got, Abstention)
    assert got.reason is Reason.POLICY_SILENT
    assert "supports declining" in got.explanation


def test_an_order_that_only_a_model_could_follow_is_named() -> None:
    asked = request("My rug came late.", facts=LATE_AND_PAID)
    rhyme = outcome(replace(asked, instruction="Write it as a rhyme"))
    assert "could not be followed without a model" in rhyme.attribution.note
    assert "instruction_not_followed" in {f.code for f in rhyme.findings}
    short = outcome(replace(asked, instruction="make it shorter"))
    assert not short.attribution.note
    assert not short.findings


@pytest.mark.parametrize("words", ["shorter", "a bit warmer, please", "more formal", ""])
def test_what_the_composer_understands(words: str) -> None:
    assert not beyond(words)


@pytest.mark.parametrize("words", ["shorter, and offer 10 % off"])
def test_what_the_composer_does_not_understand(words: str) -> None:
    assert beyond(words)


def test_personal_data_in_public_is_noted_and_invited_to_private() -> None:
    text = "My rug came late, call 01632 960871."
    got = outcome(request(text, facts=LATE_AND_PAID))
    assert "personal_data_in_message" in {f.code for f in got.findings}
    assert "private message" in said(got)
    assert "960871" not in said(got)
    letter = outcome(request(text, facts=LATE_AND_PAID, public=False))
    assert "personal_data_in_message" not in {f.code for f in letter.findings}


def test_a_question_that_nobody_answers_is_noted() -> None:
    text = "How long do I have to return a lamp? And do you sponsor football clubs?"
    got = outcome(request(text, public=False))
    assert isinstance(got, Proposal)
    assert "question_unanswered" in {f.code for f in got.findings}


def test_in_danger_the_holding_reply_says_what_to_do_at_once() -> None:
    got = outcome(request("The lamp got hot and burnt my finger!"), RECALL)
    assert isinstance(got, Abstention)
    assert "Please stop using the lamp and unplug it." in said(got)
    assert "1 working day" not in said(got)


def test_a_complaint_is_not_told_that_all_is_well() -> None:
    assert describes_only(READER)
    text = "My screen reader doesn't work in your checkout, I am blind."
    got = outcome(request(text), READER)
    assert "can be used" not in said(got)


def test_a_name_below_the_message_is_taken_for_a_signature() -> None:
    assert signed("I paid 23 euros.\nMina", "Wilhelmina") == "Mina"
    assert signed("I paid.\nKind regards\nJo", "Alexandra") == "Jo"
    assert not signed("Help\nPlease", "Alexandra")
    assert not signed("Mina", "Wilhelmina")
    text = said(outcome(request("My rug came late.\nMina", name="Wilhelmina Lark")))
    assert "Mina" in text
    assert "Wilhelmina" not in text


@pytest.mark.parametrize(
    "line",
    [
        "Driver additions always take effect today.",
        "Successful removal will update the vehicle's status to 'Removed'.",
        "You don't need to calculate this split.",
        "Employee provides training name or topic.",
        "Parcels can have further attributes (colour, weight etc).",
        "Each user profile holds the addresses and payment methods.",
    ],
)
def test_lines_of_manuals_are_not_said(line: str) -> None:
    assert sayable(clause("manual#line", "Vehicles", line)) == ()


def test_only_one_clause_with_a_subject_is_echoed() -> None:
    facts: dict[str, FactValue] = {"order_number": "JF-1"}
    text = said(outcome(request("I waited all day. Nobody came, nobody called.", facts=facts)))
    assert "nobody came, nobody called" not in text

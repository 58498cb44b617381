"""Turning words round: the customer's problem, their question, and a clause's third person."""

from __future__ import annotations

import pytest

from drafting.asked import asked, wished
from drafting.claims import claims_in
from drafting.clause_words import sayable
from drafting.problem import praised, restated, thing_in
from drafting.topics import topics_in
from policies.clause import Audience
from tests.drafting.house import clause


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("It came ten days late, I want my money back.", "it came ten days late"),
        ("MY PARCEL IS LATE AGAIN", "your parcel is late again"),
        ("I ordered a lamp in May and it's still not here!!", "your lamp is still not here"),
        (
            "Hi, I've been waiting for my order #10293 for weeks now",
            "you've been waiting for your order for weeks now",
        ),
        ("The shade of my lamp was cracked when I opened it", None),
        ("You lost my parcel, you liars", ""),
        ("You are thieves and it is late", "it is late"),
        ("My parcel is late. Call me on 01632 960871", "your parcel is late"),
    ],
)
def test_the_problem_in_the_second_person(text: str, problem: str | None) -> None:
    topics = topics_in(text)
    turned = restated(text, topics[0] if topics else None)
    if problem is None:
        assert turned == "the shade of your lamp was cracked when you opened it"
    else:
        assert turned == problem


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("my new coffee table wobbles", "coffee table"),
        ("I bought a lamp from you", "lamp"),
        ("My washing machine stopped working", "washing machine"),
        ("you ruined my day", ""),
        ("my mother's birthday", ""),
    ],
)
def test_the_thing_it_is_about(text: str, thing: str) -> None:
    assert thing_in(text) == thing


def test_praise_names_what_is_praised() -> None:
    text = "Orla is a treasure. She spent half an hour with my dad and never rushed him."
    said = "Orla spent half an hour with your dad and never rushed him"
    assert praised(text, "Orla") == said


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("How do I activate my card?", "how to activate your card"),
        ("Can I use my card anywhere?", "whether you can use your card anywhere"),
        ("Do you sponsor school raffles?", "whether we sponsor school raffles"),
        ("Is there a way to reset the passcode?", "whether there is a way to reset the passcode"),
        ("Why are you like this?", ""),
    ],
)
def test_a_question_turned_round(text: str, turned: str) -> None:
    assert asked(text) == turned


def test_a_wish_turned_round() -> None:
    assert wished("Hi there, I need to extend my hotel stay.") == "extend your hotel stay"
    assert wished("I want to kill you!") == ""


def test_claims_are_the_customers_and_never_count() -> None:
    claims = claims_in("It came ten days late. Order JF-20391, photo attached", ("late",))
    assert str(claims["delay"].value) == "10 days"
    assert claims["order_number"].value == "JF-20391"
    assert claims["photo_provided"].value is True
    assert not any(fact.counts for fact in claims.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The customer may return it within 30 days.", ["You may return it within 30 days."]),
        ("Customers are refunded in full.", ["You are refunded in full."]),
        ("We refund the customer's fee.", ["We refund your fee."]),
        ("A customer who was hurt gets a call.", []),
        ("Call our customer service on Mondays.", ["Call our customer service on Mondays."]),
        ("**Free returns** apply [everywhere](https://x.example).", None),
        ("Set ticket_status = `solved` and tell no one.", []),
        ("# Heading\n\n| a | b |\n\n1. Log in to the tool", []),
        ("We do not refund:\n\n- Items that were opened and used.", []),
    ],
)
def test_a_clause_as_it_may_be_said(text: str, said: list[str] | None) -> None:
    found = [s.text for s in sayable(clause("a#b", "T", text)) if not s.quoted]
    assert found == (["Free returns apply everywhere."] if said is None else said)


def test_a_manual_for_agents_is_not_said_at_all() -> None:
    manual = (
        "When customer reports payment failure:\n\n1. Check payment status for the booking\n"
        "2. Use update payment method tool to register the new method\n"
        "3. Set request_type_detail = `billing-inquiry`\n\nRefunds take 3-5 business days."
    )
    assert sayable(clause("a#b", "Payment", manual)) == ()


def test_an_internal_clause_is_never_said() -> None:
    inside = clause("a#b", "T", "We may add a credit of 25 EUR.", audience=Audience.INTERNAL)
    assert sayable(inside) == ()

"""Where a refund goes is the clause's to say; and prose that only names a thing permits nothing."""

from __future__ import annotations

import pytest

from tests.services.clauses import Scene, blocks, clause

ORIGINAL = clause(
    "refunds#way",
    "If the return reaches us within 30 days, we refund the price to the original payment method.",
    "refund of the price",
)
CARD = clause(
    "refunds#card", "We refund the price to the customer's credit card.", "refund of the price"
)


@pytest.mark.parametrize(
    "text",
    [
        "We refund the price to the original payment method.",
        "We refund the price to the card you paid with.",
        "We refund the price.",
        "We refund the price to the account you used.",
    ],
)
def test_as_the_clause_says(text: str) -> None:
    assert blocks(Scene((ORIGINAL,)).check(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "We refund the price to your PayPal.",
        "We refund the price to your bank account.",
        "We refund the price in cash.",
        "Wir erstatten den Preis auf Ihr Konto.",
        "We refund the price to your new credit card.",
    ],
)
def test_another_way_needs_a_fact(text: str) -> None:
    assert "condition_missing" in blocks(Scene((ORIGINAL,)).check(text))


def test_a_fact_tells_the_way() -> None:
    scene = Scene((ORIGINAL,), facts={"payment_method": "paypal"})
    assert blocks(scene.check("We refund the price to your PayPal.")) == []
    claimed = Scene((ORIGINAL,), claimed={"payment_method": "paypal"})
    assert blocks(claimed.check("We refund the price to your PayPal.")) != []


def test_a_named_card_is_not_any_card() -> None:
    scene = Scene((CARD,))
    assert blocks(scene.check("We refund the price to your credit card.")) == []
    assert blocks(scene.check("We refund the price to your Visa credit card.")) != []


@pytest.mark.parametrize(
    "words", ["Choose [Offer Refund] in the panel.", "Orders > Initiate Refund\nAsk for the name."]
)
def test_the_label_of_a_button_permits_nothing(words: str) -> None:
    shown = clause("abc#steps", words, listed=False)
    assert blocks(Scene((shown,)).check("You will get the refund.")) != []

"""Conditions that a text names and does not keep: denied, excluded, widened, or just claimed."""

from __future__ import annotations

import pytest

from tests.services.clauses import Scene, blocks, clause

LATE = clause(
    "late#fee",
    "If your parcel is more than 5 working days late, we refund the shipping fee, up to 15 EUR.",
    "refund of the shipping fee, up to 15 EUR, when: delay > 5 working days",
)
LAMP = clause(
    "lamp#faulty",
    "We replace a faulty lamp within two years if you have the receipt or an invoice.",
    listed=False,
)
RETURNS = clause(
    "returns#unused",
    "You may return an item unless it was used.",
    "eligibility to return an item, when: used is no",
)
SAID = ("My parcel is 9 working days late!",)
SCENE = Scene((LATE, LAMP), said=SAID, public=False)
KNOWN = Scene((LATE,), facts={"delay": "9 working days"}, said=SAID, public=False)
FEE = "We refund the shipping fee, up to 15 EUR"
IF_LATE = (
    "If your parcel is more than 5 working days late, we refund the shipping fee, up to 15 EUR."
)

TWISTED = f"""
{FEE}, even if your parcel is not more than 5 working days late.
{FEE}, whether or not your parcel is more than 5 working days late.
{FEE}, no matter how late it is.
{FEE}, unless your parcel is more than 5 working days late.
{FEE}, if your parcel is not more than 5 working days late.
{FEE}, if your parcel is less than 5 working days late.
{FEE}, if your parcel is up to 5 working days late.
{FEE}, if your parcel is more than 5 working days late or you are cross.
{FEE}, if your parcel is more than 5 working days late, and also if it is not.
{FEE}, if you ask nicely.
Because your parcel is more than 5 working days late, we refund the shipping fee, up to 15 EUR.
Given that your parcel is more than 5 working days late, we refund the shipping fee, up to 15 EUR.
Wir erstatten die Versandkosten, auch wenn das Paket nicht mehr als 5 Werktage zu spät ist.
We replace a faulty lamp within two years, receipt or not.
We replace a faulty lamp within two years if you have the receipt or a good story.
We replace any lamp within two years if you have the receipt.
Wir ersetzen eine defekte Lampe innerhalb von zwei Jahren, wenn Sie den Beleg oder Humor haben.
Nous remplaçons la lampe dans les deux ans si vous avez le reçu ou une belle histoire.
Reemplazamos la lámpara en dos años si usted tiene el recibo o una buena historia.
We vervangen de lamp binnen twee jaar als u de bon of een goed verhaal hebt.
"""
KEPT = f"""
{IF_LATE}
{FEE}, if your parcel is more than 5 working days late.
{FEE}, provided that your parcel is over 5 working days late.
{FEE}, once your parcel is more than 5 working days late.
We replace a faulty lamp within two years if you have the receipt or an invoice.
We replace a faulty lamp within 24 months if you have the receipt.
We replace a faulty lamp within two years if you have the receipt of your order.
"""
CLAIMS = [
    "That is the case here.",
    "This applies to you.",
    "You meet this condition.",
    "Your order meets all the requirements.",
    "You are in luck!",
    "Das trifft auf Sie zu.",
    "Cela s'applique à vous.",
    "Esto se aplica a usted.",
    "Isto aplica-se a si.",
    "Questo vale per Lei.",
    "Dit geldt voor u.",
]


def lines(table: str) -> list[str]:
    return [line for line in table.strip().split("\n") if line]


@pytest.mark.parametrize("text", lines(TWISTED))
def test_a_twisted_condition_is_no_condition(text: str) -> None:
    assert blocks(SCENE.check(text))


@pytest.mark.parametrize("text", lines(KEPT))
def test_a_condition_in_other_words_is_one(text: str) -> None:
    assert blocks(SCENE.check(text)) == []


@pytest.mark.parametrize("claim", CLAIMS)
def test_only_a_fact_says_that_a_condition_is_met(claim: str) -> None:
    assert "condition_missing" in blocks(SCENE.check(IF_LATE, claim))
    assert blocks(KNOWN.check(IF_LATE, claim)) == []


@pytest.mark.parametrize(
    "text",
    [
        "If that is the case here, tell us.",
        "We check whether this applies to you.",
        "Please tell us if you meet this condition.",
        "I am sorry that it is so late.",
        "Is that the case here?",
        "This applies to all parcels.",
    ],
)
def test_what_leaves_it_open_is_free(text: str) -> None:
    assert blocks(SCENE.check(IF_LATE, text)) == []


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("You may return it unless it was used.", True),
        ("You may return the item if it was not used.", True),
        ("You may return the item if it was used.", False),
        ("You may return the item unless it was not used.", False),
    ],
)
def test_an_exception_turns_what_it_names(text: str, *, good: bool) -> None:
    assert (blocks(Scene((RETURNS,), public=False).check(text)) == []) is good

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from desk.commitment import Actor, Commitment, Polarity
from drafting.commitments import PatternReader
from policies.terms import Kind, Money, Percent, Period, Unit

WILL, MAY, NOT = Polarity.WILL, Polarity.MAY, Polarity.WILL_NOT


@dataclass(frozen=True)
class Says:
    """What a commitment must say at least."""

    kind: Kind
    polarity: Polarity | None = None
    amount: Money | Percent | None = None
    object: str | None = None
    period: Period | None = None
    at_most: bool = False

    def is_said_by(self, c: Commitment) -> bool:
        return (
            c.kind is self.kind
            and (self.polarity is None or c.polarity is self.polarity)
            and c.amount == self.amount
            and c.at_most is self.at_most
            and (self.object is None or c.object == self.object)
            and (self.period is None or c.period == self.period)
        )


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def percent(value: int) -> Percent:
    return Percent(Decimal(value))


def days(count: int) -> Period:
    return Period(Decimal(count), Unit.DAY)


def working_days(count: int) -> Period:
    return Period(Decimal(count), Unit.WORKING_DAY)


READ: list[tuple[str, list[Says]]] = [
    ("We will refund the €15 shipping fee.", [Says(Kind.REFUND, WILL, eur("15"))]),
    ("We will refund you.", [Says(Kind.REFUND, WILL, object="")]),
    ("Your shipping fee will be refunded.", [Says(Kind.REFUND, object="shipping fee")]),
    ("We refund it in full.", [Says(Kind.REFUND, WILL, percent(100))]),
    ("We refund double the price.", [Says(Kind.REFUND, WILL, percent(200))]),
    ("We refund up to €15.", [Says(Kind.REFUND, WILL, eur("15"), at_most=True)]),
    ("You get your money back.", [Says(Kind.REFUND)]),
    (
        "We refund your order plus the shipping fee.",
        [Says(Kind.REFUND, object="order"), Says(Kind.REFUND, object="shipping fee")],
    ),
    (
        "We refund 5 EUR and give you a voucher of 10 EUR.",
        [Says(Kind.REFUND, WILL, eur("5")), Says(Kind.CREDIT, WILL, eur("10"))],
    ),
    ("Here is a €20 voucher for you.", [Says(Kind.CREDIT, None, eur("20"))]),
    ("Take 10% off your next order.", [Says(Kind.DISCOUNT, None, percent(10), "next order")]),
    ("We will send you a new lamp.", [Says(Kind.REPLACEMENT, WILL)]),
    ("We send everything again.", [Says(Kind.REPLACEMENT)]),
    ("We will repair it.", [Says(Kind.REPAIR, WILL)]),
    ("You do not pay a return fee.", [Says(Kind.WAIVER, WILL, object="return fee")]),
    ("The return is free of charge.", [Says(Kind.WAIVER)]),
    ("You may keep it.", [Says(Kind.WAIVER, MAY)]),
    ("We will compensate you.", [Says(Kind.COMPENSATION, WILL)]),
    ("You will receive 50 EUR.", [Says(Kind.COMPENSATION, WILL, eur("50"))]),
    ("You will get a candle set from us.", [Says(Kind.COMPENSATION, WILL)]),
    ("You'll get a free lamp from us.", [Says(Kind.COMPENSATION)]),
    ("You get two candles on us.", [Says(Kind.COMPENSATION)]),
    ("There is a lamp in the post for you.", [Says(Kind.COMPENSATION)]),
    ("We sponsor your raffle with one candle set.", [Says(Kind.ACTION, WILL)]),
    ("There is 10 EUR waiting for you.", [Says(Kind.COMPENSATION, None, eur("10"))]),
    ("The return label costs 4.90 EUR.", [Says(Kind.PRICE, WILL, eur("4.90"))]),
    ("It arrives within 3 to 5 days.", [Says(Kind.DEADLINE, period=days(5))]),
    ("You can return items within 30 days.", [Says(Kind.ELIGIBILITY, MAY, period=days(30))]),
    ("Our gift cards are valid for 5 years.", [Says(Kind.ELIGIBILITY)]),
    ("You can return it any time.", [Says(Kind.ELIGIBILITY, MAY)]),
    ("I will look into this for you.", [Says(Kind.ACTION, WILL)]),
    ("A courier will collect the sofa.", [Says(Kind.ACTION, WILL)]),
    ("The delay was our fault.", [Says(Kind.ADMISSION, WILL)]),
    ("It is completely safe.", [Says(Kind.STATEMENT, WILL)]),
    ("Would you like a refund?", [Says(Kind.REFUND, MAY)]),
    ("How does 20% off sound?", [Says(Kind.DISCOUNT, MAY, percent(20))]),
    ("Tell us whether you would like a refund.", [Says(Kind.REFUND)]),
]
REFUSED = [
    "We will not refund the order.",
    "We can't refund the order.",
    "We cannot offer a refund.",
    "We are unable to refund this.",
    "No refund is possible.",
    "A refund is not possible in this case.",
    "Sale items are non-refundable.",
    "We never refund gift cards.",
    "Unfortunately, we do not refund delivery.",
]
GRANTED = [
    "We do not refund opened items unless they are faulty.",
    "We refund only if the item is faulty.",
    "We won't hesitate to refund you.",
    "We never refuse a refund.",
    "Not only the fee but the order will be refunded.",
    "No problem, we will refund you.",
    "Don't worry, we refund you.",
    "We refund you no later than 5 working days after the return.",
    "We cannot change it, but we can refund it.",
    "We refund it without any questions.",
]
NOTHING = [
    "You will get an e-mail from us with the label.",
    "Did you get a lamp from us?",
    "There is a letter in the post for you.",
    "Could you send us a photo?",
    "Did you receive your refund?",
    "Thank you for asking about a refund.",
    "I am sorry about the trouble with your refund.",
    "You asked us for a refund.",
    "We have received your refund request.",
    "Our refund policy is below.",
    "You paid 84 EUR for the lamp.",
    "I understand how annoying the delay is.",
    "You ordered it two weeks ago.",
    "Have a lovely weekend!",
    "Please send us your order number.",
    "We check whether a refund is possible?",
    "",
]


@pytest.fixture(scope="module")
def reader() -> PatternReader:
    return PatternReader()


@pytest.mark.parametrize(("text", "expected"), READ)
def test_reads_commitments(reader: PatternReader, text: str, expected: list[Says]) -> None:
    found = reader.read(text)
    for says in expected:
        assert any(says.is_said_by(c) for c in found), found
    assert len(found) == len(expected), found


@pytest.mark.parametrize("text", REFUSED)
def test_reads_refusals(reader: PatternReader, text: str) -> None:
    assert [c.polarity for c in reader.read(text) if c.kind is Kind.REFUND] == [NOT]


@pytest.mark.parametrize("text", GRANTED)
def test_what_sounds_like_a_refusal_may_grant(reader: PatternReader, text: str) -> None:
    assert [c.grants for c in reader.read(text) if c.kind is Kind.REFUND] == [True]


@pytest.mark.parametrize("text", NOTHING)
def test_commits_to_nothing(reader: PatternReader, text: str) -> None:
    assert reader.read(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("If it is late, we refund the fee.", "If it is late"),
        ("We refund the fee if it is late.", "if it is late"),
        ("We refund the fee provided that you send a receipt.", "provided that you send a receipt"),
        ("We refund the fee as long as it is unopened.", "as long as it is unopened"),
        ("No refund unless it is faulty.", "unless it is faulty"),
        ("If it is broken, faulty or wrong, we refund it.", "If it is broken, faulty or wrong"),
        ("We refund the fee for orders over 50 EUR.", "for orders over 50 EUR"),
    ],
)
def test_conditions_are_kept_in_their_own_words(
    reader: PatternReader, text: str, expected: str
) -> None:
    (commitment,) = reader.read(text)
    assert commitment.conditions == (expected,)
    assert commitment.amount is None


def test_a_later_once_is_about_the_later_part(reader: PatternReader) -> None:
    found = reader.read("We refund the fee and send a replacement once the parcel is back.")
    assert [(c.kind, bool(c.conditions)) for c in found] == [
        (Kind.REFUND, False),
        (Kind.REPLACEMENT, True),
    ]


def test_both_are_refused(reader: PatternReader) -> None:
    found = reader.read("We cannot refund the order or replace it.")
    assert [c.polarity for c in found] == [NOT, NOT]


def test_days_and_actors(reader: PatternReader) -> None:
    (refund,) = reader.read("We will refund you by 12 March 2026.")
    assert refund.day == date(2026, 3, 12)
    assert refund.actor is Actor.US
    (returning,) = reader.read("You can return it within 30 days.")
    assert returning.actor is Actor.CUSTOMER


def test_a_weekday_is_a_time_that_no_clause_states(reader: PatternReader) -> None:
    (refund,) = reader.read("You get your money back by Friday.")
    assert refund.period == Period(Decimal(0), Unit.WEEK)


def test_the_far_end_of_a_range_is_what_is_owed(reader: PatternReader) -> None:
    (refund,) = reader.read("We refund you within 3-5 working days.")
    assert refund.period == working_days(5)

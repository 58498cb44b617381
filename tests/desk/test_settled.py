"""What the facts of a case say to a condition: yes, no, or nothing, which is never a yes."""

from __future__ import annotations

from datetime import date

import pytest

from desk.facts import CaseFacts, Fact, FactSource
from desk.settled import settled
from policies.licence_line import parse_licence
from policies.values import parse_value

DAY = date(2026, 7, 1)


def case(facts: dict[str, str]) -> CaseFacts:
    return CaseFacts(
        DAY, {n: Fact(n, parse_value(v), FactSource.LOOKUP) for n, v in facts.items()}, {}
    )


@pytest.mark.parametrize(
    ("condition", "fact", "answer"),
    [
        # sums of money are compared in one currency
        ("order_value > 50 EUR", "51 EUR", True),
        ("order_value > 50 EUR", "50 EUR", False),
        ("order_value > 50 EUR", "51 USD", None),
        ("order_value >= 50 EUR", "50 EUR", True),
        ("order_value < 50 EUR", "50 EUR", False),
        ("order_value <= 50 EUR", "50 EUR", True),
        # shares, periods, counts, days
        ("share_used < 10 %", "9 %", True),
        ("share_used < 10 %", "10 %", False),
        ("delay > 5 days", "6 days", True),
        ("delay > 5 days", "5 days", False),
        ("delay > 5 working days", "6 days", None),
        ("items >= 3", "3", True),
        ("items >= 3", "2", False),
        ("delay > 5", "6 days", True),
        ("delay > 5", "5 days", False),
        ("delay > 5", "6 weeks", None),
        ("purchase_date >= 2026-06-01", "2026-06-01", True),
        ("purchase_date >= 2026-06-01", "2026-05-31", False),
        # words and truths
        ("tier is gold", "Gold", True),
        ("tier is gold", "silver", False),
        ("tier is not gold", "silver", True),
        ("tier is not gold", "gold", False),
        ("photo_provided", "yes", True),
        ("photo_provided", "no", False),
        ("photo_provided", "gold", None),
        ("tier is not gold", "yes", None),
        ("items is 3", "3", True),
        ("items is 3", "4", False),
        ("items is 3", "gold", None),
        ("items > 3", "gold", None),
    ],
)
def test_a_listed_condition(condition: str, fact: str, *, answer: bool | None) -> None:
    (listed,) = parse_licence(f"refund, when: {condition}").conditions
    assert not isinstance(listed, str)
    assert settled(listed, case({listed.fact: fact})) is answer
    assert settled(listed, case({})) is None


@pytest.mark.parametrize(
    ("condition", "facts", "answer"),
    [
        ("if the delay is more than 5 days", {"delay": "6 days"}, True),
        ("if the delay is more than 5 days", {"delay": "5 days"}, False),
        ("if the delay is at least 5 days", {"delay": "5 days"}, True),
        ("if the delay is less than 5 days", {"delay": "5 days"}, False),
        ("with a delay of 5 days", {"delay": "5 days"}, True),
        ("with a delay of 5 days", {"delay": "6 days"}, False),
        ("if the item is opened", {"opened": "yes"}, True),
        ("if the item is not opened", {"opened": "yes"}, False),
        # what is not settled by what we know
        ("if the delay is more than 5 days", {"delay": "6 EUR"}, None),
        ("if the delay is between 5 days and 9 days", {"delay": "6 days"}, None),
        ("if the item is opened", {"tier": "gold"}, None),
        ("if the item is opened", {"opened": "gold"}, None),
    ],
)
def test_a_condition_in_words(
    condition: str, facts: dict[str, str], *, answer: bool | None
) -> None:
    assert settled(condition, case(facts)) is answer

"""A yes owes its conditions, also those that stand in a list."""

from __future__ import annotations

import pytest

from desk.draft import Severity
from desk.reading.lists import ALTERNATIVE, lists_of
from tests.services.clauses import Scene, blocks, clause, codes

RATE = clause(
    "pay#rate",
    "Apprentices are entitled to the apprentice rate if they are either:\n\n* under 19\n"
    "* in the first year of their apprenticeship",
    listed=False,
)
ACCOUNT = clause(
    "bank#open",
    "You can open an account if:\n1. you are at least 18 years old\n2. you live in the EU",
    listed=False,
)
NORWAY = clause("ship#norway", "We deliver to Norway.", listed=False)


@pytest.mark.parametrize(
    ("yes", "rule"),
    [
        ("Yes, you are entitled to the apprentice rate.", RATE),
        ("Of course, you can open an account.", ACCOUNT),
        ("Hi Anna, yes, you can open an account.", ACCOUNT),
        ("Yes, you can open an account if you are at least 18 years old.", ACCOUNT),  # one of two
    ],
)
def test_a_yes_without_its_conditions_is_a_finding(yes: str, rule: object) -> None:
    assert "condition_missing" in codes(Scene((rule,), public=False).check(yes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("yes", "rule"),
    [
        ("Yes, you are entitled to the apprentice rate if you are under 19.", RATE),
        (
            "Yes, you can open an account if you are at least 18 years old and live in the EU.",
            ACCOUNT,
        ),
        ("Yes, we deliver to Norway.", NORWAY),
        (ACCOUNT.text, ACCOUNT),
        (RATE.text, RATE),
    ],
)
def test_a_yes_with_its_conditions_passes(yes: str, rule: object) -> None:
    assert blocks(Scene((rule,), public=False).check(yes)) == []  # type: ignore[arg-type]


def test_a_bare_yes_to_what_hangs_on_more_is_only_shown() -> None:
    rule = clause("vat#charge", "You must not charge VAT on exempt goods.", listed=False)
    found = Scene((rule,), public=False).check("Yes, goods have VAT.").findings
    assert [(f.code, f.severity) for f in found] == [("condition_missing", Severity.LOOK)]


def test_what_a_clause_offers_without_an_object_does_nothing_else() -> None:
    offers = clause("air#sorry", "If it is late, the agent can offer compensation.", listed=False)
    said = "Your booking has been successfully cancelled."
    assert blocks(Scene((offers,), public=False).check(said)) == ["unlicensed_commitment"]


@pytest.mark.parametrize(
    ("units", "found"),
    [
        (["You get it if:", "* a is so", "* b is so"], [(0, ("a is so", "b is so"))]),
        (["You must be one of:", "- a", "- b"], [(0, (f"a{ALTERNATIVE}b",))]),
        (
            ["Sie können es, wenn:", "1. a", "2. b oder", "3. c"],
            [(0, (f"a{ALTERNATIVE}b oder{ALTERNATIVE}c",))],
        ),
        (["We sell:", "* lamps"], []),
        (["You get it if:", "no item"], []),
    ],
)
def test_lists_of_conditions(units: list[str], found: list[object]) -> None:
    assert list(lists_of(units)) == found


def test_that_a_rule_without_conditions_applies_may_be_said() -> None:
    rule = clause("credit#voucher", "We give a credit of 5 EUR.", "credit, exactly 5 EUR")
    assert codes(Scene((rule,), public=False).check("This applies to you.")) == []

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.currencies import CODES
from policies.faults import NotUnderstood
from policies.terms import Money, Percent, Period, Unit
from policies.values import Value, parse_amount, parse_day, parse_period, parse_value, show_value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("15 EUR", Money(Decimal(15), "EUR")),
        ("15.50 EUR", Money(Decimal("15.50"), "EUR")),
        ("4.90 eur", Money(Decimal("4.90"), "EUR")),
        ("€15", Money(Decimal(15), "EUR")),
        ("15 €", Money(Decimal(15), "EUR")),
        ("US$20", Money(Decimal(20), "USD")),
        ("GBP 7", Money(Decimal(7), "GBP")),
        ("15 euros", Money(Decimal(15), "EUR")),
        ("10 %", Percent(Decimal(10))),
        ("10%", Percent(Decimal(10))),
        ("12.5 percent", Percent(Decimal("12.5"))),
        ("5 working days", Period(Decimal(5), Unit.WORKING_DAY)),
        ("1 business day", Period(Decimal(1), Unit.WORKING_DAY)),
        ("two weeks", Period(Decimal(2), Unit.WEEK)),
        ("24 hours", Period(Decimal(24), Unit.HOUR)),
        ("2026-01-31", date(2026, 1, 31)),
        ("3", Decimal(3)),
        ("-3.5", Decimal("-3.5")),
        ("yes", True),
        ("false", False),
        ("NO", "NO"),  # Norway
        ("gold", "gold"),
        ("one of a kind", "one of a kind"),
        ("4711-A", "4711-A"),
        ('"12 Elm Street"', "12 Elm Street"),
        ("  wrong \n item ", "wrong item"),
    ],
)
def test_values_read_as_people_write_them(words: str, value: Value) -> None:
    assert parse_value(words) == value
    assert type(parse_value(words)) is type(value)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("", "no value"),
        ("1,500 EUR", "1,500"),
        ("15.505 EUR", "15.505"),
        ("15 EURO-ish", "EURO-ish"),
        ("5 working days late", "working days late"),
        ("12 Elm Street", "Elm Street"),
        ("-10 %", "negative"),
        ("-5 days", "negative"),
        ("2026-02-30", "not a day of the calendar"),
        ('""', "quotation marks"),
    ],
)
def test_what_is_half_a_quantity_is_refused_with_the_word(words: str, names: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_value(words)
    assert names in str(refused.value)
    assert refused.value.mend


def test_amount_period_and_day_take_nothing_else() -> None:
    for parse, wrong in ((parse_amount, "5 days"), (parse_period, "5 EUR"), (parse_day, "today")):
        with pytest.raises(NotUnderstood, match="Write"):
            parse(wrong)


_numbers = st.decimals(min_value=0, max_value=10**9, places=2)
values: st.SearchStrategy[Value] = st.one_of(
    st.builds(Money, _numbers, st.sampled_from(sorted(CODES))),
    st.builds(Percent, st.decimals(min_value=0, max_value=1000, places=1)),
    st.builds(Period, st.integers(0, 999).map(Decimal), st.sampled_from(Unit)),
    st.dates(),
    st.integers(-(10**9), 10**9).map(Decimal),
    st.booleans(),
    st.from_regex(r"[a-z]{2,9}( [a-z]{2,9}){0,2}", fullmatch=True),
)


@given(values)
def test_a_value_that_is_shown_reads_back(value: Value) -> None:
    assert parse_value(show_value(value)) == value


@given(st.text())
def test_no_words_break_the_grammar(words: str) -> None:
    try:
        value = parse_value(words)
    except NotUnderstood as refused:
        assert refused.message  # noqa: PT017  # either a value or a message, nothing else
    else:
        assert value == "" or show_value(value)

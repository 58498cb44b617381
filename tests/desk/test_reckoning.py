"""Days that a reply names are those on which a period of the cited clause ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.draft import Citation, Part, Sentence
from desk.reading.mention import Weekday
from desk.reckoning import end_of, next_day
from policies.book import Book
from policies.days_off import DayOff
from policies.terms import Period, Unit
from tests.services.clauses import CHECK, COMPANY, DAY, Scene, blocks, clause

# The case is of Wednesday, 1 July 2026.
FEE = clause(
    "late#fee",
    "If a parcel is late, we refund the shipping fee within 5 working days.",
    "refund of the shipping fee, within 5 working days",
)
SCENE = Scene((FEE,), public=False)


@pytest.mark.parametrize(
    "when",
    ["within 5 working days", "by 8 July 2026", "by 8 July", "by Wednesday", "by 2026-07-08"],
)
def test_the_day_on_which_the_period_ends_may_be_named(when: str) -> None:
    assert blocks(SCENE.check(f"We will refund the shipping fee {when}.")) == []


@pytest.mark.parametrize(
    "when",
    ["by tomorrow", "today", "by Friday", "by 7 July 2026", "by 9 July 2026", "next week",
     "by Monday", "by the day after tomorrow", "in two weeks"],
)  # fmt: skip
def test_no_other_day_may(when: str) -> None:
    assert blocks(SCENE.check(f"We will refund the shipping fee {when}."))


@pytest.mark.parametrize(
    ("start", "count", "unit", "end"),
    [
        (date(2026, 7, 3), 1, Unit.WORKING_DAY, date(2026, 7, 6)),  # over a weekend
        (date(2026, 7, 4), 1, Unit.WORKING_DAY, date(2026, 7, 6)),  # from a Saturday
        (date(2026, 7, 1), 2, Unit.WEEK, date(2026, 7, 15)),
        (date(2026, 1, 31), 1, Unit.MONTH, date(2026, 2, 28)),
        (date(2024, 2, 29), 1, Unit.YEAR, date(2025, 2, 28)),
        (date(2026, 7, 1), 48, Unit.HOUR, None),
        (date(9999, 12, 31), 1, Unit.DAY, None),
        (date(9999, 12, 31), 1, Unit.YEAR, None),
    ],
)
def test_when_a_period_ends(start: date, count: int, unit: Unit, end: date | None) -> None:
    assert end_of(start, Period(Decimal(count), unit)) == end


@given(st.integers(min_value=1, max_value=7), st.dates())
def test_a_weekday_is_one_of_the_next_seven_days(number: int, today: date) -> None:
    if today > date(9999, 12, 24):
        return
    day = next_day(Weekday(number), today)
    assert day.isoweekday() == number
    assert 1 <= (day - today).days <= 7


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(min_value=0, max_value=300))
def test_a_working_day_is_never_on_a_weekend(start: date, count: int) -> None:
    end = end_of(start, Period(Decimal(count), Unit.WORKING_DAY))
    assert end is not None
    assert end >= start
    assert count == 0 or end.isoweekday() <= 5


def test_the_case_stands_on_a_wednesday() -> None:
    assert DAY.isoweekday() == 3


FREE = (DayOff(month=7, day=3), DayOff("DE", month=7, day=6), DayOff(after_easter=1))


@pytest.mark.parametrize(
    ("region", "end"), [("", "9 July"), ("FR", "9 July"), ("DE", "10 July"), ("de", "10 July")]
)
def test_days_off_of_the_region_are_left_out(region: str, end: str) -> None:
    company = replace(COMPANY, days_off=FREE)
    case = replace(SCENE, scope={"region": region}).case()
    for day in ("8 July", "9 July", "10 July"):
        text = f"We will refund the shipping fee by {day}."
        sentence = Sentence(text, Part.RESOLUTION, (Citation(FEE.id, FEE.version),))
        found = CHECK(text, (sentence,), Book.of((FEE,)), company, case)
        assert (blocks(found) == []) is (day == end)


def test_a_company_that_never_works_is_no_endless_loop() -> None:
    never = tuple(DayOff(month=m, day=d) for m in range(1, 13) for d in range(1, 32))
    assert end_of(DAY, Period(Decimal(5), Unit.WORKING_DAY), never) is not None

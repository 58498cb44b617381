"""Days off as a company lists them: of each year, of one year, and around Easter."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.company import Company
from policies.company_reader import read_company
from policies.days_off import days_off_in, easter


def read(folder: Path, text: str) -> tuple[Company, list[str]]:
    (folder / "days_off.yaml").write_text(text, "utf-8")
    found = read_company(folder)
    return found.company, [str(fault) for fault in found.faults]


def test_which_days_are_free_where(tmp_path: Path) -> None:
    company, faults = read(
        tmp_path,
        "- days: [12-25, easter+1]\n- {region: DE, days: [10-03, 2026-12-24]}\n",
    )
    assert faults == []

    def free(day: date, region: str) -> bool:
        return any(d.falls_on(day) for d in days_off_in(company.days_off, region))

    assert free(date(2026, 12, 25), "")
    assert free(date(2031, 12, 25), "FR")
    assert free(date(2026, 4, 6), "FR")  # Easter Monday
    assert free(date(2026, 10, 3), "de")
    assert not free(date(2026, 10, 3), "FR")
    assert not free(date(2026, 10, 3), "")  # nobody knows where
    assert free(date(2026, 12, 24), "DE")
    assert not free(date(2027, 12, 24), "DE")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- days: [soon]\n", "“soon” is no day"),
        ("- days: [02-30]\n", "“02-30” is no day"),
        ("- days: [2026-02-29]\n", "is no day"),
        ("- days: 13-01\n", "is no day"),
        ("- region: DE\n", "lists no days"),
        ("- {days: [12-25], where: DE}\n", '"where"'),
        ("days: [12-25]\n", "should be a list"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, text: str, said: str) -> None:
    company, faults = read(tmp_path, text)
    assert said in faults[0]
    assert "days_off.yaml:" in faults[0]
    assert company.days_off == ()


# Of the Gregorian calendar, from any church calendar.
@pytest.mark.parametrize(
    ("year", "day"),
    [(1818, (3, 22)), (1943, (4, 25)), (2000, (4, 23)), (2024, (3, 31)), (2026, (4, 5))],
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@given(st.integers(1583, 4099))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    assert easter(year).isoweekday() == 7
    assert date(year, 3, 22) <= easter(year) <= date(year, 3, 22) + timedelta(days=34)

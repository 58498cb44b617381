"""Days on which a company does not work besides weekends, as `days_off.yaml` lists them.

    - days: [01-01, easter-2, easter+1, 12-25, 12-26]    # every year, in every region
    - region: DE
      days: [05-01, 10-03, 2026-12-24]                   # one day of one year

A company lists its own: which public holidays it keeps, and which days more, only it knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import yaml

from policies.faults import Faults
from policies.yaml_fields import Fields, list_of_fields

ANYWHERE = "any"
_EASTER = re.compile(r"easter(?:\s*(?P<by>[+-]\s*\d{1,3}))?", re.IGNORECASE)
_DAY = re.compile(r"(?:(?P<year>\d{4})-)?(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_LEAP = 2000  # a year in which every day exists
_MEND = "Write 12-25, 2026-12-24, or easter+1."


@dataclass(frozen=True)
class DayOff:
    """A day of each year, or of `year` alone; with `after_easter` counted in days from Easter."""

    region: str = ANYWHERE
    month: int = 0
    day: int = 0
    year: int | None = None
    after_easter: int | None = None

    def falls_on(self, day: date) -> bool:
        """Whether it is this day."""
        if self.after_easter is not None:
            return day - timedelta(days=self.after_easter) == easter(day.year)
        return (day.month, day.day) == (self.month, self.day) and self.year in {None, day.year}


def days_off_in(days: Iterable[DayOff], region: str) -> tuple[DayOff, ...]:
    """Those that are kept in a region; without one, those that are kept everywhere."""
    return tuple(d for d in days if d.region.casefold() in {ANYWHERE, region.casefold()})


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's rule)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, even = divmod(century, 4)
    moved = (century - (century + 8) // 25 + 1) // 3
    full = (19 * golden + century - leap - moved + 15) % 30
    fourth, left = divmod(rest, 4)
    sunday = (32 + 2 * even + 2 * fourth - full - left) % 7
    late = (golden + 11 * full + 22 * sunday) // 451
    month, day = divmod(full + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def read_days_off(node: yaml.Node, faults: Faults) -> tuple[DayOff, ...]:
    """The days that a file lists; a day that cannot be read is a fault."""
    found: list[DayOff] = []
    for item in list_of_fields(node, faults, what="days_off.yaml"):
        region = item.text("region", ANYWHERE)
        for words in item.texts("days"):
            if (day := _day(words, region)) is None:
                item.fault("days", f"“{words}” is no day.", _MEND)
            else:
                found.append(day)
        if not item.has("days"):
            _nothing(item)
        item.refuse_others()
    return tuple(found)


def _nothing(item: Fields) -> None:
    item.fault("days", "This entry lists no days.", _MEND)


def _day(words: str, region: str) -> DayOff | None:
    if moving := _EASTER.fullmatch(words.strip()):
        by = (moving["by"] or "0").replace(" ", "")
        return DayOff(region, after_easter=int(by))
    fixed = _DAY.fullmatch(words.strip())
    if fixed is None:
        return None
    year = int(fixed["year"]) if fixed["year"] else None
    month, day = int(fixed["month"]), int(fixed["day"])
    try:
        date(year or _LEAP, month, day)
    except ValueError:
        return None
    return DayOff(region, month, day, year)

"""Days reckoned from a case: when "within 5 working days" ends, which day "Friday" is.

Working days are Monday to Friday but for the days off that the company lists for the region of
the case. Where it lists none, a day named for such a period is the earliest that it can mean.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from desk.facts import CaseFacts
from desk.reading.mention import Weekday
from policies.days_off import DayOff
from policies.terms import Period, Unit

_WORKING_WEEK = 5
_MOST = 1000  # days that are counted one by one
_MOST_SKIPPED = 4 * _MOST  # even where somebody lists every day as free


def ends_of(period: Period, facts: CaseFacts) -> tuple[date, ...]:
    """The days on which a period ends that begins with the case or with a day that is known."""
    known = (f.value for n in facts.facts if (f := facts.known(n)) is not None)
    starts = (facts.as_of, *(value for value in known if isinstance(value, date)))
    off = facts.days_off
    return tuple(end for start in starts if (end := end_of(start, period, off)) is not None)


def end_of(start: date, period: Period, off: tuple[DayOff, ...] = ()) -> date | None:
    """The day on which a period that begins on `start` ends; None for parts of days and of units.

    A month ends on the same day of a later month, or on its last. On days `off` nobody works.
    """
    if period.count != int(period.count):
        return None
    count = int(period.count)
    try:
        match period.unit:
            case Unit.DAY:
                return start + timedelta(days=count)
            case Unit.WEEK:
                return start + timedelta(weeks=count)
            case Unit.WORKING_DAY:
                return _working_days(start, count, off)
            case Unit.MONTH:
                return _months(start, count)
            case Unit.YEAR:
                return _months(start, 12 * count)
    except (OverflowError, ValueError):
        return None
    return None


def next_day(weekday: Weekday, today: date) -> date:
    """The first such day after today: on a Friday, "Friday" is in a week."""
    ahead = (weekday.number - today.isoweekday() - 1) % 7 + 1
    return today + timedelta(days=ahead)


def _months(start: date, count: int) -> date:
    years, month = divmod(start.month - 1 + count, 12)
    year = start.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def _working_days(start: date, count: int, off: tuple[DayOff, ...]) -> date:
    day = start
    left = min(count, _MOST)
    for _ in range(_MOST_SKIPPED):
        if not left:
            break
        day += timedelta(days=1)
        if day.isoweekday() <= _WORKING_WEEK and not any(one.falls_on(day) for one in off):
            left -= 1
    return day

"""Days reckoned from a case: when "within 5 working days" ends, which day "Friday" is.

Working days are Monday to Friday. Public holidays are not known here, so that a day named for a
period in working days is the earliest that it can mean; a reply that names a later one is refused
like any other day, and "within 5 working days" can always be said instead.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from desk.facts import CaseFacts
from desk.reading.mention import Weekday
from policies.terms import Period, Unit

_WORKING_WEEK = 5
_MOST = 1000  # days that are counted one by one


def ends_of(period: Period, facts: CaseFacts) -> tuple[date, ...]:
    """The days on which a period ends that begins with the case or with a day that is known."""
    known = (f.value for n in facts.facts if (f := facts.known(n)) is not None)
    starts = (facts.as_of, *(value for value in known if isinstance(value, date)))
    return tuple(end for start in starts if (end := end_of(start, period)) is not None)


def end_of(start: date, period: Period) -> date | None:
    """The day on which a period that begins on `start` ends; None for parts of days and of units.

    A month ends on the same day of a later month, or on its last.
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
                return _working_days(start, count)
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


def _working_days(start: date, count: int) -> date:
    day = start
    for _ in range(min(count, _MOST)):
        day += timedelta(days=1)
        while day.isoweekday() > _WORKING_WEEK:
            day += timedelta(days=1)
    return day

"""A quantity that stands in a text, and where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from policies.terms import Money, Percent, Period, Unit


@dataclass(frozen=True)
class DayOfYear:
    """A date without its year: "12 March"."""

    month: int
    day: int


@dataclass(frozen=True)
class Weekday:
    """A day named by its weekday, 1 for Monday: "by Friday"."""

    number: int


# What a weekday stands for where a commitment wants a period: no clause says "by this Friday".
NEVER_SAID = Period(Decimal(0), Unit.WEEK)

MentionValue = Money | Percent | Period | Decimal | date | DayOfYear | Weekday


@dataclass(frozen=True)
class Mention:
    """One quantity at `text[start:end]`, counted in code points."""

    value: MentionValue
    start: int
    end: int

"""The quantities and kinds that policy speaks in: money, percents, periods, conditions.

These are the words that both sides of the licence check share: what a clause permits
(`policies.clause`) and what a text would owe (`desk.commitment`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing is owed. A kind that is not in this list is never licensed."""

    REFUND = "refund"
    CREDIT = "credit"
    DISCOUNT = "discount"
    REPLACEMENT = "replacement"
    REPAIR = "repair"
    WAIVER = "waiver"
    COMPENSATION = "compensation"
    DEADLINE = "deadline"  # something is done, or may be asked for, until then
    ACTION = "action"  # something that we do: collect, call back, investigate
    ELIGIBILITY = "eligibility"  # the customer may claim, return, exchange, join
    PRICE = "price"  # what something costs, or that a price is held
    ADMISSION = "admission"  # that we are at fault or liable
    STATEMENT = "statement"  # a legal or safety statement


class Unit(StrEnum):
    """Units of a period, from short to long."""

    MINUTE = "minute"
    HOUR = "hour"
    WORKING_DAY = "working day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True)
class Money:
    """An amount of one currency. `currency` is an ISO 4217 code, `amount` is in its major unit."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        amount = self.amount
        shown = f"{amount:f}" if amount != amount.to_integral_value() else f"{int(amount)}"
        return f"{shown} {self.currency}"


@dataclass(frozen=True)
class Percent:
    """A share in percent; 15 means 15 %."""

    value: Decimal

    def __str__(self) -> str:
        return f"{self.value.normalize():f} %"


# Shortest and longest length of one unit in hours. A working day is at least a day, and
# seven calendar days hold five of them; months and years vary with the calendar.
_HOURS: dict[Unit, tuple[Decimal, Decimal]] = {
    Unit.MINUTE: (Decimal(1) / 60, Decimal(1) / 60),
    Unit.HOUR: (Decimal(1), Decimal(1)),
    Unit.WORKING_DAY: (Decimal(24), Decimal(24) * 7 / 5),
    Unit.DAY: (Decimal(24), Decimal(24)),
    Unit.WEEK: (Decimal(168), Decimal(168)),
    Unit.MONTH: (Decimal(24) * 28, Decimal(24) * 31),
    Unit.YEAR: (Decimal(24) * 365, Decimal(24) * 366),
}


@dataclass(frozen=True)
class Period:
    """A length of time as policy states it: "5 working days" stays five working days.

    Two periods in different units are ordered only where the order holds on every calendar.
    """

    count: Decimal
    unit: Unit

    def compare(self, other: Period) -> int | None:
        """-1, 0 or 1 as `self` is shorter, equal or longer; None where the calendar decides."""
        if self.unit is other.unit:
            return (self.count > other.count) - (self.count < other.count)
        if {self.unit, other.unit} == {Unit.MONTH, Unit.YEAR}:
            mine, yours = self._months(), other._months()
            return (mine > yours) - (mine < yours)
        low, high = (self.count * bound for bound in _HOURS[self.unit])
        other_low, other_high = (other.count * bound for bound in _HOURS[other.unit])
        if low == high == other_low == other_high:
            return 0
        if high <= other_low:
            return -1
        if low >= other_high:
            return 1
        return None

    def _months(self) -> Decimal:
        return self.count * 12 if self.unit is Unit.YEAR else self.count

    def __str__(self) -> str:
        plural = "" if self.count == 1 else "s"
        return f"{self.count.normalize():f} {self.unit.value}{plural}"


class Op(StrEnum):
    """How a condition compares a case fact with its value."""

    IS = "is"
    IS_NOT = "is not"
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


Quantity = Money | Percent | Period | Decimal | date


@dataclass(frozen=True)
class Condition:
    """One thing that must hold before a licence applies: `delay > 5 working days`.

    `fact` is the name of a case fact in snake_case; `values` are alternatives, of which one
    must hold ("reason is damaged or faulty"); a bare name asks for a fact that is true.
    """

    fact: str
    op: Op
    values: tuple[Quantity | str | bool, ...]
    words: str

    def __str__(self) -> str:
        return self.words

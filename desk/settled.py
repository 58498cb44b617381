"""Whether case facts meet a condition, typed or in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from desk.facts import CaseFacts, FactValue
from desk.phrases import NEGATION
from desk.reading.quantities import quantities
from desk.vocabulary import overlap, roots
from policies.terms import Condition, Money, Op, Percent, Period, Quantity, Unit

_Wanted = Quantity | str | bool


def settled(condition: Condition | str, facts: CaseFacts) -> bool | None:
    """Whether facts meet a condition; None where they do not say."""
    return (
        _typed(condition, facts) if isinstance(condition, Condition) else _prose(condition, facts)
    )


def _typed(condition: Condition, facts: CaseFacts) -> bool | None:
    fact = facts.known(condition.fact)
    if fact is None:
        return None
    results = [_holds(fact.value, condition.op, value) for value in condition.values]
    if condition.op is Op.IS_NOT:
        return None if None in results else all(results)
    if True in results:
        return True
    return None if None in results else False


def _holds(value: FactValue, op: Op, wanted: _Wanted) -> bool | None:
    if op in {Op.IS, Op.IS_NOT}:
        equal = _equal(value, wanted)
        return equal if equal is None or op is Op.IS else not equal
    order = _order(value, wanted)
    if order is None:
        return None
    checks: dict[Op, Callable[[int], bool]] = {
        Op.LESS: lambda o: o < 0,
        Op.AT_MOST: lambda o: o <= 0,
        Op.MORE: lambda o: o > 0,
        Op.AT_LEAST: lambda o: o >= 0,
    }
    return checks[op](order)


def _equal(value: FactValue, wanted: _Wanted) -> bool | None:
    if isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted if isinstance(value, bool) and isinstance(wanted, bool) else None
    if isinstance(value, str) and isinstance(wanted, str):
        return _flat(value) == _flat(wanted)
    order = _order(value, wanted)
    return None if order is None else order == 0


def _flat(words: str) -> str:
    return " ".join(words.casefold().replace("_", " ").replace("-", " ").split())


def _order(value: FactValue, wanted: _Wanted) -> int | None:
    match value, wanted:
        case Money(), Money() if value.currency == wanted.currency:
            return (value.amount > wanted.amount) - (value.amount < wanted.amount)
        case Percent(), Percent():
            return (value.value > wanted.value) - (value.value < wanted.value)
        case Period(), Period():
            return value.compare(wanted)
        case Decimal(), Decimal():
            return (value > wanted) - (value < wanted)
        case Period(unit=Unit.DAY), Decimal():
            return (value.count > wanted) - (value.count < wanted)
        case date(), date():
            return (value > wanted) - (value < wanted)
    return None


_MORE = re.compile(
    r"(?:more|longer|later|greater) than|over|above|exceed\w*|after|mehr als|über|länger als"
    r"|plus de",
    re.IGNORECASE,
)
_LEAST = re.compile(r"at least|or more|minimum|mindestens|au moins", re.IGNORECASE)
_LESS = re.compile(r"less than|under|below|weniger als|unter|moins de", re.IGNORECASE)


def _prose(condition: str, facts: CaseFacts) -> bool | None:
    """Whether facts settle a condition that stands in words.

    Only where a known fact is named in it: a quantity of the same sort is compared, a truth is
    taken as it is. Anything else stays open.
    """
    words = roots(condition)
    measured = quantities(condition, plain=False)
    for name in facts.facts:
        fact = facts.known(name)
        if fact is None or overlap(roots(name.replace("_", " ")), words) < 1:
            continue
        if isinstance(fact.value, bool) and not measured:
            return fact.value is not bool(NEGATION.search(condition))
        for mention in measured:
            if type(mention.value) is not type(fact.value):
                continue
            op = (
                Op.AT_LEAST if _LEAST.search(condition)
                else Op.MORE if _MORE.search(condition)
                else Op.LESS if _LESS.search(condition)
                else Op.AT_MOST
            )  # fmt: skip
            if len(measured) == 1 and isinstance(mention.value, Money | Percent | Period):
                return _holds(fact.value, op, mention.value)
    return None

"""How a licence stands to a case: are its conditions met, contradicted, or not known?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desk.facts import CaseFacts, Fact, FactValue
from drafting.wordlists import words
from policies.clause import Licence
from policies.terms import Condition, Kind, Money, Op, Percent, Period, Quantity

REMEDIES = frozenset(
    {Kind.REFUND, Kind.REPLACEMENT, Kind.REPAIR, Kind.CREDIT, Kind.DISCOUNT, Kind.COMPENSATION}
)


# Who has such a case says so at once; a rule for it is not for those who said nothing of it.
_TOLD_UNASKED = words(
    "express gift sold_out appointment_missed charged_twice recalled price_error parcel_state "
    "referral_link_used outage_confirmed day_named_in_order"
)
_Value = Quantity | str | bool


class Standing(StrEnum):
    """What the facts say of a condition."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Needs:
    """A licence's conditions, sorted by what the facts that count say of them.

    `claimed` are unknown ones of which the customer says that they are met.
    """

    met: tuple[Condition, ...]
    not_met: tuple[Condition, ...]
    unknown: tuple[Condition, ...]
    claimed: tuple[Condition, ...]

    @property
    def all_met(self) -> bool:
        """Whether nothing stands in the way by facts that count."""
        return not self.not_met and not self.unknown


def needs_of(licence: Licence, facts: CaseFacts, claims: Mapping[str, Fact]) -> Needs:
    """The conditions of one licence, compared with what is known and what the customer says."""
    met, not_met, unknown, claimed = [], [], [], []
    for condition in licence.conditions:
        standing = standing_of(condition, facts.known(condition.fact))
        if standing is Standing.MET:
            met.append(condition)
        elif standing is Standing.NOT_MET:
            not_met.append(condition)
        else:
            unknown.append(condition)
            if standing_of(condition, claims.get(condition.fact)) is Standing.MET:
                claimed.append(condition)
    return Needs(tuple(met), tuple(not_met), tuple(unknown), tuple(claimed))


def fits(licences: Iterable[Licence], facts: CaseFacts, claims: Mapping[str, Fact]) -> int:
    """How well the granting licences fit the case: above 0 where known or claimed facts meet
    conditions, below 0 where they contradict all of them.
    """
    best: int | None = None
    granting = [licence for licence in licences if licence.permits]
    remedies = [licence for licence in granting if licence.kind in REMEDIES]
    for licence in remedies or granting:
        points = 0
        for condition in licence.conditions:
            known = facts.known(condition.fact) or claims.get(condition.fact)
            standing = standing_of(condition, known)
            points += {Standing.MET: 1, Standing.NOT_MET: -4, Standing.UNKNOWN: 0}[standing]
            points -= standing is Standing.UNKNOWN and condition.fact in _TOLD_UNASKED
        best = points if best is None else max(best, points)
    return best or 0


def standing_of(condition: Condition, fact: Fact | None) -> Standing:
    """Whether one fact meets one condition. What cannot be compared is unknown, never met."""
    if fact is None:
        return Standing.UNKNOWN
    results = [_compare(condition.op, fact.value, value) for value in condition.values]
    if any(results):
        return Standing.MET
    return Standing.UNKNOWN if any(result is None for result in results) else Standing.NOT_MET


def _compare(op: Op, fact: FactValue, value: _Value) -> bool | None:
    if op in {Op.IS, Op.IS_NOT}:
        same = _same(fact, value)
        return same if op is Op.IS or same is None else not same
    order = _order(fact, value)
    if order is None:
        return None
    return {
        Op.LESS: order < 0,
        Op.AT_MOST: order <= 0,
        Op.MORE: order > 0,
        Op.AT_LEAST: order >= 0,
    }[op]


def _same(fact: FactValue, value: _Value) -> bool | None:
    if isinstance(fact, str) and isinstance(value, str):
        return fact.strip().casefold() == value.strip().casefold()
    if type(fact) is not type(value):
        return None
    return fact == value


def _order(fact: FactValue, value: _Value) -> int | None:
    if isinstance(fact, Period) and isinstance(value, Period):
        return fact.compare(value)
    if isinstance(fact, Money) and isinstance(value, Money):
        return _sign(fact.amount, value.amount) if fact.currency == value.currency else None
    if isinstance(fact, Percent) and isinstance(value, Percent):
        return _sign(fact.value, value.value)
    if isinstance(fact, Decimal) and isinstance(value, Decimal):
        return _sign(fact, value)
    if isinstance(fact, date) and isinstance(value, date):
        return (fact > value) - (fact < value)
    return None


def _sign(mine: Decimal, yours: Decimal) -> int:
    return (mine > yours) - (mine < yours)

"""Whether a condition is met by case facts, stated in the reply, or asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desk.facts import CaseFacts
from desk.phrases import Phrase, Reply, Side
from desk.reading.conditions import EXCEPTION
from desk.reading.lists import ALTERNATIVE
from desk.reading.quantities import quantities, same
from desk.settled import settled
from desk.vocabulary import overlap, roots
from policies.terms import Condition, Money, Op, Percent, Period, Quantity, Unit

_LIKE = 0.6  # share of a condition's words that names it
_SOME = 0.3  # … where its time is named as well


class Met(StrEnum):
    """How a condition stands. MISSING is not a yes."""

    MET = "met"
    STATED = "stated"
    ASKED = "asked"
    NOT_MET = "not met"
    MISSING = "missing"


def how_met(
    condition: Condition | str, facts: CaseFacts, reply: Reply, own: Phrase, own_rule: Phrase
) -> Met:
    """How one condition of a permission stands; `own` is the commitment's own sentence and
    `own_rule` what that says of things in general ("gold members").
    """
    by_facts = settled(condition, facts)
    if by_facts is not None:
        return Met.MET if by_facts else Met.NOT_MET
    named = _Named.all_of(condition)
    if any(n.stated_in(phrase) for n in named for phrase in (*reply.conditions, own_rule)):
        return Met.STATED
    if _within(condition, (own, *reply.conditions, *reply.requests)):
        return Met.STATED
    if any(n.asked_in(r) or n.timed_in(r) for n in named for r in reply.requests):
        return Met.ASKED
    return Met.MISSING


def all_stated(conditions: Iterable[str], reply: Reply) -> bool:
    """Whether a reply states each of these conditions, of which there is at least one."""
    named = [_Named.all_of(condition) for condition in conditions]
    return bool(named) and all(
        any(one.stated_in(phrase) for one in ones for phrase in reply.conditions) for ones in named
    )


def names(condition: Condition | str, phrase: Phrase) -> bool:
    """Whether a phrase speaks of a condition."""
    asked = any(one.asked_in(phrase) for one in _Named.all_of(condition))
    return asked or _within(condition, (phrase,))


def _within(condition: Condition | str, phrases: Iterable[Phrase]) -> bool:
    """Whether "within 30 days after delivery" states "days since delivery <= 30"."""
    if not isinstance(condition, Condition) or condition.op not in {Op.AT_MOST, Op.LESS}:
        return False
    unit = {"days": Unit.DAY, "months": Unit.MONTH}.get(condition.fact.split("_", 1)[0])
    bounds = [Period(v, unit) for v in condition.values if unit and isinstance(v, Decimal)]
    there = [m.value for phrase in phrases for m in phrase.quantities]
    return any(isinstance(t, Period) and same(t, bound) for bound in bounds for t in there)


# What a fact's name adds to its noun: "photo provided" is named by "a photo".
_FILLERS = roots("provided known confirmed checked given stated kept sent available present")


@dataclass(frozen=True)
class _Named:
    """What a phrase of the reply must hold to name a condition: one of the word sets, all of the
    quantities and numbers, and a negation or none where the condition is about a truth.
    """

    alternatives: tuple[frozenset[str], ...]
    measured: tuple[Money | Percent | Period | date, ...] = ()
    numbers: tuple[Decimal, ...] = ()
    negated: bool | None = None
    side: Side = Side.OPEN
    excludes: bool = False

    @staticmethod
    def all_of(condition: Condition | str) -> tuple[_Named, ...]:
        """What names this condition; several where one item of a list is enough."""
        if isinstance(condition, Condition):
            return (_Named.of(condition),)
        return tuple(map(_Named.said, condition.split(ALTERNATIVE)))

    @staticmethod
    def said(words: str) -> _Named:
        """What names a condition that stands in words; "under 19" is named by its number."""
        found = [m.value for m in quantities(words)]
        exact = tuple(v for v in found if isinstance(v, Money | Percent | Period | date))
        plain = tuple(v for v in found if isinstance(v, Decimal))
        meaning = roots(words)
        said = Phrase.of(words, excludes=bool(EXCEPTION.match(words)))
        return _Named(
            (meaning,),
            exact,
            () if meaning else plain,
            # of "unless it was used" the reply keeps the sense only without another "not"
            negated=said.negated is not True if said.excludes else None,
            side=said.side,
            excludes=said.excludes,
        )

    @staticmethod
    def of(condition: Condition) -> _Named:
        """What names a condition that the owner listed."""
        name = roots(condition.fact.replace("_", " "))
        said = [roots(value) for value in condition.values if isinstance(value, str)]
        truth = condition.values[0] if condition.values else True
        return _Named(
            alternatives=tuple(filter(None, said)) or ((name - _FILLERS) or name,),
            measured=tuple(
                v for v in condition.values if isinstance(v, Money | Percent | Period | date)
            ),
            numbers=tuple(v for v in condition.values if isinstance(v, Decimal)),
            negated=_negation(condition.op, truth),
            side=_SIDES.get(condition.op, Side.OPEN),
        )

    def asked_in(self, phrase: Phrase) -> bool:
        """Whether a question asks for it."""
        if any(words and overlap(words, phrase.roots) >= _LIKE for words in self.alternatives):
            return True
        there = [m.value for m in phrase.quantities]
        return not any(self.alternatives) and any(
            _counts(value, number) for value in there for number in self.numbers
        )

    def timed_in(self, phrase: Phrase) -> bool:
        """Whether a request asks for something of it within the very time that it gives: "we need
        your receipt within 14 days" asks for "if you send us the receipt within 14 days of it".
        """
        there = [m.value for m in phrase.quantities]
        spans = [v for v in self.measured if isinstance(v, Period)]
        known = bool(spans) and all(any(same(v, t) for t in there) for v in self.measured)
        return known and any(overlap(words, phrase.roots) >= _SOME for words in self.alternatives)

    def stated_in(self, phrase: Phrase) -> bool:
        """Whether a condition of the reply is this one."""
        if not self.asked_in(phrase):
            return False
        if self.negated is not None:
            if (phrase.negated is not phrase.excludes) is not self.negated:
                return False
        elif phrase.excludes is not self.excludes:
            return False
        if Side.OPEN not in {self.side, phrase.side} and phrase.side is not self.side:
            return False
        there = [m.value for m in phrase.quantities]
        return all(any(same(value, t) for t in there) for value in self.measured) and all(
            any(_counts(t, number) for t in there) for number in self.numbers
        )


_SIDES = {
    Op.MORE: Side.ABOVE,
    Op.AT_LEAST: Side.ABOVE,
    Op.LESS: Side.BELOW,
    Op.AT_MOST: Side.BELOW,
}


def _negation(op: Op, wanted: Quantity | str | bool) -> bool | None:  # noqa: FBT001 - one of many
    if isinstance(wanted, bool):
        return not wanted
    return True if op is Op.IS_NOT else None


def _counts(there: object, wanted: Decimal) -> bool:
    return there == wanted or (isinstance(there, Period) and there.count == wanted)

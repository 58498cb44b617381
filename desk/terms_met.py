"""Whether a condition is met by case facts, stated in the reply, or asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desk.facts import CaseFacts, FactValue
from desk.reading.conditions import conditions
from desk.reading.language import language_of
from desk.reading.mention import Mention
from desk.reading.quantities import quantities, same
from desk.reading.spans import sentences
from desk.vocabulary import overlap, roots
from policies.terms import Condition, Money, Op, Percent, Period, Quantity, Unit

_Wanted = Quantity | str | bool


class Met(StrEnum):
    """How a condition stands. MISSING is not a yes."""

    MET = "met"
    STATED = "stated"
    ASKED = "asked"
    NOT_MET = "not met"
    MISSING = "missing"


@dataclass(frozen=True)
class Phrase:
    """A piece of the reply: its root words, quantities, and whether it holds a negation."""

    roots: frozenset[str]
    quantities: tuple[Mention, ...]
    negated: bool

    @staticmethod
    def of(words: str) -> Phrase:
        """The phrase of these words."""
        return Phrase(roots(words), quantities(words), bool(_NEGATION.search(words)))


_NEGATION = re.compile(
    r"\b(?:not|no|never|without|nicht|kein\w*|pas|sin|sem|senza|niet|geen|non)\b|n['’]t\b"
    r"|\bun(?=open|use|worn|damag)",
    re.IGNORECASE,
)
_LIKE = 0.6  # share of a condition's words that names it
_QUOTES = "\"'”’) "


@dataclass(frozen=True)
class Reply:
    """What a reply states as conditions and what it asks; computed once for each text."""

    conditions: tuple[Phrase, ...]
    questions: tuple[Phrase, ...]

    @staticmethod
    def of(text: str) -> Reply:
        """The conditions and questions of a text."""
        usual = language_of(text)
        stated: list[Phrase] = []
        asked: list[Phrase] = []
        for start, end in sentences(text):
            sentence = text[start:end]
            if sentence.rstrip(_QUOTES).endswith("?"):
                asked.append(Phrase.of(sentence))
            else:
                language = language_of(sentence, usual)
                stated += (Phrase.of(c.words) for c in conditions(sentence, language))
        return Reply(tuple(stated), tuple(asked))


def how_met(condition: Condition | str, facts: CaseFacts, reply: Reply, own: Phrase) -> Met:
    """How one condition of a permission stands; `own` is the commitment with its conditions."""
    by_facts = (
        _typed(condition, facts) if isinstance(condition, Condition) else _prose(condition, facts)
    )
    if by_facts is not None:
        return Met.MET if by_facts else Met.NOT_MET
    named = _Named.of(condition)
    if any(map(named.stated_in, reply.conditions)) or _in_own_period(condition, own):
        return Met.STATED
    if any(map(named.asked_in, reply.questions)):
        return Met.ASKED
    return Met.MISSING


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
            return fact.value is not bool(_NEGATION.search(condition))
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

    @staticmethod
    def of(condition: Condition | str) -> _Named:
        """What names this condition."""
        if isinstance(condition, str):
            measured = (m.value for m in quantities(condition, plain=False))
            exact = tuple(v for v in measured if isinstance(v, Money | Percent | Period | date))
            return _Named((roots(condition),), exact)
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
        )

    def asked_in(self, phrase: Phrase) -> bool:
        """Whether a question asks for it."""
        return any(overlap(words, phrase.roots) >= _LIKE for words in self.alternatives)

    def stated_in(self, phrase: Phrase) -> bool:
        """Whether a condition of the reply is this one."""
        if not self.asked_in(phrase):
            return False
        if self.negated is not None and phrase.negated is not self.negated:
            return False
        there = [m.value for m in phrase.quantities]
        return all(any(same(value, t) for t in there) for value in self.measured) and all(
            any(_counts(t, number) for t in there) for number in self.numbers
        )


def _negation(op: Op, truth: _Wanted) -> bool | None:
    if isinstance(truth, bool):
        return not truth
    return True if op is Op.IS_NOT else None


def _counts(there: object, wanted: Decimal) -> bool:
    return there == wanted or (isinstance(there, Period) and there.count == wanted)


def _in_own_period(condition: Condition | str, own: Phrase) -> bool:
    """Whether "within 30 days after delivery" states "days since delivery <= 30"."""
    if not isinstance(condition, Condition) or not condition.fact.startswith("days_"):
        return False
    return condition.op in {Op.AT_MOST, Op.LESS} and any(
        isinstance(m.value, Period) and m.value == Period(value, Unit.DAY)
        for m in own.quantities
        for value in condition.values
        if isinstance(value, Decimal)
    )

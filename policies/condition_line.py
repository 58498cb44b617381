"""Conditions as policy owners write them: `delay > 5 working days; reason is damaged or faulty`."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from policies.faults import NotUnderstood, quoted
from policies.terms import Condition, Money, Op, Percent, Period
from policies.values import Value, parse_value

_EXAMPLE = (
    'Write for example "delay > 5 working days", "reason is damaged or faulty", '
    '"tier is not gold", "photo provided" or "not opened".'
)
_OPERATORS: dict[str, Op] = {
    "<=": Op.AT_MOST,
    ">=": Op.AT_LEAST,
    "≤": Op.AT_MOST,
    "≥": Op.AT_LEAST,
    "<": Op.LESS,
    ">": Op.MORE,
    "is not": Op.IS_NOT,
    "is": Op.IS,
}
_OPERATOR = re.compile(r"<=|>=|≤|≥|<|>|(?<!\S)is not(?!\S)|(?<!\S)is(?!\S)")
_FACT = re.compile(r"[^\W\d_][\w-]*(?: [^\W\d_][\w-]*)*")
_MOST_WORDS = 8
# Words that compare, join or negate. Inside a fact's name they are a condition in disguise, and a
# name that nobody's facts hold would hide that.
_COMPARING = "and or not if unless than over under above below more less most least within equals"
_NOT_IN_NAMES = frozenset(_COMPARING.split())
_NOT_IN_VALUES = re.compile(r"[,<>]|(?<!\S)(?:and|unless|if)(?!\S)")
_ORDERED = (Money, Percent, Period, Decimal, date)


def parse_conditions(text: str) -> tuple[Condition, ...]:
    """The conditions of one `when:`, which are separated by semicolons and must all hold."""
    return tuple(parse_condition(part) for part in text.split(";"))


def parse_condition(text: str) -> Condition:
    """One condition; raises `NotUnderstood` with the word that does not fit."""
    words = " ".join(text.split())
    if not words:
        raise NotUnderstood("A condition is missing.", _EXAMPLE)
    found = _OPERATOR.search(words)
    if found is None:
        return _truth(words)
    op = _OPERATORS[found.group()]
    name = words[: found.start()].strip()
    value = words[found.end() :].strip()
    if name.casefold().startswith("not "):
        raise NotUnderstood(
            f"{quoted(words)} begins with not.", f'Write "{name[4:]} is not {value}".'
        )
    fact = _fact_name(name, words)
    if op in {Op.IS, Op.IS_NOT}:
        return Condition(fact, op, _alternatives(value, op, words), words)
    return Condition(fact, op, (_ordered(value, words),), words)


def _truth(words: str) -> Condition:
    negated = words.casefold().startswith("not ")
    name = words[4:] if negated else words
    return Condition(_fact_name(name, words), Op.IS, (not negated,), words)


def _fact_name(name: str, words: str) -> str:
    if not name:
        raise NotUnderstood(f"The name of a fact is missing in {quoted(words)}.", _EXAMPLE)
    if not _FACT.fullmatch(name):
        raise NotUnderstood(
            f"{quoted(name)} cannot name a fact: plain words do, without numbers or signs.",
            _EXAMPLE,
        )
    parts = name.replace("-", " ").replace("_", " ").casefold().split()
    wrong = next((part for part in parts if part in _NOT_IN_NAMES), None)
    if wrong is not None:
        raise NotUnderstood(
            f"{quoted(wrong)} cannot stand in the name of a fact ({quoted(name)}); conditions "
            'are compared with <, <=, >, >=, "is" or "is not" and separated by ";".',
            _EXAMPLE,
        )
    if len(parts) > _MOST_WORDS:
        raise NotUnderstood(
            f"{quoted(name)} is too long for the name of a fact ({_MOST_WORDS} words).", _EXAMPLE
        )
    return "_".join(parts)


def _alternatives(text: str, op: Op, words: str) -> tuple[Value, ...]:
    parts = [part.strip() for part in re.split(r"(?<!\S)or(?!\S)", text)]
    if not all(parts):
        raise NotUnderstood(f"A value is missing in {quoted(words)}.", _EXAMPLE)
    if op is Op.IS_NOT and len(parts) > 1:
        raise NotUnderstood(
            f'"is not" takes one value, and {quoted(words)} gives {len(parts)}.',
            'Write one condition for each, separated by ";".',
        )
    return tuple(_one_value(part, words) for part in parts)


def _one_value(text: str, words: str) -> Value:
    wrong = _NOT_IN_VALUES.search(text)
    if wrong is not None:
        raise NotUnderstood(
            f"{quoted(wrong.group())} cannot stand in a value ({quoted(words)}); expected "
            '"or" between values and ";" between conditions.',
            _EXAMPLE,
        )
    return parse_value(text)


def _ordered(text: str, words: str) -> Value:
    if not text:
        raise NotUnderstood(f"A value is missing in {quoted(words)}.", _EXAMPLE)
    value = _one_value(text, words)
    if isinstance(value, _ORDERED):
        return value
    raise NotUnderstood(
        f"{quoted(text)} has no order, so it cannot be compared with < or > ({quoted(words)}).",
        'Write an amount, a percentage, a period, a date or a number, or use "is".',
    )

"""What plain numbers count, in digits or in words: "two photos", "a twelve-bar tune"; and ages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from desk.reading.numbers import number, numbers
from desk.reading.periods import unit_at
from desk.reading.words import empty, stem

_FEWEST = 2  # "one" and "a" count nothing
_NOUN = re.compile(r"[ \u00a0-]([^\W\d_]+)")
_AGED = re.compile(
    r"\b(?:aged?|ages|alter|âge|âgée?s?|edad|idade|età|leeftijd)\b[^.\n\d]{0,20}"
    r"(\d{1,3})(?:\s?(?:[-–]|to|and|bis|und|à|et|a|y|e|tot|en)\s?(\d{1,3}))?",
    re.IGNORECASE,
)
AGE_FOLLOWS = re.compile(
    r"[ \u00a0-]?(?:olds?\b|of age\b|alt\b|jährig|de edad\b|de idade\b|di età\b)", re.IGNORECASE
)


@dataclass(frozen=True)
class Count:
    """So many (`value`) of what the stem `noun` names, at `text[start:end]`."""

    value: Decimal
    noun: str
    start: int
    end: int
    spelt: bool


def counts(text: str) -> Iterator[Count]:
    """Every number from two up that stands before the word for what it counts. What measures time
    counts nothing.
    """
    for n in numbers(text):
        noun = _NOUN.match(text, n.end)
        if noun is None or unit_at(text, n.words, n.start, n.end):
            continue
        value, counted = number(n.words), stem(noun[1])
        if value >= _FEWEST and not empty(counted):
            yield Count(value, counted, n.start, n.end, n.spelt)


def ages(text: str) -> frozenset[Decimal]:
    """The years of age that a text names without saying "years": "aged 18 to 24"."""
    return frozenset(Decimal(age) for m in _AGED.finditer(text) for age in m.groups() if age)

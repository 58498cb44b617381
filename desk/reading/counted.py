"""What a bare number is besides a count: a year, a decade, a time of the clock.

Numbers of different sorts cannot stand in for each other: who says "in 2016" has not misread the
400 guests of the same sentence.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

_YEARS = range(1500, 2100)
_LAST_MINUTE = 59
_MONTH = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "spring|summer|autumn|fall|winter|januar|februar|märz|mai|juni|juli|oktober|dezember"
)
_BEFORE_YEAR = re.compile(
    rf"(?:\b(?:in|since|until|during|of|year|from|by|{_MONTH}|im|seit|bis|jahr|en|depuis|desde|em|"
    r"nel|dal|sinds)[ \u00a0]|[(\[])$",
    re.IGNORECASE,
)
# What goes on in small letters counts something: "in 2000 shops".
_COUNTS = re.compile(
    r"[ \u00a0-](?!(?:and|or|but|to|with|by|as|at|on|in|for|of|when|while|after|before|until|which|"
    r"who|that|because|the|a|an|we|you|it|our|your|und|et|y|e|en)\b)[^\W\d_A-Z]"
)
_DECADE = re.compile(r"['’]?s\b")
_OF_CLOCK = re.compile(r":\d\d|[ \u00a0]?(?:[ap]\.?m\b|uhr\b|o['’]clock\b)", re.IGNORECASE)


class Sort(StrEnum):
    """The sorts of numbers that are told apart."""

    COUNT = "count"
    YEAR = "year"
    DECADE = "decade"
    CLOCK = "clock"


def sort_of(text: str, start: int, end: int) -> Sort:
    """The sort of the number in digits at `text[start:end]`; COUNT where nothing tells it."""
    if _DECADE.match(text, end):
        return Sort.DECADE
    if _OF_CLOCK.match(text, end) or text[max(0, start - 1) : start] == ":":
        return Sort.CLOCK
    digits = text[start:end]
    if digits.isdecimal() and int(digits[:5]) in _YEARS and not _COUNTS.match(text, end):
        return Sort.YEAR if _BEFORE_YEAR.search(text[max(0, start - 12) : start]) else Sort.COUNT
    return Sort.COUNT


def comparable(one: Sort, value: Decimal, other: Sort) -> bool:
    """Whether a number (`value`, of sort `one`) could be said in place of one of sort `other`."""
    if Sort.YEAR is one or Sort.DECADE in {one, other}:
        return one is other
    # Nobody takes 11:04 for a number that no clock shows.
    return other is not Sort.CLOCK or value <= _LAST_MINUTE

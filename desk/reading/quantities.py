"""Every quantity of a text, once, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from desk.reading.dates import dates
from desk.reading.mention import Mention
from desk.reading.money import money
from desk.reading.numbers import DIGITS, NUMBER, number
from desk.reading.periods import periods
from policies.terms import Percent

_PERCENT_SIGN = (
    r"(?:%|percent\b|per cent\b|pct\b|prozent\b|procent\b|por ciento\b|por cento\b|per cento\b"
    r"|pour cent\b)"
)
_PERCENT = re.compile(
    rf"(?:(?P<low>(?<![\w.,]){DIGITS})\s?%?\s?(?:-|–|—|\bto\b|\bbis\b)\s?)?"
    rf"(?P<one>(?<![\w,]){NUMBER})[ \u00a0\u202f-]?{_PERCENT_SIGN}",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?:(?P<half>half(?= (?:of|the|your|price|off|its)\b|[- ]price)|die hälfte|la moitié"
    r"|la mitad|metade|la metà|de helft)"
    r"|(?P<quarter>a quarter(?= (?:of|off)\b))|(?P<third>a third(?= (?:of|off)\b)))",
    re.IGNORECASE,
)
_PLAIN = re.compile(rf"(?<![\w.,])(?:{DIGITS})(?![\w])")
_BULLET = re.compile(r"(?:^|\n)[ \t]*\(?\d{1,3}[.)][ \t]*$")

Finder = Callable[[str], Iterable[Mention]]


def quantities(text: str, *, plain: bool = True) -> tuple[Mention, ...]:
    """Dates, money, percents, periods and, with `plain`, all other numbers.

    What stands earlier in that list takes its characters first: the 12 of "12 March" is no number.
    """
    finders: tuple[Finder, ...] = (_dated, money, _percents, periods, dates)
    taken = bytearray(len(text))
    found: list[Mention] = []
    for finder in (*finders, _numbers) if plain else finders:
        for mention in finder(text):
            if not any(taken[mention.start : mention.end]):
                taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
                found.append(mention)
    return tuple(sorted(found, key=lambda m: m.start))


def _dated(text: str) -> Iterator[Mention]:
    """Only days in figures or with a month; a weekday must not cut "5 working days"."""
    return (
        m
        for m in dates(text)
        if m.end - m.start > 5 and any(map(str.isdigit, text[m.start : m.end]))
    )


def _percents(text: str) -> Iterator[Mention]:
    for match in _PERCENT.finditer(text):
        if match["low"]:
            low = Percent(number(match["low"], decimal_point=True))
            yield Mention(low, match.start("low"), match.end("low"))
        value = Percent(number(match["one"], decimal_point=True))
        yield Mention(value, match.start("one"), match.end())
    for match in _SHARE.finditer(text):
        value = "50" if match["half"] else "25" if match["quarter"] else "33.3"
        yield Mention(Percent(Decimal(value)), match.start(), match.end())


def _numbers(text: str) -> Iterator[Mention]:
    for match in _PLAIN.finditer(text):
        numbered = text[match.end() : match.end() + 1] in {".", ")"} and _BULLET.search(
            text[max(0, match.start() - 6) : match.end() + 1]
        )
        if not numbered:
            yield Mention(number(match[0]), match.start(), match.end())

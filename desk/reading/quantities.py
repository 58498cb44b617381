"""Every quantity of a text, once, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from desk.reading.dates import dates
from desk.reading.mention import DayOfYear, Mention, MentionValue
from desk.reading.money import amount_at
from desk.reading.numbers import NumberAt, number, numbers
from desk.reading.periods import named_periods, unit_at
from policies.terms import Money, Percent, Period

_PERCENT = re.compile(
    r"[ \u00a0\u202f-]?(?:%|percent\b|per cent\b|pct\b|prozent\b|procent\b|por ciento\b"
    r"|por cento\b|per cento\b|pour cent\b)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?:(?P<s50>half(?= (?:of|the|your|price|off|its)\b|[- ]price)|die hälfte|la moitié"
    r"|la mitad|metade|la metà|de helft)"
    r"|(?P<s75>(?:three[- ]quarters|drei viertel|trois quarts|tres cuartos|tre quarti)"
    r"(?= (?:of|off|de|des|du|der|vom|del|dell\w*)\b))"
    r"|(?:an?|one|ein|un|uno|um|een) "
    r"(?:(?P<s25>quarter|viertel|quart|cuarto|quarto|kwart)|(?P<s33>third|drittel|tiers|tercio|terço"
    r"|terzo|derde)|(?P<s20>fifth|fünftel|cinquième|quinto|vijfde)|(?P<s10>tenth|zehntel|dixième"
    r"|décimo|decimo|tiende))(?= (?:of|off|des|du|de|der|vom|von|del|dell\w*|do|da|van)\b))",
    re.IGNORECASE,
)
# A third is written as what it is nearest to from above, so that no limit of 33 % licenses it.
_SHARES = {"s33": Decimal("33.34")}
RANGE = re.compile(
    r"[ \u00a0]?(?:-|–|—)[ \u00a0]?|[ \u00a0](?:to|or|and|bis|oder|und|à|ou|o|tot|of|e)[ \u00a0]",
    re.IGNORECASE,
)
# "30 days, or rather forty": the second number measures what the first does.
_RATHER = re.compile(
    r"[,.;:–—-]?\s(?:[^\W\d_]+[, ]{1,2}){0,2}?(?:or|rather|even|better|make it|make that|call it"
    r"|say|"
    r"honestly|actually|eher|besser|sagen wir|plutôt|disons|mejor|digamos|melhor|anzi|meglio"
    r"|diciamo|"
    r"liever|zeg)[, ]{1,2}",
    re.IGNORECASE,
)
_NOTHING_COUNTED = re.compile(r"\s*(?:[.,;:!?)]|$|(?:would|will|is|are|at|if|then)\b)")
_FIRST_YEAR = re.compile(r"\b(19|20)(\d\d)[-–/]$")
_TWO_DIGITS = re.compile(r"\d\d")
_BULLET = re.compile(r"(?:^|\n|[.!?:;][ \t])[ \t]*\(?\d{1,3}[.)]$")


def quantities(text: str, *, plain: bool = True) -> tuple[Mention, ...]:
    """Dates, money, percents, periods and, with `plain`, all other numbers in digits.

    Of a range both ends are found: "3-5 days" is 3 days and 5 days. The time is linear in the
    length of the text.
    """
    found = _cached(text) if len(text) <= _SHORT else _read(text)
    return found if plain else tuple(m for m in found if not isinstance(m.value, Decimal))


def _read(text: str) -> tuple[Mention, ...]:
    days = list(dates(text))
    taken = bytearray(len(text))
    found = _free(taken, (d for d in days if _numbered(text, d)))
    counted = [n for n in numbers(text) if not any(taken[n.start : n.end])]
    found += _free(taken, _measured(text, counted))
    found += _free(taken, _shares(text))
    found += _free(taken, named_periods(text))
    found += _free(taken, days)  # weekdays last: they must not cut anything else
    return tuple(sorted(found, key=lambda m: m.start))


# One check asks for the same sentence several times; this holds about three replies.
_SHORT = 2000
_cached = lru_cache(maxsize=128)(_read)


def _numbered(text: str, day: Mention) -> bool:
    return any(map(str.isdecimal, text[day.start : day.end]))


def _free(taken: bytearray, mentions: Iterable[Mention]) -> list[Mention]:
    """Those whose characters nobody took; takes them."""
    kept = []
    for mention in mentions:
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            kept.append(mention)
    return kept


def _measured(text: str, counted: list[NumberAt]) -> list[Mention]:
    """Each number with what it measures; the ends of a range lend each other their unit."""
    known = [_measure(text, n) for n in counted]
    pairs = [bool(RANGE.fullmatch(text, one.end, two.start)) for one, two in pairwise(counted)]
    for i in range(len(counted) - 2, -1, -1):  # "3-5 days"
        if known[i] is None and pairs[i] and (after := known[i + 1]) and not _plain(after):
            known[i] = _like(after, counted[i])
    for i in range(1, len(counted)):  # "$10-20"
        before = known[i - 1]
        if before is None or known[i] is not None or _plain(before):
            continue
        ranged = pairs[i - 1] and isinstance(before.value, Money)
        if ranged or _instead(text, before, counted[i]):
            known[i] = _like(before, counted[i])
    found = []
    for n, mention in zip(counted, known, strict=True):
        if mention:
            found.append(mention)
        elif not n.spelt and not _bullet(text, n):
            value = _second_year(text, n) or number(n.words)
            found.append(Mention(value, n.start, n.end))
    return found


def _instead(text: str, before: Mention, n: NumberAt) -> bool:
    """Whether a number that counts nothing takes the place of the quantity before it."""
    said = _RATHER.fullmatch(text, before.end, n.start)
    return bool(said and _NOTHING_COUNTED.match(text, n.end))


def _second_year(text: str, n: NumberAt) -> Decimal | None:
    """The year that "19" is in "2018-19"; None for any other number."""
    first = _FIRST_YEAR.search(text[max(0, n.start - 8) : n.start])
    if first is None or not _TWO_DIGITS.fullmatch(n.words) or int(n.words) <= int(first[2]):
        return None
    return Decimal(f"{first[1]}{n.words}")


def _measure(text: str, n: NumberAt) -> Mention | None:
    if amount := amount_at(text, n.words, n.start, n.end):
        return Mention(amount.value, amount.start, amount.end)
    if percent := _PERCENT.match(text, n.end):
        return Mention(Percent(number(n.words, decimal_point=True)), n.start, percent.end())
    if unit := unit_at(text, n.words, n.start, n.end):
        return Mention(Period(number(n.words), unit[0]), n.start, unit[1])
    return None


def _plain(mention: Mention) -> bool:
    return isinstance(mention.value, Decimal)


def _like(other: Mention, n: NumberAt) -> Mention:
    value: MentionValue = Percent(number(n.words, decimal_point=True))
    match other.value:
        case Money(currency=currency):
            value = Money(number(n.words), currency)
        case Period(unit=unit):
            value = Period(number(n.words), unit)
    return Mention(value, n.start, n.end)


def _bullet(text: str, n: NumberAt) -> bool:
    """Whether the number only counts the lines of a list."""
    if text[n.end : n.end + 1] not in {".", ")"}:
        return False
    return bool(_BULLET.search(text[max(0, n.start - 8) : n.end + 1]))


def _shares(text: str) -> Iterable[Mention]:
    for match in _SHARE.finditer(text):
        name = match.lastgroup or ""
        share = _SHARES.get(name, Decimal(name[1:]))
        yield Mention(Percent(share), match.start(), match.end())


def same(one: MentionValue, two: MentionValue) -> bool:
    """Whether two values are the same quantity, across units where every calendar agrees."""
    if isinstance(one, Period) and isinstance(two, Period):
        return one.compare(two) == 0
    if isinstance(one, DayOfYear) or isinstance(two, DayOfYear):
        return _month_day(one) == _month_day(two) is not None
    return type(one) is type(two) and one == two


def _month_day(value: MentionValue) -> tuple[int, int] | None:
    month, day = getattr(value, "month", None), getattr(value, "day", None)
    return (month, day) if isinstance(month, int) and isinstance(day, int) else None

"""Values as people write them in policies: "15 EUR", "10 %", "5 working days", "2026-01-31"."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from policies.currencies import SIGNS, currency
from policies.faults import NotUnderstood, quoted
from policies.terms import Money, Percent, Period, Quantity, Unit

Value = Quantity | str | bool

_EXAMPLES = 'Write for example "15 EUR", "10 %", "5 working days", "2026-01-31", "3" or "gold".'
_PLAIN_NUMBER = 'Write for example "1500 EUR" or "15.50 EUR", without a thousands separator.'
_PERCENT = frozenset({"%", "percent", "per cent"})
_SIGNS = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
_SIGN_BEFORE = re.compile(rf"({_SIGNS}) ?(.*)")
_SIGN_AFTER = re.compile(rf"(.*?) ?({_SIGNS})")
_COUNTED = re.compile(r"([-+]?\d[\d.,]*) ?(.*)")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?")
_AMOUNT = re.compile(r"\d{1,15}(?:\.\d{1,2})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_STARTS_LIKE_NUMBER = re.compile(r"[-+]?\d")
_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve"
_COUNTS = {word: Decimal(number) for number, word in enumerate(_NUMBER_WORDS.split(), start=1)}
_UNITS: dict[str, Unit] = {
    **{unit.value: unit for unit in Unit},
    **{f"{unit.value}s": unit for unit in Unit},
    "business day": Unit.WORKING_DAY,
    "business days": Unit.WORKING_DAY,
    "calendar day": Unit.DAY,
    "calendar days": Unit.DAY,
}


def parse_value(text: str) -> Value:
    """The value that `text` states; words that are no quantity come back as they are.

    "true", "yes", "false" and "no" are truth values; words in double quotes are always words.
    Raises `NotUnderstood` where a number is followed by what is neither unit nor currency.
    """
    words = " ".join(text.split())
    if not words:
        raise NotUnderstood("There is no value here.", _EXAMPLES)
    if len(words) > 1 and words[0] == words[-1] == '"':
        return _quoted_words(words)
    if words in {"true", "yes"}:
        return True
    if words in {"false", "no"}:
        return False
    quantity = _quantity(words)
    return words if quantity is None else quantity


def show_value(value: Value) -> str:
    """A value as `parse_value` reads it back."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str):
        return value if _is_plain(value) else f'"{value}"'
    return str(value)


def parse_amount(text: str) -> Money | Percent:
    """An amount of money or a share; raises `NotUnderstood` for everything else."""
    value = _quantity(" ".join(text.split()))
    if isinstance(value, Money | Percent):
        return value
    raise NotUnderstood(
        f"{quoted(text)} is neither money nor a percentage.",
        'Write for example "15 EUR", "15.50 EUR", "€15" or "10 %".',
    )


def parse_period(text: str) -> Period:
    """A length of time; raises `NotUnderstood` for everything else."""
    value = _quantity(" ".join(text.split()))
    if isinstance(value, Period):
        return value
    raise NotUnderstood(
        f"{quoted(text)} is not a length of time.",
        'Write a number and a unit, for example "5 working days", "30 days" or "2 years".',
    )


def parse_day(text: str) -> date:
    """A calendar day, written as year-month-day; raises `NotUnderstood` for everything else."""
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise NotUnderstood(
                f"{quoted(text)} is not a day of the calendar.", 'Write for example "2026-01-31".'
            ) from None
    raise NotUnderstood(f"{quoted(text)} is not a date.", 'Write for example "2026-01-31".')


def _quantity(words: str) -> Quantity | None:
    """The quantity, or None where the words do not look like one."""
    if _DAY.fullmatch(words):
        return parse_day(words)
    if _NUMBER.fullmatch(words):
        return Decimal(words)
    signed = _with_sign(words)
    if signed is not None:
        return signed
    first, _, rest = words.partition(" ")
    if first.casefold() in _COUNTS and rest.casefold() in _UNITS:
        return Period(_COUNTS[first.casefold()], _UNITS[rest.casefold()])
    if currency(first) is not None and _STARTS_LIKE_NUMBER.match(rest):
        return _money(rest, first, words)
    if _STARTS_LIKE_NUMBER.match(words):
        return _counted(words)
    return None


def _with_sign(words: str) -> Money | None:
    """Money with a sign: "€15", "15 €" and "US$15"."""
    before, after = _SIGN_BEFORE.fullmatch(words), _SIGN_AFTER.fullmatch(words)
    if before is not None:
        return _money(before.group(2), before.group(1), words)
    if after is not None:
        return _money(after.group(1), after.group(2), words)
    return None


def _counted(words: str) -> Quantity | None:
    """A number with what it counts, glued ("10%") or apart ("10 %")."""
    found = _COUNTED.fullmatch(words)
    number, what = found.groups() if found else (words, "")
    if not _NUMBER.fullmatch(number):
        if what and " " not in words:
            return None
        raise NotUnderstood(f"{quoted(number)} is not a plain number.", _PLAIN_NUMBER)
    if what and currency(what) is not None:
        return _money(number, what, words)
    unit = _UNITS.get(what.casefold())
    if unit is None and what not in _PERCENT:
        if " " not in words:
            return None  # "4711-A" is a name that begins with a digit
        raise NotUnderstood(
            f"{quoted(words)} is not understood: {quoted(what)} is neither a unit of time, a "
            "currency nor a percent sign.",
            _EXAMPLES,
        )
    if number.startswith("-"):
        raise NotUnderstood(f"{quoted(words)} is negative.", 'Write for example "10 %".')
    return Percent(Decimal(number)) if unit is None else Period(Decimal(number), unit)


def _money(number: str, sign: str, words: str) -> Money:
    code = currency(sign)
    if code is None or not _AMOUNT.fullmatch(number):
        raise NotUnderstood(
            f"{quoted(words)} is not an amount of money: {quoted(number)} should be a plain number "
            "with at most two decimals.",
            _PLAIN_NUMBER,
        )
    return Money(Decimal(number), code)


def _quoted_words(words: str) -> str:
    inner = words[1:-1].strip()
    if not inner or '"' in inner:
        raise NotUnderstood(
            f"{quoted(words)} is not understood.", "Write words in one pair of quotation marks."
        )
    return inner


def _is_plain(words: str) -> bool:
    try:
        return parse_value(words) == words
    except NotUnderstood:
        return False

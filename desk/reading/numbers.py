"""Numbers as people write them: "1,200.50", "1.200,50", "fifteen", "fünfundzwanzig"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from desk.reading.number_words import WORDS

_MAX_DIGITS = 400  # longer runs are no number anybody means; they are cut before they cost time

# Digits with separators. Groups behind a space must have three digits, or "in 2026 300 people"
# would be one number.
DIGITS = (
    r"(?:\d{1,3}(?:[ \u00a0\u202f'\u2019]\d{3})+(?:[.,]\d{1,2})?(?!\d)"
    r"|\d+(?:[.,]\d+)*)"
)

_TOKEN = re.compile(rf"(?<![\w]){DIGITS}|[^\W\d_]+(?:-[^\W\d_]+)*")
_MORE = re.compile(r"(?:[ \u00a0][^\W\d_]+){1,3}")
_SPACE = re.compile(r"[ \u00a0]")
_THREES = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


@dataclass(frozen=True)
class NumberAt:
    """A number at `text[start:end]`; `spelt` where it stands in words."""

    words: str
    start: int
    end: int
    spelt: bool


def numbers(text: str) -> tuple[NumberAt, ...]:
    """Every number in digits or words, in reading order, in time linear in the text."""
    return _cached(text) if len(text) <= _SHORT else _read(text)


def _read(text: str) -> tuple[NumberAt, ...]:
    found: list[NumberAt] = []
    for token in _TOKEN.finditer(text):
        word, start = token[0], token.start()
        if word[0].isdecimal():
            found.append(NumberAt(word, start, token.end(), spelt=False))
            continue
        folded = word.casefold()
        if folded not in _STARTS and "-" not in folded:
            continue
        if found and start < found[-1].end:
            continue
        if words := _spelt(text, token):
            found.append(NumberAt(words, start, start + len(words), spelt=True))
    return tuple(found)


# A sentence is asked for what its numbers measure, and for what they count.
_SHORT = 2000
_cached = lru_cache(maxsize=128)(_read)


def number(words: str, *, decimal_point: bool = False) -> Decimal:
    """The value of a number in digits or in words.

    "1.200" is a thousand and two hundred, as in most of Europe, unless `decimal_point` says that
    a lone point can only be a decimal one (percents). Raises ValueError for anything else.
    """
    plain = words.strip().casefold()
    if plain in WORDS:
        return Decimal(WORDS[plain])
    joined = re.sub(r"[\s\u00a0\u202f'\u2019]", "", plain)
    if not joined or not joined[0].isdigit():
        raise ValueError(words)
    point, comma = joined.rfind("."), joined.rfind(",")
    if point >= 0 and comma >= 0:
        cut = max(point, comma)
        whole, part = joined[:cut], joined[cut + 1 :]
    elif _THREES.fullmatch(joined) and not (joined[0] == "0" or (decimal_point and point >= 0)):
        whole, part = joined, ""
    elif point >= 0 or comma >= 0:
        cut = max(point, comma)
        whole, part = joined[:cut], joined[cut + 1 :]
    else:
        whole, part = joined, ""
    whole = re.sub(r"[.,]", "", whole)[-_MAX_DIGITS:]
    return Decimal(f"{whole}.{part[:_MAX_DIGITS]}" if part else whole)


def _spelt(text: str, token: re.Match[str]) -> str:
    """The longest number in words that starts at `token`: "twenty five" before "twenty"."""
    if token[0].casefold() not in _STARTS:
        # "five-day" is one token; its number is what stands before the hyphen.
        first = token[0].split("-", 1)[0]
        return first if first.casefold() in WORDS else ""
    if more := _MORE.match(text, token.end()):
        ends = [m.start() for m in _SPACE.finditer(text, token.end() + 1, more.end())]
        for end in (more.end(), *reversed(ends)):
            words = text[token.start() : end]
            if words.casefold() in WORDS:
                return words
    return token[0] if token[0].casefold() in WORDS else ""


_STARTS = frozenset(word.split(" ", 1)[0] for word in WORDS)

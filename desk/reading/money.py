"""Money as people write it: "€15", "15 EUR", "$1,200.50", "fifteen euros", "1.200,50 €"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from desk.reading.mention import Mention
from desk.reading.numbers import DIGITS, NUMBER, number
from policies.terms import Money

_CODES = (
    "EUR USD GBP CHF SEK NOK DKK PLN CZK HUF RON BGN TRY CAD AUD NZD JPY CNY INR BRL MXN ZAR SGD "
    "HKD KRW ILS AED"
).split()
_CURRENCIES: dict[str, str] = {
    **{code.casefold(): code for code in _CODES},
    **{"€": "EUR", "$": "USD", "us$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "zł": "PLN"},
    **{"ca$": "CAD", "c$": "CAD", "au$": "AUD", "a$": "AUD", "nz$": "NZD", "r$": "BRL"},
    **{"euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "bucks": "USD"},
    **{"pound": "GBP", "pounds": "GBP", "quid": "GBP", "us dollars": "USD", "pfund": "GBP"},
    **{"pounds sterling": "GBP", "swiss francs": "CHF", "franken": "CHF", "francs": "CHF"},
    **{"dólares": "USD", "dollari": "USD", "libras": "GBP", "reais": "BRL", "sterline": "GBP"},
    **{"kr": "SEK", "kronor": "SEK", "kroner": "DKK", "yen": "JPY", "rupees": "INR"},
}
_SIGNS = "|".join(
    re.escape(s)
    for s in sorted((s for s in _CURRENCIES if not s.isalpha() and " " not in s), key=len)[::-1]
)
_ANY = "|".join(re.escape(s) for s in sorted(_CURRENCIES, key=len, reverse=True))
_SCALES = {"k": 1000, "thousand": 1000, "m": 1_000_000, "million": 1_000_000}
_SCALE = r"(?:(?P<scale>k|m)\b|[ \u00a0](?P<scaled>thousand|million)\b)?"
_DASH = r"\s?(?:-|–|—|\bto\b|\band\b|\bbis\b|\bà\b|\ba\b|\btot\b)\s?"

_SIGN_FIRST = re.compile(
    rf"(?P<sign>(?<![\w$])(?:{_SIGNS}|(?:{'|'.join(_CODES)})\b)|(?<=[+\-<>~(])(?:{_SIGNS}))"
    rf"[ \u00a0\u202f]?(?P<one>{DIGITS}){_SCALE}",
    re.IGNORECASE,
)
_SIGN_LAST = re.compile(
    rf"(?:(?P<low>(?<![\w.,]){DIGITS}){_DASH})?"
    rf"(?P<one>(?<![\w.,]){NUMBER}){_SCALE}[ \u00a0\u202f-]?(?P<sign>(?:{_ANY})(?!\w))",
    re.IGNORECASE,
)
_TAIL = re.compile(rf"\s?(?:-|–|—)\s?(?P<two>{DIGITS})(?![\w%]|[.,]\d|\s?%)")


def money(text: str) -> Iterator[Mention]:
    """Every amount with a currency; of a range both ends."""
    for match in _SIGN_FIRST.finditer(text):
        currency = _CURRENCIES[match["sign"].casefold()]
        yield _mention(match["one"], _scale(match), currency, match.start(), match.end())
        if tail := _TAIL.match(text, match.end()):
            yield _mention(tail["two"], 1, currency, tail.start("two"), tail.end())
    for match in _SIGN_LAST.finditer(text):
        currency = _CURRENCIES[match["sign"].casefold()]
        if match["low"]:
            yield _mention(match["low"], 1, currency, match.start("low"), match.end("low"))
        yield _mention(match["one"], _scale(match), currency, match.start("one"), match.end())


def _scale(match: re.Match[str]) -> int:
    return _SCALES.get((match["scale"] or match["scaled"] or "").casefold(), 1)


def _mention(words: str, scale: int, currency: str, start: int, end: int) -> Mention:
    return Mention(Money(number(words) * Decimal(scale), currency), start, end)

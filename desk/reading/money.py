"""Money as people write it: "€15", "15 EUR", "$1,200.50", "fifteen euros", "1.200,50 €"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desk.reading.numbers import number
from policies.currencies import CODES
from policies.terms import Money

_CURRENCIES: dict[str, str] = {
    **{code.casefold(): code for code in CODES},
    "€": "EUR",
    "$": "USD",
    "us$": "USD",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "zł": "PLN",
    "ca$": "CAD",
    "c$": "CAD",
    "au$": "AUD",
    "a$": "AUD",
    "nz$": "NZD",
    "r$": "BRL",
    "euro": "EUR",
    "euros": "EUR",
    "dollar": "USD",
    "dollars": "USD",
    "bucks": "USD",
    "pound": "GBP",
    "pounds": "GBP",
    "quid": "GBP",
    "us dollars": "USD",
    "pfund": "GBP",
    "pounds sterling": "GBP",
    "swiss francs": "CHF",
    "franken": "CHF",
    "francs": "CHF",
    "dólares": "USD",
    "dollari": "USD",
    "libras": "GBP",
    "reais": "BRL",
    "sterline": "GBP",
    "kr": "SEK",
    "kronor": "SEK",
    "kroner": "DKK",
    "yen": "JPY",
    "rupees": "INR",
}
# Codes count in capitals only, or "all" and "top" would be money; and these two not even then.
_CODES = "|".join(sorted(CODES - {"ALL", "TOP"}))
_WORDS = [word for word in _CURRENCIES if word.upper() not in CODES] + ["eur", "usd", "gbp", "chf"]
_SIGNS = "|".join(re.escape(w) for w in _WORDS if not w.isalpha() and " " not in w)
_NAMES = "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
_SCALES = {"k": 1000, "thousand": 1000, "m": 1_000_000, "million": 1_000_000}

_BEFORE = re.compile(
    rf"(?:(?:(?<![\w$])|(?<=[+\-<>~(]))(?P<sign>{_SIGNS})|\b(?P<code>(?-i:{_CODES})|eur|usd|gbp))"
    r"[ \u00a0\u202f]?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?:(?P<scale>[km]\b)|[ \u00a0](?P<scaled>thousand|million)\b)?"
    rf"(?:[ \u00a0\u202f-]?(?P<sign>{_NAMES}|(?-i:{_CODES}))(?!\w))?",
    re.IGNORECASE,
)
_LONGEST_SIGN = 6


@dataclass(frozen=True)
class Amount:
    """The currency that a number is given in, and where the whole amount stands."""

    value: Money
    start: int
    end: int


def amount_at(text: str, words: str, start: int, end: int) -> Amount | None:
    """The money that the number `words` at `text[start:end]` is, or None where no currency is."""
    after = _AFTER.match(text, end)
    before = _BEFORE.search(text[max(0, start - _LONGEST_SIGN) : start])
    if before:
        sign = before["sign"] or before["code"]
        begin = start - (len(before.string) - before.start())
        stop = (
            after.end("scaled" if after["scaled"] else "scale") if after and _scaled(after) else end
        )
    elif after and after["sign"]:
        sign, begin, stop = after["sign"], start, after.end()
    else:
        return None
    scale = _SCALES[_scaled(after)] if after and _scaled(after) else 1
    return Amount(Money(number(words) * scale, _CURRENCIES[sign.casefold()]), begin, stop)


def _scaled(after: re.Match[str]) -> str:
    return (after["scale"] or after["scaled"] or "").casefold()

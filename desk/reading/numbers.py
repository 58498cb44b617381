"""Numbers as people write them: "1,200.50", "1.200,50", "fifteen", "fünfundzwanzig"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

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


def numbers(text: str) -> list[NumberAt]:
    """Every number in digits or words, in reading order, in time linear in the text."""
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
    return found


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


_EN = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
"""
_DE = """
    null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn
    sechzehn siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig
    neunzig
"""


def _english() -> dict[str, int]:
    words = _EN.split()
    ones, tens = words[:20], words[20:]
    found = {word: value for value, word in enumerate(ones)}
    for ten, word in enumerate(tens, start=2):
        found[word] = ten * 10
        for one in range(1, 10):
            found[f"{word}-{ones[one]}"] = found[f"{word} {ones[one]}"] = ten * 10 + one
    for hundred in range(1, 10):
        found[f"{ones[hundred]} hundred"] = hundred * 100
        found[f"{ones[hundred]} hundred and fifty"] = hundred * 100 + 50
    return found | {"a hundred": 100, "a thousand": 1000, "one thousand": 1000, "a dozen": 12}


def _german() -> dict[str, int]:
    words = _DE.split()
    ones, tens = words[:20], words[20:]
    found = {word: value for value, word in enumerate(ones)}
    for ten, word in enumerate(tens, start=2):
        found[word] = ten * 10
        found |= {f"{ones[one]}und{word}": ten * 10 + one for one in range(1, 10)}
    return found | dict.fromkeys(("eine", "einem", "einen", "einer", "eines"), 1) | {"hundert": 100}


def _listed(words: str, *more: tuple[str, int]) -> dict[str, int]:
    """Words for 1, 2, 3 … in order, and some that are given with their value."""
    return {word: value for value, word in enumerate(words.split(), start=1)} | dict(more)


_FRENCH = _listed(
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    *(("une", 1), ("vingt", 20), ("trente", 30), ("quarante", 40), ("cinquante", 50)),
    *(("soixante", 60), ("quatre-vingt-dix", 90), ("cent", 100), ("quarante-huit", 48)),
)
_SPANISH = _listed(
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince",
    *(("un", 1), ("una", 1), ("veinte", 20), ("treinta", 30), ("cuarenta", 40)),
    *(("cincuenta", 50), ("sesenta", 60), ("noventa", 90), ("cien", 100)),
)
_PORTUGUESE = _listed(
    "um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze",
    *(("uma", 1), ("duas", 2), ("vinte", 20), ("trinta", 30), ("quarenta", 40)),
    *(("cinquenta", 50), ("sessenta", 60), ("noventa", 90), ("cem", 100)),
)
_ITALIAN = _listed(
    "uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici "
    "quindici",
    *(("un", 1), ("una", 1), ("venti", 20), ("trenta", 30), ("quaranta", 40)),
    *(("cinquanta", 50), ("sessanta", 60), ("novanta", 90), ("cento", 100)),
)
_DUTCH = _listed(
    "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien",
    *(("één", 1), ("twintig", 20), ("dertig", 30), ("veertig", 40), ("vijftig", 50)),
    *(("zestig", 60), ("negentig", 90), ("honderd", 100)),
)

WORDS: dict[str, int] = (
    _DUTCH | _ITALIAN | _PORTUGUESE | _SPANISH | _FRENCH | _german() | _english()
) | {"a": 1, "an": 1, "a couple of": 2, "ein paar": 2}

_STARTS = frozenset(word.split(" ", 1)[0] for word in WORDS)

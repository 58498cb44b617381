"""A second opinion on what a text owes, independent of the product's reader.

It is crude on purpose: figures by their shapes, and sentences that grant by a few verbs. What it
sees and no source holds is unlicensed; the measures ask whether the product said so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_SEVEN = ("one", "two", "three", "four", "five", "six", "seven")
_COUNTS = {word: str(n) for n, word in enumerate(_SEVEN, start=1)}
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "date",
        re.compile(
            rf"\b(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)|\b(?P<mon>{_MONTH})\.? "
            rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
            rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<mon2>{_MONTH})\b",
            re.IGNORECASE,
        ),
    ),
    (
        "money",
        re.compile(
            r"[$€£] ?(?P<before>\d[\d,]*(?:\.\d+)?)"
            r"|(?P<after>\d[\d,]*(?:\.\d+)?) ?(?:€|£|(?:eur|usd|gbp|euros?|dollars?|pounds?)\b)",
            re.IGNORECASE,
        ),
    ),
    ("percent", re.compile(r"(?P<n>\d+(?:\.\d+)?) ?(?:%|percent\b)", re.IGNORECASE)),
    (
        "period",
        re.compile(
            rf"\b(?P<n>\d+|{'|'.join(_COUNTS)})(?: |-)(?P<work>(?:business|working) )?"
            r"(?P<unit>minute|hour|hr|day|week|month|year)s?\b",
            re.IGNORECASE,
        ),
    ),
)
_GRANTS = re.compile(
    r"\b(?:refund(?:ed|ing)?|reimburs\w+|compensat\w+|vouchers?|certificates?|waive[ds]?|"
    r"free of charge|at no (?:extra )?c(?:ost|harge)|discount(?:ed)?|store credit|credited|"
    r"upgraded?|replacement|extended|exchanged?|cancell?ed)\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:we|i)(?:['’]ll| will| have|['’]ve| can| am| are)\b|\b(?:will be|has been|have been)\b|"
    r"\byou(?:['’]ll| will| are entitled)",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:proceed|need to|not|cannot|unable|unfortunately|no|never|only|if|unless|"
    r"would you|none|before|once|please|"
    r"may|whether|confirm|here are|remaining balance)\b|n['’]t\b|\?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


@dataclass(frozen=True)
class Owed:
    """Something that a text may owe, at `text[start:end]`; `key` is equal for equal figures."""

    sort: str
    key: str
    words: str
    start: int
    end: int


def figures(text: str) -> Iterator[Owed]:
    """Every amount, percent, period and date of a text."""
    taken: list[tuple[int, int]] = []
    for sort, pattern in _SHAPES:
        for match in pattern.finditer(text):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            taken.append(match.span())
            yield Owed(sort, f"{sort} {_key(sort, match)}", match[0], *match.span())


def grants(text: str) -> Iterator[Owed]:
    """Every sentence that says, without "not" and "if", that something is given or done."""
    for match in _SENTENCE.finditer(text):
        words = match[0]
        if _GRANTS.search(words) and _OURS.search(words) and not _NOT.search(words):
            yield Owed("entitlement", words.strip(), words.strip(), *match.span())


def unsupported(text: str, sources: Iterable[str]) -> Iterator[Owed]:
    """The figures of a text that stand in none of its sources, in no form."""
    told = "\n".join(sources)
    known = {owed.key for owed in figures(told)}
    plain = {_plain(n) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", told)}
    for owed in figures(text):
        bare = re.findall(r"\d[\d,]*(?:\.\d+)?", owed.words)
        loose = owed.sort == "money" and bare and all(_plain(n) in plain for n in bare)
        if owed.key not in known and not loose:
            yield owed


def _key(sort: str, match: re.Match[str]) -> str:
    found = match.groupdict()
    if sort == "date":
        month = found["m"] or found["mon"] or found["mon2"]
        number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
        return f"{number}-{int(found['d'] or found['day'] or found['day2'])}"
    if sort == "money":
        return _plain(found["before"] or found["after"])
    if sort == "period":
        count = found["n"].lower()
        return f"{_COUNTS.get(count, count)} {found['unit'].lower().replace('hr', 'hour')}"
    return _plain(found["n"])


def _plain(number: str) -> str:
    return f"{float(number.replace(',', '')):g}" if number.strip(",.") else number

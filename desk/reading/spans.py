"""Sentences and list items of a text, by position."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A full stop inside "e.g. this" or "approx. 5" ends nothing, nor does one between digits.
_END = re.compile(
    r"(?:[!?…]+|(?<!\be\.g)(?<!\bi\.e)(?<!\bapprox)(?<!\bincl)(?<!\bexcl)(?<!\bca)(?<!\bbzw)"
    r"(?<!\bno)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bz\.B)(?<!\bmax)(?<!\bmin)\.+)"
    r"[\"'”’)\]]*(?=\s|$)|\n+",
    re.IGNORECASE,
)
_DAY_DOT = re.compile(r"\d\.$")
_LONGEST = 1200


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, without the white space around it.

    A line is a sentence of its own. What runs on for more than 1,200 characters is cut at a space,
    so that no later step meets an endless sentence.
    """
    start = 0
    for match in _END.finditer(text):
        if match[0] == "." and _DAY_DOT.search(text[match.start() - 1 : match.end()]):
            follows = text[match.end() : match.end() + 2].strip()
            if follows and not follows[0].isupper():
                continue
            if _ordinal(text, match.end()):
                continue
        yield from _pieces(text, start, match.end())
        start = match.end()
    yield from _pieces(text, start, len(text))


_MONTH_NEXT = re.compile(
    r"\s(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)\w*\b", re.IGNORECASE
)


def _ordinal(text: str, end: int) -> bool:
    """German writes "12. März"."""
    return bool(_MONTH_NEXT.match(text, end))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        yield start, cut
        start = cut
    if start < end:
        yield start, end

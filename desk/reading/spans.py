"""Sentences and list items of a text, by position."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n+")
# A full stop after one of these ends nothing, nor does the one of a German "12. März".
_SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|approx|incl|excl|ca|bzw|no|nr|mr|mrs|ms|dr|st|z\.b|max|min|art|tel))\.$",
    re.IGNORECASE,
)
_MONTH = re.compile(r"\s(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)\w*\b", re.IGNORECASE)
_BEFORE = 8
_LONGEST = 1200


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, without the white space around it.

    A line is a sentence of its own. What runs on for more than 1,200 characters is cut at a space,
    so that no later step meets an endless sentence.
    """
    start = 0
    for match in _END.finditer(text):
        if match[0] == "." and _ends_nothing(text, match):
            continue
        yield from _pieces(text, start, match.end())
        start = match.end()
    yield from _pieces(text, start, len(text))


def _ends_nothing(text: str, dot: re.Match[str]) -> bool:
    before = text[max(0, dot.start() - _BEFORE) : dot.end()]
    if before[-2:-1].isdecimal():
        return bool(_MONTH.match(text, dot.end())) or _lower(text, dot.end())
    return bool(_SHORT.search(before))


def _lower(text: str, end: int) -> bool:
    """Whether what follows goes on in small letters, as after an ordinal number."""
    following = text[end : end + 2].strip()
    return bool(following) and following[0].islower()


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

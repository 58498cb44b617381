"""What is printed on a page and says nothing: running heads and feet, page numbers, contents."""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from collections.abc import Sequence

from kb.importing.printed.page import Line, Page

_EDGE = 0.09  # of a page's height
_OFTEN = 0.3  # of the pages: left and right pages may have different heads
_SAME_PLACE = 4.0  # points
_SMALL = 0.8  # of the usual letters; what is so small above all others is no rule
_LONGEST = 160  # characters of a running head
_NUMBER = r"(?:page|seite|p\.)?\s*[-–—]?\s*\d{1,4}(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?\s*[-–—]?"
_PAGE_NUMBER = re.compile(_NUMBER, re.IGNORECASE)
_PAGE_OF = re.compile(r"\b(?:page|seite)\s+\d{1,4}\b|\b\d{1,4}\s*/\s*\d{1,4}$", re.IGNORECASE)
_LEADERS = re.compile(r"^(.*?\S)\s*(?:\.\s?){4,}\s*\d{1,4}$|^(.*?\S)\s*…+\s*\d{1,4}$")
_ENDS_IN_NUMBER = re.compile(r"^(.*?\S)\s+\d{1,4}$")
_CONTENTS = re.compile(
    r"(?:table of )?contents|inhalt(?:sverzeichnis)?|sommaire|índice", re.IGNORECASE
)
_LEAST_ENTRIES = 3


def without_running(pages: Sequence[Page]) -> tuple[list[Line], tuple[str, ...]]:
    """All lines that say something, and what was left out, in words."""
    lines = [line for page in pages for line in page.lines]
    run = _running(pages)
    kept = [line for line in lines if line not in run]
    if not kept:
        return lines, ()
    entries = _contents(kept)
    heads = dict.fromkeys(
        line.words for line in lines if line in run and not _PAGE_NUMBER.fullmatch(line.words)
    )
    shapes = {re.sub(r"\d+", "#", words): words for words in reversed(heads)}
    told = [f'running head or foot: "{words}"' for words in reversed(shapes.values())]
    if entries:
        told.append(f"table of contents: {len(entries)} lines")
    return [line for line in kept if line not in entries], tuple(told)


def _running(pages: Sequence[Page]) -> set[Line]:
    """Lines at the edge of a page that are its number, or stand at the same place of others."""
    usual = statistics.median(line.size for page in pages for line in page.lines)
    at: dict[str, list[tuple[Line, float]]] = defaultdict(list)
    found: set[Line] = set()
    for page in pages:
        for line in page.lines:
            below, above = line.area.y0, page.height - line.area.y1
            if min(below, above) >= _EDGE * page.height or len(line.words) > _LONGEST:
                continue
            small = above < below and line.size < _SMALL * usual
            if small or _PAGE_NUMBER.fullmatch(line.words) or _PAGE_OF.search(line.words):
                found.add(line)
            at[re.sub(r"\d+", "#", line.words)].append((line, above))
    for same in at.values():
        for line, place in same:
            there = {other.page for other, above in same if abs(above - place) <= _SAME_PLACE}
            least = 2 if line.size < _SMALL * usual else max(2, len(pages) * _OFTEN)
            if len(there) >= least:
                found.add(line)
    return found


def _contents(lines: Sequence[Line]) -> set[Line]:
    """The entries of a table of contents, and its heading: they are said again where they stand."""
    said = {_plain(line.words) for line in lines}
    found: set[Line] = set()
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and (_LEADERS.match(line.words) or _entry_of(line.words, said)):
            run.append(line)
            continue
        if len(run) >= _LEAST_ENTRIES:
            found.update(run)
            place = lines.index(run[0])
            if place and _CONTENTS.fullmatch(lines[place - 1].words.strip(" :.")):
                found.add(lines[place - 1])
        run = []
    return found


def _entry_of(words: str, said: set[str]) -> bool:
    match = _ENDS_IN_NUMBER.match(words)
    return bool(match) and _plain(match.group(1) if match else "") in said


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()

"""A page of a PDF as it was printed: its lines, letters, rules and dots. All measures in points."""

from __future__ import annotations

import io
import re
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pdfminer.high_level import extract_pages
from pdfminer.layout import (
    LAParams,
    LTChar,
    LTCurve,
    LTPage,
    LTTextBox,
    LTTextLine,
)

from kb.importing.words import unhidden

_THIN = 2.5  # a rule; wider is a surface
_DOT = (1.2, 8.0)  # least and most of a printed bullet that is no letter
_MOST_SHAPES = 20_000  # of a page; a drawing beyond says nothing about tables
_SMALL, _RAISED = 0.92, 0.12  # of a line's letters: a number that is raised is a footnote's
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB06: "st"}
# Of symbol fonts, which have bullets there, and signs that a font does not name.
_OWN_SIGN = re.compile(r"^(?:[\ue000-\uf8ff]|\(cid:\d+\))(?=\s)")
_NO_LETTER = re.compile(r"\(cid:\d+\)")
_SYMBOLS = re.compile(r"symbol|wingding|dingbat|courier", re.IGNORECASE)
_MARKER = re.compile(r"[•‣◦▪●∙·–*-]|(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[.)]|\((?:[a-z]{1,4}|\d{1,2})\)")
_MARKER_AWAY = 6.0  # times the size of the letters, from a marker to its item


@dataclass(frozen=True)
class Area:
    """A rectangle; y grows upwards."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, other: Area) -> bool:
        """Whether the middle of another one lies in it."""
        x, y = (other.x0 + other.x1) / 2, (other.y0 + other.y1) / 2
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


@dataclass(frozen=True)
class Letter:
    """One letter where it stands."""

    text: str
    area: Area
    size: float


@dataclass(frozen=True)
class Line:
    """One line as printed. `block` numbers what the page keeps together, over the whole document;
    `first_word` is the width of its first word.
    """

    words: str
    size: float
    bold: bool
    page: int
    area: Area
    block: int
    first_word: float


@dataclass
class Page:
    """One page. `rules` are thin lines of tables, `dots` bullets that are drawn."""

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    rules: list[Area] = field(default_factory=list)
    dots: list[Area] = field(default_factory=list)


def read_pages(data: bytes) -> Iterator[Page]:
    """The pages in order. Raises what pdfminer raises of a broken file."""
    block = 0
    for number, layout in enumerate(extract_pages(io.BytesIO(data), laparams=LAParams())):
        page = Page(number, layout.width, layout.height)
        for box in layout:
            if isinstance(box, LTTextBox):
                for printed in box:
                    _take(printed, page, block)
                block += 1
        _take_shapes(layout, page)
        page.lines = _with_markers(page)
        yield page


def _take(printed: LTTextLine, page: Page, block: int) -> None:
    letters = [char for char in printed if isinstance(char, LTChar)]
    for char in letters:
        if char.get_text().strip():
            page.letters.append(Letter(_plain(char.get_text()), _area(char), char.size))
    if not letters:
        return
    size = statistics.median(char.size for char in letters)
    words = _words(printed, size)
    if not words:
        return
    if _SYMBOLS.search(letters[0].fontname) and not _SYMBOLS.search(letters[-1].fontname):
        words = re.sub(r"^[o§Øvü·](?=\s)", "•", words)
    bold = sum(bool(re.search("bold|black|heavy", c.fontname, re.IGNORECASE)) for c in letters)
    page.lines.append(
        Line(
            words,
            round(size * 2) / 2,
            bold > len(letters) / 2,
            page.number,
            _area(printed),
            block,
            _first_word(letters),
        )
    )


def _words(printed: LTTextLine, size: float) -> str:
    said: list[str] = []
    raised = False
    base = statistics.median(item.y0 for item in printed if isinstance(item, LTChar))
    for item in printed:
        text = item.get_text()
        above = (
            isinstance(item, LTChar)
            and text.strip().isdigit()
            and item.size < size * _SMALL
            and item.y0 > base + size * _RAISED
        )
        # "3 days late" with a 1 above it does not say "late1".
        said.append((" [" if above else "]") + text if above != raised else text)
        raised = above
    line = ("".join(said) + ("]" if raised else "")).rstrip()
    line = line[:-1] + "-" if line.endswith("\N{SOFT HYPHEN}") else line
    line = _NO_LETTER.sub("", _OWN_SIGN.sub("•", line.lstrip()))
    return " ".join(unhidden(_plain(line)).split())


def _plain(text: str) -> str:
    return text.translate(_LIGATURES)


def _first_word(letters: list[LTChar]) -> float:
    end = letters[0].x1
    for char in letters:
        if not char.get_text().strip() or char.x0 - end > char.size * 0.3:
            break
        end = char.x1
    return float(end - letters[0].x0)


def _area(item: LTChar | LTTextLine | LTCurve) -> Area:
    return Area(item.x0, item.y0, item.x1, item.y1)


def _take_shapes(layout: LTPage, page: Page) -> None:
    shapes = [shape for shape in layout if isinstance(shape, LTCurve)]
    if len(shapes) > _MOST_SHAPES:
        return
    for shape in shapes:
        wide, high = shape.x1 - shape.x0, shape.y1 - shape.y0
        if min(wide, high) <= _THIN < max(wide, high):
            page.rules.append(_area(shape))
        elif _DOT[0] <= min(wide, high) and max(wide, high) <= _DOT[1]:
            page.dots.append(_area(shape))
        elif min(wide, high) > _DOT[1]:
            page.rules += _sides(_area(shape))


def _sides(area: Area) -> Iterable[Area]:
    """The four edges of a surface: cells that are coloured instead of ruled."""
    yield replace(area, y1=area.y0)
    yield replace(area, y0=area.y1)
    yield replace(area, x1=area.x0)
    yield replace(area, x0=area.x1)


def _with_markers(page: Page) -> list[Line]:
    """The lines, with the bullets and numbers that stand apart from them put before them."""
    marks = [(dot, "•") for dot in page.dots]
    marks += [(line.area, line.words) for line in page.lines if _MARKER.fullmatch(line.words)]
    found: dict[int, tuple[Area, str]] = {}
    used: set[Area] = set()
    by_start = sorted(range(len(page.lines)), key=lambda n: page.lines[n].area.x0)
    for area, words in marks:
        middle = (area.y0 + area.y1) / 2
        for n in by_start:
            line = page.lines[n]
            away = line.area.x0 - area.x1
            if 0 <= away <= line.size * _MARKER_AWAY and line.area.y0 <= middle <= line.area.y1:
                found.setdefault(n, (area, words))
                used.add(area)
                break
    kept: list[Line] = []
    for n, line in enumerate(page.lines):
        if line.area in used:
            continue
        if n in found:
            area, words = found[n]
            place = replace(line.area, x0=area.x0)
            line = replace(line, words=f"{words} {line.words}", area=place)  # noqa: PLW2901
        kept.append(line)
    return kept

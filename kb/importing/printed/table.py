"""A table as it was printed: letters become cells, cells become Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb.importing.printed.page import Area, Letter, Page

_LARGEST_CELL = 4_000  # characters
_SAME_LINE = 0.35  # times the size of the letters
_SPACE = 0.18  # times the size: wider than between the letters of a word


@dataclass(frozen=True)
class Table:
    """Where it stands, and its cells, row by row."""

    page: int
    area: Area
    rows: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """In Markdown; the first row is its head."""
        first, *others = (
            "| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |" for row in self.rows
        )
        return "\n".join([first, "|" + " --- |" * len(self.rows[0]), *others])


def table_of(page: Page, area: Area, rows: Sequence[tuple[str, ...]]) -> Table | None:
    """The table without its empty rows and columns; None for what is a frame around words."""
    kept = [row for row in rows if any(row)]
    used = [n for n in range(len(rows[0])) if any(row[n] for row in kept)]
    if len(kept) < 2 or len(used) < 2:  # noqa: PLR2004 two of both
        return None
    return Table(page.number, area, tuple(tuple(row[n] for n in used) for row in kept))


def said(letters: Sequence[Letter]) -> str:
    """The words of a cell."""
    lines: list[str] = []
    for row in rows_of(letters):
        words = row[0].text
        for before, letter in pairwise(row):
            apart = letter.area.x0 - before.area.x1 > _SPACE * letter.size
            words += f" {letter.text}" if apart else letter.text
        lines.append(words)
    return " ".join(" ".join(lines).split())[:_LARGEST_CELL]


def rows_of(letters: Sequence[Letter]) -> list[list[Letter]]:
    """Letters by the line that they stand on, from top to bottom, each from left to right."""
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: -one.area.y0):
        if rows and abs(rows[-1][0].area.y0 - letter.area.y0) <= letter.size * _SAME_LINE:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return [sorted(row, key=lambda one: one.area.x0) for row in rows]

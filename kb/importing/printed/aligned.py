"""Tables without rules: columns that stand under each other, with nothing between them."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from itertools import pairwise

from kb.importing.printed.page import Area, Letter, Page
from kb.importing.printed.table import Table, rows_of, said, table_of

_GAP = 0.95  # times the size of the letters: wider than between words
_NEAR = 4.0  # points: cells of one column begin together
_CLOSE = 1.6  # times the size: rows of one table
_LEAST_ROWS = 3
_LOOSER = 1.12  # times the least distance of two lines: a new row begins
_PROSE = 12.0  # times the size of the letters: a column that may hold sentences
_FULL = 0.82  # of its column: words that fill it are columns of prose
_LIST_SIGN = re.compile(r"[•‣◦▪●∙·–*-]|\(?\w{1,4}[.)]")


def aligned_tables(page: Page, letters: Sequence[Letter]) -> list[Table]:
    """The tables that letters make that no rules part."""
    rows = [_segments(row) for row in rows_of(letters)]
    found: list[Table] = []
    run: list[list[list[Letter]]] = []
    for row in [*rows, []]:
        if row and (not run or _close(run[-1], row)) and (len(row) > 1 or _further(run, row)):
            run.append(row)
            continue
        if len(run) >= _LEAST_ROWS and (table := _of_run(page, run)):
            found.append(table)
        run = [row] if len(row) > 1 else []
    return found


def _further(run: list[list[list[Letter]]], row: list[list[Letter]]) -> bool:
    """Whether a row of one part goes on with a cell of another column than the first."""
    return bool(run) and row[0][0].area.x0 >= run[0][1][0].area.x0 - _NEAR


def _of_run(page: Page, run: list[list[list[Letter]]]) -> Table | None:
    """A table of rows that are parted at the same places; None for columns of prose and lists."""
    spans = sorted((segment[0].area.x0, segment[-1].area.x1) for row in run for segment in row)
    columns: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if columns and x0 <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    cells = [
        tuple(
            tuple(letter for seg in row if x0 <= seg[0].area.x0 <= x1 for letter in seg)
            for x0, x1 in columns
        )
        for row in run
    ]
    if len(columns) < 2 or _is_prose(run, columns):  # noqa: PLR2004
        return None
    if all(_LIST_SIGN.fullmatch(said(row[0])) for row in cells if row[0]):
        return None
    letters = [letter.area for row in run for segment in row for letter in segment]
    area = Area(
        min(a.x0 for a in letters),
        min(a.y0 for a in letters),
        max(a.x1 for a in letters),
        max(a.y1 for a in letters),
    )
    return table_of(page, area, [tuple(map(said, row)) for row in _whole(cells)])


def _whole(cells: list[tuple[tuple[Letter, ...], ...]]) -> list[tuple[tuple[Letter, ...], ...]]:
    """The lines of a table put together to its rows: a row begins where its first cell does, and,
    where lines stand unequally far apart, where they stand further apart.
    """
    tops = [max(letter.area.y0 for cell in row for letter in cell) for row in cells]
    pitches = [above - below for above, below in pairwise(tops)]
    loose = min(pitches) * _LOOSER
    even = max(pitches) <= loose
    whole = [cells[0]]
    for row, pitch in zip(cells[1:], pitches, strict=True):
        if row[0] and (even or pitch > loose):
            whole.append(row)
        else:
            both = zip(whole[-1], row, strict=True)
            whole[-1] = tuple((*above, *below) for above, below in both)
    return whole


def _is_prose(run: list[list[list[Letter]]], columns: list[tuple[float, float]]) -> bool:
    """Whether the first column is filled to its edge line by line, as running text fills it."""
    x0, x1 = columns[0]
    first = [s for row in run for s in row if s[0].area.x0 <= x1]
    widths = [segment[-1].area.x1 - segment[0].area.x0 for segment in first]
    long = x1 - x0 > run[0][0][0].size * _PROSE
    return long and statistics.median(widths) > _FULL * (x1 - x0)


def _segments(row: list[Letter]) -> list[list[Letter]]:
    segments = [[row[0]]]
    for before, letter in pairwise(row):
        if letter.area.x0 - before.area.x1 > letter.size * _GAP:
            segments.append([letter])
        else:
            segments[-1].append(letter)
    return segments


def _close(above: list[list[Letter]], below: list[list[Letter]]) -> bool:
    upper, lower = above[0][0], below[0][0]
    return upper.area.y0 - lower.area.y1 < _CLOSE * lower.size

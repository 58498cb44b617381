"""Tables whose cells are parted by rules or by colour."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kb.importing.printed.page import Area, Letter, Page
from kb.importing.printed.table import Table, said, table_of

_NEAR = 4.0  # points: rules of one border
_MOST_RULES = 4_000  # of one page


def ruled_tables(page: Page) -> list[Table]:
    """The tables that the rules of a page make."""
    return [table for group in _groups(page.rules) if (table := _ruled(page, group))]


def _groups(rules: Sequence[Area]) -> list[list[Area]]:
    """Rules that touch each other."""
    if len(rules) > _MOST_RULES:
        return []
    groups: list[list[Area]] = []
    reach: list[Area] = []
    for rule in sorted(rules, key=lambda r: (-r.y1, r.x0)):
        touched = [n for n, area in enumerate(reach) if _touch(area, rule)]
        joined, area = [rule], rule
        for n in reversed(touched):
            joined += groups.pop(n)
            other = reach.pop(n)
            area = Area(
                min(area.x0, other.x0),
                min(area.y0, other.y0),
                max(area.x1, other.x1),
                max(area.y1, other.y1),
            )
        groups.append(joined)
        reach.append(area)
    return groups


def _touch(one: Area, other: Area) -> bool:
    return (
        one.x0 - _NEAR <= other.x1
        and other.x0 - _NEAR <= one.x1
        and one.y0 - _NEAR <= other.y1
        and other.y0 - _NEAR <= one.y1
    )


@dataclass(frozen=True)
class _Grid:
    """Where the rules of one table stand; `ys` go down."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    upright: tuple[Area, ...]
    level: tuple[Area, ...]

    @property
    def area(self) -> Area:
        """All of it."""
        return Area(self.xs[0], self.ys[-1], self.xs[-1], self.ys[0])

    def owner(self, row: int, column: int) -> tuple[int, int]:
        """The first of the cells that no rule parts from this one: to the left, and above."""
        y = (self.ys[row] + self.ys[row + 1]) / 2
        while column and not any(
            abs(_mid(r.x0, r.x1) - self.xs[column]) <= _NEAR and r.y0 <= y <= r.y1
            for r in self.upright
        ):
            column -= 1
        x = (self.xs[column] + self.xs[column + 1]) / 2
        while row and not any(
            abs(_mid(r.y0, r.y1) - self.ys[row]) <= _NEAR and r.x0 <= x <= r.x1 for r in self.level
        ):
            row -= 1
        return row, column

    def cell_of(self, letter: Letter) -> tuple[int, int]:
        """The cell that a letter in the area belongs to."""
        x, y = _mid(letter.area.x0, letter.area.x1), _mid(letter.area.y0, letter.area.y1)
        column = max(n for n, edge in enumerate(self.xs[:-1]) if n == 0 or edge <= x)
        row = max(n for n, edge in enumerate(self.ys[:-1]) if n == 0 or edge >= y)
        return self.owner(row, column)

    def without_frames(self) -> _Grid:
        """Without rows above and below that are one cell: those are words in a frame."""
        rows = range(len(self.ys) - 1)
        wide = range(1, len(self.xs) - 1)
        parted = [r for r in rows if any(self.owner(r, c)[1] == c for c in wide)]
        if not parted:
            return replace(self, ys=())
        return replace(self, ys=self.ys[parted[0] : parted[-1] + 2])


def _ruled(page: Page, rules: Sequence[Area]) -> Table | None:
    upright = tuple(r for r in rules if r.x1 - r.x0 < r.y1 - r.y0)
    level = tuple(r for r in rules if r.x1 - r.x0 >= r.y1 - r.y0)
    xs = _places(_mid(r.x0, r.x1) for r in upright)
    ys = _places(_mid(r.y0, r.y1) for r in level)[::-1]
    if len(xs) < 3 or len(ys) < 2:  # noqa: PLR2004 two columns
        return None
    grid = _Grid(tuple(xs), tuple(ys), upright, level).without_frames()
    if len(grid.ys) < 3:  # noqa: PLR2004 two rows
        return None
    cells: dict[tuple[int, int], list[Letter]] = {}
    for letter in page.letters:
        if grid.area.holds(letter.area):
            cells.setdefault(grid.cell_of(letter), []).append(letter)
    rows = [
        tuple(said(cells.get(grid.owner(row, column), ())) for column in range(len(xs) - 1))
        for row in range(len(grid.ys) - 1)
    ]
    return table_of(page, grid.area, rows)


def _mid(one: float, other: float) -> float:
    return (one + other) / 2


def _places(values: Iterable[float]) -> list[float]:
    """Where rules stand, those of one border together."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= _NEAR:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [statistics.fmean(group) for group in groups]

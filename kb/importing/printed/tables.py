"""All tables of a page: ruled ones, and columns that stand under each other."""

from __future__ import annotations

from kb.importing.printed.aligned import aligned_tables
from kb.importing.printed.page import Page
from kb.importing.printed.ruled import ruled_tables
from kb.importing.printed.table import Table


def find_tables(page: Page) -> list[Table]:
    """From top to bottom."""
    ruled = ruled_tables(page)
    left = [each for each in page.letters if not any(t.area.holds(each.area) for t in ruled)]
    return sorted([*ruled, *aligned_tables(page, left)], key=lambda table: -table.area.y1)

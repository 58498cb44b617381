"""Tables as CSV files (RFC 4180) that a spreadsheet opens without obeying them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """The file. A cell that a spreadsheet would compute gets an apostrophe in front of it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value

"""What commands print: tables and colour for people, JSON for programs, errors with a next step."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

DONE = 0
NO = 1  # the answer is no: findings block, cases fail, the audit does not verify
USAGE = 2  # asked in a way that cannot be answered
FAILED = 3  # something outside failed: the index, the database, the network, a port

_WIDE = 160  # columns of a table that goes into a file or a pipe
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def console(*, errors: bool = False) -> Console:
    """A terminal. It guesses at nothing: no markup in what others wrote, no highlighting."""
    from rich.console import Console  # noqa: PLC0415 not needed for --json and --help

    stream = sys.stderr if errors else sys.stdout
    width = None if stream.isatty() else _WIDE
    return Console(stderr=errors, width=width, markup=False, highlight=False, soft_wrap=errors)


def visible(text: str) -> str:
    """Text of others for a terminal: control and turning characters are shown, not obeyed."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def emit(value: Any) -> None:
    """One JSON value on one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=True, default=str) + "\n")


def table(*columns: str, title: str = "") -> Table:
    """An empty table with these headings."""
    from rich.table import Table  # noqa: PLC0415 not needed for --json and --help

    made = Table(title=title or None, title_justify="left", header_style="bold")
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def complain(message: str, next_step: str = "") -> None:
    """An error for a person, with what to do about it."""
    out = console(errors=True)
    out.print("error:", style="bold red", end=" ")
    out.print(visible(message))
    if next_step:
        out.print(f"next:  {visible(next_step)}", style="dim")

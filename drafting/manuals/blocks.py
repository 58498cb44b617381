"""The structure of a manual's clause: labels, leads, lists and tables as a tree.

A manual says "**When**", then a list, then a table; what an item means depends on what leads to it.
So a list is only ever read together with its leads, and a table with the line above it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from drafting.clause_lines import LINK

_BULLET = re.compile(r"^(?P<indent>\s*)(?:[-*+•](?: \[[ x]\])?|(?P<number>\d{1,2}|[a-z])[.)])\s+")
_HEADING = re.compile(r"^\s*\\?#+\s+(?P<words>.*)$")
_ROW = re.compile(r"^\s*\|(?P<cells>.+)\|\s*$")
_RULER = re.compile(r"^[\s|:-]+$")
_BOLD = re.compile(r"\*\*|__|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")
_QUOTE = re.compile(r"^\s*>\s?")


@dataclass
class Block:
    """A line with what stands under it. `rows` are a table's cells, the head row first."""

    words: str
    bullet: bool = False
    step: bool = False
    children: list[Block] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def leads(self) -> bool:
        """Whether the line says that something follows."""
        return self.words.endswith(":")


def blocks_of(text: str) -> list[Block]:
    """The tree of a clause's text, in order. Code is left out."""
    reading = _Reading()
    for line in text.splitlines():
        reading.take(line)
    reading.end_paragraph()
    return reading.top


class _Reading:
    """Reads line by line; `_lead` is the last line that leads, `_open` the bullets still open."""

    def __init__(self) -> None:
        self.top: list[Block] = []
        self._lead: Block | None = None
        self._open: list[tuple[int, Block]] = []
        self._paragraph: list[str] = []
        self._code = False

    def take(self, raw: str) -> None:
        line = _QUOTE.sub("", raw.rstrip())
        if line.strip().startswith("```"):
            self.end_paragraph()
            self._code = not self._code
            return
        if self._code:
            return
        bullet, heading, row = _BULLET.match(line), _HEADING.match(line), _ROW.match(line)
        if bullet or heading or row or not line.strip():
            self.end_paragraph()
        if bullet:
            self._bullet(line, bullet)
        elif heading:
            self._lead = self._add(Block(f"{unmarked(heading['words']).rstrip(':')}:"))
        elif row:
            self._row(row["cells"])
        elif line.strip():
            self._paragraph.append(line.strip())

    def end_paragraph(self) -> None:
        if not self._paragraph:
            return
        raw = " ".join(self._paragraph)
        self._paragraph = []
        block = Block(unmarked(raw))
        # A line in bold alone is a heading, with or without its colon.
        if re.fullmatch(r"\*\*[^*]+\*\*:?", raw.strip()) and not block.words.endswith("."):
            block.words = f"{block.words.rstrip(':')}:"
        self._open = []
        self._add(block)
        self._lead = block if block.leads else None

    def _bullet(self, line: str, found: re.Match[str]) -> None:
        indent = len(found["indent"])
        block = Block(unmarked(line[found.end() :]), bullet=True, step=bool(found["number"]))
        while self._open and self._open[-1][0] >= indent:
            self._open.pop()
        if self._open:
            self._open[-1][1].children.append(block)
        elif self._lead is not None:
            self._lead.children.append(block)
        else:
            self._add(block)
        self._open.append((indent, block))

    def _row(self, cells: str) -> None:
        if _RULER.match(cells):
            return
        row = tuple(unmarked(cell) for cell in cells.split("|"))
        if self._lead is None or (self._lead.children and not self._lead.rows):
            self._lead = self._add(Block(""))
        self._open = []
        self._lead.rows.append(row)

    def _add(self, block: Block) -> Block:
        self.top.append(block)
        return block


def unmarked(text: str) -> str:
    """The words of a line without the marks of emphasis and links."""
    return _BOLD.sub("", LINK.sub(r"\1", text)).strip()

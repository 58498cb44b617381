"""Lines as printed put together to what was meant: paragraphs, items of lists, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.importing.printed.page import Line
from kb.importing.printed.table import Table

LARGER = 1.12  # times the usual size of letters is the size of a heading
_BULLET = re.compile(r"^[•‣◦▪●∙·–➢✓■□*-]\s+")
_ORDERED = re.compile(r"^(?:(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[.)]|\((?:[a-z]{1,4}|\d{1,2})\))\s+\S")
_ENDS = re.compile(r"[.:;,!?…]$|\b(?:and|or)$")
_SENTENCE_END = re.compile(r"[.:;!?…]['\"”’)\]]*$")
_COLUMN = 0.3  # of a page's width: lines that begin so near each other have one right edge
_DEEPER = 5.0  # points
_LONG = 30  # times the size of letters: a line that was ended by the edge, not by its writer
_ROOM = 1.3  # times the size of letters, left after the word that would have fitted


@dataclass
class Block:
    """A paragraph, an item (`bullet` and `depth`, or `ordered`), or a table (`size` 0).

    `lines` counts the printed lines; `page` and `area` are those of the first.
    """

    words: str
    size: float
    bold: bool
    first: Line | None
    lines: int = 1
    bullet: bool = False
    ordered: bool = False
    depth: int = 0

    @property
    def is_table(self) -> bool:
        """Whether the words are a table in Markdown."""
        return self.first is None


def as_blocks(printed: Sequence[Line | Table], usual: float, width: float) -> list[Block]:
    """The blocks in reading order. `usual` is the size of running text, `width` a page's."""
    lines = [each for each in printed if isinstance(each, Line)]
    edge = _right_edges(lines, width)
    blocks: list[Block] = []
    before: Line | None = None
    for each in printed:
        if isinstance(each, Table):
            blocks.append(Block(each.text, 0.0, bold=False, first=None))
            before = None
            continue
        if before is not None and _goes_on(blocks[-1], before, each, usual, edge[before]):
            _join(blocks[-1], each)
        else:
            blocks.append(_begun(each, blocks))
        before = each
    return blocks


def _begun(line: Line, blocks: Sequence[Block]) -> Block:
    bullet = _BULLET.match(line.words)
    block = Block(line.words, line.size, line.bold, line)
    if bullet:
        block.words, block.bullet = line.words[bullet.end() :], True
        block.depth = _depth(line, blocks)
    else:
        block.ordered = bool(_ORDERED.match(line.words))
    return block


def _depth(line: Line, blocks: Sequence[Block]) -> int:
    """How deep an item stands among those right above it."""
    for above in reversed(blocks):
        if not above.bullet or above.first is None:
            break
        if line.area.x0 > above.first.area.x0 + _DEEPER:
            return above.depth + 1
        if line.area.x0 >= above.first.area.x0 - _DEEPER:
            return above.depth
    return 0


def _goes_on(block: Block, before: Line, line: Line, usual: float, edge: float) -> bool:
    """Whether a line is the rest of what the line before it began."""
    if abs(line.size - before.size) > before.size * (LARGER - 1) or _BULLET.match(line.words):
        return False
    large = before.size > usual * LARGER
    if large:
        return line.block == before.block and not _ORDERED.match(line.words)
    if re.search(r"\w-$", before.words) and line.words[:1].islower():
        return True
    fitted = before.area.x1 + line.first_word + before.size * _ROOM <= edge
    if _ORDERED.match(line.words) and (fitted or _ENDS.search(before.words) or block.ordered):
        return False
    if line.block == before.block:
        heads = before.bold and not line.bold and block.lines == 1
        return not fitted and (not heads or line.words[:1].islower())
    if line.page == before.page and abs(line.area.y0 - before.area.y0) < before.size / 2:
        return False  # side by side
    if _SENTENCE_END.search(before.words) or (fitted and before.bold != line.bold):
        return False
    long = block.lines > 1 or before.area.x1 - before.area.x0 > before.size * _LONG
    return line.words[:1].islower() or (not fitted and long and before.bold == line.bold)


def _join(block: Block, line: Line) -> None:
    block.lines += 1
    if re.search(r"\w-$", block.words) and line.words[:1].islower():
        block.words = block.words[:-1] + line.words
    else:
        block.words = f"{block.words} {line.words}"


def _right_edges(lines: Sequence[Line], width: float) -> dict[Line, float]:
    """How far to the right lines that begin about where each one begins go."""
    far: dict[int, float] = {}
    for line in lines:
        place = int(line.area.x0 / 10)
        far[place] = max(far.get(place, 0.0), line.area.x1)
    reach = int(width * _COLUMN / 10)
    widest = {
        place: max(x1 for other, x1 in far.items() if abs(other - place) <= reach) for place in far
    }
    return {line: widest[int(line.area.x0 / 10)] for line in lines}


def as_text(blocks: Sequence[Block]) -> str:
    """The blocks as Markdown."""
    said: list[str] = []
    above: Block | None = None
    for block in blocks:
        if above is not None and not (_listed(block) and _listed(above)):
            said.append("")
        said.append(f"{'  ' * block.depth}- {block.words}" if block.bullet else block.words)
        above = block
    return "\n".join(said)


def _listed(block: Block) -> bool:
    """Whether Markdown knows it for an item: it knows "1." and no "(a)"."""
    return block.bullet or bool(re.match(r"\d{1,3}[.)]\s", block.words))

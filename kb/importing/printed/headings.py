"""Which blocks of a document are headings, and how deep: by their size, weight and numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.importing.printed.blocks import LARGER, Block

_LONGEST = 140  # characters of a heading
_LONGEST_PLAIN = 70  # of one that is bold or numbered only
_MOST_LINES = 3
_TITLE_WORDS = 8  # of a numbered clause that has no heading of its own
_GAP = 3  # numbers of parts from one to the next
_AROUND = 60  # blocks: about a page
_BOLD, _PLAIN = 6, 7  # after the sizes, of which five count
_NUMBER = re.compile(
    r"^(?:(?:section|article|clause|chapter)\s+|§\s*)?(\d{1,2}(?:\.\d{1,2}){0,4})[.):]?\s+(?=\S)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\d{1,2}\.\d")
_NAMED = re.compile(r"^(?:section|article|clause|chapter|§)", re.IGNORECASE)
_SENTENCE_END = (".", ";", ",", "!", "…")


@dataclass(frozen=True)
class Heading:
    """A heading at a level (lower stands above); `words` are what its block says besides."""

    level: int
    title: str
    words: str = ""


def headings(blocks: Sequence[Block], usual: float) -> dict[int, Heading]:
    """The headings by the place of their block. `usual` is the size of running text."""
    sizes = sorted({b.size for b in blocks if b.size > usual * LARGER}, reverse=True)
    rank = {size: min(place + 1, 5) for place, size in enumerate(sizes)}
    found: dict[int, Heading] = {}
    looks = {
        place: rank.get(block.size, _BOLD)
        for place, block in enumerate(blocks)
        if _looks_like_one(blocks, place, usual) and not _in_bold_words(blocks, place, usual)
    }
    numbers = _numbers(blocks, looks)
    best = min((looks.get(place, _PLAIN) for place in numbers), default=_PLAIN)
    for place, block in enumerate(blocks):
        number = numbers.get(place)
        if place in looks:
            level = best if number and looks[place] >= _BOLD else looks[place]
            found[place] = Heading(level * 10 + (len(number) if number else 1), block.words)
        elif number:
            level = best * 10 + len(number)
            if _short(block) and not block.words.endswith(_SENTENCE_END):
                found[place] = Heading(level, block.words)
            else:
                found[place] = _untitled(block, level)
    return found


def _looks_like_one(blocks: Sequence[Block], place: int, usual: float) -> bool:
    """By size or weight alone."""
    block = blocks[place]
    if block.is_table or block.bullet or block.lines > _MOST_LINES:
        return False
    if len(block.words) > _LONGEST or not any(char.isalpha() for char in block.words):
        return False
    if block.size > usual * LARGER:
        return True
    numbered = bool(_NUMBER.match(block.words))
    if numbered and _stands_in(blocks, place):
        return False
    return (
        block.bold
        and not block.words.endswith(_SENTENCE_END)
        and (len(block.words) <= _LONGEST_PLAIN or numbered)
    )


def _stands_in(blocks: Sequence[Block], place: int) -> bool:
    """Whether a block begins further in than its page: an item, however bold."""
    first = blocks[place].first
    if first is None or _PARTS.match(first.words):
        return False
    around = [b.first for b in blocks[max(0, place - _AROUND) : place + _AROUND] if b.first]
    left = min(line.area.x0 for line in around if line.page == first.page)
    return first.area.x0 > left + first.size


def _in_bold_words(blocks: Sequence[Block], place: int, usual: float) -> bool:
    """Whether a bold line is one of several that stand together: then none is a heading."""
    block = blocks[place]
    if block.first is None or block.size > usual * LARGER:
        return False
    beside = [blocks[n] for n in (place - 1, place + 1) if 0 <= n < len(blocks)]
    return any(
        other.bold
        and other.first is not None
        and other.size == block.size
        and other.first.block == block.first.block
        for other in beside
    )


def _short(block: Block) -> bool:
    return block.lines == 1 and len(block.words) <= _LONGEST_PLAIN


def _untitled(block: Block, level: int) -> Heading:
    """A numbered clause without a heading: its first words are one, and its number no word."""
    number = _NUMBER.match(block.words)
    start = number.end() if number else 0
    words = block.words[start:]
    first = words.split()
    title = " ".join(first[:_TITLE_WORDS]).rstrip(",;:.")
    more = " …" if len(first) > _TITLE_WORDS else ""
    return Heading(level, f"{block.words[:start].strip()} {title}{more}", words)


def _numbers(blocks: Sequence[Block], looks: dict[int, int]) -> dict[int, tuple[int, ...]]:
    """Blocks that are numbered as sections are: each number follows from the one before it.

    A number of one part counts only where its block looks like a heading, or has parts below it,
    or stands alone above words: else it is an item of a list.
    """
    said: list[tuple[int, tuple[int, ...]]] = []
    for place, block in enumerate(blocks):
        match = None if block.is_table or block.bullet else _NUMBER.match(block.words)
        if match is None or (len(match.group(1)) < 3 and not _may_be_one(blocks, place, looks)):  # noqa: PLR2004 such as 1.1
            continue
        said.append((place, tuple(int(part) for part in match.group(1).split("."))))
    found: dict[int, tuple[int, ...]] = {}
    last: tuple[int, ...] = ()
    for place, number in said:
        if _follows(last, number) or (place in looks and number > last):
            found[place] = number
            last = number
    return found if len(found) > 1 else {}


def _may_be_one(blocks: Sequence[Block], place: int, looks: dict[int, int]) -> bool:
    """Whether a block whose number has one part may be more than an item of a list."""
    block = blocks[place]
    if place in looks or _NAMED.match(block.words) or block.words.isupper():
        return True
    if not _short(block) or block.words.endswith((*_SENTENCE_END, ":")):
        return False
    below = blocks[place + 1] if place + 1 < len(blocks) else None
    if below is None or below.first is None or block.first is None:
        return False
    if _PARTS.match(below.words):
        return True
    above = blocks[place - 1] if place else None
    listed = (
        below.bullet or below.ordered or (above is not None and (above.bullet or above.ordered))
    )
    # What belongs to an item stands further in than its number.
    return not listed and abs(below.first.area.x0 - block.first.area.x0) < block.size / 2


def _follows(last: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether a section may have this number after that one: 2.3 after 2.2, 2.2.9 or 2.1."""
    if not last:
        return number[-1] == 1 or len(number) == 1
    if len(number) > len(last):
        return number[: len(last)] == last and set(number[len(last) :]) == {1}
    depth = len(number) - 1
    # Parts are taken out of documents, and their numbers with them: 1.4 may come after 1.2.
    most = _GAP if depth else 1
    return number[:depth] == last[:depth] and 1 <= number[depth] - last[depth] <= most

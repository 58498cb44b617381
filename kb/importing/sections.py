"""Headings and words in the order of a page, as sections under one title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kb.importing.documents import Section
from kb.importing.words import joined, plain_title

HEADING_LEVEL = "##"  # every clause of an imported policy stands side by side with the others


@dataclass
class Piece:
    """One heading of a page and what stands below it; `level` 0 is before the first heading."""

    level: int
    title: str
    text: str = ""
    anchor: str = ""
    attributes: str = ""
    lines: list[str] = field(default_factory=list)


def as_sections(pieces: Sequence[Piece], fallback: str) -> tuple[str, tuple[Section, ...]]:
    """The page's title and its sections, each under its parents; nothing that was said is lost.

    A first heading that stands above all others is the page's title. A heading without words
    that groups no other is a clause of its own words. Without any title it is `fallback`.
    """
    pieces = [piece for piece in pieces if piece.title or piece.text.strip()]
    title, pieces = _title(pieces)
    found: list[Section] = []
    path: list[Piece] = []
    for index, piece in enumerate(pieces):
        while path and path[-1].level >= piece.level:
            path.pop()
        if piece.level:
            path.append(piece)
        groups = index + 1 < len(pieces) and pieces[index + 1].level > piece.level > 0
        text = piece.text.strip("\n")
        if text.strip() or not groups:
            own = plain_title(piece.title)
            titles = [plain_title(step.title) for step in path]
            name = joined(titles) if piece.level else title or fallback
            found.append(Section(name, text or own, piece.anchor, piece.attributes))
    return title or fallback, tuple(found)


def _title(pieces: list[Piece]) -> tuple[str, list[Piece]]:
    heads = [piece for piece in pieces if piece.level]
    if not heads:
        return "", pieces
    first = heads[0]
    above = all(piece.level > first.level for piece in heads[1:])
    if not above or first.anchor or (len(heads) == 1 and first.level > 1):
        return "", pieces
    title = plain_title(first.title)
    rest = [piece for piece in pieces if piece is not first]
    if first.text.strip():
        place = next(n for n, piece in enumerate(pieces) if piece is first)
        rest.insert(place, Piece(0, "", first.text))
    return title, rest

"""What of a clause is embedded: its words under its titles, in parts that the model can read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from policies.book import Book
from policies.clause import Clause

_PART_CHARS = 800  # about 200 tokens of English; the model reads 256, and the titles come on top
_TITLE_CHARS = 160
_BREAK = re.compile(r"(?<=[.!?;:])\s+|\n+")


@dataclass(frozen=True)
class Row:
    """One text to embed.

    `key` names clause, version, part and words; `clause` is the place of the clause in its book.
    """

    key: str
    clause: int
    text: str


def rows(book: Book) -> tuple[Row, ...]:
    """Every row of a book, in reading order; rows of one clause stand together."""
    found: dict[str, Row] = {}
    for place, clause in enumerate(book):
        for number, text in enumerate(parts(clause)):
            digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
            key = f"{clause.id}@{clause.version}/{number}-{digest}"
            # The same version twice in one book is one clause to the index.
            found.setdefault(key, Row(key, place, text))
    return tuple(found.values())


def parts(clause: Clause) -> Iterator[str]:
    """The words of a clause in parts of about 200 tokens, each under its titles."""
    above = heading(clause)[: 2 * _TITLE_CHARS]
    for part in _split(clause.text):
        yield f"{above}\n{part}".strip()


def heading(clause: Clause) -> str:
    """Policy title and clause title, without saying the same twice."""
    titles = (clause.policy_title[:_TITLE_CHARS].strip(), clause.title[:_TITLE_CHARS].strip())
    return ". ".join(dict.fromkeys(title for title in titles if title))


def _split(text: str) -> list[str]:
    """At sentence and line ends where there are any, else wherever the room ends."""
    found = [""]
    for sentence in _BREAK.split(text):
        for start in range(0, len(sentence), _PART_CHARS):
            piece = sentence[start : start + _PART_CHARS]
            if found[-1] and len(found[-1]) + len(piece) >= _PART_CHARS:
                found.append(piece)
            else:
                found[-1] = f"{found[-1]} {piece}".strip()
    return found

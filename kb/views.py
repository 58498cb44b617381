"""What of a clause is embedded: its words under its titles, in parts that the model can read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from policies.book import Book
from policies.clause import Clause

_PART_CHARS = 800  # about 200 tokens of English; the model reads 256, and the titles come on top
_TITLE_CHARS = 160
_Clause = tuple[str, str, str]  # id, version, and the policy's title, which is in no version
_BREAK = re.compile(r"(?<=[.!?;:])\s+|\n+")


@dataclass(frozen=True)
class Row:
    """One text to embed.

    `key` names clause, version, part and words; `clause` is the place of the clause in its book.
    """

    key: str
    clause: int
    text: str


class Views:
    """The rows of a book. Those of clauses that stood in the book before are not made again."""

    def __init__(self) -> None:
        """No book yet."""
        self._made: dict[_Clause, tuple[Row, ...]] = {}

    def of(self, book: Book) -> tuple[Row, ...]:
        """Every row of a book, in reading order; rows of one clause stand together."""
        before, self._made = self._made, {}
        found: dict[str, Row] = {}
        for place, clause in enumerate(book):
            key = clause.id, clause.version, clause.policy_title
            made = before.get(key) or tuple(_rows(clause, place))
            if made[0].clause != place:
                made = tuple(replace(row, clause=place) for row in made)
            self._made[key] = made
            for row in made:
                # The same version twice in one book is one clause to the index.
                found.setdefault(row.key, row)
        return tuple(found.values())


def rows(book: Book) -> tuple[Row, ...]:
    """Every row of one book."""
    return Views().of(book)


def _rows(clause: Clause, place: int) -> Iterator[Row]:
    for number, text in enumerate(parts(clause)):
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
        yield Row(f"{clause.id}@{clause.version}/{number}-{digest}", place, text)


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

"""The words of a clause as the ranker compares them: of its titles, and sentence by sentence."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from kb.counts import Counts
from kb.lexical import words
from kb.views import heading
from policies.book import Book
from policies.clause import Clause

Codes = NDArray[np.uint32]

_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n+")


@dataclass(frozen=True)
class Worded:
    """Stems of a clause: of its titles, and sentence by sentence."""

    title: tuple[str, ...]
    sentences: tuple[tuple[str, ...], ...]

    @staticmethod
    def of(clause: Clause) -> Worded:
        """Reads a clause; every word is stemmed once."""
        said = (tuple(words(sentence)) for sentence in _SENTENCE.split(clause.text))
        return Worded(tuple(words(heading(clause))), tuple(stems for stems in said if stems))

    @property
    def all(self) -> list[str]:
        """Titles and text, in order."""
        return [*self.title, *(stem for sentence in self.sentences for stem in sentence)]

    @cached_property
    def codes(self) -> Codes:
        """The same as numbers. They do not depend on the book, so a changed book keeps them."""
        return codes(self.all)

    @cached_property
    def sizes(self) -> NDArray[np.intp]:
        """How many words the titles have, and each sentence after them."""
        return np.array([len(self.title), *map(len, self.sentences)], dtype=np.intp)


class Wordings:
    """The words of every clause of a book, and how often each is said. Of a book in which little
    changed, little is read again.
    """

    def __init__(self, book: Book, before: Wordings | None = None) -> None:
        """`before` is the book that it follows."""
        keys = [_key(clause) for clause in book]
        self.stands = dict(zip(keys, range(len(keys)), strict=True))
        kept = before if before and not before.outgrown() else None
        stood = [kept.stands.get(key, -1) for key in keys] if kept else [-1] * len(keys)
        self.texts: list[Worded] = [
            kept.texts[was] if kept and was >= 0 else Worded.of(clause)
            for clause, was in zip(book, stood, strict=True)
        ]
        fresh = (text.all for text, was in zip(self.texts, stood, strict=True) if was < 0)
        self.counts: Counts = kept.counts.following(stood, fresh) if kept else Counts.of(fresh)

    def outgrown(self) -> bool:
        """Whether most words of the vocabulary stand in no clause any more."""
        return len(self.counts.vocabulary) > 2 * int(np.count_nonzero(self.counts.having()))


def _key(clause: Clause) -> tuple[str, str, str]:
    """What the words of a clause depend on; the title of its policy is in no version."""
    return clause.id, clause.version, clause.policy_title


def codes(stems: Iterable[str]) -> Codes:
    """One number a stem. Two stems in four thousand million share theirs, which costs nothing."""
    return np.fromiter(map(_code, stems), dtype=np.uint32)


@lru_cache(maxsize=65536)
def _code(stem: str) -> int:
    return zlib.crc32(stem.encode("utf-8", "replace"))

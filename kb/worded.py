"""The words of a clause as the ranker compares them: of its titles, and sentence by sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from kb.counts import Counts
from kb.lexical import words
from kb.views import heading
from policies.book import Book
from policies.clause import Clause

Pair = tuple[str, str]

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
    def titled(self) -> frozenset[str]:
        """The words of the titles."""
        return frozenset(self.title)

    @cached_property
    def first(self) -> frozenset[str]:
        """Those of the first sentence, which says what a clause is about."""
        return frozenset(self.sentences[0]) if self.sentences else frozenset()

    @cached_property
    def each(self) -> tuple[frozenset[str], ...]:
        """Those of each sentence."""
        return tuple(frozenset(sentence) for sentence in self.sentences)

    def pairs(self) -> frozenset[Pair]:
        """Words that follow each other; not kept, because they would be most of the memory."""
        return frozenset(pairwise(self.all))


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

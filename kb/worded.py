"""The words of a clause as the ranker compares them: of its titles, and sentence by sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kb.lexical import words
from kb.views import heading
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

"""A search by words for measures: no index to build, and it never keeps silent."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date

from desk.reading.words import content
from policies.book import Book
from policies.clause import CaseScope, Clause
from policies.found import Found, Hit

_LENGTH = 0.75  # how much longer clauses are held back, as in BM25


class Lookup:
    """Clauses by the rare words that they share with a question (Okapi BM25 with k1 = 1.2)."""

    def __init__(self, book: Book) -> None:
        """Reads the words of every clause of the book once."""
        self.book = book
        self._words = [Counter(content(f"{c.title}\n{c.text}")) for c in book]
        self._seen = Counter(word for words in self._words for word in words)
        lengths = [sum(words.values()) for words in self._words]
        self._usual = sum(lengths) / len(lengths) if lengths else 1.0

    def nearest(self, question: str, limit: int) -> tuple[Clause, ...]:
        """The clauses that share most with a question, best first."""
        asked = set(content(question))
        scored = [
            (self._score(asked, words), -n, clause)
            for n, (clause, words) in enumerate(zip(self.book, self._words, strict=True))
        ]
        best = sorted((s for s in scored if s[0] > 0), reverse=True)[:limit]
        return tuple(clause for _, _, clause in best)

    def search(self, question: str, *, day: date, scope: CaseScope, limit: int = 8) -> Found:
        """The same as a search of the product answers."""
        del day, scope
        hits = tuple(Hit(c.id, c.version, 1.0) for c in self.nearest(question, limit))
        return Found(hits, 0.9 if hits else 0.0, not hits, self.book.digest)

    def _score(self, asked: set[str], words: Counter[str]) -> float:
        length = 1 - _LENGTH + _LENGTH * sum(words.values()) / self._usual
        score = 0.0
        for word in asked & words.keys():
            rarity = math.log(1 + len(self._words) / (0.5 + self._seen[word]))
            score += rarity * words[word] * 2.2 / (words[word] + 1.2 * length)
        return score

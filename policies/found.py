"""What a search answers: ids, never words. The book gives the words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from policies.clause import CaseScope, ClauseId, ClauseVersion


@dataclass(frozen=True)
class Hit:
    """One clause that may answer, best first. `score` orders hits of one search, no more."""

    clause: ClauseId
    version: ClauseVersion
    score: float


@dataclass(frozen=True)
class Found:
    """The answer to one question.

    `confidence` in 0..1 is the calibrated chance that the first hits hold the answer; `silent`
    says that no clause answers, and `sure` that one of the first five does: at least 95 times in a
    hundred, and where the answer is missing it is said of less than 15. What is neither may be
    shown to a person, who decides. `book` is the digest of the book that was indexed, `stale` that
    it is not the book in use.
    """

    hits: tuple[Hit, ...]
    confidence: float
    silent: bool
    book: str
    stale: bool = False
    sure: bool = False


class Search(Protocol):
    """Asked a question, answers with clauses in force on `day` that `scope` does not rule out."""

    def search(self, question: str, *, day: date, scope: CaseScope, limit: int = 8) -> Found:
        """The best clauses for a question in plain words."""
        ...

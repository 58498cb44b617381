"""What a search answers: ids, never words. The book gives the words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from policies.clause import CaseScope, ClauseId, ClauseVersion


class Sureness(StrEnum):
    """How sure a search is that what it found answers."""

    SURE = "sure"
    LIKELY = "likely"
    SILENT = "silent"

    @property
    def says(self) -> str:
        """In plain words."""
        return _SAYS[self]


_SAYS = {
    Sureness.SURE: "One of the first clauses answers this.",
    Sureness.LIKELY: "A clause here may answer this; read it before you rest on it.",
    Sureness.SILENT: "No clause answers this; what is listed is only near.",
}


@dataclass(frozen=True)
class Hit:
    """One clause that may answer, best first. `score` orders hits of one search, no more."""

    clause: ClauseId
    version: ClauseVersion
    score: float


@dataclass(frozen=True)
class Helped:
    """What a model did for one search, where one is set to help.

    `also` are the further questions that found something; `steps` say what was done and what
    failed, for people, and `failed` only the latter, without a customer's words. `cost` is in USD.
    """

    also: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0


UNHELPED = Helped()


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
    helped: Helped = UNHELPED

    @property
    def sureness(self) -> Sureness:
        """Both in one word."""
        if self.silent:
            return Sureness.SILENT
        return Sureness.SURE if self.sure else Sureness.LIKELY


class Search(Protocol):
    """Asked a question, answers with clauses in force on `day` that `scope` does not rule out."""

    def search(self, question: str, *, day: date, scope: CaseScope, limit: int = 8) -> Found:
        """The best clauses for a question in plain words."""
        ...

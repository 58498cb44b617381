"""The check: every finding about one text, over clauses, facts and the channel.

The same check runs over what a model wrote, what the composer wrote and what a person typed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desk.commitment import Commitment
from desk.draft import Citation, Evidence, Finding, Sentence
from desk.facts import CaseFacts
from desk.limits import Limits
from policies.book import Book
from policies.company import Company
from policies.terms import Money, Percent


@dataclass(frozen=True)
class Case:
    """What a text is checked against, besides the book and the company.

    `said` are the texts of the conversation, `names` the names that belong to it; `length` counts
    as the channel counts; `holding` marks a holding reply, whose only allowed commitment is
    `follow_up` (empty where nobody's list holds a task).
    """

    facts: CaseFacts
    said: tuple[str, ...]
    names: tuple[str, ...]
    public: bool
    limits: Limits
    length: Callable[[str], int]
    holding: bool = False
    follow_up: str = ""


@dataclass(frozen=True)
class Licensed:
    """A commitment and the clause that licenses it; None where no cited clause does.

    `bound` is the most that the clause permits, where it says an amount.
    """

    commitment: Commitment
    by: Citation | None
    bound: Money | Percent | None = None


@dataclass(frozen=True)
class Checked:
    """What the check found. `evidence` has one entry for each sentence, in order."""

    commitments: tuple[Licensed, ...]
    findings: tuple[Finding, ...]
    evidence: tuple[Evidence, ...]


class Check(Protocol):
    """Checks one text."""

    def __call__(
        self, text: str, sentences: tuple[Sentence, ...], book: Book, company: Company, case: Case
    ) -> Checked:
        """All findings about `text`, whose sentences cite clauses of `book`."""
        ...

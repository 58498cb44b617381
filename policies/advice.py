"""What a search may ask of a model: the question in other words, and an order of its hits.

Wiring supplies who answers; a search that has nobody to ask goes without. Whatever comes back is
advice: it can add questions and change an order, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from policies.clause import Clause


@dataclass(frozen=True)
class Advice:
    """What was answered, `words` by words: questions, or ids of clauses. `cost` is in USD."""

    words: tuple[str, ...] = ()
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0


class NoAdvice(Exception):
    """No advice that can be used. The message says why, in words, and holds no customer's text."""


class Rewriter(Protocol):
    """Says a question anew."""

    def rewrite(self, question: str) -> Advice:
        """The same in the words and the language of policy, one question each, none if it is said
        well enough. Blocks; raises NoAdvice.
        """
        ...


class Reranker(Protocol):
    """Reads what was found."""

    def rerank(self, question: str, candidates: Sequence[Clause]) -> Advice:
        """The ids of the candidates, what answers best first. Blocks; raises NoAdvice."""
        ...

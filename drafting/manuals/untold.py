"""What a book tells agents never to tell: "NEVER disclose or hint at scores to customers".

The order may stand in one clause and the words in another, so it holds for the whole book. The
names that the ordering clause itself sorts customers by are not told either.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from drafting.bearing import stems
from drafting.manuals.blocks import unmarked
from drafting.second_person import of_customers
from policies.book import Book
from policies.clause import PolicyId

_ORDERS = re.compile(
    r"\b(?:never|do not|don['’]t|must not|may not|should not) (?:disclose|reveal|share|mention|"
    r"tell|discuss|hint at|communicate)"
    r"(?:,? (?:or )?(?:disclose|reveal|share|mention|hint at|discuss))*"
    r"(?P<what> [^.;:\n]{3,60}?) (?:to|with|in front of) (?:the |any )?"
    r"(?:customers?|users?|guests?|clients?|policyholders?)\b",
    re.IGNORECASE,
)
_PART = 0.3  # of a policy's clauses that make it a manual
_CODED = re.compile(r"`[\w-]+`|\b(?:IF|THEN)\b|^\s*\|.*\b[Rr]equired\b", re.MULTILINE)
_MOST_STEMS = 4  # a longer name is a sentence
_LABEL = re.compile(r"^\W*\*\*([^*:]{3,40}):?\*\*", re.MULTILINE)


@dataclass(frozen=True)
class Untold:
    """What no customer may read: things, each by the stems of its name, and names of groups.

    `manuals` are the policies that were written for agents; others speak for themselves.
    """

    things: frozenset[frozenset[str]] = frozenset()
    names: frozenset[str] = frozenset()
    manuals: frozenset[PolicyId] = frozenset()

    @staticmethod
    def of(book: Book) -> Untold:
        """What the clauses of a book forbid to tell."""
        things: set[frozenset[str]] = set()
        names: set[str] = set()
        for clause in book:
            for found in _ORDERS.finditer(unmarked(clause.text)):
                thing = frozenset(stems(found["what"]))
                things |= {thing} if 0 < len(thing) <= _MOST_STEMS else set()
                names |= {name.casefold() for name in _LABEL.findall(clause.text)}
        return Untold(frozenset(things), frozenset(names), _manuals(book))

    def holds(self, text: str) -> bool:
        """Whether a text speaks of what is not to be told."""
        folded = text.casefold()
        there = set(stems(text))
        return any(thing <= there for thing in self.things) or any(
            name in folded for name in self.names
        )


def _manuals(book: Book) -> frozenset[PolicyId]:
    """The policies in which a good part of the clauses speaks of customers, or in codes."""
    every: Counter[PolicyId] = Counter()
    marked: Counter[PolicyId] = Counter()
    for clause in book:
        every[clause.policy] += 1
        marked[clause.policy] += of_customers(clause.text) or bool(_CODED.search(clause.text))
    return frozenset(p for p, times in marked.items() if times >= _PART * every[p])

"""Why policy may not answer although it speaks: clauses that disagree, or are not in force yet."""

from __future__ import annotations

from desk.conflicts import between
from desk.facts import CaseFacts
from drafting.asks import Ask
from drafting.bearing import Weights
from policies.book import Book
from policies.clause import Clause, Covers
from policies.found import Search

_LEAST_BEARING = 0.34  # share of the question's telling words that a coming clause must hold


def conflict_of(
    best: Clause, others: tuple[Clause, ...], facts: CaseFacts
) -> tuple[Clause, Clause] | None:
    """Two clauses of different policies that surely cover this case and grant unlike amounts."""
    for other in others:
        if other.policy == best.policy or other.scope.covers(facts.scope) is not Covers.YES:
            continue
        if between(best, other) is not None:
            return (best, other)
    return None


def coming_clause(
    asks: tuple[Ask, ...], search: Search, book: Book, weights: Weights, facts: CaseFacts
) -> Clause | None:
    """A clause that would answer and is not in force yet."""
    coming = [c.in_force for c in book if c.in_force is not None and c.in_force > facts.as_of]
    if not coming or not asks:
        return None
    found = search.search(asks[0].query, day=max(coming), scope=facts.scope, limit=3)
    if found.silent:
        return None
    for hit in found.hits[:1]:
        clause = book.version(hit.clause, hit.version)
        if clause is not None and clause.in_force in coming:
            near = weights.question(asks[0].words, "").bearing(f"{clause.title} {clause.text}")
            return clause if near >= _LEAST_BEARING else None
    return None

"""From questions to clauses: which answers each, in the words in force on the case's date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desk.draft import Citation
from desk.facts import CaseFacts, Fact
from drafting.answering import Answer, Case, Searched, best_answer
from drafting.asks import Ask
from drafting.bearing import Weights
from drafting.describing import describes_only, warns
from drafting.language import language_of
from drafting.manuals.taking import Taken, taken
from drafting.manuals.untold import Untold
from drafting.products import Products
from drafting.standing_policy import coming_clause, conflict_of
from policies.book import Book
from policies.clause import Clause, Covers
from policies.found import UNHELPED, Found, Helped, Search

NO_PRODUCTS = Products()
_LIMIT = 8
_MOST_TAKEN = 2  # sections of a manual that one reply tells of
_FIRST = 3  # hits that are near enough to ask which product is meant
_TERM = 0.3  # of the search by policy's word for the problem, beside the customer's own


@dataclass(frozen=True)
class Retrieved:
    """What the book has to say. `silent` are the questions that no clause answers; `products` are
    those of which a clause would answer, had the customer said that it is theirs. `taken` are rules
    of manuals, where no clause answers in words that were written for customers; `helped` is what a
    model did for the searches.
    """

    answers: tuple[Answer, ...]
    silent: tuple[Ask, ...]
    consulted: tuple[Clause, ...]
    conflict: tuple[Clause, Clause] | None = None
    later: Clause | None = None
    across_languages: bool = False
    products: tuple[str, ...] = ()
    taken: tuple[Taken, ...] = ()
    helped: tuple[Helped, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every clause version that was read, best first."""
        return tuple(Citation(clause.id, clause.version) for clause in self.consulted)


def retrieve(
    asks: tuple[Ask, ...],
    search: Search,
    book: Book,
    weights: Weights,
    facts: CaseFacts,
    claims: Mapping[str, Fact],
    language: str,
    *,
    grievance: bool = False,
    products: Products = NO_PRODUCTS,
    told: str = "",
    untold: Untold | None = None,
    public: bool = True,
    plain: Search | None = None,
) -> Retrieved:
    """Searches each question and takes the clause that bears on it best. Blocks.

    `plain` is the search that asks no model: enough for what is said in policy's words already.

    To a `grievance` a clause that only describes how things usually are is no answer. A clause for
    one of the `products` answers only where the customer named it in what they `told` us. Rules of
    manuals are taken only where it is known what of the book is `untold`.
    """
    answers: list[Answer] = []
    silent: list[Ask] = []
    consulted: dict[Citation, Clause] = {}
    conflict = None
    opened: set[str] = set()
    manuals: dict[str, Taken] = {}
    helped: list[Helped] = []
    case = Case(weights, facts, claims, grievance)
    for ask in asks:
        seen = _searched(ask, search, plain or search, facts)
        near, nothing, said = seen.near, seen.silent, _ways(ask, seen.helped)
        helped += [seen.helped] if seen.helped != UNHELPED else []
        found = _clauses(near, book, facts)
        theirs = {clause.id: products.open_in(clause, told) for clause in found}
        clauses = tuple(clause for clause in found if not theirs[clause.id])
        consulted.update({Citation(c.id, c.version): c for c in found})
        best = best_answer(said, seen, clauses, case, answers)
        if best is None or (nothing and not best.says_it):
            silent.append(ask)
            if untold is not None:
                spoken = [
                    clause
                    for clause in clauses
                    if language_of(clause.text) == language
                    and not (grievance and describes_only(clause))
                    and (ask.danger or not warns(clause))
                ]
                shares = _shares(near)
                rules = taken(
                    ask.words,
                    shares,
                    spoken,
                    weights,
                    untold,
                    public=public,
                    sure=not nothing,
                    grievance=grievance,
                    told=told,
                )
                same = rules is not None and all(rules.policy == m.policy for m in manuals.values())
                manuals |= {rules.title: rules} if rules is not None and same else {}
            beside = tuple(clause for clause in found if theirs[clause.id])
            other = best_answer(said, seen, beside, case, answers)
            if other is not None and not nothing:
                opened |= {theirs[clause.id] for clause in beside[:_FIRST]}
            continue
        conflict = conflict or conflict_of(best.clause, clauses[:_FIRST], facts)
        if all(best.clause.id != answer.clause.id for answer in answers):
            answers.append(replace(best, sure=seen.sure))
    return Retrieved(
        tuple(answers),
        tuple(silent),
        tuple(consulted.values()),
        conflict,
        None if answers else coming_clause(asks, plain or search, book, weights, facts),
        any(language_of(answer.clause.text) != language for answer in answers),
        tuple(sorted(opened)),
        () if answers or conflict else tuple(manuals.values())[:_MOST_TAKEN],
        tuple(helped),
    )


def _ways(ask: Ask, helped: Helped) -> tuple[Ask, ...]:
    """A question in the customer's words, and in those of a model that found something: a clause
    in another language shares no word with what the customer wrote.
    """
    return ask, *(replace(ask, words=words) for words in helped.also)


def _searched(ask: Ask, search: Search, plain: Search, facts: CaseFacts) -> Searched:
    """By the customer's words and by policy's word for the problem: either may find what the other
    misses.
    """
    found = search.search(ask.query, day=facts.as_of, scope=facts.scope, limit=_LIMIT)
    near = _near(found)
    if ask.topic is None:
        return Searched(near, found.silent, found.sure, found.helped)
    term = ask.topic.term
    query = f"{term}. {ask.words[:200]}" if found.silent else term
    named = plain.search(query, day=facts.as_of, scope=facts.scope, limit=_LIMIT)
    weight = 1.0 if found.silent else _TERM
    for hit, share in _near(named).items():
        near[hit] = near.get(hit, 0.0) + weight * share
    silent, sure = found.silent and named.silent, found.sure or named.sure
    return Searched(near, silent, sure, found.helped)


def _shares(near: Mapping[Citation, float]) -> dict[str, float]:
    """How near each clause is, as a share of the nearest of both searches."""
    most = max(near.values(), default=0.0) or 1.0
    return {citation.clause: share / most for citation, share in near.items()}


def _near(found: Found) -> dict[Citation, float]:
    """How near each hit is, as a share of the nearest."""
    most = max((hit.score for hit in found.hits), default=0.0)
    if most <= 0:
        return {Citation(h.clause, h.version): 1 / (n + 1) for n, h in enumerate(found.hits)}
    return {Citation(h.clause, h.version): max(0.0, h.score / most) for h in found.hits}


def _clauses(near: Mapping[Citation, float], book: Book, facts: CaseFacts) -> tuple[Clause, ...]:
    """The hits, nearest first, as clauses of this book that hold on the day and are in scope."""
    ranked = sorted(near, key=lambda citation: -near[citation])
    there = (book.version(citation.clause, citation.version) for citation in ranked)
    return tuple(
        clause
        for clause in there
        if clause is not None
        and clause.holds_on(facts.as_of)
        and clause.scope.covers(facts.scope) is not Covers.NO
    )

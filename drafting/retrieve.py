"""From questions to clauses: which clause answers each, in the words in force on the case's date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desk.draft import Citation
from desk.facts import CaseFacts, Fact
from drafting.asks import Ask
from drafting.bearing import Weights, stems
from drafting.clause_words import Said, sayable
from drafting.language import language_of
from drafting.needs import fits
from policies.book import Book
from policies.clause import Clause, Covers
from policies.found import Found, Search

_LIMIT = 8
_LEAST_BEARING = 0.16  # share of the question's telling words, below which a clause is beside it
# What each sign is worth beside the search's own score, of which the best hit has 1.
_TERM = 0.3  # the same clause is near to what policy calls the problem
_TITLED = 0.3  # its title names the problem
_BEARS = 0.6  # it holds the question's telling words, all of them
_FITS = {1: 0.3, 0: 0.0, -1: -0.7}  # its conditions are met, open, or contradicted by the case
_SCOPED = 0.1  # it is written for this customer's region; against it, where that is not known


@dataclass(frozen=True)
class Answer:
    """A clause that answers one question, with what of it may be said."""

    ask: Ask
    clause: Clause
    sayings: tuple[Said, ...]
    bearing: float

    @property
    def citation(self) -> Citation:
        """The clause version that is cited."""
        return Citation(self.clause.id, self.clause.version)


@dataclass(frozen=True)
class Retrieved:
    """What the book has to say. `silent` are the questions that no clause answers."""

    answers: tuple[Answer, ...]
    silent: tuple[Ask, ...]
    consulted: tuple[Clause, ...]
    conflict: tuple[Clause, Clause] | None = None
    later: Clause | None = None
    across_languages: bool = False

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
) -> Retrieved:
    """Searches each question and takes the clause that bears on it best. Blocks; run in a thread."""
    answers: list[Answer] = []
    silent: list[Ask] = []
    consulted: dict[Citation, Clause] = {}
    conflict = None
    for ask in asks:
        found = search.search(ask.query, day=facts.as_of, scope=facts.scope, limit=_LIMIT)
        near = _near(found)
        if ask.topic is not None and not found.silent:
            named = search.search(ask.topic.term, day=facts.as_of, scope=facts.scope, limit=_LIMIT)
            for hit, share in _near(named).items():
                near[hit] = near.get(hit, 0.0) + _TERM * share
        clauses = _clauses(near, book, facts)
        consulted.update({Citation(c.id, c.version): c for c in clauses})
        best = None if found.silent else _best(ask, near, clauses, weights, facts, claims, answers)
        if best is None:
            silent.append(ask)
            continue
        conflict = conflict or _conflict(best.clause, clauses[:3], facts)
        if all(best.clause.id != answer.clause.id for answer in answers):
            answers.append(best)
    return Retrieved(
        tuple(answers),
        tuple(silent),
        tuple(consulted.values()),
        conflict,
        None if answers else _later(asks, search, book, weights, facts),
        any(language_of(answer.clause.text) != language for answer in answers),
    )


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


def _best(
    ask: Ask,
    near: Mapping[Citation, float],
    clauses: tuple[Clause, ...],
    weights: Weights,
    facts: CaseFacts,
    claims: Mapping[str, Fact],
    answers: list[Answer],
) -> Answer | None:
    asked = stems(ask.words) + (stems(ask.topic.term) if ask.topic else [])
    best: Answer | None = None
    most = 0.0
    for clause in clauses:
        sayings = sayable(clause)
        if not sayings or any(clause.id == answer.clause.id for answer in answers):
            continue
        bearing = weights.bearing(asked, f"{clause.policy_title} {clause.title} {clause.text}")
        fit = max(-1, min(1, fits(clause.licences or (), facts, claims)))
        if bearing < _LEAST_BEARING and fit <= 0:
            continue
        titled = _titled(clause.title, asked)
        points = (
            _TITLED * titled
            + near[Citation(clause.id, clause.version)]
            + _BEARS * bearing
            + _FITS[fit]
        )
        covers = clause.scope.covers(facts.scope)
        if clause.scope.allowed:
            points += _SCOPED if covers is Covers.YES else -_SCOPED
        if points > most:
            best, most = Answer(ask, clause, sayings, bearing), points
    return best


def _titled(title: str, asked: list[str]) -> float:
    """The share of a title's words that the question or its topic holds."""
    words = set(stems(title))
    return len(words & set(asked)) / len(words) if words else 0.0


def _conflict(
    best: Clause, others: tuple[Clause, ...], facts: CaseFacts
) -> tuple[Clause, Clause] | None:
    """Two clauses of different policies that surely cover this case and grant unlike amounts."""
    for other in others:
        if other.policy == best.policy or other.scope.covers(facts.scope) is not Covers.YES:
            continue
        for mine in best.licences or ():
            for yours in other.licences or ():
                same = mine.kind is yours.kind and mine.object and mine.object == yours.object
                plain = mine.conditions == yours.conditions
                if (
                    same
                    and plain
                    and (
                        mine.permits is not yours.permits
                        or mine.amount != yours.amount
                        or mine.period != yours.period
                    )
                ):
                    return (best, other)
    return None


def _later(
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
            near = weights.bearing(stems(asks[0].words), f"{clause.title} {clause.text}")
            return clause if near >= _LEAST_BEARING else None
    return None

"""From questions to clauses: which answers each, in the words in force on the case's date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product

from desk.draft import Citation
from desk.facts import CaseFacts, Fact
from drafting.asks import Ask
from drafting.bearing import Question, Weights
from drafting.clause_lines import is_document
from drafting.clause_words import Said, addresses, leans, sayable
from drafting.describing import describes_only, warns
from drafting.expected import may_answer, names_place
from drafting.language import language_of
from drafting.manuals.taking import Taken, taken
from drafting.manuals.untold import Untold
from drafting.needs import fits
from drafting.products import Products
from drafting.standing_policy import coming_clause, conflict_of
from drafting.topics import where
from policies.book import Book
from policies.clause import Clause, Covers
from policies.found import UNHELPED, Found, Helped, Search

NO_PRODUCTS = Products()
_LIMIT = 8
_MOST_TAKEN = 2  # sections of a manual that one reply tells of
_FIRST = 3  # hits that are near enough to ask which product is meant
# Share of the question's telling words below which a clause is beside it; less is enough where the
# facts of the case meet its conditions. A clause that is beside the question is worse than none.
_LEAST_BEARING = 0.34
_LEAST_IF_MET = 0.1
_SAYS_IT = 0.75
_LEAST_OF_DOCUMENT = 0.75  # of a page's sentence with its heading and title
_LEAST_OF_SENTENCE = 0.5  # of the sentence alone
_LEAST_WORDS = 2  # telling words of a question that prose may answer
_HALF_TITLED = 0.5  # of a title that a question of one telling word must exceed
_LEAST_UNOWNED = 0.5  # of a clause without a list of what it licenses: prose, or a manual
_TELLS = re.compile(
    r"\b(?:you (?:can|may|must|need|will|do not|don't|are|get|have)|we (?:can|will|do|offer|"
    r"accept|charge)|is (?:free|required|available|not)|are (?:free|required|available|not)|"
    r"costs?|fees?|within|at least|up to|cannot|limit)\b|\d",
    re.IGNORECASE,
)
# Sentences of brochures: warm, and no answer to anything.
_BROCHURE = re.compile(
    r"\b(?:we understand|here to help|don['’]t worry|whether you|available to assist|dedicated|"
    r"reach out|following|guidance|one of the|convenience|every step|seriously|happy to)\b",
    re.IGNORECASE,
)
# A product's name: capitals in the middle of a sentence, two or more ("Gold Years Account").
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w-]+(?: [A-Z][\w-]+)+")
_LEAST_SAID = 40  # characters
# What each sign is worth beside the search's own score, of which the best hit has 1.
_TERM = 0.3  # the same clause is near to what policy calls the problem
_TITLED = 0.3  # its title names the problem
_BEARS = 0.6  # it holds the question's telling words, all of them
_FITS = {1: 0.3, 0: 0.0, -1: -0.7}  # its conditions are met, open, or contradicted by the case
_SCOPED = 0.1  # it is written for this customer's region; against it, where that is not known


@dataclass(frozen=True)
class Answer:
    """A clause that answers one question, with what of it may be said. `sure` says that the search
    was: most searches are not, and the clause is right all the same.
    """

    ask: Ask
    clause: Clause
    sayings: tuple[Said, ...]
    question: Question
    sure: bool = False

    @property
    def says_it(self) -> bool:
        """Whether the clause says in so many words what was asked, whatever the search thinks."""
        title = f"{self.clause.policy_title} {self.clause.title}"
        words = " ".join([title, *(saying.text for saying in self.sayings)])
        return self.question.own(words) >= _SAYS_IT and self.question.bearing(words) >= _SAYS_IT

    @property
    def fits(self) -> bool:
        """Whether something else than the search says that the clause is the one: it says what was
        asked, or it is about the very problem that the customer names.
        """
        topic = self.ask.topic
        words = f"{self.clause.title} {' '.join(saying.text for saying in self.sayings)}"
        return self.says_it or (topic is not None and where(topic, words) >= 0)

    @property
    def citation(self) -> Citation:
        """The clause version that is cited."""
        return Citation(self.clause.id, self.clause.version)


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
    for ask in asks:
        seen = _searched(ask, search, plain or search, facts)
        near, nothing, said = seen.near, seen.silent, _ways(ask, seen.helped)
        helped += [seen.helped] if seen.helped != UNHELPED else []
        found = _clauses(near, book, facts)
        theirs = {clause.id: products.open_in(clause, told) for clause in found}
        clauses = tuple(clause for clause in found if not theirs[clause.id])
        consulted.update({Citation(c.id, c.version): c for c in found})
        best = _best(said, near, clauses, weights, facts, claims, answers, grievance=grievance)
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
                )
                same = rules is not None and all(rules.policy == m.policy for m in manuals.values())
                manuals |= {rules.title: rules} if rules is not None and same else {}
            beside = tuple(clause for clause in found if theirs[clause.id])
            other = _best(said, near, beside, weights, facts, claims, answers, grievance=grievance)
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


@dataclass(frozen=True)
class _Searched:
    """How near each clause is, whether the book is silent and whether the search is sure."""

    near: dict[Citation, float]
    silent: bool
    sure: bool
    helped: Helped


def _ways(ask: Ask, helped: Helped) -> tuple[Ask, ...]:
    """A question in the customer's words, and in those of a model that found something: a clause
    in another language shares no word with what the customer wrote.
    """
    return ask, *(replace(ask, words=words) for words in helped.also)


def _searched(ask: Ask, search: Search, plain: Search, facts: CaseFacts) -> _Searched:
    """By the customer's words and by policy's word for the problem: either may find what the other
    misses.
    """
    found = search.search(ask.query, day=facts.as_of, scope=facts.scope, limit=_LIMIT)
    near = _near(found)
    if ask.topic is None:
        return _Searched(near, found.silent, found.sure, found.helped)
    term = ask.topic.term
    query = f"{term}. {ask.words[:200]}" if found.silent else term
    named = plain.search(query, day=facts.as_of, scope=facts.scope, limit=_LIMIT)
    weight = 1.0 if found.silent else _TERM
    for hit, share in _near(named).items():
        near[hit] = near.get(hit, 0.0) + weight * share
    silent, sure = found.silent and named.silent, found.sure or named.sure
    return _Searched(near, silent, sure, found.helped)


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


def _best(
    asks: tuple[Ask, ...],
    near: Mapping[Citation, float],
    clauses: tuple[Clause, ...],
    weights: Weights,
    facts: CaseFacts,
    claims: Mapping[str, Fact],
    answers: list[Answer],
    *,
    grievance: bool,
) -> Answer | None:
    """The clause that answers a question in one of the ways in which it is put; the first is the
    customer's own.
    """
    best: Answer | None = None
    most = 0.0
    for ask, clause in product(asks, clauses):
        question = weights.question(ask.words, ask.topic.term if ask.topic else "")
        sayings = _to_the_point(clause, ask, question)
        if grievance and describes_only(clause):
            continue
        if not ask.danger and warns(clause):
            continue  # what to do when somebody may be hurt is said when somebody may be
        if clause.licences is None and not (addresses(sayings) or is_document(clause.text)):
            continue  # what speaks to nobody is a line of a manual
        if not sayings or any(clause.id == answer.clause.id for answer in answers):
            continue
        said = " ".join(saying.text for saying in sayings)
        if not _may_answer(ask, question, clause, said):
            continue
        bearing = question.bearing(f"{clause.policy_title} {clause.title} {said}")
        fit = max(-1, min(1, fits(clause.licences or (), facts, claims)))
        named = ask.topic is not None and where(ask.topic, f"{clause.title} {said}") >= 0
        least = _LEAST_IF_MET if fit > 0 or named else _LEAST_BEARING
        if bearing < (least if clause.licences is not None else _LEAST_UNOWNED):
            continue
        titled = question.titled(clause.title)
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
            best, most = Answer(asks[0], clause, sayings, question), points
    return best


def _may_answer(ask: Ask, question: Question, clause: Clause, said: str) -> bool:
    """Whether a clause may answer at all.

    A question of one telling word is answered by a clause of that name, or chance would answer it.
    """
    if not clause.scope.allowed and not names_place(ask.words, f"{clause.title} {said}"):
        return False
    if clause.licences is None:
        return _prose_answers(ask, question, said)
    known = len(question.words) >= _LEAST_WORDS or ask.topic is not None
    return known or question.titled(clause.title) > _HALF_TITLED


def _prose_answers(ask: Ask, question: Question, said: str) -> bool:
    """Whether prose may answer: more than one telling word was asked, and it holds what is asked
    for. One shared word ("locations") is a chance.
    """
    telling = len(question.words) >= _LEAST_WORDS or bool(question.term)
    return telling and may_answer(ask.words, said)


def _to_the_point(clause: Clause, ask: Ask, question: Question) -> tuple[Said, ...]:
    """What may be said of a clause; of a whole document only what answers in so many words.

    A document speaks of many things, and of products that the customer may not have: a sentence
    that names one which they did not is not for them.
    """
    sayings = sayable(clause)
    if not is_document(clause.text):
        return sayings
    asked = ask.words.casefold()
    fit = tuple(
        saying
        for saying in sayings
        if question.own(f"{clause.title} {saying.about} {saying.text}") >= _LEAST_OF_DOCUMENT
        and question.own(saying.text) >= _LEAST_OF_SENTENCE
        and _TELLS.search(saying.text)
        and not _BROCHURE.search(saying.text)
        and not saying.quoted
        and not leans(saying.text)
        and all(name.casefold() in asked for name in _NAME.findall(saying.text))
    )
    # One short line out of a long page is a scrap of a manual more often than an answer.
    return fit if sum(len(saying.text) for saying in fit) >= _LEAST_SAID else ()

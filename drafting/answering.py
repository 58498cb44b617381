"""Which clause answers one question: the one that the search finds nearest, if it speaks of the
customer's own matter.

What comes second is nearly always another matter, however many words it shares; so it answers only
where the facts of the case meet its conditions. A clause that is beside the question is worse than
none: a holding reply says that somebody looks into it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product

from desk.conflicts import between
from desk.draft import Citation
from desk.facts import CaseFacts, Fact
from drafting.asks import Ask
from drafting.bearing import Question, Weights
from drafting.clause_lines import is_document
from drafting.clause_words import Said, addresses
from drafting.describing import describes_only, warns
from drafting.expected import may_answer, names_place, presupposes
from drafting.matter import same_matter
from drafting.needs import fits
from drafting.pages import to_the_point
from drafting.topics import where
from policies.clause import Clause, Covers
from policies.found import Helped

# Share of the question's telling words below which a clause is beside it; less is enough where the
# facts of the case meet its conditions or it names the problem.
_LEAST_BEARING, _LEAST_IF_MET = 0.34, 0.1
_LEAST_UNOWNED = 0.5  # of a clause without a list of what it licenses: prose, or a manual
_LEAST_WORDS = 2  # telling words of a question that prose may answer
_HALF_TITLED = 0.5  # of a title that a question of one telling word must exceed
_SAYS_IT = 0.75
# How near, as a share of the nearest, a clause is that answers: the nearest itself, or a near one
# of which the case meets one condition, or more.
_NEAREST, _NEAR_IF_MET, _NEAR_IF_ALL_MET = 0.999, 0.5, 0.2
_CONTRADICTED = -2  # how well a clause fits, below which the case is another
# Where the search is not sure: how near the next clause may be, and how much of the question the
# clause itself holds, less where it names the problem.
_ALONE = 0.7
_LEAST_UNSURE, _LEAST_NAMED = 0.4, 0.2
# What each sign is worth beside the search's own score, of which the best hit has 1.
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
class Searched:
    """How near each clause is, whether the book is silent and whether the search is sure."""

    near: Mapping[Citation, float]
    silent: bool
    sure: bool
    helped: Helped


@dataclass(frozen=True)
class Case:
    """What is known of a case, and of the book that it is searched in.

    To a `grievance` a clause that only describes how things usually are is no answer.
    """

    weights: Weights
    facts: CaseFacts
    claims: Mapping[str, Fact]
    grievance: bool = False


def best_answer(
    asks: tuple[Ask, ...],
    seen: Searched,
    clauses: tuple[Clause, ...],
    case: Case,
    answers: list[Answer],
) -> Answer | None:
    """The clause that answers a question in one of the ways in which it is put; the first is the
    customer's own. `answers` are those of the questions before.
    """
    # Passed over, as if not found: what only describes, to a grievance; and what guides our people,
    # unless the search is sure that just this is the matter.
    over = {
        _cited(clause)
        for clause in clauses
        if (case.grievance and describes_only(clause)) or not (clause.public or seen.sure)
    }
    known = {answer.clause.id for answer in answers}
    seen = replace(seen, near=_shares(seen.near))
    mine = [c for c in clauses if _cited(c) not in over and c.id not in known]
    found = {hit: share for hit, share in seen.near.items() if hit not in over}
    nearest = max(found.values(), default=0.0)
    best: Answer | None = None
    most = 0.0
    for ask, clause in product(asks, mine):
        if not ask.danger and warns(clause):
            continue  # what to do when somebody may be hurt is said when somebody may be
        one = _Candidate.of(ask, clause, seen, case, nearest)
        if not (one.may_be_said and one.is_near and one.holds_enough):
            continue
        rivals = {hit: share for hit, share in found.items() if hit not in one.disagreeing(mine)}
        if not (seen.sure or one.fit > 0 or one.stands_out(rivals, again=bool(answers))):
            continue
        if answers and one.asks_nothing:
            continue
        if one.points > most:
            best, most = Answer(asks[0], clause, one.sayings, one.question), one.points
    return best


@dataclass(frozen=True)
class _Candidate:
    """One clause beside one question."""

    ask: Ask
    clause: Clause
    question: Question
    sayings: tuple[Said, ...]
    seen: Searched
    case: Case
    met: int
    nearest: float

    @staticmethod
    def of(ask: Ask, clause: Clause, seen: Searched, case: Case, nearest: float) -> _Candidate:
        question = case.weights.question(ask.words, ask.topic.term if ask.topic else "")
        sayings = to_the_point(clause, ask, question)
        met = fits(clause.licences or (), case.facts, case.claims)
        return _Candidate(ask, clause, question, sayings, seen, case, met, nearest)

    @property
    def said(self) -> str:
        return " ".join(saying.text for saying in self.sayings)

    @property
    def told(self) -> str:
        return f"{self.clause.title} {self.said}"

    @property
    def whole(self) -> str:
        return f"{self.clause.policy_title} {self.told}"

    @property
    def fit(self) -> int:
        """Whether the case meets its conditions (1), contradicts them (-1), or neither."""
        return max(-1, min(1, self.met))

    @property
    def share(self) -> float:
        return self.seen.near[_cited(self.clause)]

    @property
    def may_be_said(self) -> bool:
        """Whether it speaks to customers, of their matter, and holds the sort of thing asked."""
        clause, words = self.clause, self.ask.words
        owned = clause.licences is not None
        # What speaks to nobody is a line of a manual.
        speaks = owned or addresses(self.sayings) or is_document(clause.text)
        if not (self.sayings and speaks) or self._contradicted:
            return False
        if not names_place(words, self.told) or presupposes(words, clause.title):
            return False
        if not same_matter(words, f"{clause.policy_title} {clause.title} {clause.text}"):
            return False
        # One shared word ("locations") is a chance; a clause of that name is none.
        telling = len(self.question.words) >= _LEAST_WORDS
        if not owned:
            return (telling or bool(self.question.term)) and may_answer(words, self.said)
        titled = self.question.titled(clause.title) > _HALF_TITLED
        return self.seen.sure or telling or self.ask.topic is not None or titled

    @property
    def is_near(self) -> bool:
        """Whether it is the nearest, or near and of just this case."""
        # Against a sure search only what we know ourselves counts, not what the customer says.
        if self.fit > 0 and (self._known > 0 or not self.seen.sure):
            least = _NEAR_IF_MET if self.met == 1 else _NEAR_IF_ALL_MET
            return self.share >= least * self.nearest
        return self.share >= _NEAREST * self.nearest

    @property
    def holds_enough(self) -> bool:
        """Whether it shares enough words with the question; of a sure search, whatever they are."""
        if self.clause.licences is None:
            return self.question.bearing(self.whole) >= _LEAST_UNOWNED
        least = _LEAST_IF_MET if self.fit > 0 or self._names(self.told) else _LEAST_BEARING
        return self.seen.sure or self.question.bearing(self.whole) >= least

    @property
    def asks_nothing(self) -> bool:
        """Whether the question says nothing of this clause: "Is that even legal?"."""
        return len(self.question.words) < _LEAST_WORDS and not self.question.own(self.told)

    def stands_out(self, rivals: Mapping[Citation, float], *, again: bool) -> bool:
        """Whether, of a search that is not sure, it is the only one near and speaks of the matter.

        What is asked `again`, after an answer, needs words of its own.
        """
        others = (share for hit, share in rivals.items() if hit.clause != self.clause.id)
        question = self.question
        if len(question.words) < _LEAST_WORDS and not again:
            question = self.case.weights.question(self.ask.query, "")
        least = _LEAST_NAMED if self._names(self.whole) else _LEAST_UNSURE
        alone = max(others, default=0.0) <= _ALONE
        telling = not again or len(question.words) >= _LEAST_WORDS
        return alone and telling and question.own(self.told) >= least

    def disagreeing(self, others: list[Clause]) -> set[Citation]:
        """Clauses that grant unlike much of the same: they are named to the policy owner."""
        return {_cited(other) for other in others if between(self.clause, other) is not None}

    @property
    def points(self) -> float:
        """How well it answers, beside others that may."""
        points = (
            _TITLED * self.question.titled(self.clause.title)
            + self.share
            + _BEARS * self.question.bearing(self.whole)
            + _FITS[self.fit]
        )
        if not self.clause.scope.allowed:
            return points
        covered = self.clause.scope.covers(self.case.facts.scope) is Covers.YES
        return points + (_SCOPED if covered else -_SCOPED)

    @property
    def _contradicted(self) -> bool:
        """Whether it is for another case by what the customer says. What we know ourselves and does
        not meet a condition is a reason to decline, and to say so.
        """
        return self.met <= _CONTRADICTED < self._known

    @property
    def _known(self) -> int:
        """How well it fits by what we know ourselves."""
        return fits(self.clause.licences or (), self.case.facts, {})

    def _names(self, text: str) -> bool:
        return self.ask.topic is not None and where(self.ask.topic, text) >= 0


def _cited(clause: Clause) -> Citation:
    return Citation(clause.id, clause.version)


def _shares(near: Mapping[Citation, float]) -> dict[Citation, float]:
    """How near each clause is, as a share of the nearest."""
    most = max(near.values(), default=0.0) or 1.0
    return {hit: score / most for hit, score in near.items()}

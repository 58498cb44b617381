"""The same search with a model to help: the question in policy's words, and an order of the hits.

The model gives advice to a search that works without it. Each further question is searched by
itself and judged by the same calibrated chance as any other; what the model says of an answer is
never taken for the answer. So a silent search stays silent unless a further question finds
something on its own, and no order that a model gives makes a search speak, or surer than it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock

from policies.advice import Advice, NoAdvice, Reranker, Rewriter
from policies.book import Book
from policies.clause import CaseScope, Clause, ClauseId, ClauseVersion
from policies.found import Found, Helped, Hit, Search

MOST_FURTHER = 3  # questions that are searched beside the one that was asked
_LONGEST = 400  # characters of each
_READ = 12  # hits that a model is shown
_SURE_OF = 5  # hits of which a sure search says that one answers
_KEPT = 512  # rewritten questions that are remembered


_NOTHING = Advice()


@dataclass(frozen=True)
class _Asked:
    """What a model did so far."""

    advice: Advice
    step: str = ""
    failed: str = ""


class AdvisedSearch:
    """A search with a rewriter, a reranker or both. Any thread may call it.

    The rewriter is asked where the search alone is not sure, the reranker where it is not silent.
    Whatever fails leaves things as the search alone has them, and `helped` says so.
    """

    def __init__(
        self,
        search: Search,
        book: Callable[[], Book],
        *,
        rewriter: Rewriter | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        """`book` is the book in use, which has the words that the reranker is shown."""
        self._search = search
        self._book = book
        self._rewriter = rewriter
        self._reranker = reranker
        self._rewritten: dict[str, tuple[str, ...]] = {}
        self._keeping = Lock()

    def search(self, question: str, *, day: date, scope: CaseScope, limit: int = 8) -> Found:
        """The best clauses for a question, or for what a model makes of it, best first."""
        depth = max(limit, _READ) if self._reranker else limit
        alone = self._search.search(question, day=day, scope=scope, limit=depth)
        if not question.strip() or limit < 1:
            return alone
        asked: list[_Asked] = []
        found, also = alone, tuple[str, ...]()
        if self._rewriter is not None and not alone.sure:
            further, said = self._further(self._rewriter, question)
            others = [
                self._search.search(each, day=day, scope=scope, limit=depth) for each in further
            ]
            also = tuple(
                each for each, of in zip(further, others, strict=True) if of.hits and not of.silent
            )
            asked.append(said)
            found = _together(alone, others)
        if self._reranker is not None and not found.silent and len(found.hits) > 1:
            found, said = self._reordered(self._reranker, question, found, also)
            asked.append(said)
        return replace(found, hits=found.hits[:limit], helped=_helped(also, asked))

    def _further(self, rewriter: Rewriter, question: str) -> tuple[tuple[str, ...], _Asked]:
        """What else to search, and how that came."""
        with self._keeping:
            known = self._rewritten.get(question)
        if known is not None:
            return known, _Asked(_NOTHING, _also(known))
        try:
            advice = rewriter.rewrite(question)
        except NoAdvice as none:
            return (), _Asked(_NOTHING, failed=f"The question was not rewritten: {none}.")
        told: dict[str, str] = {}
        for words in advice.words:
            line = " ".join(words.split())[:_LONGEST]
            told.setdefault(line.casefold(), line)
        told.pop("", None)
        told.pop(question.strip().casefold(), None)
        further = tuple(told.values())[:MOST_FURTHER]
        with self._keeping:
            if len(self._rewritten) >= _KEPT:
                self._rewritten.pop(next(iter(self._rewritten)))
            self._rewritten[question] = further
        return further, _Asked(advice, _also(further))

    def _reordered(
        self, reranker: Reranker, question: str, found: Found, also: Sequence[str]
    ) -> tuple[Found, _Asked]:
        """The first hits in the order that a model gives them.

        Ids that it was not shown count nothing, what it leaves out follows in its old order, and
        scores stay with the places. Sure is what the search was of its own first five.
        """
        book = self._book()
        there = ((hit, book.version(hit.clause, hit.version)) for hit in found.hits[:_READ])
        shown: dict[ClauseId, tuple[Hit, Clause]] = {}
        for hit, clause in there:
            if clause is not None:
                shown.setdefault(hit.clause, (hit, clause))
        try:
            words = " / ".join((question, *also))
            advice = reranker.rerank(words, [clause for _, clause in shown.values()])
        except NoAdvice as none:
            return found, _Asked(_NOTHING, failed=f"The order is the search's own: {none}.")
        named = [shown[name][0] for each in advice.words if (name := ClauseId(each)) in shown]
        first = list(dict.fromkeys(named))
        if not first:
            return found, _Asked(
                advice, failed="The order is the search's own: the model named none of its hits."
            )
        order = [*first, *(hit for hit in found.hits if hit not in first)]
        hits = tuple(
            replace(hit, score=of.score) for hit, of in zip(order, found.hits, strict=True)
        )
        same = {h.clause for h in hits[:_SURE_OF]} >= {h.clause for h in found.hits[:_SURE_OF]}
        moved = [h.clause for h in hits] != [h.clause for h in found.hits]
        step = "A model put the hits in order." if moved else "A model left the order as it was."
        return replace(found, hits=hits, sure=found.sure and same), _Asked(advice, step)


def _together(alone: Found, others: Sequence[Found]) -> Found:
    """One answer out of several: each hit counts by how near it is to its question, and each
    question by the chance that its hits answer.

    The chance of the whole is the best of theirs, and not sure: that is promised of a customer's
    own words alone, and a model's may ask for something else.
    """
    near: dict[tuple[ClauseId, ClauseVersion], float] = {}
    for found in (alone, *others):
        for hit in found.hits:
            key = (hit.clause, hit.version)
            near[key] = near.get(key, 0.0) + hit.score * found.confidence
    most = max(near.values(), default=0.0) or 1.0
    hits = tuple(
        Hit(clause, version, share / most)
        for (clause, version), share in sorted(near.items(), key=lambda each: -each[1])
    )
    every = (alone, *others)
    return replace(
        alone,
        hits=hits,
        confidence=max(found.confidence for found in every),
        silent=all(found.silent for found in every),
        stale=any(found.stale or found.book != alone.book for found in every),
    )


def _also(further: Sequence[str]) -> str:
    if not further:
        return "A model left the question as it is."
    return "Also searched: " + "; ".join(f"“{each}”" for each in further) + "."


def _helped(also: tuple[str, ...], asked: Sequence[_Asked]) -> Helped:
    return Helped(
        also,
        tuple(each.step or each.failed for each in asked),
        tuple(each.failed for each in asked if each.failed),
        sum(each.advice.tokens_in for each in asked),
        sum(each.advice.tokens_out for each in asked),
        sum(each.advice.cost for each in asked),
    )

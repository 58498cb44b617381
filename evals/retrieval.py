"""How well the search finds the right clause, and how well it knows when there is none.

    python -m evals.retrieval FOLDER... [--json]

Each folder holds `corpus.jsonl` and `queries.jsonl` (`evals/questions.py`) or policies with cases.
`makegood eval retrieval FOLDER --model NAME` has a model help the search. Intervals are 95 % of
1,000 bootstrap samples of the questions, with a fixed seed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.questions import Question, QuestionSet, read
from kb.answer import answer
from kb.calibration import Calibration
from kb.embeddings import Embedder, MiniLM
from kb.index import embedded
from kb.indexed import IndexedBook
from kb.ranker import Ranker
from kb.reach import Mask
from kb.search import EXACT_ROWS, found_of
from kb.threads import one_thread
from kb.views import rows
from policies.book import Book
from policies.clause import CaseScope, ClauseId
from policies.found import Found, Helped, Search

_DEPTH = 10
_SHOWN = 3  # of the answers that are not in the corpus
# Opens what puts a model before the searches of a book, for as long as it is measured.
Helping = Callable[[Callable[[], Book]], AbstractContextManager[Callable[[Search], Search]]]


@dataclass(frozen=True)
class Figure:
    """A mean over questions with its bootstrap interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


@dataclass(frozen=True)
class Point:
    """What a threshold of the confidence would give: the share of questions with an answer that
    reach it, how many of those are right, and the share of those without their answer that do not.
    """

    confidence: float
    spoke: float
    right: float
    abstained: float


@dataclass(frozen=True)
class Taken:
    """What a model's help took: questions that it was asked of, failures, tokens and USD. Those of
    the questions whose answers were taken out of the book are not counted.
    """

    helped: int = 0
    failed: int = 0
    tokens: int = 0
    cost: float = 0.0

    @staticmethod
    def by(helped: Helped) -> Taken:
        """One search's."""
        tokens = helped.tokens_in + helped.tokens_out
        return Taken(int(bool(helped.steps)), len(helped.failed), tokens, helped.cost)

    def __add__(self, other: Taken) -> Taken:
        return Taken(
            self.helped + other.helped,
            self.failed + other.failed,
            self.tokens + other.tokens,
            self.cost + other.cost,
        )


NOTHING_TAKEN = Taken()


@dataclass(frozen=True)
class Report:
    """What was measured on one set. Times are milliseconds a question, embedding included.

    `spoke` is the share of questions with an answer on which it was not silent, and
    `right_when_it_spoke` how many of those had one among the first five. `silent_when_removed` is
    its silence when their answers were taken out of the book, and `silent_when_none` that on
    questions that never had one. `sure`, `right_when_sure` and `not_sure_when_removed` are the same
    of the higher level, and `curve` has all three at other thresholds of the confidence. `unknown`
    are answers that are no clause of the set: they count as not found.
    """

    name: str
    clauses: int
    questions: int
    figures: dict[str, Figure]
    curve: tuple[Point, ...]
    p50: float
    p95: float
    taken: Taken = NOTHING_TAKEN
    unknown: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """For people."""
        yield f"{self.name}: {self.questions} questions to {self.clauses} clauses"
        for name, figure in self.figures.items():
            yield f"  {name:<20} {figure}"
        for point in self.curve:
            yield (
                f"  from {point.confidence:.1f} on: answers {point.spoke:.3f}, right "
                f"{point.right:.3f}, not when removed {point.abstained:.3f}"
            )
        yield f"  {'ms a question':<20} p50 {self.p50:.1f}, p95 {self.p95:.1f}"
        if self.unknown:
            yield (
                f"  {len(self.unknown)} answers are not in the corpus and count as not found: "
                f"{', '.join(self.unknown[:_SHOWN])}{' …' if len(self.unknown) > _SHOWN else ''}"
            )
        if self.taken.helped:
            yield (
                f"  a model helped with {self.taken.helped}, failed {self.taken.failed} times: "
                f"{self.taken.tokens} tokens, {self.taken.cost:.4f} USD"
            )


def evaluate(folder: Path, help_of: Helping | None = None) -> Report:
    """Indexes the folder's clauses in a temporary Chroma and asks every question; with the help of
    a model where `help_of` opens one for the book.
    """
    asked = read(folder)
    with indexed(asked, MiniLM(threads=2)) as book, ExitStack() as stack:
        helped = stack.enter_context(help_of(lambda: asked.book)) if help_of else _unhelped
        return measure(asked, book, Calibration.shipped(), Ranker.shipped(), helped)


def _unhelped(search: Search) -> Search:
    return search


def measure(
    asked: QuestionSet,
    book: IndexedBook,
    calibration: Calibration,
    ranker: Ranker,
    helped: Callable[[Search], Search],
) -> Report:
    """Every question once as it is and once without its answers."""
    day = when(asked)
    everything = book.reach.mask(day, {})

    among = _Among(book, everything, calibration, ranker)
    search = helped(among)

    def found_in(mask: Mask, text: str) -> Found:
        among.mask = mask
        return search.search(text, day=day, scope={}, limit=_DEPTH)

    taken = Taken()
    times: list[float] = []
    scores: dict[str, list[float]] = {}
    asked_so: list[tuple[float, bool, float]] = []
    for question in asked.questions:
        start = time.perf_counter()
        found = found_in(everything, question.text)
        times.append((time.perf_counter() - start) * 1000)
        taken += Taken.by(found.helped)
        spoke = not found.silent
        if not question.answers:
            scores.setdefault("silent_when_none", []).append(not spoke)
            continue
        left = without(book, everything, question)
        removed = found_in(left, question.text)
        figures = _scores(found, question) | {
            "spoke": spoke,
            "silent_when_removed": removed.silent,
            "sure": found.sure,
            "not_sure_when_removed": not removed.sure,
        }
        if spoke:
            figures["right_when_it_spoke"] = figures["success@5"]
        if figures["sure"]:
            figures["right_when_sure"] = figures["success@5"]
        asked_so.append((found.confidence, bool(figures["success@5"]), removed.confidence))
        for name, value in figures.items():
            scores.setdefault(name, []).append(value)
    p50, p95 = np.percentile(times, [50, 95]) if times else (0.0, 0.0)
    return Report(
        asked.name,
        len(asked.book),
        len(asked.questions),
        {name: figure(np.array(values)) for name, values in scores.items()},
        tuple(_point(asked_so, step / 10) for step in range(2, 10)) if asked_so else (),
        float(p50),
        float(p95),
        taken,
        asked.unknown,
    )


class _Among:
    """The search of a book among the clauses of a mask, which may be changed between questions."""

    def __init__(
        self, book: IndexedBook, mask: Mask, calibration: Calibration, ranker: Ranker
    ) -> None:
        self.mask = mask
        self._book, self._calibration, self._ranker = book, calibration, ranker

    def search(self, question: str, *, day: date, scope: CaseScope, limit: int = _DEPTH) -> Found:
        """As the product answers, but for the mask."""
        del day, scope
        found = answer(self._book, question, self.mask, limit, self._calibration, self._ranker)
        return found_of(found, self._calibration, self._book.digest)


@contextmanager
def indexed(asked: QuestionSet, embedder: Embedder) -> Iterator[IndexedBook]:
    """The book of a set, indexed in a Chroma of its own for as long as it is looked at."""
    one_thread()  # as the product searches
    with tempfile.TemporaryDirectory(prefix="makegood-eval-") as folder:
        shelf = embedded(Path(folder), embedder=embedder)
        try:
            wanted = rows(asked.book)
            shelf.sync(wanted, asked.book.digest)
            yield IndexedBook(
                asked.book,
                wanted,
                shelf=shelf,
                fusion=Calibration.shipped().fusion,
                exact_rows=EXACT_ROWS,
            )
        finally:
            shelf.close()


def when(asked: QuestionSet) -> date:
    """A day on which the newest clause of the set is in force."""
    return max((c.in_force for c in asked.book if c.in_force), default=date.min)


def without(book: IndexedBook, mask: Mask, question: Question) -> Mask:
    """The clauses of a mask less those that answer a question."""
    kept: Mask = mask & np.array([clause.id not in question.answers for clause in book.book])
    return kept


def _scores(found: Found, question: Question) -> dict[str, float]:
    ids = [hit.clause for hit in found.hits]
    right = [place for place, name in enumerate(ids) if name in question.answers]
    ideal = sum(1 / np.log2(place + 2) for place in range(min(_DEPTH, len(question.answers))))
    return {
        **{f"recall@{k}": _recall(ids[:k], question.answers) for k in (1, 5, 10)},
        "nDCG@10": sum(1 / np.log2(place + 2) for place in right) / ideal,
        "MRR": 1 / (right[0] + 1) if right else 0.0,
        "success@5": float(bool(right) and right[0] < 5),  # noqa: PLR2004  it is in the name
    }


def _point(asked_so: Sequence[tuple[float, bool, float]], threshold: float) -> Point:
    spoke = [right for found, right, _ in asked_so if found >= threshold]
    return Point(
        threshold,
        len(spoke) / len(asked_so),
        sum(spoke) / len(spoke) if spoke else 1.0,
        sum(removed < threshold for *_, removed in asked_so) / len(asked_so),
    )


def _recall(ids: Sequence[ClauseId], answers: frozenset[ClauseId]) -> float:
    return len(answers.intersection(ids)) / len(answers)


def figure(values: NDArray[np.float64]) -> Figure:
    """The mean with its interval: 95 % of 1,000 bootstrap samples."""
    samples = np.random.default_rng(0).integers(0, len(values), (1000, len(values)))
    low, high = np.percentile(values[samples].mean(axis=1), [2.5, 97.5])
    return Figure(float(values.mean()), float(low), float(high))


def _main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.retrieval", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    reports = [evaluate(folder) for folder in chosen.folders]
    if chosen.json:
        sys.stdout.write(json.dumps([asdict(report) for report in reports], indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(line for report in reports for line in report.lines()) + "\n")


if __name__ == "__main__":
    _main(sys.argv[1:])

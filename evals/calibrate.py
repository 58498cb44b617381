"""Learns how sure a search may be of itself, from questions whose answers are known.

    python -m evals.calibrate FOLDER... [--order FOLDER...] [--weights ...] > new.json
    mv new.json kb/data/calibration.json

Each question is asked as it is, again with its answers removed from the book, and each book is
asked some questions of the other folders (but those of the same book): sure is right where an
answer is among the first five. It is asked of forests that did not see its answers, because of what
was learned by heart a search is surer than it will be of what customers ask (five folds, as
`evals.rank` has them; the same folds keep apart what the chance is measured on). Folders after
`--order` are those of which only the order was learned: where more passages answer than are named,
it cannot be told whether a search was right to be sure.
The chance is that of a mailbox in which policy has an answer to seven messages of ten. `--speak` is
the share of questions with an answer on which it must not be silent; `--abstain` the share of those
without their answer of which, in every set, it must not be sure. What it says on the way is
measured on what was kept apart, with intervals of 1,000 bootstrap samples.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.forest import Growth, chances
from evals.questions import Question, QuestionSet, read
from evals.rank import FOLDS, Learning, folds_of, watch
from evals.retrieval import figure, indexed, when, without
from kb.calibration import Calibration
from kb.confidence import evidence
from kb.embeddings import MiniLM
from kb.indexed import IndexedBook
from kb.problems import Asked
from kb.ranker import Forest, Ranker
from kb.ranking import rank
from kb.reach import Mask

_FIRST = 5
_FOREIGN = 100  # questions of other books that each book is asked
_SHARE = {"there": 0.7, "removed": 0.25, "foreign": 0.05}  # of the messages that a shop gets
_REMEMBER = 1 << 16

Numbers = NDArray[np.float64]


class Kind(StrEnum):
    """How a question was asked."""

    THERE = "asked with its answer in the book"
    REMOVED = "asked with its answer removed"
    FOREIGN = "asked of a book that has no answer"


@dataclass(frozen=True)
class Seen:
    """One question as it was asked, and whether an answer was among the first five."""

    set: str
    kind: Kind
    fold: int
    evidence: dict[str, float]
    right: bool


@dataclass(frozen=True)
class Observed:
    """All of them below each other; `weight` makes a mailbox of them."""

    names: tuple[str, ...]
    rows: NDArray[np.float32]
    set: NDArray[np.str_]
    kind: NDArray[np.str_]
    fold: NDArray[np.intp]
    right: NDArray[np.bool_]
    weight: Numbers

    @staticmethod
    def of(seen: Sequence[Seen], weights: dict[str, float]) -> Observed:
        """Each set weighs what `weights` says, and each kind its share of a mailbox."""
        having = Counter((one.set, one.kind) for one in seen)
        return Observed(
            tuple(seen[0].evidence),
            np.array([[*one.evidence.values()] for one in seen], dtype=np.float32),
            np.array([one.set for one in seen]),
            np.array([one.kind for one in seen]),
            np.array([one.fold for one in seen]),
            np.array([one.right for one in seen]),
            np.array(
                [
                    weights[one.set] * _SHARE[one.kind.name.lower()] / having[one.set, one.kind]
                    for one in seen
                ]
            ),
        )

    def forest(self, chosen: NDArray[np.bool_]) -> Forest:
        """The chance, learned of these."""
        return chances(self.names, self.rows[chosen], self.right[chosen], self.weight[chosen])

    def kept_apart(self) -> Numbers:
        """The chance of each by a forest that did not see it."""
        sure = np.zeros(len(self.right))
        for fold in range(FOLDS):
            apart = self.fold == fold
            if apart.any():
                odds = self.forest(~apart).corrections(self.rows[apart])
                sure[apart] = 1 / (1 + np.exp(-odds))
        return sure


def calibrate(
    sets: Sequence[QuestionSet],
    ordering: Sequence[QuestionSet],
    weights: Sequence[float],
    shipped: Calibration,
    *,
    speak: float,
    abstain: float,
) -> Calibration:
    """The shipped numbers with confidence and thresholds learned anew. `weights` are those of the
    sets and then of those that only the order was learned of.
    """
    seen = observe(sets, ordering, weights)
    observed = Observed.of(seen, dict(zip((s.name for s in sets), weights, strict=False)))
    chance = observed.kept_apart()
    there = observed.kind == Kind.THERE
    silent = _quantile(chance[there], observed.weight[there], 1 - speak)
    removed = observed.kind == Kind.REMOVED
    sure = max(
        float(np.quantile(chance[removed & (observed.set == one.name)], abstain)) for one in sets
    )
    _say(observed, chance, {"silent below": silent, "sure from": sure})
    return replace(
        shipped,
        confidence=observed.forest(np.ones(len(chance), dtype=bool)),
        silent=round(silent, 4),
        sure=round(sure, 4),
        made_by=" ".join(
            [
                f"python -m evals.calibrate --speak {speak:g} --abstain {abstain:g}",
                *(one.name for one in sets),
                *(["--order"] if ordering else []),
                *(one.name for one in ordering),
                "--weights",
                *(f"{weight:g}" for weight in weights),
            ]
        ),
    )


def observe(
    sets: Sequence[QuestionSet], ordering: Sequence[QuestionSet], weights: Sequence[float]
) -> list[Seen]:
    """Asks every question of `sets` of forests that did not see its answers."""
    embedder = MiniLM(threads=2, remember=_REMEMBER)
    with ExitStack() as opened:
        books = [opened.enter_context(indexed(one, embedder)) for one in sets]
        watched = [watch(one, book) for one, book in zip(sets, books, strict=True)]
        for one in ordering:
            with indexed(one, embedder) as book:
                watched.append(watch(one, book))
        learning = Learning(watched, Growth(), tuple(weights))
        rankers = [Ranker(each, each, "") for each in learning.by_fold()]
        seen: list[Seen] = []
        for asked_set, book in zip(sets, books, strict=True):
            foreign = [
                question
                for other in sets
                if other.book.digest != asked_set.book.digest
                for question in other.questions[:_FOREIGN]
            ]
            seen.extend(_own(asked_set, book, rankers))
            seen.extend(_foreign(asked_set, book, foreign, rankers))
    return seen


def _own(asked_set: QuestionSet, book: IndexedBook, rankers: Sequence[Ranker]) -> Iterator[Seen]:
    everything = book.reach.mask(when(asked_set), {})
    place = {clause.id: number for number, clause in enumerate(asked_set.book)}
    answered = [question for question in asked_set.questions if question.answers]
    folds = folds_of([min(place[name] for name in question.answers) for question in answered])
    for question, fold in zip(answered, folds, strict=True):
        for kind, mask in (
            (Kind.THERE, everything),
            (Kind.REMOVED, without(book, everything, question)),
        ):
            yield _seen(asked_set, book, question, mask, kind, fold, rankers[fold])


def _foreign(
    asked_set: QuestionSet,
    book: IndexedBook,
    foreign: Sequence[Question],
    rankers: Sequence[Ranker],
) -> Iterator[Seen]:
    everything = book.reach.mask(when(asked_set), {})
    silent = [question for question in asked_set.questions if not question.answers]
    for number, question in enumerate([*silent, *foreign]):
        fold = number % FOLDS
        yield _seen(asked_set, book, question, everything, Kind.FOREIGN, fold, rankers[fold])


def _seen(
    asked_set: QuestionSet,
    book: IndexedBook,
    question: Question,
    mask: Mask,
    kind: Kind,
    fold: int,
    ranker: Ranker,
) -> Seen:
    asked = Asked.of(question.text)
    ranked = rank(book, book.signals(asked), mask, _FIRST, ranker)
    first = {book.book.clauses[found].id for found in ranked.places[:_FIRST]}
    right = kind is Kind.THERE and bool(first & question.answers)
    return Seen(asked_set.name, kind, int(fold), evidence(book, asked, ranked), right)


def _quantile(values: Numbers, weights: Numbers, share: float) -> float:
    """The value below which `share` of the weight lies."""
    order = np.argsort(values)
    below = np.cumsum(weights[order]) / weights.sum()
    return float(values[order][np.searchsorted(below, share)])


def _say(observed: Observed, chance: Numbers, thresholds: dict[str, float]) -> None:
    for name, threshold in thresholds.items():
        sys.stderr.write(f"{name} {threshold:.3f}: of questions kept apart, at or above it\n")
        spoke = chance >= threshold
        for asked_set in dict.fromkeys(observed.set.tolist()):
            shares = [
                (f"{kind.name.lower()} {figure(spoke[so].astype(float))}")
                for kind in Kind
                if (so := (observed.set == asked_set) & (observed.kind == kind)).any()
            ]
            first = spoke & (observed.set == asked_set) & (observed.kind == Kind.THERE)
            if first.any():
                shares.append(f"right {figure(observed.right[first].astype(float))}")
            sys.stderr.write(f"  {asked_set}: {', '.join(shares)}\n")


def _main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.calibrate", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--order", nargs="+", type=Path, default=[], help="only the order saw it")
    parser.add_argument("--weights", type=float, nargs="*", help="one a folder")
    parser.add_argument("--speak", type=float, default=0.95)
    parser.add_argument("--abstain", type=float, default=0.87)
    chosen = parser.parse_args(arguments)
    count = len(chosen.folders) + len(chosen.order)
    weights = chosen.weights or [1.0] * count
    if len(weights) != count:
        parser.error("give one weight for each folder")
    learned = calibrate(
        [read(folder) for folder in chosen.folders],
        [read(folder) for folder in chosen.order],
        weights,
        Calibration.shipped(),
        speak=chosen.speak,
        abstain=chosen.abstain,
    )
    sys.stdout.write(learned.written())


if __name__ == "__main__":
    _main(sys.argv[1:])

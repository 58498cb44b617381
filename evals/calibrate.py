"""Learns how sure a search may be of itself, from questions whose answers are known.

    python -m evals.calibrate FOLDER... > new.json && mv new.json kb/data/calibration.json

Each question is asked as it is, again with its answers removed from the book, and each book is
asked the questions of the other folders (but those of the same book): sure is right where an
answer is among the first five.
A logistic regression over `kb.confidence.evidence`; every folder weighs the same, and the
chance is that of a mailbox in which policy has an answer to seven messages of ten. `--speak` is the
share of questions with an answer on which it must not be silent; the threshold that gives it is
measured on questions that the numbers were not learned from (five folds; questions that share an
answer stay together).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.questions import Question, QuestionSet, read
from evals.retrieval import indexed, when, without
from kb.calibration import Calibration
from kb.confidence import evidence
from kb.embeddings import MiniLM
from kb.indexed import IndexedBook
from kb.problems import Asked
from kb.ranker import Ranker
from kb.ranking import rank
from kb.reach import Mask

_FIRST = 5
_FOLDS = 5
_RIDGE = 1e-2
_ROUNDS = 50
_ANSWERED = 0.7  # of the messages that a shop gets, those to which policy has an answer

Numbers = NDArray[np.float64]


class Kind(StrEnum):
    """How a question was asked."""

    THERE = "asked with its answer in the book"
    REMOVED = "asked with its answer removed"
    FOREIGN = "asked of a book that has no answer"


@dataclass(frozen=True)
class Observed:
    """Evidence and outcome of questions. `fold` keeps those that share an answer together."""

    names: tuple[str, ...]
    evidence: Numbers
    right: NDArray[np.bool_]
    kind: NDArray[np.str_]
    fold: NDArray[np.int64]
    weight: Numbers


def calibrate(folders: Sequence[Path], speak: float, shipped: Calibration) -> Calibration:
    """The shipped numbers with confidence and threshold learned anew."""
    observed = _observe([read(folder) for folder in folders], Ranker.shipped())
    sure = np.zeros(len(observed.right))
    for fold in range(_FOLDS):
        apart = observed.fold == fold
        sure[apart] = _chance(observed.evidence[apart], _fit(observed, ~apart))
    there = observed.kind == Kind.THERE
    threshold = _quantile(sure[there], observed.weight[there], 1 - speak)
    _say(observed, sure, threshold)
    learned = _fit(observed, np.ones(len(sure), dtype=bool)).round(4).tolist()
    return replace(
        shipped,
        confidence=dict(zip(("constant", *observed.names), learned, strict=True)),
        silent=round(threshold, 4),
        made_by=f"python -m evals.calibrate --speak {speak} "
        + " ".join(folder.name for folder in folders),
    )


def _observe(sets: Sequence[QuestionSet], ranker: Ranker) -> Observed:
    rows: list[tuple[list[float], bool, Kind, int, float]] = []
    names: tuple[str, ...] = ()
    for asked_set in sets:
        foreign = [
            question
            for other in sets
            if other.book.digest != asked_set.book.digest
            for question in other.questions[: len(asked_set.questions)]
        ]
        with indexed(asked_set, MiniLM()) as book:
            found = [
                *_own(asked_set, book, ranker),
                *_foreign(foreign, book, book.reach.mask(when(asked_set), {}), ranker),
            ]
        asked_so = Counter(kind for _, _, kind, _ in found)
        names = tuple(found[0][0])
        rows.extend(([*row[0].values()], *row[1:], 1 / asked_so[row[2]]) for row in found)
    values, right, kinds, folds, weights = zip(*rows, strict=True)
    return Observed(
        names,
        np.array(values),
        np.array(right),
        np.array(kinds),
        np.array(folds),
        np.array(weights),
    )


def _own(
    asked_set: QuestionSet, book: IndexedBook, ranker: Ranker
) -> Iterator[tuple[dict[str, float], bool, Kind, int]]:
    everything = book.reach.mask(when(asked_set), {})
    place = {clause.id: number for number, clause in enumerate(asked_set.book)}
    for number, question in enumerate(asked_set.questions):
        fold = min((place[name] for name in question.answers), default=number) % _FOLDS
        asked = Asked.of(question.text)
        signals = book.signals(asked)
        ranked = rank(book, signals, everything, _FIRST, ranker)
        if not question.answers:
            yield evidence(book, asked, ranked), False, Kind.FOREIGN, fold
            continue
        first = {book.book.clauses[found].id for found in ranked.places[:_FIRST]}
        yield evidence(book, asked, ranked), bool(first & question.answers), Kind.THERE, fold
        left = rank(book, signals, without(book, everything, question), _FIRST, ranker)
        yield evidence(book, asked, left), False, Kind.REMOVED, fold


def _foreign(
    questions: Sequence[Question], book: IndexedBook, everything: Mask, ranker: Ranker
) -> Iterator[tuple[dict[str, float], bool, Kind, int]]:
    for number, question in enumerate(questions):
        asked = Asked.of(question.text)
        ranked = rank(book, book.signals(asked), everything, _FIRST, ranker)
        yield evidence(book, asked, ranked), False, Kind.FOREIGN, number % _FOLDS


def _fit(observed: Observed, chosen: NDArray[np.bool_]) -> Numbers:
    """Logistic regression by Newton's method on standardised evidence; constant first."""
    raw, right, weight = observed.evidence[chosen], observed.right[chosen], observed.weight[chosen]
    weight = weight / weight.sum()
    middle, spread = raw.mean(axis=0), raw.std(axis=0) + 1e-9
    design = np.column_stack([np.ones(len(raw)), (raw - middle) / spread])
    penalty = _RIDGE * np.eye(design.shape[1])
    penalty[0, 0] = 0.0
    found = np.zeros(design.shape[1])
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-design @ found))
        curve = (design * (weight * chance * (1 - chance))[:, None]).T @ design + penalty
        slope = design.T @ (weight * (chance - right)) + penalty @ found
        found -= np.linalg.solve(curve, slope)
    found[1:] /= spread
    found[0] -= found[1:] @ middle
    # Learned where `there` of the questions had an answer, used where _ANSWERED of them have one.
    there = weight[observed.kind[chosen] == Kind.THERE].sum()
    found[0] += np.log(_ANSWERED / (1 - _ANSWERED)) - np.log(there / (1 - there))
    return found


def _chance(evidence_rows: Numbers, weights: Numbers) -> Numbers:
    chance: Numbers = 1 / (1 + np.exp(-(weights[0] + evidence_rows @ weights[1:])))
    return chance


def _quantile(values: Numbers, weights: Numbers, share: float) -> float:
    """The value below which `share` of the weight lies."""
    order = np.argsort(values)
    below = np.cumsum(weights[order]) / weights.sum()
    return float(values[order][np.searchsorted(below, share)])


def _say(observed: Observed, sure: Numbers, threshold: float) -> None:
    spoke = sure >= threshold
    sys.stderr.write(f"Threshold {threshold:.3f}. On questions kept apart it spoke on\n")
    for kind in Kind:
        so = observed.kind == kind
        if so.any():
            share = np.average(spoke[so], weights=observed.weight[so])
            sys.stderr.write(f"  {share:.3f} of those {kind.value}\n")
    first = spoke & (observed.kind == Kind.THERE)
    right = np.average(observed.right[first], weights=observed.weight[first])
    sys.stderr.write(f"and was right on {right:.3f} of the first.\n")


def _main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.calibrate", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--speak", type=float, default=0.9)
    chosen = parser.parse_args(arguments)
    learned = calibrate(chosen.folders, chosen.speak, Calibration.shipped())
    sys.stdout.write(learned.written())


if __name__ == "__main__":
    _main(sys.argv[1:])

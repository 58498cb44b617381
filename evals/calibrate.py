"""Learns how sure a search may be of itself, from questions whose answers are known.

    python -m evals.calibrate FOLDER... > kb/data/calibration.json

Each question is asked twice: as it is, and with its answers removed from the book; sure is right
where an answer is among the first five. A logistic regression over `kb.confidence.evidence`, each
folder weighing the same. The threshold is the lowest at which at least SILENT of the questions
without an answer are met with silence, measured on questions that the numbers were not learned
from (five folds; questions that share an answer stay together).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.questions import read
from evals.retrieval import indexed, when, without
from kb.answer import answer
from kb.calibration import Calibration
from kb.confidence import evidence
from kb.embeddings import MiniLM

_FIRST = 5
_FOLDS = 5
_RIDGE = 1e-2
_ROUNDS = 50

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Observed:
    """Evidence and outcome of every question, asked as it is and without its answers.

    `fold` keeps questions that share an answer together; `removed` marks the second asking;
    `weight` makes each folder count alike.
    """

    evidence: Numbers
    right: Numbers
    removed: NDArray[np.bool_]
    fold: NDArray[np.int64]
    weight: Numbers


def calibrate(folders: Sequence[Path], silent: float, shipped: Calibration) -> Calibration:
    """The shipped numbers with confidence and threshold learned anew."""
    names, observed = _observe(folders, shipped)
    sure = np.zeros(len(observed.right))
    for fold in range(_FOLDS):
        kept_apart = observed.fold == fold
        weights = _fit(observed, ~kept_apart)
        sure[kept_apart] = _chance(observed.evidence[kept_apart], weights)
    threshold = float(np.quantile(sure[observed.removed], silent))
    constant, *weights_by_name = _fit(observed, np.ones(len(sure), dtype=bool)).round(4).tolist()
    _say(observed, sure, threshold)
    return replace(
        shipped,
        confidence={"constant": constant, **dict(zip(names, weights_by_name, strict=True))},
        silent=round(threshold, 4),
        made_by=f"python -m evals.calibrate --silent {silent} "
        + " ".join(folder.name for folder in folders),
    )


def _observe(folders: Sequence[Path], shipped: Calibration) -> tuple[list[str], Observed]:
    names: list[str] = []
    found: list[Observed] = []
    for folder in folders:
        asked = read(folder)
        values, right, removed, fold = [], [], [], []
        with indexed(asked, MiniLM(threads=2)) as book:
            everything = book.reach.mask(when(asked), {})
            for question in asked.questions:
                signals = book.signals(question.text)
                group = min(
                    place
                    for place, clause in enumerate(asked.book)
                    if clause.id in question.answers
                )
                for mask in (everything, without(book, everything, question)):
                    seen = evidence(signals, mask)
                    names = list(seen)
                    hits = answer(book, question.text, mask, _FIRST, shipped).hits
                    values.append(list(seen.values()))
                    right.append(float(any(hit.clause in question.answers for hit in hits)))
                    removed.append(mask is not everything)
                    fold.append(group % _FOLDS)
        found.append(
            Observed(
                np.array(values),
                np.array(right),
                np.array(removed),
                np.array(fold),
                np.full(len(right), 1 / len(right)),
            )
        )
    return names, Observed(
        np.concatenate([part.evidence for part in found]),
        np.concatenate([part.right for part in found]),
        np.concatenate([part.removed for part in found]),
        np.concatenate([part.fold for part in found]),
        np.concatenate([part.weight for part in found]) / len(found),
    )


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
    return found


def _chance(evidence_rows: Numbers, weights: Numbers) -> Numbers:
    chance: Numbers = 1 / (1 + np.exp(-(weights[0] + evidence_rows @ weights[1:])))
    return chance


def _say(observed: Observed, sure: Numbers, threshold: float) -> None:
    spoke = sure >= threshold
    there = ~observed.removed
    sys.stderr.write(
        f"threshold {threshold:.3f}, on questions kept apart: speaks on {spoke[there].mean():.3f} "
        f"of those with an answer, right on {observed.right[there & spoke].mean():.3f} of them; "
        f"silent on {(~spoke)[observed.removed].mean():.3f} of those without\n"
    )


def _main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.calibrate", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--silent", type=float, default=0.85)
    chosen = parser.parse_args(arguments)
    learned = calibrate(chosen.folders, chosen.silent, Calibration.shipped())
    sys.stdout.write(learned.written())


if __name__ == "__main__":
    _main(sys.argv[1:])

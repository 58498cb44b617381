"""Learns the order of the search from questions whose answers are known.

    python -m evals.rank FOLDER... > new.json && mv new.json kb/data/ranker.json

Every question is asked of its book; the features of the candidates are what the forest is grown
on. A folder weighs the same whatever its size, or as `--weights` says. What it says on the way, as
nDCG@10: each folder by forests that did not see its answers (five folds; questions that share an
answer stay together), by forests that did not see its questions, and by forests that did not see
the book at all, which is how it does on a book of somebody else.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.forest import Growth, Lists, grown, together
from evals.questions import QuestionSet, read
from evals.retrieval import indexed, when
from kb.embeddings import MiniLM
from kb.indexed import IndexedBook
from kb.problems import Asked
from kb.ranker import Forest, Ranker
from kb.ranking import CANDIDATES, look

FOLDS = 5
_DEPTH = 10
_CLOSE = ("pieces", "central", "like")  # what so begins needs word pieces or all vectors
_STEPS = 60

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Watched:
    """What was seen of a set: its candidates, and of each question the fold and the ideal gain.
    `book` is the digest of the book that was asked.
    """

    name: str
    book: str
    lists: Lists
    fold: NDArray[np.intp]
    ideal: NDArray[np.float64]


def watch(asked_set: QuestionSet, book: IndexedBook) -> Watched:
    """The features of every candidate of every question that has an answer."""
    everything = book.reach.mask(when(asked_set), {})
    place = {clause.id: number for number, clause in enumerate(asked_set.book)}
    rows, right, sizes, folds, ideal = [], [], [], [], []
    names: tuple[str, ...] = ()
    for question in asked_set.questions:
        if not question.answers:
            continue
        signals = book.signals(Asked.of(question.text))
        looked = look(book, signals, everything, CANDIDATES)
        first, found = looked.first, looked.found.gaps
        names = tuple(found)
        answers = [place[name] for name in question.answers]
        rows.append(np.stack(list(found.values()), axis=1))
        right.append(np.isin(first, answers))
        sizes.append(len(first))
        folds.append(min(answers))
        ideal.append(_gain(np.ones(len(answers), dtype=bool)))
    lists = Lists(
        names,
        np.concatenate(rows).astype(np.float32),
        np.concatenate(right),
        np.cumsum([0, *sizes])[:-1],
        np.ones(len(sizes)),
    )
    return Watched(asked_set.name, asked_set.book.digest, lists, np.array(folds), np.array(ideal))


@dataclass(frozen=True)
class Learning:
    """How is learned, and on which sets; `weights` is what each of them counts."""

    sets: Sequence[Watched]
    growth: Growth
    weights: Sequence[float]

    def forest(
        self, lists: Sequence[Lists], names: Sequence[str], weights: Sequence[float]
    ) -> Forest:
        """Grown on these questions of some sets."""
        return grown(together(lists, weights).of(names), self.growth)

    def by_fold(self) -> list[Forest]:
        """For each fold a forest that saw no answer of it, as sure as it may be."""
        folds = [folds_of(watched.fold.tolist()) for watched in self.sets]
        forests = self._without_each(folds, self.sets[0].lists.names)
        certain = _certainty(self.sets, self._apart(folds, forests))
        return [_scaled(forest, certain) for forest in forests]

    def kept_apart(self, names: Sequence[str], *, answers: bool) -> list[Numbers]:
        """The scores of all candidates of each set, by forests that were grown on other questions
        of all sets, and with `answers` on other answers.
        """
        folds = [
            folds_of(watched.fold.tolist() if answers else range(len(watched.fold)))
            for watched in self.sets
        ]
        return self._apart(folds, self._without_each(folds, names))

    def _without_each(
        self, folds: Sequence[NDArray[np.intp]], names: Sequence[str]
    ) -> list[Forest]:
        return [
            self.forest(
                [w.lists.only(of != fold) for w, of in zip(self.sets, folds, strict=True)],
                names,
                self.weights,
            )
            for fold in range(FOLDS)
        ]

    def _apart(self, folds: Sequence[NDArray[np.intp]], forests: Sequence[Forest]) -> list[Numbers]:
        scores = [np.zeros(len(watched.lists.rows), dtype=np.float32) for watched in self.sets]
        for fold, forest in enumerate(forests):
            for watched, of, found in zip(self.sets, folds, scores, strict=True):
                if (of == fold).any():
                    there = np.repeat(of == fold, watched.lists.sizes)
                    found[there] = _scores(forest, watched.lists.only(of == fold))
        return scores

    def from_others(self, names: Sequence[str]) -> list[Numbers]:
        """The same by a forest grown on the sets of other books alone."""
        found = []
        for watched in self.sets:
            others = [n for n, other in enumerate(self.sets) if other.book != watched.book]
            lists = [self.sets[number].lists for number in others]
            forest = self.forest(lists, names, [self.weights[number] for number in others])
            found.append(_scores(forest, watched.lists))
        return found

    def learned(self, names: Sequence[str], apart: Sequence[Numbers]) -> Forest:
        """Grown on everything, and made as sure as it may be by what was `kept_apart`."""
        forest = self.forest([watched.lists for watched in self.sets], names, self.weights)
        return _scaled(forest, _certainty(self.sets, apart))


def folds_of(keys: Sequence[int]) -> NDArray[np.intp]:
    """The fold of each question by what keeps questions together."""
    shuffled = np.random.default_rng(0).permutation(1 << 16)
    found: NDArray[np.intp] = (shuffled[list(keys)] % FOLDS).astype(np.intp)
    return found


def plain_names(names: Sequence[str]) -> tuple[str, ...]:
    """The features that every book has, whatever its size and wherever its vectors are."""
    return tuple(name for name in names if not name.startswith(_CLOSE))


def ndcg(watched: Watched, scores: Numbers) -> float:
    """nDCG@10 of a set by the scores of its candidates."""
    return float((_gains(watched.lists, scores) / watched.ideal).mean())


def _certainty(sets: Sequence[Watched], scores: Sequence[Numbers]) -> float:
    """What to multiply scores with so that their softmax is the chance of each candidate: where
    the likelihood of the answers is highest (every set weighs the same).
    """
    lists = together([watched.lists for watched in sets], [1.0] * len(sets))
    joined = np.concatenate(list(scores)).astype(float)
    question = np.repeat(np.arange(len(lists.starts)), lists.sizes)
    right = np.add.reduceat(lists.right.astype(float), lists.starts)
    wanted = lists.right * (lists.weight / np.maximum(right, 1))[question]

    def likely(scale: float) -> float:
        raised = joined * scale - np.maximum.reduceat(joined * scale, lists.starts)[question]
        total = np.log(np.add.reduceat(np.exp(raised), lists.starts))[question]
        return float((wanted * (raised - total)).sum())

    return float(max(np.geomspace(0.05, 20, _STEPS), key=likely))


def _scaled(forest: Forest, by: float) -> Forest:
    trees = (replace(tree, leaf=tuple(by * value for value in tree.leaf)) for tree in forest.trees)
    return Forest(forest.names, (by * forest.base).astype(np.float32), tuple(trees))


def _scores(forest: Forest, lists: Lists) -> Numbers:
    """As a search would score them: question by question."""
    rows = lists.of(forest.names).rows
    ends = np.append(lists.starts, len(rows))[1:]
    return np.concatenate(
        [forest.of(rows[start:end]) for start, end in zip(lists.starts, ends, strict=True)]
    )


def _gains(lists: Lists, scores: Numbers) -> NDArray[np.float64]:
    ends = np.append(lists.starts, len(scores))[1:]
    return np.array(
        [
            _gain(lists.right[start:end][np.argsort(-scores[start:end], kind="stable")])
            for start, end in zip(lists.starts, ends, strict=True)
        ]
    )


def _gain(right: NDArray[np.bool_]) -> float:
    return float((right[:_DEPTH] / np.log2(np.arange(2, 2 + len(right[:_DEPTH])))).sum())


def observe(folders: Sequence[Path]) -> list[Watched]:
    """Reads, indexes and asks each folder."""
    sets = []
    for folder in folders:
        asked_set = read(folder)
        with indexed(asked_set, MiniLM(threads=2)) as book:
            sets.append(watch(asked_set, book))
    return sets


def _main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.rank", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--trees", type=int, default=Growth().trees)
    parser.add_argument("--weights", type=float, nargs="*", help="one a folder")
    chosen = parser.parse_args(arguments)
    weights = chosen.weights or [1.0] * len(chosen.folders)
    if len(weights) != len(chosen.folders):
        parser.error("give one weight for each folder")
    learning = Learning(
        observe(chosen.folders), replace(Growth(), trees=chosen.trees), tuple(weights)
    )
    words = ["python -m evals.rank", *(folder.name for folder in chosen.folders)]
    made_by = " ".join([*words, "--weights", *(f"{weight:g}" for weight in weights)])
    sys.stdout.write(report(learning, made_by).written())


def report(learning: Learning, made_by: str) -> Ranker:
    """Learns both forests, and says how they did on what they did not see."""
    names = learning.sets[0].lists.names
    forests = []
    for title, used in (("with word pieces", names), ("without", plain_names(names))):
        sys.stderr.write(f"nDCG@10 {title}: answers not seen, questions not seen, book not seen\n")
        apart = learning.kept_apart(used, answers=True)
        shown = [apart, learning.kept_apart(used, answers=False)]
        if len({watched.book for watched in learning.sets}) > 1:
            shown.append(learning.from_others(used))
        for number, watched in enumerate(learning.sets):
            figures = " ".join(f"{ndcg(watched, scores[number]):.3f}" for scores in shown)
            sys.stderr.write(f"  {watched.name:<26} {figures}\n")
        forests.append(learning.learned(used, apart))
    close, plain = forests
    return Ranker(close, plain, made_by)


if __name__ == "__main__":
    _main(sys.argv[1:])

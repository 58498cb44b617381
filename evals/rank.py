"""Learns the order of the search from questions whose answers are known.

    python -m evals.rank FOLDER... > new.json && mv new.json kb/data/ranker.json

Every question is asked of its book; the features of the candidates are what the forest is grown on.
Every folder weighs the same, but the first, which is the book at hand, four times as much. What it
says on the way: each folder by forests that did not see its questions (five folds; questions that
share an answer stay together), and by forests that did not see the folder at all, which is how it
does on a book of somebody else.
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

_FOLDS = 5
_DEPTH = 10
_CLOSE = ("pieces", "central")  # a feature that so begins needs word pieces or all vectors


@dataclass(frozen=True)
class Watched:
    """What was seen of a set: its candidates, and of each question the fold and the ideal gain."""

    name: str
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
    return Watched(asked_set.name, lists, np.array(folds), np.array(ideal))


def learned(sets: Sequence[Watched], growth: Growth, made_by: str) -> Ranker:
    """Both forests, grown on all that was watched."""
    everything = together([watched.lists for watched in sets])
    return Ranker(
        grown(everything, growth),
        grown(everything.of(plain_names(everything.names)), growth),
        made_by,
    )


def plain_names(names: Sequence[str]) -> tuple[str, ...]:
    """The features that every book has, whatever its size and wherever its vectors are."""
    return tuple(name for name in names if not name.startswith(_CLOSE))


def kept_apart(
    sets: Sequence[Watched], growth: Growth, names: Sequence[str], seed: int = 0
) -> dict[str, float]:
    """nDCG@10 of each set by forests that were grown on other questions of all sets."""
    shuffled = np.random.default_rng(seed).permutation(1 << 16)
    gains = [np.zeros(len(watched.fold)) for watched in sets]
    for fold in range(_FOLDS):
        apart = [shuffled[watched.fold] % _FOLDS == fold for watched in sets]
        seen = together([w.lists.only(~a) for w, a in zip(sets, apart, strict=True)])
        forest = grown(seen.of(names), growth)
        for watched, unseen, found in zip(sets, apart, gains, strict=True):
            found[unseen] = _gains(forest, watched.lists.only(unseen))
    return {w.name: float((g / w.ideal).mean()) for w, g in zip(sets, gains, strict=True)}


def from_others(sets: Sequence[Watched], growth: Growth, names: Sequence[str]) -> dict[str, float]:
    """nDCG@10 of each set by a forest grown on the other sets alone."""
    found: dict[str, float] = {}
    for watched in sets:
        others = [other.lists for other in sets if other is not watched]
        forest = grown(together(others).of(names), growth)
        found[watched.name] = float((_gains(forest, watched.lists) / watched.ideal).mean())
    return found


def _gains(forest: Forest, lists: Lists) -> NDArray[np.float64]:
    scores = forest.of(lists.of(forest.names).rows)
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
    chosen = parser.parse_args(arguments)
    growth = replace(Growth(), trees=chosen.trees)
    sets = observe(chosen.folders)
    names = sets[0].lists.names
    for title, used in (("with word pieces", names), ("without", plain_names(names))):
        sys.stderr.write(f"nDCG@10 {title}: questions not seen, set not seen\n")
        apart, alien = kept_apart(sets, growth, used), {}
        if len(sets) > 1:
            alien = from_others(sets, growth, used)
        for watched in sets:
            sys.stderr.write(
                f"  {watched.name:<26} {apart[watched.name]:.3f} "
                f"{alien.get(watched.name, float('nan')):.3f}\n"
            )
    made_by = " ".join(["python -m evals.rank", *(folder.name for folder in chosen.folders)])
    sys.stdout.write(learned(sets, growth, made_by).written())


if __name__ == "__main__":
    _main(sys.argv[1:])

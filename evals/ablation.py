"""What each way of the search gains on its own, and what the learned order loses without it.

    python -m evals.ablation FOLDER... [--weights ...]

Prints three tables of nDCG@10 with a column a folder. In the first, clauses are ordered by one
signal alone: by all clauses where a way sees all of them, and among the candidates where it looks
at those only. In the second, the order is learned without a group of signals, and measured on
answers that it did not see (five folds, as `evals.rank` has them); a number above that of "all"
says that the group did not pay there. The third is measured on books that were not seen, and says
what is owed to it that more of a signal never counts against a clause.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.forest import Growth
from evals.questions import QuestionSet, read
from evals.rank import Learning, Watched, ndcg, watch
from evals.retrieval import indexed, when
from kb.around import Around
from kb.counts import Counts
from kb.embeddings import MiniLM
from kb.indexed import IndexedBook
from kb.lexical import Lexical, words
from kb.problems import Asked
from kb.ranking import candidates

Numbers = NDArray[np.float32]
Table = dict[str, dict[str, float]]

_PLAIN = re.compile(r"\w+")
_RANKS = 60  # as Cormack et al. have it for reciprocal rank fusion (SIGIR 2009)
_DEPTH = 10
# Signals that stand or fall together: by how their names begin.
_GROUPS = {
    "titles": ("title", "share of the title"),
    "views of a clause (first, best sentence)": ("first sentence", "best sentence"),
    "words that follow each other": ("pairs",),
    "several problems, the point of a message": (
        "fused",
        "cosine of",
        "words of the point",
        "pieces of the point",
        "pieces sharp of the point",
    ),
    "the policy and the clauses beside": ("best of", "mean of", "beside", "fused beside", "place"),
    "pseudo-relevance feedback": ("words like the first", "like the first"),
    "late interaction": ("pieces",),
    "vectors": ("cosine", "like the first", "central"),
    "what is known of a clause before": ("length", "central", "place", "internal"),
}


def alone(asked_set: QuestionSet, book: IndexedBook) -> dict[str, float]:
    """nDCG@10 by each way alone."""
    everything = book.reach.mask(when(asked_set), {})
    place = {clause.id: number for number, clause in enumerate(asked_set.book)}
    plain = Lexical(Counts.of(_plainly(f"{c.title} {c.text}") for c in asked_set.book))
    bodies = Lexical(Counts.of(words(clause.text) for clause in asked_set.book))
    found: dict[str, list[float]] = {}
    for question in asked_set.questions:
        if not question.answers:
            continue
        right = np.zeros(len(book.book), dtype=bool)
        right[[place[name] for name in question.answers]] = True
        signals = book.signals(Asked.of(question.text))
        around = Around.of(book.grounds, signals.fused, everything)
        chosen = np.full(len(book.book), -np.inf, dtype=np.float32)
        order = candidates(signals, around, everything, len(chosen))
        chosen[order] = -np.arange(len(order), dtype=np.float32)
        ways: dict[str, NDArray[np.floating[Any]]] = {
            "words, unstemmed, with titles": plain.scores(_plainly(question.text)),
            "words, stemmed, without titles": bodies.scores(words(question.text)),
            "words, stemmed, with titles (BM25)": signals.bm25,
            "vectors (the whole message)": signals.whole,
            "vectors (the nearest of its problems)": signals.cosine,
            "both by reciprocal rank": _ranked(signals.bm25) + _ranked(signals.whole),
            "both added up": _standard(signals.whole) + _standard(signals.bm25),
            "both added up, problem by problem": signals.fused,
            "the same with the policy in view": chosen,
        }
        for name, scores in ways.items():
            gain = _gain(np.where(everything, scores, -np.inf), right)
            found.setdefault(name, []).append(gain)
    return {name: float(np.mean(gains)) for name, gains in found.items()}


def looked_at(watched: Watched) -> dict[str, float]:
    """nDCG@10 of the candidates by each signal of the ranker alone."""
    lists = watched.lists
    return {
        f"candidates by {name}": ndcg(watched, column)
        for name, column in zip(lists.names, lists.rows.T, strict=True)
        if name in {"pieces", "pieces sharp", "pieces sharp back", "pairs", "best sentence"}
        or "like the first" in name
    }


def without(learning: Learning) -> Iterator[tuple[str, dict[str, float]]]:
    """The learned order on answers not seen: with all signals, then without each group."""
    names = learning.sets[0].lists.names
    for group, begins in {"all": (), **_GROUPS}.items():
        kept = tuple(name for name in names if not begins or not name.startswith(begins))
        scores = learning.kept_apart(kept, answers=True)
        yield (
            group if group == "all" else f"without {group}",
            {w.name: ndcg(w, s) for w, s in zip(learning.sets, scores, strict=True)},
        )


def elsewhere(learning: Learning) -> Iterator[tuple[str, dict[str, float]]]:
    """The learned order on books not seen, and what it owes to the way it was learned."""
    falling = replace(learning, growth=replace(learning.growth, rising=False))
    for title, how in (("all", learning), ("free to fall", falling)):
        scores = how.from_others(learning.sets[0].lists.names)
        yield title, {w.name: ndcg(w, s) for w, s in zip(how.sets, scores, strict=True)}


def _plainly(text: str) -> list[str]:
    return _PLAIN.findall(text.casefold())


def _ranked(scores: Numbers) -> NDArray[np.float64]:
    place = np.argsort(np.argsort(-scores, kind="stable"), kind="stable")
    return 1 / (_RANKS + 1 + place)


def _standard(values: Numbers) -> Numbers:
    standard: Numbers = (values - values.mean()) / np.float32(values.std() + 1e-6)
    return standard


def _gain(scores: NDArray[np.floating[Any]], right: NDArray[np.bool_]) -> float:
    first = right[np.argsort(-scores, kind="stable")][:_DEPTH]
    steps = 1 / np.log2(np.arange(2, 2 + _DEPTH))
    return float((first * steps[: len(first)]).sum() / steps[: int(right.sum())].sum())


def _show(rows: Mapping[str, Mapping[str, float]], names: Sequence[str], head: str) -> None:
    sys.stdout.write(f"| {head} | {' | '.join(names)} |\n|{'---|' * (len(names) + 1)}\n")
    for way, figures in rows.items():
        values = " | ".join(f"{figures[name]:.3f}" for name in names)
        sys.stdout.write(f"| {way} | {values} |\n")
    sys.stdout.write("\n")


def _main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.ablation", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--weights", type=float, nargs="*", help="one a folder")
    chosen = parser.parse_args(arguments)
    single: Table = {}
    sets = []
    with ExitStack() as opened:
        for folder in chosen.folders:
            asked_set = read(folder)
            book = opened.enter_context(indexed(asked_set, MiniLM(threads=2)))
            sets.append(watch(asked_set, book))
            for way, value in (alone(asked_set, book) | looked_at(sets[-1])).items():
                single.setdefault(way, {})[asked_set.name] = value
    names = [watched.name for watched in sets]
    _show(single, names, "alone")
    learning = Learning(sets, Growth(several=1), chosen.weights or [1.0] * len(sets))
    _show(dict(without(learning)), names, "learned")
    _show(dict(elsewhere(learning)), names, "learned, on a book not seen")


if __name__ == "__main__":
    _main(sys.argv[1:])

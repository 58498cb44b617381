"""Orders the candidates: a small forest over `kb.features`, learned on sets with known answers.

A tree is run without walking it, after Lucchese et al., QuickScorer (SIGIR 2015): every question
that a candidate answers with "above" rules out the leaves on its other side, and the first leaf
that is left is where the candidate belongs. A tree has few forks, so where each way to answer all
of them leads is found once, and a search only looks it up. `python -m evals.rank` learns it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]

LEAVES = 8  # of a tree, at most: as many as a byte has bits
_ALL = (1 << LEAVES) - 1
_ANSWERS = 1 << LEAVES  # of eight forks together
_ENOUGH = 48  # candidates; the spread of fewer says little, so the trees count for less
# The lowest bit that is set in each byte; 0 has none, and no tree rules out every leaf.
_LOWEST = np.array([(byte & -byte).bit_length() - 1 for byte in range(1 << LEAVES)], dtype=np.intp)


@dataclass(frozen=True)
class Tree:
    """`feature` and `above` say what each fork asks: is this feature above that? If it is, only the
    leaves in the bits of `left` remain possible. `leaf` is what each leaf is worth.
    """

    feature: tuple[int, ...]
    above: tuple[float, ...]
    left: tuple[int, ...]
    leaf: tuple[float, ...]


@dataclass(frozen=True)
class Forest:
    """`base` weighs the features themselves, and the trees correct that."""

    names: tuple[str, ...]
    base: Numbers
    trees: tuple[Tree, ...]

    def scores(self, found: Mapping[str, Numbers]) -> Numbers:
        """One score a candidate; higher is better, and only differences mean anything."""
        return self.of(np.stack([found[name] for name in self.names], axis=1))

    def of(self, rows: Numbers) -> Numbers:
        """The same over rows whose columns are `names`."""
        trust = min(1.0, len(rows) / _ENOUGH)
        scores: Numbers = (rows @ self.base + trust * self.corrections(rows)).astype(np.float32)
        return scores

    def corrections(self, rows: Numbers) -> Numbers:
        """What the trees say of each row."""
        feature, above, worth = self._planes
        asked = np.take(rows, feature, axis=1) > above
        answers = np.packbits(asked.reshape(len(rows), -1), axis=1).astype(np.intp)
        found: Numbers = worth[answers + np.arange(answers.shape[1]) * _ANSWERS].sum(axis=1)
        return found

    @cached_property
    def _planes(self) -> tuple[NDArray[np.intp], Numbers, Numbers]:
        """The trees as arrays: what each fork asks, filled up to eight a tree with forks that
        nothing is above, so that their answers are a byte; and what each byte is worth in each.
        """
        count = len(self.trees)
        feature, above = np.zeros((count, LEAVES), np.intp), np.full((count, LEAVES), np.inf)
        worth = np.zeros((count, _ANSWERS), np.float32)
        answers = np.unpackbits(np.arange(_ANSWERS, dtype=np.uint8)[:, None], axis=1).astype(bool)
        for row, tree in enumerate(self.trees):
            forks = len(tree.feature)
            feature[row, :forks], above[row, :forks] = tree.feature, tree.above
            left = np.array(tree.left, dtype=np.uint8)
            ruled = np.where(answers[:, :forks], left, np.uint8(_ALL))
            leaf = np.array(tree.leaf, dtype=np.float32)
            possible = np.bitwise_and.reduce(ruled, axis=1, initial=_ALL)
            worth[row] = leaf[np.minimum(_LOWEST[possible], len(leaf) - 1)]
        return feature.ravel(), above.ravel().astype(np.float32), worth.ravel()


@dataclass(frozen=True)
class Ranker:
    """`close` is used where word pieces can be compared, `plain` elsewhere. `made_by` is the
    command that learned them.
    """

    close: Forest
    plain: Forest
    made_by: str

    @staticmethod
    def shipped() -> Ranker:
        """What comes with the product."""
        text = resources.files("kb").joinpath("data/ranker.json").read_text("utf-8")
        read = json.loads(text)
        return Ranker(forest_of(read["close"]), forest_of(read["plain"]), read["made_by"])

    def scores(self, found: Mapping[str, Numbers]) -> Numbers:
        """Of each candidate, by the forest whose features are all there."""
        whole = self.close.names
        return (self.close if all(name in found for name in whole) else self.plain).scores(found)

    def written(self) -> str:
        """As the file says it: one line a tree."""
        forests = {"close": written(self.close), "plain": written(self.plain)}
        return json.dumps({"made_by": self.made_by, **forests}, indent=1) + "\n"


def forest_of(read: dict[str, Any]) -> Forest:
    """A forest as a file says it."""
    return Forest(
        tuple(read["names"]),
        np.array([float(word) for word in read["base"]], dtype=np.float32),
        tuple(_tree(line) for line in read["trees"]),
    )


def _tree(line: str) -> Tree:
    feature, above, left, leaf = (part.split() for part in line.split(" : "))
    return Tree(
        tuple(map(int, feature)),
        tuple(map(float, above)),
        tuple(int(word, 16) for word in left),
        tuple(map(float, leaf)),
    )


def written(forest: Forest) -> dict[str, list[str]]:
    """The same back: one line a tree."""
    return {
        "names": list(forest.names),
        "base": [f"{value:.4g}" for value in forest.base.tolist()],
        "trees": [
            " : ".join(
                (
                    " ".join(map(str, tree.feature)),
                    " ".join(f"{value:.5g}" for value in tree.above),
                    " ".join(f"{bits:x}" for bits in tree.left),
                    " ".join(f"{value:.4g}" for value in tree.leaf),
                )
            )
            for tree in forest.trees
        ],
    }

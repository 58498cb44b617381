"""Orders the candidates: a small forest over `kb.features`, learned on sets with known answers.

Each tree asks the same question on every level, so a candidate's leaf is a number of a few bits
and the whole forest is three arrays. `python -m evals.rank` learns it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]

_ENOUGH = 48  # candidates; the spread of fewer says little, so the trees count for less


@dataclass(frozen=True)
class Forest:
    """`base` weighs the features themselves, and the trees correct that: `feature` and `above` say
    what each level of each tree asks, shape (trees, levels): is this feature above that? `leaf` is
    what the answers are worth, shape (trees, 2 ** levels).
    """

    names: tuple[str, ...]
    base: Numbers
    feature: NDArray[np.intp]
    above: Numbers
    leaf: Numbers

    def scores(self, found: Mapping[str, Numbers]) -> Numbers:
        """One score a candidate; higher is better, and only differences mean anything."""
        return self.of(np.stack([found[name] for name in self.names], axis=1))

    def of(self, rows: Numbers) -> Numbers:
        """The same over rows whose columns are `names`."""
        bits = rows[:, self.feature] > self.above
        leaves = bits @ (1 << np.arange(self.feature.shape[1])[::-1])
        corrections = self.leaf[np.arange(len(self.leaf)), leaves].sum(axis=1)
        trust = min(1.0, len(rows) / _ENOUGH)
        scores: Numbers = (rows @ self.base + trust * corrections).astype(np.float32)
        return scores


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
        return Ranker(_forest(read["close"]), _forest(read["plain"]), read["made_by"])

    def scores(self, found: Mapping[str, Numbers]) -> Numbers:
        """Of each candidate, by the forest whose features are all there."""
        whole = self.close.names
        return (self.close if all(name in found for name in whole) else self.plain).scores(found)

    def written(self) -> str:
        """As the file says it: one line a tree."""
        forests = {"close": _written(self.close), "plain": _written(self.plain)}
        return json.dumps({"made_by": self.made_by, **forests}, indent=1) + "\n"


def _forest(read: dict[str, list[str]]) -> Forest:
    trees = [[part.split() for part in line.split(" : ")] for line in read["trees"]]
    return Forest(
        tuple(read["names"]),
        np.array([float(word) for word in read["base"]], dtype=np.float32),
        np.array([[int(word) for word in tree[0]] for tree in trees], dtype=np.intp),
        np.array([[float(word) for word in tree[1]] for tree in trees], dtype=np.float32),
        np.array([[float(word) for word in tree[2]] for tree in trees], dtype=np.float32),
    )


def _written(forest: Forest) -> dict[str, list[str]]:
    def said(values: NDArray[np.float32] | NDArray[np.intp]) -> str:
        return " ".join(f"{value:.4g}" for value in values.tolist())

    parts = zip(forest.feature, forest.above, forest.leaf, strict=True)
    return {
        "names": list(forest.names),
        "base": [f"{value:.4g}" for value in forest.base.tolist()],
        "trees": [" : ".join(said(part) for part in tree) for tree in parts],
    }

"""Grows the ranker's forest: boosted trees that ask one question a level.

The loss is that of a listwise softmax (Cao et al., ListNet, ICML 2007): of the candidates of a
question, the right ones together should have all the weight. Each tree takes one Newton step on it
(Chen and Guestrin, XGBoost, KDD 2016); the same question on each level as in CatBoost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.ranker import Forest

Numbers = NDArray[np.float64]
Columns = NDArray[np.float32]
Places = NDArray[np.intp]

# Where the trees begin: what orders well on every set by itself. It keeps the order sane in books
# that are unlike any that was learned from.
_BASE = {"fused": 1.0, "pieces sharp": 0.5, "pieces back": 0.5}
_CERTAIN = 1e-4  # a wrong candidate with less weight than this teaches nothing any more


@dataclass(frozen=True)
class Growth:
    """How a forest is grown. `shrink` is what each tree's step is multiplied with, `ridge` what
    every leaf's curvature is lent, `bins` how finely a feature is cut; each tree sees a share of
    the features and of the questions.
    """

    trees: int = 120
    levels: int = 3
    shrink: float = 0.1
    ridge: float = 5.0
    bins: int = 24
    features: float = 0.4
    questions: float = 0.7
    seed: int = 0


@dataclass(frozen=True)
class Lists:
    """Candidates of questions below each other: a row each, `right` where one answers; `starts`
    where each question's begin, `weight` a question.
    """

    names: tuple[str, ...]
    rows: Columns
    right: NDArray[np.bool_]
    starts: Places
    weight: Numbers

    @property
    def question(self) -> Places:
        """The number of the question of each row."""
        sizes = np.diff(np.append(self.starts, len(self.rows)))
        return np.repeat(np.arange(len(self.starts)), sizes)

    def only(self, chosen: NDArray[np.bool_]) -> Lists:
        """Those questions."""
        kept = chosen[self.question]
        sizes = np.diff(np.append(self.starts, len(self.rows)))[chosen]
        return Lists(
            self.names,
            self.rows[kept],
            self.right[kept],
            np.cumsum(np.append(0, sizes))[:-1],
            self.weight[chosen],
        )

    def of(self, names: Sequence[str]) -> Lists:
        """Only these features."""
        columns = [self.names.index(name) for name in names]
        return Lists(tuple(names), self.rows[:, columns], self.right, self.starts, self.weight)


# How much more the first set weighs: the book at hand, whose order must not pay for the others.
_FIRST = 4.0


def together(several: Sequence[Lists]) -> Lists:
    """All questions of several sets. Each weighs the same whatever its size, the first `_FIRST`
    times as much.
    """
    shares = [_FIRST, *[1.0] * (len(several) - 1)]
    before = np.cumsum([0, *(len(lists.rows) for lists in several)])
    return Lists(
        several[0].names,
        np.concatenate([lists.rows for lists in several]),
        np.concatenate([lists.right for lists in several]),
        np.concatenate([s.starts + n for s, n in zip(several, before[:-1], strict=True)]),
        np.concatenate(
            [
                s * lists.weight / lists.weight.sum()
                for s, lists in zip(shares, several, strict=True)
            ]
        )
        * sum(len(lists.weight) for lists in several),
    )


def grown(lists: Lists, growth: Growth) -> Forest:
    """A forest that orders such candidates. The same lists and seed give the same forest."""
    chance = np.random.default_rng(growth.seed)
    question, starts = lists.question, lists.starts
    right = np.add.reduceat(lists.right.astype(float), starts)
    wanted = np.where(right > 0, 1 / np.maximum(right, 1), 0)[question] * lists.right
    weight = (lists.weight * (right > 0))[question]
    cuts = [_cuts(column, growth.bins) for column in lists.rows.T]
    bins = np.stack(
        [np.searchsorted(cut, column) for cut, column in zip(cuts, lists.rows.T, strict=True)], 1
    )
    base = np.array([_BASE.get(name, 0.0) for name in lists.names], dtype=np.float32)
    scores = (lists.rows @ base).astype(float)
    trees: list[tuple[list[int], list[float], Numbers]] = []
    for _ in range(growth.trees):
        share = _softmax(scores, starts, question)
        slope, curve = (wanted - share) * weight, share * (1 - share) * weight
        seen = (chance.random(len(starts)) < growth.questions)[question]
        seen &= (share > _CERTAIN) | lists.right
        chosen = chance.permutation(len(cuts))[: max(1, round(growth.features * len(cuts)))]
        asked = _tree(bins[seen], slope[seen], curve[seen], chosen, cuts, growth)
        leaf = np.zeros(len(scores), dtype=np.intp)
        for feature, cut in asked:
            leaf = leaf * 2 + (bins[:, feature] > cut)
        count = 1 << growth.levels
        bent = np.bincount(leaf[seen], curve[seen], count) + growth.ridge
        value: Numbers = growth.shrink * np.bincount(leaf[seen], slope[seen], count) / bent
        scores += value[leaf]
        above = [float(cuts[feature][cut]) for feature, cut in asked]
        trees.append(([feature for feature, _ in asked], above, value))
    return Forest(
        lists.names,
        base,
        np.array([tree[0] for tree in trees], dtype=np.intp),
        np.array([tree[1] for tree in trees], dtype=np.float32),
        np.array([tree[2] for tree in trees], dtype=np.float32),
    )


def _tree(
    bins: Places,
    slope: Numbers,
    curve: Numbers,
    chosen: Places,
    cuts: Sequence[Columns],
    growth: Growth,
) -> list[tuple[int, int]]:
    """Level by level the feature and cut that gain most over all leaves."""
    leaf = np.zeros(len(bins), dtype=np.intp)
    asked: list[tuple[int, int]] = []
    for level in range(growth.levels):
        leaves = 1 << level
        best = (-1.0, 0, 0)
        for feature in chosen:
            at = leaf * growth.bins + bins[:, feature]
            steep, bent = (
                np.bincount(at, values, leaves * growth.bins)
                .reshape(leaves, growth.bins)
                .cumsum(axis=1)
                for values in (slope, curve)
            )
            rest, rest_bent = steep[:, -1:] - steep, bent[:, -1:] - bent
            gain = steep**2 / (bent + growth.ridge) + rest**2 / (rest_bent + growth.ridge)
            gains = gain.sum(axis=0)[: len(cuts[feature])]
            if len(gains) and gains.max() > best[0]:
                best = (float(gains.max()), int(feature), int(gains.argmax()))
        asked.append(best[1:])
        leaf = leaf * 2 + (bins[:, best[1]] > best[2])
    return asked


def _cuts(column: Columns, bins: int) -> Columns:
    """Where a feature is cut: between equally many rows; none where all are alike."""
    found = np.unique(np.quantile(column, np.linspace(0, 1, bins + 1)[1:-1]))
    cuts: Columns = found[found < column.max()].astype(np.float32)
    return cuts


def _softmax(scores: Numbers, starts: Places, question: Places) -> Numbers:
    raised = np.exp(scores - np.maximum.reduceat(scores, starts)[question])
    share: Numbers = raised / np.add.reduceat(raised, starts)[question]
    return share

"""Grows the ranker's forest with LightGBM: boosted trees whose loss looks at the order.

The loss is LambdaRank's (Burges, From RankNet to LambdaRank to LambdaMART, 2010): what would be
gained if two candidates changed places. LightGBM is needed here alone, where the order is learned;
a search reads the trees as `kb.ranker` keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from kb.ranker import LEAVES, Forest, Tree

Numbers = NDArray[np.float64]
Columns = NDArray[np.float32]
Places = NDArray[np.intp]

# Where the trees begin: what orders well on every set by itself. It keeps the order sane in books
# that are unlike any that was learned from.
_BASE = {"fused": 0.3, "pieces sharp": 0.3, "pieces back": 0.3}

# Of these more is not always better: what is known of a clause before, what stands beside it, what
# its titles say, and whether it looks like the first few, which the answer need not. A candidate
# that has more of any other never comes later for it: so the order also holds in books unlike those
# that it was learned from.
EITHER = frozenset(
    {
        "length",
        "central",
        "place",
        "internal",
        "beside",
        "fused beside",
        "title",
        "share of the title",
        "words like the first",
        "like the first",
    }
)

_STEPS = 120  # of a forest of chances


@dataclass(frozen=True)
class Growth:
    """How a forest is grown. `shrink` is what each tree's step is multiplied with, `ridge` what
    every leaf's curvature is lent, `least` the fewest candidates of a leaf, `bins` how finely a
    feature is cut; each tree sees a share of the features and of the questions. `depth` is how far
    down the order is looked at, and the mean of `several` such growths is less a matter of chance.
    Without `rising` more of a signal may count against a candidate.
    """

    trees: int = 150
    shrink: float = 0.07
    ridge: float = 5.0
    least: int = 40
    bins: int = 63
    features: float = 0.5
    questions: float = 0.7
    depth: int = 15
    seed: int = 0
    several: int = 2
    rising: bool = True


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
    def sizes(self) -> Places:
        """Candidates of each question."""
        return np.diff(np.append(self.starts, len(self.rows)))

    def only(self, chosen: NDArray[np.bool_]) -> Lists:
        """Those questions."""
        kept = np.repeat(chosen, self.sizes)
        return Lists(
            self.names,
            self.rows[kept],
            self.right[kept],
            np.cumsum(np.append(0, self.sizes[chosen]))[:-1],
            self.weight[chosen],
        )

    def of(self, names: Sequence[str]) -> Lists:
        """Only these features."""
        columns = [self.names.index(name) for name in names]
        return Lists(tuple(names), self.rows[:, columns], self.right, self.starts, self.weight)


def together(several: Sequence[Lists], shares: Sequence[float]) -> Lists:
    """All questions of several sets. Each set weighs its share, whatever its size."""
    before = np.cumsum([0, *(len(lists.rows) for lists in several)])
    weights = [
        share * lists.weight / lists.weight.sum()
        for share, lists in zip(shares, several, strict=True)
    ]
    count = sum(len(lists.weight) for lists in several)
    return Lists(
        several[0].names,
        np.concatenate([lists.rows for lists in several]),
        np.concatenate([lists.right for lists in several]),
        np.concatenate([s.starts + n for s, n in zip(several, before[:-1], strict=True)]),
        np.concatenate(weights) * count / sum(shares),
    )


def grown(lists: Lists, growth: Growth) -> Forest:
    """A forest that orders such candidates. The same lists and seed give the same forest."""
    base = np.array([_BASE.get(name, 0.0) for name in lists.names], dtype=np.float32)
    trees = [
        replace(tree, leaf=tuple(value / growth.several for value in tree.leaf))
        for number in range(growth.several)
        for tree in _boosted(lists, base, growth, growth.seed + number)
    ]
    return Forest(lists.names, base, tuple(trees))


def chances(
    names: Sequence[str], rows: Columns, right: NDArray[np.bool_], weight: Numbers
) -> Forest:
    """Trees that add up to the log-odds of what is right, from single rows without an order."""
    settings = {
        "objective": "binary",
        "num_leaves": LEAVES,
        "learning_rate": 0.05,
        "min_data_in_leaf": 30,
        "feature_fraction": 0.3,
        "bagging_fraction": 0.7,
        "bagging_freq": 1,
        "lambda_l2": 5.0,
        "num_threads": 1,
        "deterministic": True,
        "seed": 0,
        "verbose": -1,
    }
    data = lightgbm.Dataset(rows, right.astype(np.float32), weight=weight / weight.mean())
    booster = lightgbm.train(settings, data, _STEPS)
    trees = tuple(_tree(each["tree_structure"]) for each in booster.dump_model()["tree_info"])
    return Forest(tuple(names), np.zeros(len(names), dtype=np.float32), trees)


def _boosted(lists: Lists, base: Columns, growth: Growth, seed: int) -> Iterator[Tree]:
    data = lightgbm.Dataset(
        lists.rows,
        lists.right.astype(np.float32),
        group=lists.sizes,
        weight=np.repeat(lists.weight, lists.sizes),
        init_score=(lists.rows @ base).astype(float),
        params={"max_bin": growth.bins, "verbose": -1},
    )
    settings = {
        "objective": "lambdarank",
        "lambdarank_truncation_level": growth.depth,
        "num_leaves": LEAVES,
        "learning_rate": growth.shrink,
        "lambda_l2": growth.ridge,
        "min_data_in_leaf": growth.least,
        "feature_fraction": growth.features,
        "bagging_fraction": growth.questions,
        "bagging_freq": 1,
        "bagging_by_query": True,
        "monotone_constraints": [int(growth.rising and name not in EITHER) for name in lists.names],
        "monotone_constraints_method": "intermediate",
        "seed": seed,
        "num_threads": 1,
        "deterministic": True,
        "verbose": -1,
    }
    booster = lightgbm.train(settings, data, growth.trees)
    found = (_tree(each["tree_structure"]) for each in booster.dump_model()["tree_info"])
    yield from (tree for tree in found if tree.feature)


def _tree(node: dict[str, Any]) -> Tree:
    """As bits: leaves are numbered from left to right, the left side of a fork is "not above"."""
    leaf: list[float] = []
    forks: list[tuple[int, float, int]] = []

    def walk(at: dict[str, Any]) -> None:
        if "leaf_value" in at:
            leaf.append(at["leaf_value"])
            return
        first = len(leaf)
        walk(at["left_child"])
        ruled_out = ((1 << len(leaf)) - 1) ^ ((1 << first) - 1)
        forks.append((at["split_feature"], at["threshold"], ((1 << LEAVES) - 1) ^ ruled_out))
        walk(at["right_child"])

    walk(node)
    feature, above, left = zip(*forks, strict=True) if forks else ((), (), ())
    return Tree(tuple(feature), tuple(above), tuple(left), tuple(leaf))

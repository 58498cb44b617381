"""The order of the search: what stands around a clause, and the forest that puts it in order."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np

from evals.forest import EITHER, Growth, Lists, grown
from kb.around import Around
from kb.grounds import Grounds
from kb.ranker import LEAVES, Forest, Ranker, Tree
from kb.shared import Shared
from kb.worded import Worded

_FLAT = np.zeros(5, dtype=np.float32)
_GROUNDS = Grounds(np.array([0, 0, 0, 1, 1]), _FLAT, _FLAT, _FLAT, _FLAT)
_FUSED = np.array([1, 5, 2, 0, 4], dtype=np.float32)


def test_a_clause_is_seen_beside_the_others_of_its_policy_only() -> None:
    """A neighbour in the book that stands in another policy is no neighbour."""
    around = Around.of(_GROUNDS, _FUSED, np.ones(5, dtype=bool))
    assert around.best.tolist() == [5, 5, 5, 4, 4]
    assert np.allclose(around.mean, [8 / 3] * 3 + [2, 2])
    assert around.beside.tolist() == [5, 2, 5, 4, 0]


def test_what_may_not_answer_speaks_for_nothing() -> None:
    """A clause that is not in force lifts neither its policy nor the clauses beside it."""
    around = Around.of(_GROUNDS, _FUSED, np.array([True, False, True, True, True]))
    assert around.best.tolist() == [2, 2, 2, 4, 4]
    assert around.mean.tolist() == [1.5, 1.5, 1.5, 2, 2]
    assert around.beside.tolist() == [0, 2, 0, 4, 0]


def test_a_forest_learns_what_tells_the_right_candidates() -> None:
    """Of two features one tells the answer; without that one it is no better than chance."""
    chance = np.random.default_rng(1)
    rows = chance.normal(size=(60 * 60, 2)).astype(np.float32)
    right = (rows[:, 1].reshape(60, 60) == rows[:, 1].reshape(60, 60).max(1, keepdims=True)).ravel()
    lists = Lists(("noise", "told"), rows, right, np.arange(0, 3600, 60), np.ones(60))

    def found(seen: Lists) -> float:
        forest = grown(seen, Growth(trees=30, features=1.0))
        best = np.array([forest.of(rows).argmax() for rows in seen.rows.reshape(60, 60, -1)])
        return float(right.reshape(60, 60)[np.arange(60), best].mean())

    assert found(lists) > 0.4
    assert found(lists.of(["noise"])) < 0.2


def _falls(forest: Forest) -> dict[str, int]:
    """By feature how many of some candidates score less when they have more of it."""
    chance = np.random.default_rng(4)
    rows = np.minimum(chance.normal(-1.5, 1, (400, len(forest.names))), 0).astype(np.float32)
    before, found = forest.of(rows), {}
    for column, name in enumerate(forest.names):
        more = rows.copy()
        more[:, column] += chance.exponential(1, len(rows)).astype(np.float32)
        found[name] = int((forest.of(more) < before - 1e-4).sum())
    return found


def test_more_of_a_signal_never_counts_against_a_clause() -> None:
    """Even where it does in what was learned from, and in what is shipped; but of some it may."""
    chance = np.random.default_rng(5)
    rows = chance.normal(size=(60 * 60, 2)).astype(np.float32)
    right = (rows[:, 0].reshape(60, 60) == rows[:, 0].reshape(60, 60).min(1, keepdims=True)).ravel()
    lists = Lists(("words", "length"), rows, right, np.arange(0, 3600, 60), np.ones(60))
    freely = Growth(trees=20, features=1.0, rising=False)
    assert _falls(grown(lists, freely))["words"] > 100
    assert _falls(grown(lists, replace(freely, rising=True)))["words"] == 0
    shipped = Ranker.shipped()
    for forest in (shipped.close, shipped.plain):
        falls = _falls(forest)
        assert not any(count for name, count in falls.items() if name not in EITHER)
        assert any(count for name, count in falls.items() if name in EITHER)


def test_the_ranker_that_is_shipped_is_written_as_it_was_read() -> None:
    """Writing loses nothing, so learning anew changes only what was learned."""
    shipped = Ranker.shipped()
    assert set(json.loads(shipped.written())) == {"made_by", "close", "plain"}
    values = dict.fromkeys(shipped.close.names, np.linspace(-3, 0, 60, dtype=np.float32))
    assert shipped.scores(values).shape == (60,)
    fewer = {name: values[name] for name in shipped.plain.names}
    assert shipped.scores(fewer).shape == (60,)


def _walked(tree: Tree, row: list[float]) -> float:
    """The same leaf by way of its bits, one fork after the other."""
    possible = (1 << LEAVES) - 1
    for feature, above, left in zip(tree.feature, tree.above, tree.left, strict=True):
        if row[feature] > above:
            possible &= left
    return tree.leaf[(possible & -possible).bit_length() - 1]


def test_a_tree_that_is_not_walked_ends_at_the_same_leaf() -> None:
    """Of three forks: what is above the first goes to its right side, whose fork then counts."""
    tree = Tree((0, 1, 0), (0.0, 0.0, 1.0), (0b11111110, 0b11111100, 0b11111011), (1, 2, 3, 4))
    forest = Forest(("a", "b"), np.zeros(2, np.float32), (tree, Tree((1,), (0.5,), (254,), (0, 9))))
    rows = np.random.default_rng(2).normal(size=(200, 2)).astype(np.float32)
    wanted = [sum(_walked(each, row) for each in forest.trees) for row in rows.tolist()]
    assert forest.corrections(rows).tolist() == wanted


_READ = [
    Worded(("late", "parcel"), (("refund", "fee"), ("fee", "parcel", "late", "parcel"))),
    Worded((), (("gift", "card"),)),
    Worded(("card",), ()),
]
_SAID = ["late", "parcel", "fee", "late", "parcel", "zebra"]
_WEIGHTS = {"late": 2.0, "parcel": 1.0, "fee": 4.0, "card": 3.0}


def _weight(word: str) -> float:
    return _WEIGHTS.get(word, 5.0)


def _whole(title: tuple[str, ...]) -> float:
    return sum(map(_weight, set(title)))


def test_words_count_once_in_titles_sentences_and_pairs() -> None:
    """However often a word or a pair of words stands there."""
    found = Shared(_READ, _weight, _whole).found(_SAID)
    assert found["title"].tolist() == [3, 0, 0]
    assert np.allclose(found["share of the title"], [1, 0, 0], atol=1e-5)
    assert found["first sentence"].tolist() == [4, 0, 0]
    best = 7 / (1 + 1.5 * (0.5 + 0.5 * 4 / 12))
    assert np.allclose(found["best sentence"], [best, 0, 0])
    # "late parcel" stands there twice, "fee late" nowhere and "parcel fee" the other way round.
    assert found["pairs"].tolist() == [1, 0, 0]


def test_nothing_said_is_nothing_shared() -> None:
    """No word in the question, or no word in any candidate."""
    for read, said in ((_READ, []), ([Worded((), ())] * 3, _SAID)):
        shared = Shared(read, _weight, _whole)
        assert all(not values.any() for values in shared.found(said).values())
        assert shared.like([1.0], 3.0).shape == (3,)


def test_what_is_said_like_the_first_is_like_them() -> None:
    """A clause that shares rare words with the first is more alike than one that shares none."""
    read = [_READ[0], Worded((), (("fee", "late"),)), _READ[1]]
    first, other, none = Shared(read, _weight, _whole).like([1.0], 4.0).tolist()
    assert first > other > none == 0

"""The order of the search: what stands around a clause, and the forest that puts it in order."""

from __future__ import annotations

import json

import numpy as np

from evals.forest import Growth, Lists, grown
from kb.around import Around
from kb.grounds import Grounds
from kb.ranker import Ranker

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
        scores = grown(seen, Growth(trees=30, features=1.0)).of(seen.rows)
        best = scores.reshape(60, 60).argmax(axis=1)
        return float(right.reshape(60, 60)[np.arange(60), best].mean())

    assert found(lists) > 0.4
    assert found(lists.of(["noise"])) < 0.2


def test_the_ranker_that_is_shipped_is_written_as_it_was_read() -> None:
    """Writing loses nothing, so learning anew changes only what was learned."""
    shipped = Ranker.shipped()
    assert set(json.loads(shipped.written())) == {"made_by", "close", "plain"}
    values = dict.fromkeys(shipped.close.names, np.linspace(-3, 0, 60, dtype=np.float32))
    assert shipped.scores(values).shape == (60,)
    fewer = {name: values[name] for name in shipped.plain.names}
    assert shipped.scores(fewer).shape == (60,)

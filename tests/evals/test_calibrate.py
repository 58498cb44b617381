"""How sure a search may be: what was learned is what is read back."""

from __future__ import annotations

import json
from pathlib import Path

import lightgbm
import numpy as np
import pytest

from evals.calibrate import Kind, Observed, Seen
from evals.forest import chances
from kb.calibration import Calibration
from kb.confidence import confidence
from kb.ranker import forest_of, written

_CHANCE = np.random.default_rng(3)


def test_trees_that_were_read_again_say_what_lightgbm_says() -> None:
    """The constant that the trees begin with is among them, and every leaf is the same."""
    rows = _CHANCE.normal(size=(600, 3)).astype(np.float32)
    right = rows[:, 0] + 0.5 * rows[:, 1] > 0.3
    forest = chances(("a", "b", "c"), rows, right, np.ones(600))
    odds = forest_of(written(forest)).corrections(rows)
    assert np.abs(odds - forest.corrections(rows)).mean() < 0.01
    assert np.corrcoef(odds, right)[0, 1] > 0.7
    even = lightgbm.Dataset(rows, right.astype(float))
    booster = lightgbm.train({"objective": "binary", "verbose": -1, "num_leaves": 8}, even, 120)
    assert np.corrcoef(odds, booster.predict(rows, raw_score=True))[0, 1] > 0.9


def test_what_is_said_of_the_first_ones_is_a_chance() -> None:
    """Between never and always, and higher where more speaks for it."""
    rows = _CHANCE.normal(size=(600, 1)).astype(np.float32)
    forest = chances(("told",), rows, rows[:, 0] > 0, np.ones(600))
    low, high = (confidence({"told": value, "other": 9.0}, forest) for value in (-2.0, 2.0))
    assert 0 < low < 0.1
    assert 0.9 < high < 1


def test_each_set_and_kind_weighs_its_share_whatever_its_size() -> None:
    """A set of many questions does not drown another; there are seven answers to three silences."""
    seen = [Seen("big", Kind.THERE, 0, {"a": 1.0}, right=True)] * 70
    seen += [Seen("big", Kind.REMOVED, 0, {"a": 0.0}, right=False)] * 70
    seen += [Seen("small", Kind.THERE, 1, {"a": 1.0}, right=True)] * 7
    observed = Observed.of(seen, {"big": 1.0, "small": 2.0})
    big, small = (observed.weight[observed.set == name] for name in ("big", "small"))
    assert big[:70].sum() == pytest.approx(0.7)
    assert big[70:].sum() == pytest.approx(0.25)
    assert small.sum() == pytest.approx(1.4)


def test_what_is_shipped_is_written_as_it_was_read(tmp_path: Path) -> None:
    """Silence comes before certainty, and the file says which command made it."""
    shipped = Calibration.shipped()
    assert 0 < shipped.silent < shipped.sure < 1
    assert shipped.made_by.startswith("python -m evals.calibrate")
    assert set(json.loads(shipped.written())) == {
        "made_by",
        "fusion",
        "silent",
        "sure",
        "confidence",
    }
    (tmp_path / "again.json").write_text(shipped.written(), "utf-8")
    read = json.loads((tmp_path / "again.json").read_text("utf-8"))
    assert forest_of(read["confidence"]).trees == shipped.confidence.trees

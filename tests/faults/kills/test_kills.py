"""kill -9 and SIGSTOP at every moment of the gate, once and again during recovery, on both
databases, against a channel that loses, delays, duplicates and hides.

210 schedules; `make kill-matrix` plays 2,100, and `make kill-matrix ARGS="--from 800"` those after
the first 800: a longer list begins with the shorter one.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.faults.kills.schedules import How, Meanwhile, Schedule, Stroke, schedules, strokes
from tests.faults.kills.world import Verdict, World
from tests.services.a_worker import Moment
from tests.services.broken_desks import BROKEN
from tests.services.counting_receiver import Manner, Receiver

Play = Callable[[Schedule], Verdict]
_MARKS: dict[str, Any] = {"sqlite": (), "postgresql": pytest.mark.postgres}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "schedule" in metafunc.fixturenames:
        chosen = schedules(metafunc.config.getoption("schedules"))
        left = chosen[metafunc.config.getoption("from") :]
        params = [pytest.param(s, id=str(s), marks=_MARKS[s.database]) for s in left]
        metafunc.parametrize("schedule", params)


@pytest.fixture
def play(request: pytest.FixtureRequest, receiver: Receiver) -> Play:
    def run(schedule: Schedule) -> Verdict:
        with _folder() as folder, _database(request, schedule.database, folder) as url:
            return World(schedule, url, receiver, folder).play()

    return run


def test_nothing_unapproved_nothing_twice_nothing_lost_and_the_record_is_true(
    schedule: Schedule, play: Play, record_property: Callable[[str, object], None]
) -> None:
    verdict = play(schedule)
    record_property("schedule", {"hit": verdict.hit, **verdict.wrong})
    assert not verdict.said


def test_every_stroke_and_every_pair_is_among_them() -> None:
    few, many = schedules(210), schedules(2_100)
    assert (len(set(few)), len(set(many))) == (210, 2_100)
    assert many[:210] == few  # or a run that was cut off could not go on
    assert {s.first for s in few} == set(strokes())
    for database in ("sqlite", "postgresql"):
        mine = [s for s in many if s.database == database]
        assert len(mine) == 1_050
        assert len({(s.first, s.second) for s in mine}) == len(strokes()) * 10
        assert len({(s.first, s.manner) for s in mine}) > len(strokes()) * len(Manner) * 0.9
        assert {s.meanwhile for s in mine} == set(Meanwhile)


@pytest.mark.parametrize("stroke", strokes(), ids=str)
def test_every_stroke_finds_its_moment(stroke: Stroke, play: Play) -> None:
    """A process that never comes to its moment is never killed, and would prove nothing."""
    schedule = Schedule("sqlite", stroke, None, Manner.GOOD, Meanwhile.NOTHING)
    before = stroke.moment is Moment.K11  # a sender has to be killed first, for it to recover
    assert play(schedule).hit == 1 + before


# Of each broken desk, the schedule that shows it best; any database will do.
_SHOWN_BY = {
    "retries what is unknown": (Stroke(Moment.K8), Manner.MUTE, "double"),
    "puts stuck rows back": (Stroke(Moment.K6), Manner.GOOD, "double"),
    "believes a look-up at once": (Stroke(Moment.K8), Manner.HIDE, "double"),
    "sends before the intent": (Stroke(Moment.K6), Manner.GOOD, "double"),
    "takes unknown for refused": (Stroke(Moment.K2), Manner.FAIL, "false"),
    "forgets its lease": (Stroke(Moment.K4, How.STOP_LONG), Manner.GOOD, "double"),
}


@pytest.mark.parametrize("variant", BROKEN)
def test_the_schedules_notice_a_desk_that_breaks_a_rule(variant: str, play: Play) -> None:
    stroke, manner, promise = _SHOWN_BY[variant]
    planted = Schedule("sqlite", stroke, None, manner, Meanwhile.NOTHING, variant)
    assert play(planted).wrong[promise], "not noticed"
    assert not play(replace(planted, variant="")).said


@contextmanager
def _folder() -> Iterator[Path]:
    """In memory where that can be: what is killed here is a process, not a machine."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="makegood-", dir=memory) as folder:
        yield Path(folder)


@contextmanager
def _database(request: pytest.FixtureRequest, kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), folder / "makegood.db")
        yield f"sqlite:///{folder}/makegood.db"
        return
    recycled = request.getfixturevalue("new_postgres_url")
    url = recycled.take()
    yield url
    recycled.give_back(url)

"""kill -9 at any moment: nothing is posted twice, nothing is lost. Real processes, real HTTP."""

from __future__ import annotations

import random
import time
from functools import partial
from pathlib import Path

import pytest

from tests.faults.conftest import copied
from tests.services.a_process import Process, a_shop, running, until
from tests.services.an_agent import Agent, assert_once, settled, time_passes
from tests.services.webhook_receiver import webhook_receiver

pytestmark = pytest.mark.xdist_group("faults-killed")
ROUNDS = 4
SECRET = "a-secret-for-tests"


def test_nothing_is_posted_twice_and_nothing_is_lost(prepared: Process, tmp_path: Path) -> None:
    chance = random.Random(20260301)  # noqa: S311 the same moments each time
    with webhook_receiver() as receiver:
        settings = {
            "MAKEGOOD_WEBHOOK_URL": f"{receiver.url}/reply",
            "MAKEGOOD_WEBHOOK_LOOK_UP_URL": receiver.look_up_url,
            "MAKEGOOD_WEBHOOK_SECRETS": SECRET,
        }
        process = copied(prepared, tmp_path / "shop", **settings)
        agent = Agent(process)
        for _ in range(ROUNDS):
            before = agent.number
            with running(process), agent.working():
                until(partial(agent.has_brought, before + 1), 60)
                time.sleep(chance.uniform(0, 1))
                process.kill()
            time_passes(process)
        with running(process):
            until(agent.rest, 60)
            posted = settled(process)
        # What was in the air when it was killed is looked for once its quarantine is over.
        if posted != {"posted"}:
            time_passes(process)
            with running(process):
                until(lambda: settled(process) == {"posted"}, 60)
        assert_once(receiver, agent, ROUNDS)


def test_killed_while_it_indexes_for_the_first_time(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 the same moments each time
    process = a_shop(tmp_path / "shop")
    for _ in range(3):
        process.spawn()
        until(lambda: any((process.data / "index").glob("*/chroma.sqlite3")), 60, pause=0.01)
        time.sleep(chance.uniform(0, 0.8))
        process.kill()
    with running(process):
        assert process.get("/v1/health")["good"]
        found = process.get("/v1/search?q=my+parcel+came+ten+days+late")
        assert found["hits"][0]["clause"]["id"].startswith("late-parcels#")
        assert process.reviewed(process.complain("after")["id"])["kind"] == "reply"

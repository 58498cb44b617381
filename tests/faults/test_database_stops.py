"""PostgreSQL falls over while people work, and comes back: nothing is posted twice or lost, and the
server that waited for it needs no hand. Real processes, real HTTP, every write on the disk.
"""

from __future__ import annotations

import random
import time
from functools import partial
from pathlib import Path

import pytest

from tests.faults.conftest import copied
from tests.services.a_process import Process, complaint, running, until
from tests.services.an_agent import Agent, assert_once, settled, time_passes
from tests.services.postgres import running_postgres
from tests.services.webhook_receiver import webhook_receiver

pytestmark = pytest.mark.xdist_group("faults-database")
ROUNDS = 3


def test_the_database_falls_over_and_comes_back(prepared: Process, tmp_path: Path) -> None:
    chance = random.Random(20261122)  # noqa: S311 the same moments each time
    with webhook_receiver() as receiver, running_postgres(settings=()) as server:
        settings = {
            "MAKEGOOD_DATABASE_URL": server.database(),
            "MAKEGOOD_WEBHOOK_URL": f"{receiver.url}/reply",
            "MAKEGOOD_WEBHOOK_LOOK_UP_URL": receiver.look_up_url,
            "MAKEGOOD_WEBHOOK_SECRETS": "a-secret-for-tests",
        }
        process = copied(prepared, tmp_path / "shop", **settings)
        process.token = ""  # whoever signs in is kept in the database
        agent = Agent(process)
        with running(process):
            for _ in range(ROUNDS):
                before = agent.number
                with agent.working():
                    until(partial(agent.has_brought, before + 1), 60)
                    time.sleep(chance.uniform(0, 1))
                    server.crash()
                    assert_refused(process)
                    server.start()
                    until(partial(agent.has_brought, before + 2), 60)
            until(agent.rest, 60)
            assert process.stop() == 0
        # What was in the air when it fell is looked for once its lease and quarantine are over.
        posted: set[str] = set()
        for _ in range(2):
            time_passes(process)
            with running(process):
                until(agent.rest, 60)
                posted = settled(process)
            if posted == {"posted"}:
                break
        assert posted == {"posted"}
        assert_once(receiver, agent, ROUNDS)


def assert_refused(process: Process) -> None:
    """While the database is gone the server says so, and what to do."""
    answer = process.ask("POST", "/v1/conversations", complaint("while-down"), key="while-down")
    assert answer.status_code == 503, answer.text
    assert answer.json()["code"] in {"records_failed", "records_unclear"}
    assert answer.json()["next"]
    assert answer.headers["Retry-After"]
    assert process.ask("GET", "/v1/live").status_code == 200
    health = process.ask("GET", "/v1/health")
    assert health.status_code == 503, health.text

"""kill -9 at any moment: nothing is posted twice, nothing is lost. Real processes, real HTTP."""

from __future__ import annotations

import contextlib
import random
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import httpx
import pytest

from tests.faults.conftest import copied
from tests.services.a_process import Process, a_shop, complaint, running, until
from tests.services.webhook_receiver import Receiver, webhook_receiver

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
        assert_once(receiver, agent)


class Agent:
    """Brings messages and approves drafts without pause, and remembers what was acknowledged."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.brought: dict[str, str] = {}  # thread -> conversation
        self.approved: set[str] = set()  # drafts
        self.number = 0

    @contextlib.contextmanager
    def working(self) -> Iterator[None]:
        over = threading.Event()
        threads = [
            threading.Thread(target=self._repeat, args=(step, over))
            for step in (self.bring, self.approve)
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            over.set()
            for thread in threads:
                thread.join(60)

    def bring(self) -> None:
        """One message; the same one again until it was taken, as a polite program does."""
        thread = f"thread-{self.number}"
        body = complaint(thread, channel="webhook")
        answer = self.process.ask("POST", "/v1/conversations", body, key=thread)
        if answer.status_code == 201:
            self.brought[thread] = answer.json()["id"]
            self.number += 1
        time.sleep(0.02)

    def has_brought(self, number: int) -> bool:
        return self.number >= number

    def approve(self) -> bool:
        """Approve whatever waits; whether there was anything."""
        items = self.process.get("/v1/queue?limit=100")["items"]
        waiting = [i["draft"]["id"] for i in items if i["draft"]["state"] == "in_review"]
        for draft in waiting:
            digest = self.process.sheet(draft)["digest"]
            path = f"/v1/drafts/{draft}/approvals"
            answer = self.process.ask("POST", path, {"digest": digest}, key=f"approve-{draft}")
            assert answer.status_code != 500, answer.text
            if answer.is_success:
                self.approved.add(draft)
        return bool(waiting)

    def rest(self) -> bool:
        """Approve what is left; whether everything that was brought is approved."""
        self.approve()
        drafts = [
            draft
            for conversation in self.brought.values()
            for draft in self.process.get(f"/v1/conversations/{conversation}")["drafts"]
        ]
        return {draft["state"] for draft in drafts} <= {"approved", "posted"}

    def _repeat(self, step: Callable[[], object], over: threading.Event) -> None:
        while not over.is_set():
            with contextlib.suppress(httpx.TransportError):  # it was killed
                step()


def settled(process: Process) -> set[str]:
    """The states of all postings, once none is on its way."""
    states: set[str] = set()

    def quiet() -> bool:
        found = process.get("/v1/postings?limit=200")
        states.clear()
        states.update(posting["state"] for posting in found)
        return not states & {"queued", "sending"}

    until(quiet, 60)
    return states


def assert_once(receiver: Receiver, agent: Agent) -> None:
    sent = Counter(
        head["Idempotency-Key"] for method, _, head, _ in receiver.requests if method == "POST"
    )
    assert set(sent.values()) <= {1}, sent
    assert len(agent.brought) >= ROUNDS
    urls = Counter(str(post["url"]).rpartition("/")[2] for post in receiver.posts.values())
    assert set(urls) >= set(agent.brought)
    assert set(urls.values()) == {1}


def time_passes(process: Process) -> None:
    """Some minutes, while nothing runs: leases and quarantines are over, dead requests given up."""
    past = (datetime.now(UTC) - timedelta(minutes=3)).isoformat(timespec="microseconds")
    with contextlib.closing(sqlite3.connect(process.data / "makegood.db")) as records:
        for change in (
            "UPDATE drafts SET lease_until = ? WHERE lease_until > ''",
            "UPDATE postings SET lease_until = ? WHERE state = 'sending'",
            "UPDATE postings SET quarantine_until = ? WHERE state = 'unknown'",
            "UPDATE postings SET not_before = ? WHERE state = 'queued'",
            "UPDATE idempotency SET at = ? WHERE status IS NULL",
        ):
            records.execute(change, (past,))
        records.execute("UPDATE postings SET unknown_since = NULL")
        records.commit()


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

"""Somebody who brings messages and approves drafts without pause while things break, and what must
hold in the end: each reply went out once, and nothing that was acknowledged is lost.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import httpx
import psycopg

from tests.services.a_process import Process, Unavailable, complaint, until
from tests.services.webhook_receiver import Receiver


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
            with contextlib.suppress(httpx.TransportError, Unavailable):  # it was hit
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


def assert_once(receiver: Receiver, agent: Agent, least: int) -> None:
    """Each of at least `least` messages that were taken was answered, and none twice."""
    sent = Counter(
        head["Idempotency-Key"] for method, _, head, _ in receiver.requests if method == "POST"
    )
    assert set(sent.values()) <= {1}, sent
    assert len(agent.brought) >= least
    urls = Counter(str(post["url"]).rpartition("/")[2] for post in receiver.posts.values())
    assert set(urls) >= set(agent.brought)
    assert set(urls.values()) == {1}


_PASSED = (
    "UPDATE drafts SET lease_until = {past} WHERE lease_until IS NOT NULL",
    "UPDATE postings SET lease_until = {past} WHERE state = 'sending'",
    "UPDATE postings SET quarantine_until = {past} WHERE state = 'unknown'",
    "UPDATE postings SET not_before = {past} WHERE state = 'queued'",
    "UPDATE idempotency SET at = {past} WHERE status IS NULL",
    "UPDATE postings SET unknown_since = NULL",
)


def time_passes(process: Process) -> None:
    """Some minutes, while nothing runs: leases and quarantines are over, dead requests given up."""
    past = (datetime.now(UTC) - timedelta(minutes=3)).isoformat(timespec="microseconds")
    changes = [change.format(past=f"'{past}'") for change in _PASSED]
    address = process.settings.get("MAKEGOOD_DATABASE_URL", "")
    if address:
        with psycopg.connect(address) as server:
            for change in changes:
                server.execute(change.encode())
        return
    with contextlib.closing(sqlite3.connect(process.data / "makegood.db")) as file, file:
        for change in changes:
            file.execute(change)

"""The whole API, walked at random by people, programs, workers, customers and a bad channel, while
an oracle says what must come of every step. 20,000 steps.
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

from desk.approval import Approval
from desk.ids import DraftId, PostingId
from desk.lifecycle import Desk
from desk.people import Principal
from desk.posting import Posting
from store.engine import open_engine
from tests.faults.walk.walker import Differs, Walker
from tests.services.a_desk import HERE
from tests.services.a_house import Rooms
from tests.services.databases import migrated_file, new_postgres_url  # noqa: F401 - fixtures
from tests.services.postgres import postgres  # noqa: F401 - a fixture
from tests.services.web_server import on_a_socket

STEPS = 1_000
WALKS = [(kind, seed) for seed in range(10) for kind in ("sqlite", "postgresql")]
_MARKS: dict[str, Any] = {"sqlite": (), "postgresql": pytest.mark.postgres}


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("kind", "seed"), [pytest.param(*walk, marks=_MARKS[walk[0]]) for walk in WALKS]
)
def test_every_answer_is_what_the_gate_promises(
    kind: str, seed: int, request: pytest.FixtureRequest
) -> None:
    with _database(request, kind) as url, walking(url, seed) as walker:
        walker.walk(STEPS)
        walker.end()
    assert len(walker.rooms.bench.channel.posts) > STEPS / 100
    assert walker.answers["yes"] > STEPS / 5
    assert {"blocked", "wrong_state", "not_permitted", "only_people"} <= set(walker.answers)


class Trusting(Desk):
    """Takes a yes to whatever was shown for a yes to what is there now."""

    def approve(
        self, draft: DraftId, digest: str, by: Principal
    ) -> tuple[Approval, Posting | None]:
        del digest
        return super().approve(draft, self.sheet(draft).digest, by)


class Forgetful(Desk):
    """Does not notice that a policy changed; the claim does, and that is late."""

    def policy_changed(self, between: Callable[[], object] = lambda: None) -> tuple[DraftId, ...]:
        del between
        return ()


class Hasty(Desk):
    """Takes a person's click on "look again" for the end of the quarantine."""

    def look_up(self, posting_id: PostingId | None = None) -> Posting | None:
        if posting_id is not None and self.posting(posting_id).quarantine_until is not None:
            with self._records.begin(self.workspace) as tx:
                posting = replace(tx.postings.get(posting_id), quarantine_until=None)
                tx.postings.save(posting, was=posting.state, attempt=posting.attempt)
        return super().look_up(posting_id)


@pytest.mark.parametrize("kind", [Trusting, Forgetful, Hasty])
def test_the_oracle_notices_a_desk_that_breaks_a_rule(
    kind: type[Desk], request: pytest.FixtureRequest
) -> None:
    def planted(rooms: Rooms) -> None:
        rooms.desk = kind(HERE, rooms.bench.records, rooms.desk.law)
        rooms.app.state.house = replace(rooms.house, desk=rooms.desk)

    with (
        _database(request, "sqlite") as url,
        walking(url, 1, planted) as walker,
        pytest.raises(Differs),
    ):
        walker.walk(STEPS)


@contextmanager
def walking(
    url: str, seed: int, mend: Callable[[Rooms], None] = lambda _: None
) -> Iterator[Walker]:
    engine = open_engine(url)
    rooms = Rooms(engine)
    mend(rooms)
    try:
        with on_a_socket(rooms.app) as port:
            walker = Walker(rooms, port, seed)
            try:
                yield walker
            finally:
                for client in walker.clients.values():
                    client.close()
    finally:
        engine.dispose()


@contextmanager
def _database(request: pytest.FixtureRequest, kind: str) -> Iterator[str]:
    if kind == "sqlite":
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        with tempfile.TemporaryDirectory(prefix="makegood-", dir=memory) as folder:
            path = Path(folder, "makegood.db")
            shutil.copy(request.getfixturevalue("migrated_file"), path)
            yield f"sqlite:///{path}"
        return
    recycled = request.getfixturevalue("new_postgres_url")
    url = recycled.take()
    yield url
    recycled.give_back(url)

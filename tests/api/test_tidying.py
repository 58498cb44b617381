"""What has ended is deleted while the server runs, not only when it starts."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from api.tidying import keep_tidy, tidy
from desk.errors import RecordsFailed
from store.idempotency import Fresh, Given
from tests.services.a_desk import HERE
from tests.services.a_house import Rooms

ANSWER = Given(200, {}, b"{}")


def test_what_has_ended_goes_and_what_holds_stays(rooms: Rooms) -> None:
    cabinet, ada, now = rooms.cabinet, rooms.bench.ada, rooms.bench.clock()
    cabinet.sessions.open(HERE, ada.id, now, timedelta(hours=1))
    cabinet.links.make(HERE, ada.id, now, timedelta(hours=1))
    long = cabinet.sessions.open(HERE, ada.id, now, timedelta(days=9)).token
    assert cabinet.answers.begin(HERE, "p", "key", "digest", now) == Fresh()
    cabinet.answers.give(HERE, "p", "key", ANSWER)
    assert tidy(cabinet, now) == 0
    assert tidy(cabinet, now + timedelta(days=1)) == 2
    assert cabinet.answers.begin(HERE, "p", "key", "digest", now) == ANSWER
    assert tidy(cabinet, now + timedelta(days=3)) == 1
    assert cabinet.sessions.find(long, now + timedelta(days=3)) is not None


def test_it_goes_on_after_a_failure_until_it_is_told_to_stop(rooms: Rooms) -> None:
    stopping = threading.Event()
    looks: list[datetime] = []

    def clock() -> datetime:
        looks.append(rooms.bench.clock())
        if len(looks) == 1:
            raise RecordsFailed("The database is away.")
        if len(looks) == 3:
            stopping.set()
        return looks[-1]

    keep_tidy(rooms.cabinet, clock, stopping, every=0.01)
    assert len(looks) == 3

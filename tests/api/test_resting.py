"""A worker that is told to stop stops at once, however long it meant to wait."""

from __future__ import annotations

import threading

from api.worker import Worker
from tests.services.a_house import Rooms, write


def test_no_thread_waits_out_its_pause(rooms: Rooms) -> None:
    before = set(threading.enumerate())
    inboxes = (("email", "help@example.com"),)  # nothing is there: the look fails, and waits long
    with Worker(rooms.desk, write, owner="w1", inboxes=inboxes, poll=3600, fetch=3600) as hand:
        begun = set(threading.enumerate()) - before
        hand.rest()
    assert len(begun) > 5
    assert not [thread.name for thread in begun if thread.is_alive()]

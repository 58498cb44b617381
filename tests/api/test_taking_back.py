"""After a change of policy: what comes back, and who waited for an answer, beside all else."""

from __future__ import annotations

import threading

from api.taking_back import TakingBack
from tests.services.a_house import Rooms


def test_whoever_asks_for_drafts_anew_wakes_the_worker(rooms: Rooms) -> None:
    stopping, woken, asked = threading.Event(), threading.Event(), threading.Event()

    def close_answered() -> int:
        asked.set()
        return 1  # a draft, for a customer whose question the new book answers

    taking_back = TakingBack(rooms.desk, woken.set, close_answered)
    thread = threading.Thread(target=taking_back.run, args=(stopping,))
    thread.start()
    try:
        assert not asked.wait(0.1)  # nothing has changed yet
        taking_back.begin()
        assert woken.wait(10)
        assert asked.is_set()
    finally:
        stopping.set()
        thread.join(10)

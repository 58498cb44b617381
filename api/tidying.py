"""What has ended, and nobody can ask for any more, is deleted: sessions, sign-in links, and answers
that were kept for an Idempotency-Key.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from api.house import Cabinet

log = logging.getLogger("makegood.tidying")

_EVERY = 3600.0  # seconds
_ANSWERS_LAST = timedelta(days=2)  # how long the same Idempotency-Key gets the same answer


def tidy(cabinet: Cabinet, now: datetime) -> int:
    """Delete what has ended by now; answers with how many rows. Raises DeskError."""
    return cabinet.sessions.forget(now) + cabinet.answers.forget(now - _ANSWERS_LAST)


def keep_tidy(
    cabinet: Cabinet,
    clock: Callable[[], datetime],
    stopping: threading.Event,
    every: float = _EVERY,
) -> None:
    """Tidy now and again each hour (`every` seconds), until `stopping` is set."""
    while not stopping.is_set():
        try:
            gone = tidy(cabinet, clock())
        except Exception:  # the thread must outlive a database that is away
            log.exception("what has ended was not deleted; trying again")
        else:
            log.debug("%d rows that had ended were deleted", gone)
        stopping.wait(every)

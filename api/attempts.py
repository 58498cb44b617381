"""How often somebody may try to sign in."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from fastapi import Request

from api.refusals import TooManyTries
from store.accounts import folded

_MOST_NAMES = 10_000  # beyond it the oldest are forgotten, so that memory stays small


def who_tries(request: Request, email: str = "") -> tuple[str, ...]:
    """By what names a try to sign in counts: the address as accounts compare it, and the client."""
    client = f"client:{request.client.host if request.client else ''}"
    return (f"email:{folded(email)}", client) if email else (client,)


class Attempts:
    """Counts attempts by name (an e-mail address, a client) in a sliding window, in memory."""

    def __init__(
        self,
        now: Callable[[], datetime],
        most: int = 10,
        within: timedelta = timedelta(minutes=5),
    ) -> None:
        """At most `most` attempts `within` this time for each name."""
        self._now = now
        self._most = most
        self._within = within
        self._tried: dict[str, deque[datetime]] = {}
        self._lock = threading.Lock()

    def count(self, *names: str) -> None:
        """One more attempt by each of these. Raises TooManyTries."""
        now = self._now()
        with self._lock:
            for name in names:
                tried = self._tried.pop(name, deque())
                while tried and now - tried[0] >= self._within:
                    tried.popleft()
                self._tried[name] = tried
                if len(tried) >= self._most:
                    wait = self._within - (now - tried[0])
                    raise TooManyTries(max(1, round(wait.total_seconds())))
                tried.append(now)
            while len(self._tried) > _MOST_NAMES:
                del self._tried[next(iter(self._tried))]

    def forget(self, *names: str) -> None:
        """They got it right: start counting anew."""
        with self._lock:
            for name in names:
                self._tried.pop(name, None)

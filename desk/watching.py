"""Whether the quarantine of an unknown posting is over by time that nobody can set."""

from __future__ import annotations

from datetime import timedelta

from desk.ids import PostingId
from desk.posting import Posting
from desk.steady import Steady


class Watch:
    """What this process has seen, and since when.

    A posting that became unknown on this machine carries the moment. One that did so elsewhere, or
    before the machine started, is waited for from the first time that it is seen here.
    """

    def __init__(self) -> None:
        """Nothing was seen yet."""
        self._first: dict[PostingId, tuple[int, Steady]] = {}

    def over(self, posting: Posting, now: Steady | None, quarantine: timedelta) -> bool:
        """Whether it has been unknown for that long; yes where no such time was ever kept."""
        if now is None or posting.unknown_since is None:
            return True
        waited = now.since(posting.unknown_since)
        if waited is None:
            attempt, first = self._first.get(posting.id, (0, now))
            if attempt != posting.attempt or now.since(first) is None:
                first = now
            self._first[posting.id] = (posting.attempt, first)
            waited = now.since(first)
        return waited is not None and waited >= quarantine

    def forget(self, posting: PostingId) -> None:
        """It is settled."""
        self._first.pop(posting, None)

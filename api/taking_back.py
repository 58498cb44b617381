"""After a change of policy: what rests on clauses that fell comes back, and who waited for a clause
is answered, beside everything else.

Thousands of drafts may cite one clause. They are dealt with a few at a time, approved ones first,
in a thread of its own, so that the next change of policy is seen meanwhile and nobody who writes,
or who starts the server, has to wait for all of them.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from desk.lifecycle import Desk

log = logging.getLogger("makegood.policies")

_BREATH = 0.02  # seconds between two batches, in which others write
_AGAIN = 5.0  # seconds until it is tried again where the records failed


class TakingBack:
    """`begin` says that the policies changed; whoever runs `run` does the rest."""

    def __init__(
        self, desk: Desk, done: Callable[[], None], close_answered: Callable[[], int]
    ) -> None:
        """`close_answered` closes the gaps that a clause answers by now, and tells for how many
        customers a draft was asked; `done` is told when drafts were asked for anew.
        """
        self._desk = desk
        self._done = done
        self._close_answered = close_answered
        self._changed = threading.Event()

    def begin(self) -> None:
        """There is a new book."""
        self._changed.set()

    def run(self, stopping: threading.Event) -> None:
        """Take back, whenever there is a new book, until `stopping` is set."""
        while not stopping.is_set():
            if not self._changed.wait(0.5):
                continue
            self._changed.clear()
            try:
                touched = self._desk.policy_changed(between=lambda: stopping.wait(_BREATH))
                answered = self._close_answered()
            except Exception:  # the thread must outlive a database that is away
                if stopping.is_set():
                    return
                log.exception("what rests on changed clauses was not all taken back; trying again")
                self._changed.set()
                stopping.wait(_AGAIN)
                continue
            if touched:
                log.info("%d drafts rested on clauses that changed", len(touched))
            if touched or answered:
                self._done()

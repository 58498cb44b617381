"""Reminders of promises: in the log and on the list always, by mail to the owner where that is on.

A promise counts as told before its mail leaves. A mail that did not get through is written down
and not tried again: the list of promises shows it anyway, and nobody is told twice.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Protocol

from desk.errors import NotFound
from desk.lifecycle import Desk
from desk.posting import NotReached, OutcomeUnknown, Refused
from desk.records import FollowUp
from store.accounts import Accounts

log = logging.getLogger("makegood.reminding")


class Mail(Protocol):
    """What can tell a colleague."""

    def tell(self, to: str, promise: FollowUp, now: datetime) -> None:
        """Raises Refused, NotReached or OutcomeUnknown."""
        ...


class Reminding:
    """Looks for promises that are due; `mail` None: nobody is written to."""

    def __init__(self, desk: Desk, accounts: Accounts, mail: Mail | None = None) -> None:
        """Over one desk."""
        self._desk = desk
        self._accounts = accounts
        self._mail = mail

    def look(self) -> bool:
        """Remind of what is due. Always answers that there is nothing more to do for now."""
        for promise in self._desk.registers.remind():
            log.warning("promise %s is due at %s", promise.id, promise.due.isoformat())
            if self._mail is not None:
                self._desk.registers.mailed(promise, self._told(self._mail, promise))
        return False

    def _told(self, mail: Mail, promise: FollowUp) -> str:
        try:
            if promise.owner is None:
                return "nobody's promise"
            owner = self._accounts.get(self._desk.workspace, promise.owner).person
            if not owner.active:
                return "its owner has left"
            mail.tell(owner.email, promise, self._desk.law.clock())
        except NotFound:
            return "its owner is not known"
        except (Refused, NotReached, OutcomeUnknown) as failed:
            log.warning("promise %s: its owner was not told by mail: %s", promise.id, failed)
            return f"failed: {type(failed).__name__}"
        return "sent"

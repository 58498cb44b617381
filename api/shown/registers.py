"""The registers as JSON shows them: promises, complaints, incidents."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from api.shown.base import Shown
from api.shown.case import FollowUpShown
from desk.complaint import ComplaintState, Ending
from desk.incident import Incident
from desk.records import Due
from store.registers import ComplaintRow, IncidentRow, PromiseRow


class PromiseShown(FollowUpShown):
    """A promise, whom it was made to, and how it stands in time."""

    conversation: str
    draft: str | None
    customer_name: str
    channel: str
    stands: Due | None

    @classmethod
    def row(cls, value: PromiseRow, stands: Due | None) -> Self:
        """The promise of a list, shown."""
        return cls(
            **vars(value.promise),
            customer_name=value.customer_name,
            channel=value.channel,
            stands=stands,
        )


class ComplaintShown(Shown):
    """One complaint of the register."""

    number: int
    conversation: str
    opened_at: datetime
    state: ComplaintState
    owner: str | None
    ending: Ending | None
    note: str
    closed_at: datetime | None
    closed_by: str | None


class ComplaintLine(ComplaintShown):
    """A complaint in the list, with whose it is."""

    customer_name: str
    channel: str
    subject: str

    @classmethod
    def row(cls, value: ComplaintRow) -> Self:
        """The complaint of a list, shown."""
        return cls(
            **vars(value.complaint),
            customer_name=value.customer_name,
            channel=value.channel,
            subject=value.subject,
        )


class IncidentShown(Shown):
    """One incident; `every` is in minutes."""

    id: str
    title: str
    statement: str
    words: tuple[str, ...]
    holds: bool
    plain: bool
    every: int
    next_update: datetime
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    closed_by: str | None

    @classmethod
    def of(cls, value: Incident) -> Self:
        """The incident, shown."""
        return cls(**{**vars(value), "every": int(value.every.total_seconds() // 60)})


class IncidentLine(IncidentShown):
    """An incident in the list: how many conversations belong to it, how many are owed a reply."""

    conversations: int
    owed: int

    @classmethod
    def row(cls, value: IncidentRow) -> Self:
        """The incident of a list, shown."""
        shown = IncidentShown.of(value.incident)
        return cls(**dict(shown), conversations=value.conversations, owed=value.owed)


class Told(Shown):
    """For how many conversations the newest statement is being drafted."""

    conversations: int

"""A complaint: every one has a number, an owner, a state and in the end an outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from desk.ids import ConversationId, PersonId


class ComplaintState(StrEnum):
    """OPEN waits for us; ANSWERED has our reply and waits for the end; CLOSED has an outcome."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class Ending(StrEnum):
    """How a complaint ended."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    NOT_UPHELD = "not_upheld"
    WITHDRAWN = "withdrawn"
    NO_COMPLAINT = "no_complaint"  # it was taken for one by mistake


@dataclass(frozen=True)
class Complaint:
    """One complaint. `number` counts from 1 without gaps in the order of arrival; `note` says in
    words how it ended.
    """

    number: int
    conversation: ConversationId
    opened_at: datetime
    state: ComplaintState = ComplaintState.OPEN
    owner: PersonId | None = None
    ending: Ending | None = None
    note: str = ""
    closed_at: datetime | None = None
    closed_by: PersonId | None = None


class Complaints(Protocol):
    """The register. Nothing in it is ever deleted."""

    def of(self, conversation: ConversationId, *, lock: bool = False) -> Complaint | None:
        """The complaint of a conversation, or None."""
        ...

    def get(self, number: int, *, lock: bool = False) -> Complaint:
        """One complaint. Raises NotFound."""
        ...

    def add(self, conversation: ConversationId, at: datetime, owner: PersonId | None) -> Complaint:
        """Register one under the next number."""
        ...

    def save(self, complaint: Complaint) -> None:
        """Write what has changed."""
        ...

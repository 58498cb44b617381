"""Conversations as JSON shows them: facts, messages, tasks, the queue."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from api.shown.base import Shown
from desk.conversation import Conversation, Direction, MessageKind, Urgency
from desk.draft import (
    DraftKind,
    DraftState,
    Reason,
)
from desk.facts import Fact, FactSource
from desk.records import Kept
from policies.values import show_value
from store.queue_rows import QueueRow


class FactShown(Shown):
    """A fact, its value as policies write it, with who said it and when."""

    name: str
    value: str
    source: FactSource
    at: datetime | None = None
    origin: str = ""

    @classmethod
    def of(cls, value: Fact) -> Self:
        """The fact, shown."""
        return cls(
            name=value.name,
            value=show_value(value.value),
            source=value.source,
            at=value.at,
            origin=value.origin,
        )


class TriageShown(Shown):
    """What kind of message it is, and who must look."""

    kind: MessageKind
    feeling: str
    urgency: Urgency
    language: str
    needs_reply: bool
    role: str
    topics: tuple[str, ...]
    reasons: tuple[str, ...]


class MessageShown(Shown):
    """Something said."""

    id: str
    direction: Direction
    author: str
    text: str
    remote: str
    turn: int
    sent_at: datetime
    received_at: datetime
    link: str
    replaces: str | None
    removed: bool


class ViewerShown(Shown):
    """Somebody who has a conversation open now."""

    person: str
    name: str
    editing: bool


class FollowUpShown(Shown):
    """A task on somebody's list."""

    id: str
    what: str
    role: str
    due: datetime
    done_at: datetime | None
    posting: str | None
    owner: str | None
    kept: Kept | None
    evidence: str
    settled_by: str | None
    reminded_at: datetime | None


class ConversationShown(Shown):
    """One thread with one customer."""

    id: str
    channel: str
    account: str
    thread: str
    subject: str
    customer_name: str
    customer_handle: str
    public: bool
    turn: int
    last_message: str
    opened_at: datetime
    reply_due: datetime | None
    facts: tuple[FactShown, ...]
    scope: dict[str, str]
    triage: TriageShown | None
    assigned_to: str | None
    incident: str | None

    @classmethod
    def of(cls, value: Conversation) -> Self:
        """The conversation, shown."""
        facts = tuple(FactShown.of(fact) for fact in value.facts)
        triage = TriageShown.of(value.triage) if value.triage else None
        return cls(**{**vars(value), "facts": facts, "triage": triage})


class DraftLineShown(Shown):
    """The newest draft for the customer's current turn, in short."""

    id: str
    state: DraftState
    kind: DraftKind
    reason: Reason | None
    held: bool
    problem: str
    findings: dict[str, int]
    approvals: int


class QueueRowShown(Shown):
    """A conversation in a list, and how far the reply to it is."""

    conversation: ConversationShown
    excerpt: str
    late: bool
    draft: DraftLineShown | None
    posting: str | None

    @classmethod
    def of(cls, value: QueueRow) -> Self:
        """The row, shown."""
        return cls(
            conversation=ConversationShown.of(value.conversation),
            excerpt=value.excerpt,
            late=value.late,
            draft=DraftLineShown.of(value.draft) if value.draft else None,
            posting=value.posting.value if value.posting else None,
        )


class QueuePage(Shown):
    """Some conversations; `next` is the `after` of the following page, empty on the last."""

    items: tuple[QueueRowShown, ...]
    next: str

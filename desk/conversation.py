"""Conversations, what is said in them, and the places where a reply would appear."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from desk.facts import Fact
from desk.ids import ConversationId, IncidentId, MessageId, PersonId, WorkspaceId

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Direction(StrEnum):
    """Which way a message went."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"


class MessageKind(StrEnum):
    """What a message is; triage decides, a person may correct."""

    COMPLAINT = "complaint"
    QUESTION = "question"
    PRAISE = "praise"
    SALES = "sales"
    ABUSE = "abuse"
    SPAM = "spam"
    SAFETY = "safety"
    OTHER = "other"


class Urgency(StrEnum):
    """How soon a person should look."""

    NOW = "now"
    SOON = "soon"
    NORMAL = "normal"


class Closing(StrEnum):
    """Why no reply is owed."""

    SPAM = "spam"
    ABUSE = "abuse"
    SETTLED_ELSEWHERE = "settled_elsewhere"
    NOTHING_ASKED = "nothing_asked"


@dataclass(frozen=True)
class Destination:
    """The exact place where a reply would appear.

    `channel` is the connector's name, `account` whose page or mailbox it is, `thread` the thread
    there, `parent` the message that is answered; empty where a channel has no such level.
    """

    channel: str
    account: str
    thread: str
    parent: str
    public: bool


@dataclass(frozen=True)
class Triage:
    """What kind of message it is, how it feels, and whether an ordinary draft may be made.

    `role` names who must look where a topic is sensitive (legal, safety, press); then no ordinary
    draft is made. `language` is an ISO 639-1 code; `topics` are the problems found, in policy
    terms, one search each.
    """

    kind: MessageKind
    feeling: str = "neutral"
    urgency: Urgency = Urgency.NORMAL
    language: str = "en"
    needs_reply: bool = True
    role: str = ""
    topics: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Message:
    """Something said. It never changes; an edit on the channel arrives as a message that replaces,
    a deletion as one that replaces and is `removed`, without words.

    `turn` counts the customer's turns from 1: a burst of messages is one turn, and a reply belongs
    to the turn that it answers. `remote` is the channel's own id.
    """

    id: MessageId
    conversation: ConversationId
    direction: Direction
    author: str
    text: str
    remote: str
    turn: int
    sent_at: datetime
    received_at: datetime
    link: str = ""
    replaces: MessageId | None = None
    removed: bool = False


def standing(messages: Iterable[Message]) -> tuple[Message, ...]:
    """What stands on the channel now: without what was edited since, or deleted."""
    said = tuple(messages)
    replaced = {message.replaces for message in said}
    return tuple(m for m in said if m.id not in replaced and not m.removed)


@dataclass(frozen=True)
class Conversation:
    """One thread with one customer on one channel.

    `turn` is the customer's latest turn, `last_message` their latest message; `reply_due` is the
    instant by which the next reply is owed, None once it has been given.
    """

    id: ConversationId
    workspace: WorkspaceId
    channel: str
    account: str
    thread: str
    subject: str
    customer_name: str
    customer_handle: str
    public: bool
    turn: int
    last_message: MessageId
    last_remote: str
    opened_at: datetime
    reply_due: datetime | None
    facts: tuple[Fact, ...] = ()
    scope: dict[str, str] = field(default_factory=dict)
    triage: Triage | None = None
    assigned_to: PersonId | None = None
    incident: IncidentId | None = None

    @property
    def customer(self) -> str:
        """Who the customer is, as far as we can tell two of them apart.

        An e-mail address is one person everywhere; a handle is one person on one account of a
        channel; somebody without either is known in this conversation alone.
        """
        handle = self.customer_handle.strip().casefold()
        if _ADDRESS.fullmatch(handle):
            return f"mailto:{handle}"
        if handle:
            return f"{self.channel}:{self.account.casefold()}:{handle}"
        return self.id

    def destination(self) -> Destination:
        """Where the next reply goes: exactly where the customer's last message came from."""
        return Destination(
            channel=self.channel,
            account=self.account,
            thread=self.thread,
            parent=self.last_remote,
            public=self.public,
        )

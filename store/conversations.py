"""Conversations and their messages."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import and_, select

from desk.conversation import Conversation, Direction, Message
from desk.draft import DraftState
from desk.ids import ConversationId, IncidentId, MessageId, PersonId, WorkspaceId
from store.drafts import END_OF_TIME
from store.schema import conversations, drafts, messages
from store.scoped import AnyRow, Scoped, locked

_MOST_OTHERS = 50


def erased_name(name: str) -> str:
    """What stands for a name from outside that was erased: it is known again, and tells nothing."""
    return f"erased:{hashlib.sha256(name.encode()).hexdigest()[:32]}"


class SqlConversations:
    """`desk.records.Conversations` in SQL."""

    def __init__(self, scoped: Scoped) -> None:
        """Inside one transaction."""
        self._in = scoped

    def get(self, conversation: ConversationId, *, lock: bool = False) -> Conversation:
        """One conversation. Raises NotFound."""
        query = select(conversations).where(self._in.here(conversations, id=conversation))
        if lock:
            query = locked(query, conversations)
        return conversation_of(self._in.one(query, "conversation"))

    def at_thread(self, channel: str, account: str, thread: str) -> Conversation | None:
        """The conversation in this thread of a channel, or None."""
        place = self._in.here(conversations, channel=channel, account=account, thread=thread)
        row = self._in.first(select(conversations).where(place))
        return None if row is None else conversation_of(row)

    def add(self, conversation: Conversation) -> None:
        """Keep a new one. Raises Conflict where the thread has one already."""
        with self._in.attempt():
            self._in.add(conversations, {"id": conversation.id, **_columns(conversation)})

    def save(self, conversation: Conversation) -> None:
        """Write what has changed. Raises NotFound."""
        self._in.save(conversations, conversation.id, _columns(conversation))
        waiting = self._in.here(drafts, conversation=conversation.id, state=DraftState.REQUESTED)
        due = conversation.reply_due or END_OF_TIME
        self._in.change(drafts.update().where(waiting, drafts.c.due != due).values(due=due))

    def of_whom(self, customer: str) -> tuple[ConversationId, ...]:
        """Every conversation of one customer, oldest first."""
        theirs = self._in.here(conversations, customer=customer)
        query = select(conversations.c.id).where(theirs)
        rows = self._in.rows(query.order_by(conversations.c.opened_at, conversations.c.id))
        return tuple(ConversationId(row.id) for row in rows)

    def messages(self, conversation: ConversationId) -> tuple[Message, ...]:
        """Everything said in it, oldest first."""
        rows = self._in.rows(
            select(messages)
            .where(self._in.here(messages, conversation=conversation))
            .order_by(messages.c.received_at, messages.c.id)
        )
        return tuple(message_of(row) for row in rows)

    def message_by_remote(self, channel: str, account: str, remote: str) -> Message | None:
        """The message that a channel knows by this id, or None."""
        row = self._in.first(
            select(messages)
            .join(
                conversations,
                (conversations.c.workspace == messages.c.workspace)
                & (conversations.c.id == messages.c.conversation),
            )
            .where(
                self._in.here(messages),
                messages.c.remote.in_((remote, erased_name(remote))),
                conversations.c.channel == channel,
                conversations.c.account == account,
            )
        )
        return None if row is None else message_of(row)

    def of_customer(self, conversation: Conversation) -> tuple[ConversationId, ...]:
        """Other conversations with the same customer, the newest first."""
        if not conversation.customer_handle:
            return ()
        same = self._in.here(
            conversations,
            channel=conversation.channel,
            customer_handle=conversation.customer_handle,
        )
        query = select(conversations.c.id).where(same, conversations.c.id != conversation.id)
        newest = query.order_by(conversations.c.opened_at.desc(), conversations.c.id.desc())
        return tuple(ConversationId(row.id) for row in self._in.rows(newest.limit(_MOST_OTHERS)))

    def sent_to_others(
        self, conversation: Conversation, since: datetime, limit: int
    ) -> tuple[str, ...]:
        """What other customers of this channel were sent since then, the newest first."""
        theirs = and_(
            conversations.c.workspace == messages.c.workspace,
            conversations.c.id == messages.c.conversation,
        )
        query = (
            select(messages.c.text)
            .join(conversations, theirs)
            .where(
                self._in.here(messages, direction=Direction.OUTGOING),
                messages.c.received_at >= since,
                messages.c.conversation != conversation.id,
                conversations.c.channel == conversation.channel,
            )
            .order_by(messages.c.received_at.desc(), messages.c.id.desc())
        )
        return tuple(row.text for row in self._in.rows(query.limit(limit)) if row.text)

    def add_message(self, message: Message) -> None:
        """Keep a message. Raises Conflict where the conversation has it already."""
        with self._in.attempt():
            self._in.add(
                messages,
                {
                    "id": message.id,
                    "conversation": message.conversation,
                    "direction": message.direction,
                    "author": message.author,
                    "text": message.text,
                    "remote": message.remote,
                    "turn": message.turn,
                    "sent_at": message.sent_at,
                    "received_at": message.received_at,
                    "link": message.link,
                    "replaces": message.replaces,
                    "removed": message.removed,
                },
            )


def conversation_of(row: AnyRow) -> Conversation:
    """The conversation in a row of its table."""
    return Conversation(
        id=ConversationId(row.id),
        workspace=WorkspaceId(row.workspace),
        channel=row.channel,
        account=row.account,
        thread=row.thread,
        subject=row.subject,
        customer_name=row.customer_name,
        customer_handle=row.customer_handle,
        public=row.public,
        turn=row.turn,
        last_message=MessageId(row.last_message),
        last_remote=row.last_remote,
        opened_at=row.opened_at,
        reply_due=row.reply_due,
        facts=row.facts,
        scope=row.scope,
        triage=row.triage,
        assigned_to=None if row.assigned_to is None else PersonId(row.assigned_to),
        incident=None if row.incident is None else IncidentId(row.incident),
    )


def message_of(row: AnyRow) -> Message:
    """The message in a row of its table."""
    return Message(
        id=MessageId(row.id),
        conversation=ConversationId(row.conversation),
        direction=Direction(row.direction),
        author=row.author,
        text=row.text,
        remote=row.remote,
        turn=row.turn,
        sent_at=row.sent_at,
        received_at=row.received_at,
        link=row.link,
        replaces=None if row.replaces is None else MessageId(row.replaces),
        removed=row.removed,
    )


def _columns(conversation: Conversation) -> dict[str, object]:
    triage = conversation.triage
    return {
        "channel": conversation.channel,
        "account": conversation.account,
        "thread": conversation.thread,
        "subject": conversation.subject,
        "customer_name": conversation.customer_name,
        "customer_handle": conversation.customer_handle,
        "public": conversation.public,
        "turn": conversation.turn,
        "last_message": conversation.last_message,
        "last_remote": conversation.last_remote,
        "opened_at": conversation.opened_at,
        "reply_due": conversation.reply_due,
        "facts": conversation.facts,
        "scope": dict(conversation.scope),
        "triage": triage,
        "kind": None if triage is None else triage.kind.value,
        "urgency": None if triage is None else triage.urgency.value,
        "assigned_to": conversation.assigned_to,
        "customer": conversation.customer,
        "incident": conversation.incident,
    }

"""Whose work it is: a conversation is taken or given back, a task is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desk.audit import Entry
from desk.conversation import Conversation
from desk.ids import ConversationId
from desk.people import Person
from desk.records import Transaction


def take(
    tx: Transaction, conversation: ConversationId, person: Person, now: datetime
) -> Conversation:
    """Put a conversation on this person's list; whoever had it before has it no more."""
    return _assigned(tx, conversation, person, now, mine=True)


def give_back(
    tx: Transaction, conversation: ConversationId, person: Person, now: datetime
) -> Conversation:
    """Take a conversation off whosever list it is on."""
    return _assigned(tx, conversation, person, now, mine=False)


def done(tx: Transaction, follow_up: str, person: Person, now: datetime) -> None:
    """A task is done. Raises NotFound."""
    tx.lists.done(follow_up, now)
    tx.audit(now, Entry(person.actor, "follow_up.done", f"follow_up:{follow_up}", {}))


def _assigned(
    tx: Transaction, conversation: ConversationId, person: Person, now: datetime, *, mine: bool
) -> Conversation:
    there = tx.conversations.get(conversation, lock=True)
    changed = replace(there, assigned_to=person.id if mine else None)
    tx.conversations.save(changed)
    action = "conversation.taken" if mine else "conversation.given_back"
    tx.audit(now, Entry(person.actor, action, f"conversation:{conversation}", {}))
    return changed

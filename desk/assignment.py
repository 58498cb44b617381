"""Whose work it is: a conversation is taken, handed over or given back; a task is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desk.audit import Entry
from desk.conversation import Conversation
from desk.errors import NotPermitted, WrongState
from desk.ids import ConversationId, PersonId
from desk.people import ANSWERING, Person
from desk.records import Transaction


def assign(
    tx: Transaction,
    conversation: ConversationId,
    to: PersonId | None,
    person: Person,
    now: datetime,
) -> Conversation:
    """Put a conversation on somebody's list, or on nobody's; whoever had it has it no more.

    Raises NotPermitted where they do not answer customers, NotFound where nobody is called so.
    """
    if to is not None:
        them = tx.people.get(to)
        if not them.active or not them.roles & ANSWERING:
            raise NotPermitted(f"{them.name} does not answer customers here. Choose somebody else.")
    there = tx.conversations.get(conversation, lock=True)
    changed = replace(there, assigned_to=to)
    tx.conversations.save(changed)
    action = "conversation.given_back" if to is None else "conversation.assigned"
    detail: dict[str, str | int | None] = {"to": to}
    tx.audit(now, Entry(person.actor, action, f"conversation:{conversation}", detail))
    return changed


def done(tx: Transaction, follow_up: str, person: Person, now: datetime) -> None:
    """A task is done. Raises NotFound, and WrongState for a promise, which takes evidence."""
    if tx.lists.get(follow_up, lock=True).posting is not None:
        raise WrongState("This is a promise: say on its page what shows that it was kept.")
    tx.lists.done(follow_up, now)
    tx.audit(now, Entry(person.actor, "follow_up.done", f"follow_up:{follow_up}", {}))

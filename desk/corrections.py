"""A customer edits or deletes what they wrote. Both are kept; what rested on it is void.

An edit of what was answered already is a new turn: a review that says something else wants another
reply. When nothing of a turn stands any more, no reply is owed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from desk.audit import Entry
from desk.conversation import Conversation, Direction, Message, standing
from desk.errors import NotFound
from desk.ids import MessageId, mint
from desk.intake import answered, clean, set_aside
from desk.law import Terms
from desk.records import Transaction

_EDITED = "the customer edited what they wrote"
_DELETED = "the customer deleted what they wrote"


@dataclass(frozen=True)
class Said:
    """The message that is meant: the channel's own id of it."""

    channel: str
    account: str
    remote: str


def edited(
    tx: Transaction, said: Said, text: str, at: datetime, actor: str, now: datetime, terms: Terms
) -> tuple[Conversation, bool]:
    """The message says this now. Returns its conversation and whether that was news."""
    conversation, last = _meant(tx, said)
    words = clean(text)
    if not last.removed and last.text == words:
        return conversation, False
    set_aside(tx, conversation.id, now, _EDITED)
    again = answered(tx, conversation) or last.turn != conversation.turn
    turn = conversation.turn + 1 if again else conversation.turn
    new = replace(
        last,
        id=MessageId(mint("msg")),
        text=words,
        remote="",
        turn=turn,
        sent_at=at,
        received_at=now,
        replaces=last.id,
        removed=False,
    )
    due = conversation.reply_due or at + terms.reply_due
    changed = replace(
        conversation,
        turn=turn,
        last_message=new.id,
        last_remote=said.remote,
        reply_due=due,
        triage=None,
    )
    _keep(tx, changed, new, Entry(actor, "message.edited", "", {}), now)
    return changed, True


def deleted(tx: Transaction, said: Said, actor: str, now: datetime) -> tuple[Conversation, bool]:
    """The message is gone from the channel. Returns its conversation and whether a reply is still
    owed to something else that stands.
    """
    conversation, last = _meant(tx, said)
    if last.removed:
        return conversation, False
    set_aside(tx, conversation.id, now, _DELETED)
    new = replace(
        last,
        id=MessageId(mint("msg")),
        text="",
        remote="",
        turn=conversation.turn,
        sent_at=now,
        received_at=now,
        replaces=last.id,
        removed=True,
    )
    rest = [
        message
        for message in standing((*tx.conversations.messages(conversation.id), new))
        if message.direction is Direction.INCOMING and message.turn == conversation.turn
    ]
    owed = conversation.reply_due is not None and bool(rest)
    changed = replace(
        conversation,
        last_message=new.id,
        last_remote=(rest[-1].remote or conversation.last_remote) if rest else said.remote,
        reply_due=conversation.reply_due if owed else None,
        triage=None,
    )
    _keep(tx, changed, new, Entry(actor, "message.deleted", "", {}), now)
    return changed, owed


def _keep(
    tx: Transaction, conversation: Conversation, new: Message, entry: Entry, now: datetime
) -> None:
    tx.conversations.add_message(new)
    tx.conversations.save(conversation)
    detail = {"message": new.id, "replaces": new.replaces}
    subject = f"conversation:{conversation.id}"
    tx.audit(now, replace(entry, subject=subject, detail=detail))


def _meant(tx: Transaction, said: Said) -> tuple[Conversation, Message]:
    """The conversation, and the message as it was last. Raises NotFound."""
    first = tx.conversations.message_by_remote(said.channel, said.account, said.remote)
    if first is None:
        raise NotFound("No message of this channel has this id.")
    conversation = tx.conversations.get(first.conversation, lock=True)
    last = first
    for message in tx.conversations.messages(conversation.id):
        if message.replaces == last.id:
            last = message
    return conversation, last

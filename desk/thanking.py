"""The day's thanks to everybody who praised us: one post at the front of an account.

It is drafted, checked and approved like any other reply. Nothing here posts anything, and asking
twice for one day gives the same conversation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol, runtime_checkable

from desk import requests
from desk.audit import Entry
from desk.conversation import Conversation, Destination, Direction, Message
from desk.draft import Draft, DraftState, Side
from desk.errors import WrongState
from desk.ids import ConversationId, MessageId, WorkspaceId, mint
from desk.law import Law
from desk.records import Transaction
from desk.requests import Wish

NAME = "Everybody who praised us"
_DUE = timedelta(hours=12)  # before the day is over for most


@runtime_checkable
class PostsToAll(Protocol):
    """A connector on which an account can post without answering anybody."""

    def front_place(self, account: str) -> Destination | None:
        """The place of such posts; None where this connector is not set up for them."""
        ...


def front_of(law: Law, channel: str, account: str) -> Destination | None:
    """Where an account of a channel can post to all; None where it cannot."""
    connector = law.channel(channel)
    return connector.front_place(account) if isinstance(connector, PostsToAll) else None


@dataclass(frozen=True)
class Thanks:
    """Whom to thank: those who praised an account on a day, `praised` of them."""

    channel: str
    account: str
    day: date
    praised: int

    @property
    def thread(self) -> str:
        """The thread of the conversation with all of them."""
        return f"thanks:{self.day.isoformat()}"


def request(
    tx: Transaction,
    law: Law,
    workspace: WorkspaceId,
    wanted: Thanks,
    actor: str,
    now: datetime,
) -> Draft:
    """A draft of the day's thanks. Raises WrongState where the channel cannot post to all, where
    nobody praised us, or where the day's thanks were approved already.
    """
    place = front_of(law, wanted.channel, wanted.account)
    if place is None:
        raise WrongState(f"On {wanted.channel} nothing can be posted that answers nobody.")
    if not wanted.praised:
        raise WrongState(f"Nobody praised us on {wanted.channel} on {wanted.day.isoformat()}.")
    there = tx.conversations.at_thread(wanted.channel, wanted.account, wanted.thread)
    if there is None:
        there = _opened(tx, workspace, wanted, now)
    gone = {DraftState.APPROVED, DraftState.POSTED}
    if tx.postings.live_in(there.id) or any(
        draft.state in gone for draft in tx.drafts.open_in(there.id)
    ):
        raise WrongState("The thanks of this day are approved already.")
    if any(m.direction is Direction.OUTGOING for m in tx.conversations.messages(there.id)):
        raise WrongState("The thanks of this day were posted already.")
    wish = Wish(side=Side.EVERYBODY, place=place)
    (draft,) = requests.request_all(tx, there.id, (wish,), actor=actor, now=now)
    return draft


def _opened(tx: Transaction, workspace: WorkspaceId, wanted: Thanks, now: datetime) -> Conversation:
    """The conversation with everybody: its message says how many there were, and names nobody."""
    message = MessageId(mint("msg"))
    there = Conversation(
        id=ConversationId(mint("cnv")),
        workspace=workspace,
        channel=wanted.channel,
        account=wanted.account,
        thread=wanted.thread,
        subject=f"Thanks of {wanted.day.isoformat()}",
        customer_name=NAME,
        customer_handle="",
        public=True,
        turn=1,
        last_message=message,
        last_remote="",
        opened_at=now,
        reply_due=now + _DUE,
    )
    tx.conversations.add(there)
    people = f"{wanted.praised} messages" if wanted.praised > 1 else "One message"
    tx.conversations.add_message(
        Message(
            id=message,
            conversation=there.id,
            direction=Direction.INCOMING,
            author="Makegood",
            text=f"{people} praised us on {wanted.day.isoformat()}.",
            remote="",
            turn=1,
            sent_at=now,
            received_at=now,
        )
    )
    subject = f"conversation:{there.id}"
    tx.audit(now, Entry("desk", "thanks.opened", subject, {"day": wanted.day.isoformat()}))
    return there

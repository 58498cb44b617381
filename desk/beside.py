"""Drafts beside each other: alternatives by stance, one of which is chosen, and pairs.

Choosing one keeps the others until one of them is posted. The two halves of a pair are approved
each for itself, at its own place; that the note went out never sends the message.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Protocol, runtime_checkable

from desk import requests
from desk.approval import ApprovalState
from desk.audit import Entry
from desk.check import Checked, Licensed
from desk.commitment import Commitment
from desk.conversation import Conversation, Destination
from desk.draft import Draft, DraftState, Finding, Side, Stance
from desk.errors import WrongState
from desk.found import finding
from desk.ids import ConversationId, DraftId
from desk.law import Law
from desk.locking import locked_draft
from desk.people import Person
from desk.records import Transaction
from desk.requests import Wish

STANCES = (Stance.ACCEPT, Stance.DECLINE, Stance.ASK)
_STANDING = frozenset({DraftState.REQUESTED, DraftState.IN_REVIEW})


@runtime_checkable
class WritesPrivately(Protocol):
    """A connector that can write to a customer in private, beside a public conversation."""

    def private_place(self, public: Destination, handle: str) -> Destination | None:
        """Where a private message to the customer with this handle goes; None where nowhere."""
        ...


def alternatives(
    tx: Transaction,
    conversation: ConversationId,
    stances: tuple[Stance, ...],
    instruction: str,
    actor: str,
    now: datetime,
) -> tuple[Draft, ...]:
    """One draft for each stance, beside each other. Older open ones are superseded."""
    wishes = tuple(Wish(stance, instruction) for stance in dict.fromkeys(stances))
    return requests.request_all(tx, conversation, wishes, actor=actor, now=now)


def pair(
    tx: Transaction, law: Law, conversation: ConversationId, actor: str, now: datetime
) -> tuple[Draft, ...]:
    """A public note and a private message. Raises WrongState where there is no private place."""
    there = tx.conversations.get(conversation)
    place = private_place(law, there)
    wishes = (Wish(side=Side.NOTE), Wish(side=Side.MESSAGE, place=place))
    return requests.request_all(tx, conversation, wishes, actor=actor, now=now)


def private_place(law: Law, conversation: Conversation) -> Destination:
    """Where this customer can be written to in private. Raises WrongState, which says why not."""
    if not conversation.public:
        raise WrongState("This conversation is private already; one reply is enough.")
    channel = law.channel(conversation.channel)
    place = None
    if isinstance(channel, WritesPrivately):
        place = channel.private_place(conversation.destination(), conversation.customer_handle)
    if place is None:
        raise WrongState(
            f"Nothing can be sent in private on {conversation.channel}: ask the customer in public "
            "to write to a contact address."
        )
    return place


def choose(tx: Transaction, draft_id: DraftId, person: Person, now: datetime) -> Draft:
    """Put one of several forward: it is what the queue shows. The others stay as they are."""
    _, draft = locked_draft(tx, draft_id)
    if draft.state not in _STANDING:
        raise WrongState(f"This draft is {draft.state.value}; choose one that is in review.")
    chosen = replace(draft, chosen_at=now, updated_at=now)
    tx.drafts.save(chosen)
    tx.audit(now, Entry(person.actor, "draft.chosen", f"draft:{draft.id}", {}))
    return chosen


def settle(tx: Transaction, posted: Draft, conversation: Conversation, now: datetime) -> None:
    """One of several was posted: those for the same place are set aside, the other half is not."""
    for other in tx.drafts.in_bundle(posted.bundle):
        same = other.destination(conversation) == posted.destination(conversation)
        if other.id == posted.id or other.state not in _STANDING or not same:
            continue
        for approval in tx.approvals.of_draft(other.id):
            if approval.state is ApprovalState.COUNTED:
                tx.approvals.move(approval.id, ApprovalState.VOID, "another draft was posted")
        aside = replace(
            other,
            state=DraftState.SUPERSEDED,
            updated_at=now,
            problem="Because another of these drafts was posted.",
        )
        tx.drafts.save(aside)
        tx.audit(now, Entry("desk", "draft.superseded", f"draft:{other.id}", {"why": "chosen"}))


def other_half(tx: Transaction, draft: Draft) -> Draft | None:
    """The other half of a pair: the newest that stands or was posted."""
    if draft.side not in {Side.NOTE, Side.MESSAGE}:
        return None
    gone = {DraftState.REJECTED, DraftState.SUPERSEDED, DraftState.FAILED}
    halves = [
        other
        for other in tx.drafts.in_bundle(draft.bundle)
        if other.side not in {draft.side, Side.WHOLE} and other.state not in gone
    ]
    return halves[-1] if halves else None


def half_waits(tx: Transaction, draft: Draft) -> bool:
    """Whether the other half of a pair has still to be decided."""
    other = other_half(tx, draft)
    return other is not None and other.state is not DraftState.POSTED


def disagreements(mine: Checked, theirs: Checked) -> Iterator[Finding]:
    """Where what this half would owe cannot stand beside what the other half says."""
    for licensed in mine.commitments:
        against = next((o for o in theirs.commitments if _against(licensed, o)), None)
        if against is not None:
            own = licensed.commitment
            yield finding(
                "pair_disagrees",
                f"the other half of the pair says “{against.commitment.words}”",
                own.words,
                (own.start, own.end),
                "Say the same in both, or say it in one of them only.",
            )


def _against(one: Licensed, other: Licensed) -> bool:
    a, b = one.commitment, other.commitment
    if a.kind is not b.kind or a.actor is not b.actor or not _same_thing(a, b):
        return False
    if a.grants != b.grants:
        return True
    apart = (_differ(a.amount, b.amount), _differ(a.period, b.period), _differ(a.day, b.day))
    return a.grants and any(apart)


def _same_thing(a: Commitment, b: Commitment) -> bool:
    """Whether both speak of one thing; where one does not say of what, they do."""
    mine, theirs = a.object.casefold().strip(), b.object.casefold().strip()
    return not mine or not theirs or mine in theirs or theirs in mine


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other

"""Who waits for a gap to close, and how they are answered anew once a clause does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desk import requests
from desk.conversation import Direction
from desk.draft import Draft, DraftKind, DraftState
from desk.ids import ConversationId, DraftId
from desk.law import Terms
from desk.lessons import GapCase
from desk.records import Transaction


def answer_anew(tx: Transaction, case: GapCase, terms: Terms, now: datetime) -> DraftId | None:
    """A new draft for a conversation that waits for a gap to close; None where it does not wait.

    It waits with a holding reply that nobody has edited, posted or not. A reply is owed again.
    """
    conversation = tx.conversations.get(case.conversation, lock=True)
    if not waits(tx, case):
        return None
    if conversation.reply_due is None:
        tx.conversations.save(replace(conversation, reply_due=now + terms.reply_due))
    (draft,) = requests.request_all(
        tx, case.conversation, (requests.Wish(),), actor="desk", now=now
    )
    return draft.id


def waits(tx: Transaction, case: GapCase) -> bool:
    """Whether this conversation still waits for an answer that the gap kept from it."""
    conversation = tx.conversations.get(case.conversation)
    draft = tx.drafts.get(case.draft)
    if draft.turn != conversation.turn or draft.kind is not DraftKind.HOLDING:
        return False
    if any(other.kind is DraftKind.REPLY for other in tx.drafts.open_in(conversation.id)):
        return False
    edited = draft.revision is not None and tx.drafts.revision(draft.revision).author is not None
    if draft.state is DraftState.IN_REVIEW:
        return not edited
    return draft.state is DraftState.POSTED and not _answered_since(tx, conversation.id, draft)


def _answered_since(tx: Transaction, conversation: ConversationId, draft: Draft) -> bool:
    """Whether a later draft of the same turn went out as the real answer."""
    mine = tx.postings.of_draft(draft.id)
    sent = [m for m in tx.conversations.messages(conversation) if m.direction is Direction.OUTGOING]
    return len([m for m in sent if m.turn == draft.turn]) > len([p for p in mine if p.remote])

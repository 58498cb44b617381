"""What changed under an approval takes it back: the queued posting is void, the draft in review."""

from __future__ import annotations

from datetime import datetime

from desk import guards, outcomes, requests, sending, staleness
from desk.casefile import facts_of
from desk.draft import DraftState
from desk.ids import DraftId, PostingId
from desk.law import Law
from desk.locking import locked_draft, locked_posting
from desk.posting import PostingState
from desk.records import Transaction
from desk.requests import Wish
from policies.book import Book

_RESTING = frozenset({DraftState.IN_REVIEW, DraftState.APPROVED})


def fell(tx: Transaction, draft_id: DraftId, book: Book, now: datetime) -> bool:
    """Whether a draft cites what is not in force for its case any more.

    If so its queued posting is void; what a person wrote is kept, what nobody did is written anew.
    """
    conversation, draft = locked_draft(tx, draft_id)
    if draft.revision is None or draft.state not in _RESTING:
        return False
    revision = tx.drafts.revision(draft.revision)
    day = facts_of(conversation, tx.conversations.messages(conversation.id)).as_of
    if not staleness.fallen(revision.cited, book, day):
        return False
    away = sending.void_queued(tx, draft, "a cited clause has changed", now)
    if away and revision.author is None:
        wish = Wish(draft.stance, draft.instruction, draft.side, draft.place)
        requests.request_all(tx, conversation.id, (wish,), actor="desk", now=now)
    return True


def guarded(tx: Transaction, law: Law, posting_id: PostingId, why: str, now: datetime) -> bool:
    """Whether a queued posting may not go any more; then it is void. `why` is what happened."""
    _, posting = locked_posting(tx, posting_id)
    if posting.state is not PostingState.QUEUED or posting.attempt:
        return False
    refusal = guards.refusal(tx, law, posting, tx.approvals.get(posting.approval), now)
    if refusal:
        outcomes.void(tx, posting, f"{refusal} ({why})" if why else refusal, now)
    return bool(refusal)

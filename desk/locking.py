"""One lock for all that belongs together: whoever changes a draft or a posting holds its
conversation. Taken in this one order everywhere, two of them can never wait for each other.
"""

from __future__ import annotations

from desk.conversation import Conversation
from desk.draft import Draft
from desk.ids import DraftId, PostingId
from desk.posting import Posting
from desk.records import Transaction


def locked_draft(tx: Transaction, draft_id: DraftId) -> tuple[Conversation, Draft]:
    """A draft that nobody else can change until this transaction ends, and its conversation."""
    conversation = tx.conversations.get(tx.drafts.get(draft_id).conversation, lock=True)
    return conversation, tx.drafts.get(draft_id, lock=True)


def locked_posting(tx: Transaction, posting_id: PostingId) -> tuple[Conversation, Posting]:
    """A posting that nobody else can change until this transaction ends, and its conversation."""
    conversation = tx.conversations.get(tx.postings.get(posting_id).conversation, lock=True)
    return conversation, tx.postings.get(posting_id, lock=True)

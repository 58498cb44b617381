"""A customer asks to be erased: their words and ours to them go, the record of decisions stays.

Digests, ids and times remain, so that the audit's chain still verifies and it can still be shown
who approved what. Only the customer's own request is a reason; nothing else deletes a message.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desk.audit import Entry
from desk.errors import WrongState
from desk.ids import ConversationId
from desk.intake import set_aside
from desk.records import Transaction

_WHY = "the customer asked to be erased"


def erase(
    tx: Transaction, conversation: ConversationId, actor: str, now: datetime
) -> tuple[ConversationId, ...]:
    """Erase the customer of this conversation, in all their conversations. Returns which.

    Raises WrongState while a posting to them may still appear: settle it first.
    """
    customer = tx.conversations.get(conversation).customer
    names = tx.conversations.of_whom(customer) or (conversation,)
    for name in names:
        tx.conversations.get(name, lock=True)
        set_aside(tx, name, now, _WHY)
        alive = tx.postings.live_in(name)
        if alive:
            states = ", ".join(sorted({posting.state.value for posting in alive}))
            raise WrongState(
                f"A reply to them is {states}; it could still appear. Settle that posting first."
            )
        there = tx.conversations.get(name)
        tx.conversations.save(replace(there, reply_due=None))
    tx.erase(names, now)
    for name in names:
        tx.audit(now, Entry(actor, "customer.erased", f"conversation:{name}", {}))
    return names

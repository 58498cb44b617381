"""What an approved reply gives to whom: the rows that caps are added up from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desk.check import Licensed
from desk.conversation import Conversation
from desk.ids import IncidentId, PostingId
from desk.posting import Posting
from policies.terms import Kind, Money, Percent


@dataclass(frozen=True)
class Granted:
    """One thing that an approved reply gives. `amount` is None where none is named."""

    posting: PostingId
    number: int
    customer: str
    incident: IncidentId | None
    kind: Kind
    amount: Money | Percent | None
    at: datetime


def grants_of(
    posting: Posting, conversation: Conversation, owed: Iterable[Licensed]
) -> tuple[Granted, ...]:
    """What a posting grants once it is approved."""
    return tuple(
        Granted(
            posting=posting.id,
            number=number,
            customer=conversation.customer,
            incident=conversation.incident,
            kind=licensed.commitment.kind,
            amount=licensed.commitment.amount or licensed.bound,
            at=posting.created_at,
        )
        for number, licensed in enumerate(c for c in owed if c.commitment.grants)
    )

"""What nobody has taken up: drafts to be written and replies that should have left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from desk.draft import DraftState
from desk.posting import PostingState
from store.schema import drafts, postings
from store.scoped import Scoped


@dataclass(frozen=True)
class LeftLying:
    """How many drafts and postings nobody has taken up, and when the first of them was due."""

    drafts: int
    postings: int
    since: datetime | None


def left_lying(scoped: Scoped, now: datetime, before: datetime) -> LeftLying:
    """Those that were due `before`: requested and leased to nobody, or queued and free to go."""
    free = or_(drafts.c.lease_until.is_(None), drafts.c.lease_until <= now)
    asked = drafts.c.requested_at
    unwritten = scoped.rows(
        select(func.count(), func.min(asked)).where(
            scoped.here(drafts, state=DraftState.REQUESTED), free, asked <= before
        )
    )[0]
    due = postings.c.not_before
    unsent = scoped.rows(
        select(func.count(), func.min(due)).where(
            scoped.here(postings, state=PostingState.QUEUED), due <= before
        )
    )[0]
    first = [when for when in (unwritten[1], unsent[1]) if when is not None]
    return LeftLying(unwritten[0], unsent[0], min(first, default=None))

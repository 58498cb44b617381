"""What somebody has to do, and what we promised."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, or_, select

from desk.ids import ConversationId, DraftId, PersonId, PostingId
from desk.records import Due, FollowUp, Kept
from store.schema import follow_ups
from store.scoped import AnyRow, Query, Scoped, locked, unlocked_by_others


class SqlLists:
    """`desk.records.Lists` in SQL."""

    def __init__(self, scoped: Scoped) -> None:
        """Inside one transaction."""
        self._in = scoped

    def add(self, follow_up: FollowUp) -> None:
        """Put a task on the list."""
        self._in.add(follow_ups, {"id": follow_up.id, **_columns(follow_up)})

    def of(self, conversation: ConversationId) -> tuple[FollowUp, ...]:
        """The tasks of a conversation, done or not, the one that is due first at the front."""
        query = select(follow_ups).where(self._in.here(follow_ups, conversation=conversation))
        return self._all(query)

    def get(self, follow_up: str, *, lock: bool = False) -> FollowUp:
        """One task. Raises NotFound."""
        query = select(follow_ups).where(self._in.here(follow_ups, id=follow_up))
        query = locked(query, follow_ups) if lock else query
        return follow_up_of(self._in.one(query, f"task {follow_up}"))

    def save(self, follow_up: FollowUp) -> None:
        """Write what has changed. Raises NotFound."""
        self._in.save(follow_ups, follow_up.id, _columns(follow_up))

    def done(self, follow_up: str, at: datetime) -> None:
        """Mark a task as done. Raises NotFound."""
        self._in.save(follow_ups, follow_up, {"done_at": at})

    def unreminded(self, now: datetime, soon: datetime) -> tuple[FollowUp, ...]:
        """Open promises that are due by `soon` and whose owner was never reminded, and those that
        are late and whose owner was not told so.
        """
        due, told = follow_ups.c.due, follow_ups.c.reminded_of
        first = and_(due <= soon, told.is_(None))
        again = and_(due <= now, told != Due.LATE)
        promised = (follow_ups.c.done_at.is_(None), follow_ups.c.posting.is_not(None))
        query = select(follow_ups).where(self._in.here(follow_ups), *promised, or_(first, again))
        return self._all(unlocked_by_others(query, follow_ups))

    def _all(self, query: Query) -> tuple[FollowUp, ...]:
        rows = self._in.rows(query.order_by(follow_ups.c.due, follow_ups.c.id))
        return tuple(follow_up_of(row) for row in rows)


def follow_up_of(row: AnyRow) -> FollowUp:
    """The task in a row of its table."""
    return FollowUp(
        id=row.id,
        conversation=ConversationId(row.conversation),
        draft=None if row.draft is None else DraftId(row.draft),
        what=row.what,
        role=row.role,
        due=row.due,
        done_at=row.done_at,
        posting=None if row.posting is None else PostingId(row.posting),
        owner=None if row.owner is None else PersonId(row.owner),
        kept=None if row.kept is None else Kept(row.kept),
        evidence=row.evidence,
        settled_by=None if row.settled_by is None else PersonId(row.settled_by),
        reminded_at=row.reminded_at,
        reminded_of=None if row.reminded_of is None else Due(row.reminded_of),
    )


def _columns(follow_up: FollowUp) -> dict[str, object]:
    return {
        "conversation": follow_up.conversation,
        "draft": follow_up.draft,
        "what": follow_up.what,
        "role": follow_up.role,
        "due": follow_up.due,
        "done_at": follow_up.done_at,
        "posting": follow_up.posting,
        "owner": follow_up.owner,
        "kept": follow_up.kept,
        "evidence": follow_up.evidence,
        "settled_by": follow_up.settled_by,
        "reminded_at": follow_up.reminded_at,
        "reminded_of": follow_up.reminded_of,
    }

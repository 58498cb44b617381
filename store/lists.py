"""What somebody has to do."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from desk.ids import ConversationId, DraftId
from desk.records import FollowUp
from store.schema import follow_ups
from store.scoped import AnyRow, Scoped


class SqlLists:
    """`desk.records.Lists` in SQL."""

    def __init__(self, scoped: Scoped) -> None:
        """Inside one transaction."""
        self._in = scoped

    def add(self, follow_up: FollowUp) -> None:
        """Put a task on the list."""
        self._in.add(
            follow_ups,
            {
                "id": follow_up.id,
                "conversation": follow_up.conversation,
                "draft": follow_up.draft,
                "what": follow_up.what,
                "role": follow_up.role,
                "due": follow_up.due,
                "done_at": follow_up.done_at,
            },
        )

    def of(self, conversation: ConversationId) -> tuple[FollowUp, ...]:
        """The tasks of a conversation, done or not, the one that is due first at the front."""
        query = select(follow_ups).where(self._in.here(follow_ups, conversation=conversation))
        rows = self._in.rows(query.order_by(follow_ups.c.due, follow_ups.c.id))
        return tuple(follow_up_of(row) for row in rows)

    def done(self, follow_up: str, at: datetime) -> None:
        """Mark a task as done. Raises NotFound."""
        self._in.save(follow_ups, follow_up, {"done_at": at})


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
    )

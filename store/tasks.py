"""Tasks that stand: what customers were told, and what a role has to look at before they are."""

from __future__ import annotations

from sqlalchemy import and_, or_, select

from desk.draft import DraftState
from desk.ids import ConversationId
from store.lists import follow_up_of
from store.schema import drafts, follow_ups
from store.scoped import Scoped
from store.seen import ToDo

_COMING = (DraftState.REQUESTED, DraftState.IN_REVIEW, DraftState.APPROVED)


def tasks(scoped: Scoped, conversation: ConversationId | None, limit: int) -> tuple[ToDo, ...]:
    """Those that are not done, the one that is due first at the front.

    A task is written down with its holding reply, because only what a list holds may be said. It
    is nobody's before that reply is out, unless it names a role, and never was if the reply was
    set aside or is one of several that nobody has put forward.
    """
    state, role = drafts.c.state, follow_ups.c.role
    theirs = and_(drafts.c.workspace == follow_ups.c.workspace, drafts.c.id == follow_ups.c.draft)
    forward = or_(drafts.c.bundle == "", drafts.c.chosen_at.is_not(None))
    query = (
        select(follow_ups, state)
        .outerjoin(drafts, theirs)
        .where(
            scoped.here(follow_ups),
            follow_ups.c.done_at.is_(None),
            or_(
                follow_ups.c.posting.is_not(None),
                follow_ups.c.draft.is_(None),
                state == DraftState.POSTED,
                and_(role != "", state.in_(_COMING), forward),
            ),
        )
    )
    if conversation is not None:
        query = query.where(follow_ups.c.conversation == conversation)
    rows = scoped.rows(query.order_by(follow_ups.c.due, follow_ups.c.id).limit(limit))
    return tuple(ToDo(follow_up_of(row), row.state not in _COMING) for row in rows)

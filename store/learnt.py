"""The read side of what is learnt: gaps, suggestions, edits, and what was sent before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Engine, and_, func, select

from desk.conversation import MessageKind
from desk.draft import DraftKind, Revision
from desk.ids import ConversationId, DraftId, WorkspaceId
from desk.lessons import Decision, Edit, Gap, GapState, Suggestion
from desk.posting import PostingState
from store.lessons import edit_of, gap_of, suggestion_of
from store.revisions import revision_of
from store.schema import (
    conversations,
    drafts,
    edits,
    gap_cases,
    gaps,
    messages,
    postings,
    revision_clauses,
    revisions,
    suggestions,
)
from store.work import look


@dataclass(frozen=True)
class GapRow:
    """A gap, how many conversations met it, and what the newest of them said (erased: empty)."""

    gap: Gap
    met: int
    said: str


@dataclass(frozen=True)
class EditRow:
    """An edit, whose conversation it was in, and the texts before and after."""

    edit: Edit
    customer_name: str
    before: str
    after: str


@dataclass(frozen=True)
class Precedent:
    """A reply that was posted and cites a clause. `customer_name` is whose it was."""

    conversation: ConversationId
    draft: DraftId
    clause: str
    revision: Revision
    customer_name: str
    at: datetime


@dataclass(frozen=True)
class Praise:
    """How many messages praised an account of a channel on one day."""

    channel: str
    account: str
    messages: int


class Learnt:
    """Lists of one workspace."""

    def __init__(self, engine: Engine) -> None:
        """Over a database that has been migrated."""
        self._engine = engine

    def gaps(
        self, workspace: WorkspaceId, state: GapState | None = None, *, limit: int | None = 200
    ) -> tuple[GapRow, ...]:
        """Gaps in one state or in any, those that most conversations met at the front; all of
        them where `limit` is None.
        """
        met = func.count(gap_cases.c.conversation)
        theirs = and_(gap_cases.c.workspace == gaps.c.workspace, gap_cases.c.gap == gaps.c.id)
        newest = (
            select(messages.c.text)
            .join(
                gap_cases,
                and_(
                    gap_cases.c.workspace == messages.c.workspace,
                    gap_cases.c.conversation == messages.c.conversation,
                    gap_cases.c.message == messages.c.id,
                ),
            )
            .where(theirs)
            .order_by(gap_cases.c.at.desc(), gap_cases.c.conversation)
            .limit(1)
            .correlate(gaps)
            .scalar_subquery()
        )
        with look(self._engine, workspace) as scoped:
            here = scoped.here(gaps) if state is None else scoped.here(gaps, state=state)
            counted = (
                select(gaps.c.id, met.label("met"))
                .outerjoin(gap_cases, theirs)
                .where(here)
                .group_by(gaps.c.id)
                .subquery()
            )
            rows = scoped.rows(
                select(gaps, counted.c.met, newest.label("said"))
                .join(counted, counted.c.id == gaps.c.id)
                .where(here)
                .order_by(counted.c.met.desc(), gaps.c.opened_at.desc(), gaps.c.id)
                .limit(limit)
            )
            return tuple(GapRow(gap_of(row), row.met, row.said or "") for row in rows)

    def suggestions(
        self, workspace: WorkspaceId, state: Decision | None = None, *, limit: int | None = 200
    ) -> tuple[Suggestion, ...]:
        """Suggestions in one state or in any, the most frequent at the front; all of them
        where `limit` is None.
        """
        with look(self._engine, workspace) as scoped:
            here = scoped.here(suggestions)
            if state is not None:
                here = scoped.here(suggestions, state=state)
            query = select(suggestions).where(here)
            most = query.order_by(suggestions.c.times.desc(), suggestions.c.at.desc())
            return tuple(suggestion_of(row) for row in scoped.rows(most.limit(limit)))

    def edits(self, workspace: WorkspaceId, *, limit: int = 50) -> tuple[EditRow, ...]:
        """People's edits, the newest at the front, with the texts before and after."""
        old = revisions.alias("old")
        with look(self._engine, workspace) as scoped:
            query = (
                select(
                    edits,
                    conversations.c.customer_name,
                    old.c.text.label("before"),
                    revisions.c.text.label("after"),
                )
                .join(
                    revisions,
                    and_(
                        revisions.c.workspace == edits.c.workspace,
                        revisions.c.id == edits.c.revision,
                    ),
                )
                .join(
                    old,
                    and_(
                        old.c.workspace == revisions.c.workspace,
                        old.c.id == revisions.c.based_on,
                    ),
                )
                .join(
                    conversations,
                    and_(
                        conversations.c.workspace == edits.c.workspace,
                        conversations.c.id == edits.c.conversation,
                    ),
                )
                .where(scoped.here(edits))
                .order_by(edits.c.at.desc(), edits.c.revision)
            )
            return tuple(
                EditRow(edit_of(row), row.customer_name, row.before, row.after)
                for row in scoped.rows(query.limit(limit))
            )

    def praise(self, workspace: WorkspaceId, day: date) -> tuple[Praise, ...]:
        """Where we were praised on a day (UTC), the place with most praise at the front."""
        begin = datetime.combine(day, time(), UTC)
        place = (conversations.c.channel, conversations.c.account)
        number = func.count()
        with look(self._engine, workspace) as scoped:
            query = (
                select(*place, number)
                .where(
                    scoped.here(conversations, kind=MessageKind.PRAISE),
                    conversations.c.opened_at >= begin,
                    conversations.c.opened_at < begin + timedelta(days=1),
                    conversations.c.thread.not_like("thanks:%"),
                )
                .group_by(*place)
                .order_by(number.desc(), *place)
            )
            return tuple(Praise(row[0], row[1], row[2]) for row in scoped.rows(query))

    def precedents(
        self, workspace: WorkspaceId, clauses: Iterable[str], *, limit: int = 5
    ) -> tuple[Precedent, ...]:
        """Replies that were posted and cite one of these clauses, the newest at the front."""
        wanted = tuple(dict.fromkeys(clauses))
        if not wanted:
            return ()
        cited = and_(
            revision_clauses.c.workspace == revisions.c.workspace,
            revision_clauses.c.revision == revisions.c.id,
            revision_clauses.c.cited,
        )
        with look(self._engine, workspace) as scoped:
            query = (
                select(
                    revisions,
                    revision_clauses.c.clause,
                    postings.c.updated_at.label("sent"),
                    drafts.c.conversation,
                    conversations.c.customer_name,
                )
                .select_from(postings)
                .join(
                    revisions,
                    and_(
                        revisions.c.workspace == postings.c.workspace,
                        revisions.c.id == postings.c.revision,
                    ),
                )
                .join(revision_clauses, cited)
                .join(
                    drafts,
                    and_(
                        drafts.c.workspace == postings.c.workspace,
                        drafts.c.id == postings.c.draft,
                    ),
                )
                .join(
                    conversations,
                    and_(
                        conversations.c.workspace == drafts.c.workspace,
                        conversations.c.id == drafts.c.conversation,
                    ),
                )
                .where(
                    scoped.here(postings, state=PostingState.POSTED),
                    drafts.c.kind == DraftKind.REPLY,
                    revision_clauses.c.clause.in_(wanted),
                )
                .order_by(postings.c.updated_at.desc(), postings.c.id)
            )
            found: dict[str, Precedent] = {}
            for row in scoped.rows(query.limit(limit * 4)):
                found.setdefault(
                    row.draft,
                    Precedent(
                        conversation=ConversationId(row.conversation),
                        draft=DraftId(row.draft),
                        clause=row.clause,
                        revision=revision_of(row),
                        customer_name=row.customer_name,
                        at=row.sent,
                    ),
                )
            return tuple(found.values())[:limit]

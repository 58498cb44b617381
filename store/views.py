"""The read side: lists and figures for the queue and the pages, each from one workspace.

A page of a list takes a handful of queries however long the list is. Nothing here locks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, and_, func, not_, or_, select

from desk.approval import ApprovalState
from desk.conversation import Conversation, MessageKind
from desk.draft import DraftKind, DraftState
from desk.ids import ConversationId, PersonId, WorkspaceId
from desk.posting import MOVES, PostingState
from store.conversations import SqlConversations
from store.learnt import Learnt
from store.lying import LeftLying, left_lying
from store.postings import posting_of
from store.queue_rows import DraftLine, QueueRow, queue_rows
from store.schema import approvals, conversations, drafts, messages, postings
from store.scoped import AnyRow, Scoped
from store.seen import ClauseUse, Counts, PostingRow, ToDo, Use, Written
from store.tasks import tasks
from store.uses import clause_uses, uses_of, written_for
from store.work import look

__all__ = [
    "ClauseUse",
    "Counts",
    "DraftLine",
    "Page",
    "PostingRow",
    "QueueFilter",
    "QueueRow",
    "Use",
    "Views",
    "Written",
]


@dataclass(frozen=True)
class QueueFilter:
    """What is wanted; a field that is None or empty wants everything.

    `draft` is the state of a draft for the current turn; `late` wants only what is past its time;
    `words` stand in the customer's name or handle, in the subject or in their last message;
    `second` wants drafts that wait for another person's yes, `holding` holding replies, and
    `needs_person` what no ordinary approval settles: a named role, a posting that only a person
    can tell, a draft that failed.
    """

    channel: str = ""
    kind: MessageKind | None = None
    assigned_to: PersonId | None = None
    draft: DraftState | None = None
    late: bool = False
    words: str = ""
    second: bool = False
    holding: bool = False
    needs_person: bool = False


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and the cursor of the next page, empty on the last."""

    rows: tuple[QueueRow, ...]
    next: str = ""


_LIMIT = 50
_OPEN = frozenset({DraftState.REQUESTED, DraftState.IN_REVIEW, DraftState.APPROVED})
_MOVING = frozenset(state for state, onward in MOVES.items() if onward)
_EVERYTHING = QueueFilter()


class Views:
    """Lists for people to look at."""

    def __init__(self, engine: Engine) -> None:
        """Over a database that has been migrated."""
        self._engine = engine
        self.learnt = Learnt(engine)

    def queue(
        self,
        workspace: WorkspaceId,
        now: datetime,
        wanted: QueueFilter = _EVERYTHING,
        *,
        after: str = "",
        limit: int = _LIMIT,
    ) -> Page:
        """Conversations that are owed a reply, the one that is due first at the front."""
        column = conversations.c.reply_due
        with look(self._engine, workspace) as scoped:
            query = select(conversations).where(
                *_conditions(scoped, wanted, now), column.is_not(None), *_after(column, after)
            )
            found = scoped.rows(query.order_by(column, conversations.c.id).limit(limit + 1))
            return _page(scoped, found, now, limit, "reply_due")

    def owed(self, workspace: WorkspaceId, now: datetime, wanted: QueueFilter) -> int:
        """How many conversations of the queue are so."""
        with look(self._engine, workspace) as scoped:
            due = conversations.c.reply_due.is_not(None)
            query = select(func.count()).select_from(conversations)
            return int(scoped.rows(query.where(*_conditions(scoped, wanted, now), due))[0][0])

    def written(
        self, workspace: WorkspaceId, conversation: ConversationId, turn: int
    ) -> tuple[Written, ...]:
        """Every text that was drafted for a turn of a conversation, oldest first."""
        with look(self._engine, workspace) as scoped:
            return written_for(scoped, conversation, turn)

    def conversations(
        self,
        workspace: WorkspaceId,
        now: datetime,
        wanted: QueueFilter = _EVERYTHING,
        *,
        after: str = "",
        limit: int = _LIMIT,
    ) -> Page:
        """Every conversation, answered or not, the newest first."""
        column = conversations.c.opened_at
        with look(self._engine, workspace) as scoped:
            query = select(conversations).where(
                *_conditions(scoped, wanted, now), *_after(column, after, newest_first=True)
            )
            newest_first = query.order_by(column.desc(), conversations.c.id.desc())
            return _page(
                scoped, scoped.rows(newest_first.limit(limit + 1)), now, limit, "opened_at"
            )

    def row(self, workspace: WorkspaceId, conversation: ConversationId, now: datetime) -> QueueRow:
        """One conversation as lists show it, answered or not. Raises NotFound."""
        with look(self._engine, workspace) as scoped:
            query = select(conversations).where(scoped.here(conversations, id=conversation))
            found = scoped.one(query, f"conversation {conversation}")
            return queue_rows(scoped, (found,), now)[0]

    def of_customer(
        self, workspace: WorkspaceId, conversation: Conversation, now: datetime
    ) -> tuple[QueueRow, ...]:
        """Other conversations with the same customer, the newest first."""
        with look(self._engine, workspace) as scoped:
            names = SqlConversations(scoped).of_customer(conversation)
            query = select(conversations).where(
                scoped.here(conversations), conversations.c.id.in_(names)
            )
            newest = query.order_by(conversations.c.opened_at.desc(), conversations.c.id.desc())
            return queue_rows(scoped, scoped.rows(newest), now)

    def postings(
        self,
        workspace: WorkspaceId,
        states: frozenset[PostingState] = frozenset(),
        *,
        limit: int = _LIMIT,
    ) -> tuple[PostingRow, ...]:
        """Postings in one of these states, or in any; the one that moved last at the front."""
        theirs = and_(
            conversations.c.workspace == postings.c.workspace,
            conversations.c.id == postings.c.conversation,
        )
        with look(self._engine, workspace) as scoped:
            query = (
                select(postings, conversations.c.customer_name, conversations.c.subject)
                .join(conversations, theirs)
                .where(scoped.here(postings))
                .order_by(postings.c.updated_at.desc(), postings.c.id.desc())
            )
            if states:
                query = query.where(postings.c.state.in_(states))
            return tuple(
                PostingRow(posting_of(row), row.customer_name, row.subject)
                for row in scoped.rows(query.limit(limit))
            )

    def needs_human(self, workspace: WorkspaceId) -> tuple[PostingRow, ...]:
        """Postings whose outcome only a person can tell."""
        return self.postings(workspace, frozenset({PostingState.NEEDS_HUMAN}))

    def to_do(
        self,
        workspace: WorkspaceId,
        conversation: ConversationId | None = None,
        *,
        limit: int = _LIMIT,
    ) -> tuple[ToDo, ...]:
        """Tasks that stand, of one conversation or of all, the one that is due first in front."""
        with look(self._engine, workspace) as scoped:
            return tasks(scoped, conversation, limit)

    def left_lying(self, workspace: WorkspaceId, now: datetime, before: datetime) -> LeftLying:
        """What was due `before` and nobody has taken up."""
        with look(self._engine, workspace) as scoped:
            return left_lying(scoped, now, before)

    def counts(
        self, workspace: WorkspaceId, now: datetime, person: PersonId | None = None
    ) -> Counts:
        """How much waits, and for whom."""
        with look(self._engine, workspace) as scoped:
            due = conversations.c.reply_due
            owed = scoped.rows(
                select(
                    func.count(due),
                    func.count().filter(due <= now),
                    func.count().filter(conversations.c.assigned_to == (person or "")),
                ).where(scoped.here(conversations), due.is_not(None))
            )[0]
            of_drafts = _by_state(scoped, drafts, drafts.c.state, _OPEN)
            of_postings = _by_state(scoped, postings, postings.c.state, _MOVING)
            second = scoped.rows(
                select(func.count(drafts.c.id.distinct()))
                .join(
                    approvals,
                    and_(
                        approvals.c.workspace == drafts.c.workspace,
                        approvals.c.draft == drafts.c.id,
                        approvals.c.revision == drafts.c.revision,
                    ),
                )
                .where(
                    scoped.here(approvals, state=ApprovalState.COUNTED),
                    drafts.c.state == DraftState.IN_REVIEW,
                )
            )[0]
        return Counts(
            owed=owed[0],
            late=owed[1],
            mine=owed[2],
            second=second[0],
            drafts={DraftState(state): number for state, number in of_drafts.items()},
            postings={PostingState(state): number for state, number in of_postings.items()},
        )

    def used_clauses(self, workspace: WorkspaceId) -> tuple[ClauseUse, ...]:
        """Every clause version that a draft ever cited, and how often."""
        with look(self._engine, workspace) as scoped:
            return clause_uses(scoped)

    def uses(self, workspace: WorkspaceId, clause: str, *, limit: int = _LIMIT) -> tuple[Use, ...]:
        """Where a clause was cited or consulted, newest first."""
        with look(self._engine, workspace) as scoped:
            return uses_of(scoped, clause, limit)


def _conditions(scoped: Scoped, wanted: QueueFilter, now: datetime) -> list[ColumnElement[bool]]:
    found = [scoped.here(conversations)]
    if wanted.channel:
        found.append(conversations.c.channel == wanted.channel)
    if wanted.kind is not None:
        found.append(conversations.c.kind == wanted.kind)
    if wanted.assigned_to is not None:
        found.append(conversations.c.assigned_to == wanted.assigned_to)
    if wanted.late:
        found.append(conversations.c.reply_due <= now)
    if wanted.words:
        places = ("customer_name", "customer_handle", "subject")
        has = (conversations.c[name].icontains(wanted.words, autoescape=True) for name in places)
        found.append(or_(*has, _said(wanted.words)))
    if wanted.draft is not None:
        found.append(_has_draft(drafts.c.state == wanted.draft))
    if wanted.second:
        said_yes = (
            approvals.c.workspace == drafts.c.workspace,
            approvals.c.revision == drafts.c.revision,
            approvals.c.state == ApprovalState.COUNTED,
        )
        counted = select(approvals.c.id).where(*said_yes).exists()
        found.append(_has_draft(drafts.c.state == DraftState.IN_REVIEW, counted))
    if wanted.holding:
        found.append(_has_draft(drafts.c.state.in_(_OPEN), drafts.c.kind == DraftKind.HOLDING))
    if wanted.needs_person:
        found.append(_needs_person())
    return found


def _said(words: str) -> ColumnElement[bool]:
    """Whether the customer's last message holds these words."""
    last = (
        messages.c.workspace == conversations.c.workspace,
        messages.c.id == conversations.c.last_message,
        messages.c.text.icontains(words, autoescape=True),
    )
    return select(messages.c.id).where(*last).exists()


def _has_draft(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether there is a draft for the current turn that meets these."""
    theirs = (
        drafts.c.workspace == conversations.c.workspace,
        drafts.c.conversation == conversations.c.id,
        drafts.c.turn == conversations.c.turn,
    )
    return select(drafts.c.id).where(*theirs, *conditions).exists()


def _needs_person() -> ColumnElement[bool]:
    theirs = (
        postings.c.workspace == conversations.c.workspace,
        postings.c.conversation == conversations.c.id,
        postings.c.turn == conversations.c.turn,
        postings.c.state == PostingState.NEEDS_HUMAN,
    )
    still_open = drafts.c.state.in_(_OPEN)
    return or_(
        select(postings.c.id).where(*theirs).exists(),
        _has_draft(still_open, drafts.c.role != ""),
        and_(_has_draft(drafts.c.state == DraftState.FAILED), not_(_has_draft(still_open))),
    )


def _page(scoped: Scoped, found: Sequence[AnyRow], now: datetime, limit: int, order: str) -> Page:
    shown = found[:limit]
    more = _cursor(getattr(shown[-1], order), shown[-1].id) if len(found) > limit else ""
    return Page(queue_rows(scoped, shown, now), more)


def _cursor(moment: datetime, last: str) -> str:
    """Where the next page goes on, in letters that an address takes as they are."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat()}Z~{last}"


def _after(
    column: ColumnElement[datetime], cursor: str, *, newest_first: bool = False
) -> list[ColumnElement[bool]]:
    when, mark, last = cursor.partition("Z~")
    try:
        moment = datetime.fromisoformat(f"{when}+00:00" if mark else "")
    except ValueError:
        return []  # no cursor, or none of ours: the first page
    here, mine = conversations.c.id, ConversationId(last)
    if newest_first:
        return [or_(column < moment, and_(column == moment, here < mine))]
    return [or_(column > moment, and_(column == moment, here > mine))]


def _by_state(
    scoped: Scoped, table: Any, state: ColumnElement[str], wanted: Iterable[str]
) -> dict[str, int]:
    found = (scoped.here(table), state.in_(sorted(wanted)))
    query = select(state, func.count()).where(*found).group_by(state)
    return {row[0]: row[1] for row in scoped.rows(query)}

"""What the queue says about each conversation of one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select

from desk.approval import ApprovalState
from desk.conversation import Conversation
from desk.draft import Citation, DraftKind, DraftState, Reason, Severity, Stance
from desk.ids import DraftId, RevisionId
from desk.posting import PostingState
from policies.clause import ClauseId, ClauseVersion
from store.conversations import conversation_of
from store.drafts import draft_of
from store.schema import approvals, drafts, messages, postings, revision_clauses, revisions
from store.scoped import AnyRow, Scoped

EXCERPT = 160  # characters of the customer's last message


@dataclass(frozen=True)
class DraftLine:
    """The newest draft for the customer's current turn.

    `findings` counts those of its current revision by severity; `approvals` counts people who
    said yes to that revision while it waits for more, `cited` the clauses that it stands on. Of
    alternatives beside each other it is the one that somebody said yes to.
    """

    id: DraftId
    state: DraftState
    kind: DraftKind
    stance: Stance
    reason: Reason | None
    revision: RevisionId | None
    held: bool  # at the moment of the look
    problem: str
    findings: Mapping[Severity, int]
    approvals: int
    cited: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class QueueRow:
    """One conversation: the start of the customer's last message, and how far the reply is.

    `late` says that its reply was due; `posting` is the state of the newest posting of this turn.
    """

    conversation: Conversation
    excerpt: str
    late: bool
    draft: DraftLine | None
    posting: PostingState | None


def queue_rows(scoped: Scoped, found: Sequence[AnyRow], now: datetime) -> tuple[QueueRow, ...]:
    """The rows for these conversations, in their order."""
    excerpts = _excerpts(scoped, found)
    lines = _drafts(scoped, found, now)
    states = _postings(scoped, found)
    return tuple(
        QueueRow(
            conversation=conversation_of(row),
            excerpt=excerpts.get(row.last_message, ""),
            late=row.reply_due is not None and row.reply_due <= now,
            draft=lines.get((row.id, row.turn)),
            posting=states.get((row.id, row.turn)),
        )
        for row in found
    )


def _excerpts(scoped: Scoped, found: Sequence[AnyRow]) -> dict[str, str]:
    last = {row.last_message for row in found}
    start = func.substr(messages.c.text, 1, EXCERPT).label("start")
    query = select(messages.c.id, start).where(scoped.here(messages), messages.c.id.in_(last))
    return {row.id: row.start for row in scoped.rows(query)}


def _drafts(
    scoped: Scoped, found: Sequence[AnyRow], now: datetime
) -> dict[tuple[str, int], DraftLine]:
    theirs = drafts.c.conversation.in_({row.id for row in found})
    counted = (
        select(func.count())
        .where(
            approvals.c.workspace == drafts.c.workspace,
            approvals.c.draft == drafts.c.id,
            approvals.c.revision == drafts.c.revision,
            approvals.c.state == ApprovalState.COUNTED,
        )
        .scalar_subquery()
    )
    query = (
        select(drafts, revisions.c.findings, counted.label("counted"))
        .outerjoin(
            revisions,
            and_(
                revisions.c.workspace == drafts.c.workspace,
                revisions.c.id == drafts.c.revision,
            ),
        )
        .where(scoped.here(drafts), theirs)
        .order_by(
            and_(drafts.c.state == DraftState.IN_REVIEW, counted > 0),
            func.coalesce(drafts.c.chosen_at, drafts.c.requested_at),
            drafts.c.chosen_at.is_not(None),
            drafts.c.id,
        )
    )
    # Later rows replace earlier ones: the newest draft of each turn stays.
    newest = {(row.conversation, row.turn): row for row in scoped.rows(query)}
    cited = _cited(scoped, [row.revision for row in newest.values() if row.revision is not None])
    return {turn: _line(row, now, cited.get(row.revision, ())) for turn, row in newest.items()}


def _cited(scoped: Scoped, names: Sequence[str]) -> Mapping[str, tuple[Citation, ...]]:
    used = revision_clauses.c
    query = select(used.revision, used.clause, used.version).where(
        scoped.here(revision_clauses), used.cited, used.revision.in_(names)
    )
    found: dict[str, tuple[Citation, ...]] = {}
    for row in scoped.rows(query.order_by(used.clause, used.version)):
        citation = Citation(ClauseId(row.clause), ClauseVersion(row.version))
        found[row.revision] = (*found.get(row.revision, ()), citation)
    return found


def _line(row: AnyRow, now: datetime, cited: tuple[Citation, ...]) -> DraftLine:
    return DraftLine(
        id=DraftId(row.id),
        state=DraftState(row.state),
        kind=DraftKind(row.kind),
        stance=Stance(row.stance),
        reason=None if row.reason is None else Reason(row.reason),
        revision=None if row.revision is None else RevisionId(row.revision),
        held=draft_of(row).on_hold(now),
        problem=row.problem,
        findings=Counter(finding.severity for finding in row.findings or ()),
        approvals=row.counted,
        cited=cited,
    )


def _postings(scoped: Scoped, found: Sequence[AnyRow]) -> dict[tuple[str, int], PostingState]:
    query = select(postings.c.conversation, postings.c.turn, postings.c.state).where(
        scoped.here(postings), postings.c.conversation.in_({row.id for row in found})
    )
    rows = scoped.rows(query.order_by(postings.c.created_at, postings.c.id))
    return {(row.conversation, row.turn): PostingState(row.state) for row in rows}

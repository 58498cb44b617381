"""Where clauses were used, and in which texts."""

from __future__ import annotations

from sqlalchemy import and_, func, select

from desk.draft import Citation, DraftState
from desk.ids import ConversationId, DraftId, RevisionId
from policies.clause import ClauseId, ClauseVersion
from store.revisions import revision_of
from store.schema import drafts, revision_clauses, revisions
from store.scoped import Scoped
from store.seen import ClauseUse, Use, Written

_REVISION = and_(
    revisions.c.workspace == revision_clauses.c.workspace,
    revisions.c.id == revision_clauses.c.revision,
)
_DRAFT = and_(
    drafts.c.workspace == revisions.c.workspace,
    drafts.c.id == revisions.c.draft,
)


def clause_uses(scoped: Scoped) -> tuple[ClauseUse, ...]:
    """Every clause version that a current revision cites, by clause."""
    version = (revision_clauses.c.clause, revision_clauses.c.version)
    posted = func.count(drafts.c.id.distinct()).filter(drafts.c.state == DraftState.POSTED)
    rows = scoped.rows(
        select(*version, func.count(drafts.c.id.distinct()), posted)
        .join(revisions, _REVISION)
        .join(drafts, and_(_DRAFT, drafts.c.revision == revisions.c.id))
        .where(scoped.here(revision_clauses), revision_clauses.c.cited)
        .group_by(*version)
        .order_by(*version)
    )
    return tuple(
        ClauseUse(Citation(ClauseId(row[0]), ClauseVersion(row[1])), row[2], row[3]) for row in rows
    )


def uses_of(scoped: Scoped, clause: str, limit: int) -> tuple[Use, ...]:
    """The revisions that rest on a clause, newest first."""
    rows = scoped.rows(
        select(
            revision_clauses.c.version,
            revision_clauses.c.cited,
            revisions.c.id,
            revisions.c.at,
            drafts.c.id.label("draft"),
            drafts.c.conversation,
            drafts.c.state,
        )
        .join(revisions, _REVISION)
        .join(drafts, _DRAFT)
        .where(scoped.here(revision_clauses, clause=clause))
        .order_by(revisions.c.at.desc(), revisions.c.id.desc())
        .limit(limit)
    )
    return tuple(
        Use(
            citation=Citation(ClauseId(clause), ClauseVersion(row.version)),
            conversation=ConversationId(row.conversation),
            draft=DraftId(row.draft),
            revision=RevisionId(row.id),
            state=DraftState(row.state),
            cited=row.cited,
            at=row.at,
        )
        for row in rows
    )


def written_for(scoped: Scoped, conversation: str, turn: int) -> tuple[Written, ...]:
    """The texts that were drafted for a turn, of all its drafts, oldest first."""
    rows = scoped.rows(
        select(revisions, drafts.c.state.label("reached"))
        .join(drafts, _DRAFT)
        .where(scoped.here(drafts, conversation=conversation, turn=turn))
        .order_by(drafts.c.requested_at, drafts.c.id, revisions.c.number)
    )
    return tuple(Written(revision_of(row), DraftState(row.reached)) for row in rows)

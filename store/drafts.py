"""Drafts: their states, the leases of those that are requested, rejections and progress."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, func, or_, select

from desk.approval import Rejection
from desk.draft import Citation, Draft, DraftKind, DraftState, Reason, Revision, Side, Stance
from desk.ids import ConversationId, DraftId, PersonId, RevisionId
from desk.records import Progress
from desk.second_reading import Reading, ReadingState
from policies.clause import ClauseId, ClauseVersion
from store.readings import columns_of, reading_of
from store.revisions import add_revision, revision_of
from store.schema import (
    conversations,
    drafts,
    progress,
    readings,
    rejections,
    revision_clauses,
    revisions,
)
from store.scoped import AnyRow, Scoped, locked, unlocked_by_others

END_OF_TIME = datetime(9999, 12, 31, tzinfo=UTC)  # when a reply is due that is not due at all
_OPEN = (DraftState.REQUESTED, DraftState.IN_REVIEW, DraftState.APPROVED)
_NO_LEASE: dict[str, object] = {"lease_owner": "", "lease_until": None}
_STANDING = (DraftState.IN_REVIEW, DraftState.APPROVED)


class SqlDrafts:
    """`desk.records.Drafts` in SQL."""

    def __init__(self, scoped: Scoped) -> None:
        """Inside one transaction."""
        self._in = scoped

    def get(self, draft: DraftId, *, lock: bool = False) -> Draft:
        """One draft. Raises NotFound."""
        query = select(drafts).where(self._in.here(drafts, id=draft))
        return draft_of(self._in.one(locked(query, drafts) if lock else query, f"draft {draft}"))

    def add(self, draft: Draft) -> None:
        """Keep a new draft."""
        of_draft = self._in.here(conversations, id=draft.conversation)
        row = self._in.first(select(conversations.c.reply_due).where(of_draft))
        due = END_OF_TIME if row is None or row.reply_due is None else row.reply_due
        self._in.add(drafts, {"id": draft.id, "due": due, **_columns(draft)})

    def save(self, draft: Draft) -> None:
        """Write what has changed; the lease ends with the state that it belongs to."""
        lease: dict[str, object] = {"lease_owner": "", "lease_until": None}
        kept = {} if draft.state is DraftState.REQUESTED else lease
        self._in.save(drafts, draft.id, {**_columns(draft), **kept})

    def open_in(self, conversation: ConversationId) -> tuple[Draft, ...]:
        """Drafts of it that are requested, in review or approved, newest first."""
        rows = self._in.rows(
            select(drafts)
            .where(self._in.here(drafts, conversation=conversation), drafts.c.state.in_(_OPEN))
            .order_by(drafts.c.requested_at.desc(), drafts.c.id.desc())
        )
        return tuple(draft_of(row) for row in rows)

    def in_bundle(self, bundle: str) -> tuple[Draft, ...]:
        """Drafts that were asked for together, in the order of their asking."""
        query = select(drafts).where(self._in.here(drafts, bundle=bundle))
        rows = self._in.rows(query.order_by(drafts.c.requested_at, drafts.c.id)) if bundle else ()
        return tuple(draft_of(row) for row in rows)

    def superseded_in(self, conversation: ConversationId, most: int) -> tuple[Draft, ...]:
        """Drafts that a newer one replaced, newest first."""
        theirs = self._in.here(drafts, conversation=conversation, state=DraftState.SUPERSEDED)
        newest = select(drafts).where(theirs).order_by(drafts.c.requested_at.desc())
        rows = self._in.rows(newest.order_by(drafts.c.id.desc()).limit(most))
        return tuple(draft_of(row) for row in rows)

    def claim(self, owner: str, now: datetime, lease_until: datetime) -> Draft | None:
        """Lease the requested draft that is due first and whose lease is free; attempts + 1."""
        free = or_(drafts.c.lease_until.is_(None), drafts.c.lease_until <= now)
        due_first = (
            select(drafts)
            .where(self._in.here(drafts, state=DraftState.REQUESTED), free)
            .order_by(drafts.c.due, drafts.c.id)
        )
        row = self._in.first(unlocked_by_others(due_first, drafts))
        if row is None:
            return None
        lease = {"lease_owner": owner, "lease_until": lease_until, "attempts": row.attempts + 1}
        self._in.save(drafts, row.id, lease)
        return self.get(DraftId(row.id))

    def owner(self, draft: DraftId) -> str:
        """Who holds the lease, or an empty string."""
        query = select(drafts.c.lease_owner).where(self._in.here(drafts, id=draft))
        return str(self._in.one(query, f"draft {draft}").lease_owner)

    def unlease(self, draft: DraftId, *, counted: bool = True) -> None:
        """Give the lease back; with `counted` False the attempt does not count as one."""
        less = {} if counted else {"attempts": drafts.c.attempts - 1}
        self._in.save(drafts, draft, {**_NO_LEASE, **less})

    def renew(self, owner: str, names: Iterable[DraftId], until: datetime) -> None:
        """Lengthen the leases that this owner still holds on these drafts."""
        theirs = self._in.here(drafts, state=DraftState.REQUESTED, lease_owner=owner)
        still = drafts.c.id.in_(sorted(names))
        self._in.change(drafts.update().where(theirs, still).values(lease_until=until))

    def owners(self) -> frozenset[str]:
        """Everybody who holds the lease of a requested draft."""
        waiting = self._in.here(drafts, state=DraftState.REQUESTED)
        rows = self._in.rows(select(drafts.c.lease_owner).where(waiting).distinct())
        return frozenset(row.lease_owner for row in rows if row.lease_owner)

    def free(self, owner: str) -> int:
        """Give back every lease of an owner who has died."""
        theirs = self._in.here(drafts, state=DraftState.REQUESTED, lease_owner=owner)
        return self._in.change(drafts.update().where(theirs).values(**_NO_LEASE))

    def open_citing(self, citations: Iterable[Citation]) -> tuple[DraftId, ...]:
        """Drafts in review or approved whose revision cites or consulted one of these."""
        wanted = {(citation.clause, citation.version) for citation in citations}
        rows = self._in.rows(
            self._resting_on(drafts.c.id, revision_clauses.c.clause, revision_clauses.c.version)
            .where(revision_clauses.c.clause.in_({clause for clause, _ in wanted}))
            .order_by(drafts.c.state, drafts.c.id)  # approved before in_review
        )
        return tuple(
            dict.fromkeys(DraftId(row.id) for row in rows if (row.clause, row.version) in wanted)
        )

    def cited_in_open(self) -> tuple[Citation, ...]:
        """Every clause version that the current revision of an open draft rests on."""
        of_clause = (revision_clauses.c.clause, revision_clauses.c.version)
        rows = self._in.rows(self._resting_on(*of_clause).distinct().order_by(*of_clause))
        return tuple(Citation(ClauseId(row.clause), ClauseVersion(row.version)) for row in rows)

    def revision(self, revision: RevisionId) -> Revision:
        """One revision. Raises NotFound."""
        query = select(revisions).where(self._in.here(revisions, id=revision))
        return revision_of(self._in.one(query, f"revision {revision}"))

    def revisions(self, draft: DraftId) -> tuple[Revision, ...]:
        """All revisions of a draft, oldest first."""
        query = select(revisions).where(self._in.here(revisions, draft=draft))
        return tuple(revision_of(row) for row in self._in.rows(query.order_by(revisions.c.number)))

    def add_revision(self, revision: Revision) -> None:
        """Keep a revision, for ever. Raises Conflict where the draft has one of this number."""
        add_revision(self._in, revision)

    def reading(self, revision: RevisionId) -> Reading | None:
        """What the second reader made of a revision, where it was asked to."""
        row = self._in.first(select(readings).where(self._in.here(readings, revision=revision)))
        return None if row is None else reading_of(row)

    def add_reading(self, reading: Reading) -> None:
        """Have a revision read."""
        self._in.add(readings, columns_of(reading))

    def save_reading(self, reading: Reading) -> None:
        """Write how far it is, and what was found."""
        mine = self._in.here(readings, revision=reading.revision)
        self._in.change(readings.update().where(mine).values(**columns_of(reading)))

    def reading_due(self, now: datetime) -> Reading | None:
        """The reading that waits longest and may be tried now."""
        waiting = self._in.here(readings, state=ReadingState.WAITING)
        query = select(readings).where(waiting, readings.c.due <= now).order_by(readings.c.due)
        row = self._in.first(unlocked_by_others(query, readings))
        return None if row is None else reading_of(row)

    def add_rejection(self, rejection: Rejection) -> None:
        """Keep a person's no."""
        before = self._in.here(rejections, draft=rejection.draft)
        last = self._in.first(select(func.max(rejections.c.number)).where(before))
        self._in.add(
            rejections,
            {
                "draft": rejection.draft,
                "number": 1 + ((last[0] if last else None) or 0),
                "revision": rejection.revision,
                "person": rejection.person,
                "reason": rejection.reason,
                "at": rejection.at,
            },
        )

    def rejections(self, draft: DraftId) -> tuple[Rejection, ...]:
        """Everybody's no to this draft, oldest first."""
        query = select(rejections).where(self._in.here(rejections, draft=draft))
        return tuple(
            Rejection(
                draft=DraftId(row.draft),
                revision=RevisionId(row.revision),
                person=PersonId(row.person),
                reason=row.reason,
                at=row.at,
            )
            for row in self._in.rows(query.order_by(rejections.c.number))
        )

    def add_progress(self, step: Progress) -> None:
        """Keep one step of the pipeline."""
        self._in.add(
            progress,
            {
                "draft": step.draft,
                "number": step.number,
                "at": step.at,
                "stage": step.stage,
                "says": step.says,
                "partial": step.partial,
            },
        )

    def progress(self, draft: DraftId, after: int) -> tuple[Progress, ...]:
        """Steps whose number is greater than `after`, in order."""
        query = select(progress).where(
            self._in.here(progress, draft=draft), progress.c.number > after
        )
        return tuple(
            Progress(DraftId(row.draft), row.number, row.at, row.stage, row.says, row.partial)
            for row in self._in.rows(query.order_by(progress.c.number))
        )

    def _resting_on(self, *columns: Any) -> Any:
        return (
            select(*columns)
            .select_from(drafts)
            .join(
                revision_clauses,
                and_(
                    revision_clauses.c.workspace == drafts.c.workspace,
                    revision_clauses.c.revision == drafts.c.revision,
                ),
            )
            .where(self._in.here(drafts), drafts.c.state.in_(_STANDING))
        )


def draft_of(row: AnyRow) -> Draft:
    """The draft in a row of its table."""
    return Draft(
        id=DraftId(row.id),
        conversation=ConversationId(row.conversation),
        turn=row.turn,
        state=DraftState(row.state),
        kind=DraftKind(row.kind),
        stance=Stance(row.stance),
        instruction=row.instruction,
        revision=None if row.revision is None else RevisionId(row.revision),
        requested_at=row.requested_at,
        updated_at=row.updated_at,
        reason=None if row.reason is None else Reason(row.reason),
        explanation=row.explanation,
        questions=row.questions,
        role=row.role,
        attempts=row.attempts,
        held=row.held,
        problem=row.problem,
        bundle=row.bundle,
        chosen_at=row.chosen_at,
        side=Side(row.side),
        place=row.place,
        held_until=row.held_until,
        held_why=row.held_why,
    )


def _columns(draft: Draft) -> dict[str, object]:
    return {
        "conversation": draft.conversation,
        "turn": draft.turn,
        "state": draft.state,
        "kind": draft.kind,
        "stance": draft.stance,
        "instruction": draft.instruction,
        "revision": draft.revision,
        "requested_at": draft.requested_at,
        "updated_at": draft.updated_at,
        "reason": draft.reason,
        "explanation": draft.explanation,
        "questions": draft.questions,
        "role": draft.role,
        "attempts": draft.attempts,
        "held": draft.held,
        "problem": draft.problem,
        "bundle": draft.bundle,
        "chosen_at": draft.chosen_at,
        "side": draft.side,
        "place": draft.place,
        "held_until": draft.held_until,
        "held_why": draft.held_why,
    }

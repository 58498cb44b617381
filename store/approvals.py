"""Approvals: each one person's yes to one exact sheet."""

from __future__ import annotations

from sqlalchemy import select

from desk.approval import Approval, ApprovalState, Snapshot
from desk.conversation import Destination
from desk.ids import ApprovalId, ConversationId, DraftId, MessageId, PersonId, RevisionId
from store.schema import approvals
from store.scoped import AnyRow, Scoped


class SqlApprovals:
    """`desk.records.Approvals` in SQL."""

    def __init__(self, scoped: Scoped) -> None:
        """Inside one transaction."""
        self._in = scoped

    def get(self, approval: ApprovalId) -> Approval:
        """One approval. Raises NotFound."""
        query = select(approvals).where(self._in.here(approvals, id=approval))
        return approval_of(self._in.one(query, f"approval {approval}"))

    def add(self, approval: Approval) -> None:
        """Keep an approval. Raises TurnAnswered where the turn has a live one."""
        seen = approval.snapshot
        with self._in.attempt():
            self._in.add(
                approvals,
                {
                    "id": approval.id,
                    "conversation": seen.conversation,
                    "turn": seen.turn,
                    "draft": seen.draft,
                    "revision": seen.revision,
                    "text_digest": seen.text_digest,
                    **place(seen.destination),
                    "last_message": seen.last_message,
                    "citations": seen.citations,
                    "facts": seen.facts,
                    "sheet_digest": approval.sheet_digest,
                    "person": approval.person,
                    "state": approval.state,
                    "at": approval.at,
                    "expires_at": approval.expires_at,
                    "why_void": approval.why_void,
                },
            )

    def of_draft(self, draft: DraftId) -> tuple[Approval, ...]:
        """Every approval of a draft, void ones too, oldest first."""
        query = select(approvals).where(self._in.here(approvals, draft=draft))
        rows = self._in.rows(query.order_by(approvals.c.at, approvals.c.id))
        return tuple(approval_of(row) for row in rows)

    def move(self, approval: ApprovalId, state: ApprovalState, why: str = "") -> None:
        """Change the state of an approval. Raises TurnAnswered as `add` does."""
        with self._in.attempt():
            self._in.save(approvals, approval, {"state": state, "why_void": why})


def approval_of(row: AnyRow) -> Approval:
    """The approval in a row of its table."""
    return Approval(
        id=ApprovalId(row.id),
        snapshot=Snapshot(
            conversation=ConversationId(row.conversation),
            turn=row.turn,
            draft=DraftId(row.draft),
            revision=RevisionId(row.revision),
            text_digest=row.text_digest,
            destination=destination_of(row),
            last_message=MessageId(row.last_message),
            citations=row.citations,
            facts=row.facts,
        ),
        sheet_digest=row.sheet_digest,
        person=PersonId(row.person),
        state=ApprovalState(row.state),
        at=row.at,
        expires_at=row.expires_at,
        why_void=row.why_void,
    )


def destination_of(row: AnyRow) -> Destination:
    """The destination in a row that has its five columns."""
    return Destination(row.channel, row.account, row.thread, row.parent, row.public)


def place(destination: Destination) -> dict[str, object]:
    """The five columns of a destination."""
    return {
        "channel": destination.channel,
        "account": destination.account,
        "thread": destination.thread,
        "parent": destination.parent,
        "public": destination.public,
    }

"""Approved replies for tests, made by the one door that makes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from desk.approval import Approval, ApprovalState, ApprovedReply, Snapshot, release
from desk.conversation import Destination
from desk.draft import text_digest
from desk.ids import ApprovalId, ConversationId, DraftId, MessageId, PersonId, PostingId, RevisionId
from desk.posting import Posting, PostingState

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def approved(
    text: str,
    destination: Destination,
    key: str = "key-1",
    attempt: int = 1,
    extras: Mapping[str, str] | None = None,
    until: datetime | None = None,
) -> ApprovedReply:
    snapshot = Snapshot(
        conversation=ConversationId("conversation-1"),
        turn=1,
        draft=DraftId("draft-1"),
        revision=RevisionId("revision-1"),
        text_digest=text_digest(text),
        destination=destination,
        last_message=MessageId("message-1"),
        citations=(),
    )
    approval = Approval(
        id=ApprovalId(f"approval-of-{key}"),
        snapshot=snapshot,
        sheet_digest=snapshot.digest,
        person=PersonId("person-1"),
        state=ApprovalState.LIVE,
        at=NOW,
        expires_at=NOW + timedelta(hours=1),
    )
    return release(
        approval,
        snapshot,
        text=text,
        key=key,
        attempt=attempt,
        until=until or NOW + timedelta(days=365_000),
        extras=extras or {},
    )


def posting_of(reply: ApprovedReply, state: PostingState = PostingState.UNKNOWN) -> Posting:
    return Posting(
        id=PostingId(f"posting-of-{reply.key}"),
        approval=reply.approval,
        conversation=reply.conversation,
        draft=DraftId("draft-1"),
        revision=RevisionId("revision-1"),
        turn=1,
        destination=reply.destination,
        text=reply.text,
        digest=reply.digest,
        key=reply.key,
        state=state,
        attempt=reply.attempt,
        not_before=NOW,
        created_at=NOW,
        updated_at=NOW,
    )

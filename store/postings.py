"""Postings: rows that only move as `desk.posting.MOVES` says."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select

from desk.approval import ApprovalState
from desk.ids import ApprovalId, ConversationId, DraftId, PostingId, RevisionId
from desk.posting import MOVES, Posting, PostingState
from desk.steady import Steady
from store.approvals import destination_of, place
from store.schema import approvals, conversations, postings
from store.scoped import AnyRow, Query, Scoped, locked, unlocked_by_others

_LIVE = tuple(state for state, onward in MOVES.items() if onward)


class SqlPostings:
    """`desk.records.Postings` in SQL.

    Whoever takes a posting to work on holds its conversation with it, in one statement and only
    if both are free; so nobody waits for one of the two while holding the other.
    """

    def __init__(self, scoped: Scoped) -> None:
        """Inside one transaction."""
        self._in = scoped

    def get(self, posting: PostingId, *, lock: bool = False) -> Posting:
        """One posting. Raises NotFound."""
        query = select(postings).where(self._in.here(postings, id=posting))
        query = locked(query, postings) if lock else query
        return posting_of(self._in.one(query, f"posting {posting}"))

    def add(self, posting: Posting) -> None:
        """Keep a new posting. The database takes it only queued, and for a live approval."""
        with self._in.attempt():
            self._in.add(
                postings,
                {
                    "id": posting.id,
                    "approval": posting.approval,
                    "conversation": posting.conversation,
                    "draft": posting.draft,
                    "revision": posting.revision,
                    "turn": posting.turn,
                    **place(posting.destination),
                    "text": posting.text,
                    "digest": posting.digest,
                    "key": posting.key,
                    "created_at": posting.created_at,
                    **_moving(posting),
                },
            )

    def save(self, posting: Posting, *, was: PostingState, attempt: int) -> bool:
        """Write it if the row still has this state and attempt; False where it has moved on."""
        still = self._in.here(postings, id=posting.id, state=was, attempt=attempt)
        return self._in.change(postings.update().where(still).values(**_moving(posting))) == 1

    def of_draft(self, draft: DraftId) -> tuple[Posting, ...]:
        """Every posting of a draft, oldest first."""
        return self._all(select(postings).where(self._in.here(postings, draft=draft)))

    def live_in(self, conversation: ConversationId) -> tuple[Posting, ...]:
        """Those of a conversation that may still move, oldest first."""
        of_conversation = self._in.here(postings, conversation=conversation)
        return self._all(select(postings).where(of_conversation, postings.c.state.in_(_LIVE)))

    def waiting(self) -> tuple[PostingId, ...]:
        """Every queued posting that was never begun, the one that leaves first at the front."""
        return self._queued(postings.c.attempt == 0)

    def queued(self) -> tuple[PostingId, ...]:
        """Every queued posting, whether it was begun before or not."""
        return self._queued()

    def expired(self, now: datetime) -> tuple[Posting, ...]:
        """Queued ones, never begun, whose approval has expired."""
        theirs = and_(
            approvals.c.workspace == postings.c.workspace, approvals.c.id == postings.c.approval
        )
        gone = self._takeable(PostingState.QUEUED, postings.c.attempt == 0).join(approvals, theirs)
        ran_out = (approvals.c.state == ApprovalState.LIVE, approvals.c.expires_at <= now)
        return tuple(posting_of(row) for row in self._in.rows(gone.where(*ran_out)))

    def next_queued(self, now: datetime, channels: frozenset[str]) -> Posting | None:
        """A queued posting of these channels whose `not_before` has passed."""
        due = and_(postings.c.not_before <= now, postings.c.channel.in_(sorted(channels)))
        return self._next(PostingState.QUEUED, due, postings.c.not_before)

    def lapsed(self, now: datetime) -> tuple[Posting, ...]:
        """Those in `sending` whose lease has run out."""
        gone = or_(postings.c.lease_until.is_(None), postings.c.lease_until <= now)
        rows = self._in.rows(self._takeable(PostingState.SENDING, gone))
        return tuple(posting_of(row) for row in rows)

    def next_unknown(
        self, now: datetime, besides: frozenset[PostingId] = frozenset()
    ) -> Posting | None:
        """An unknown posting whose quarantine is over, or was never set, and none of those."""
        over = or_(postings.c.quarantine_until.is_(None), postings.c.quarantine_until <= now)
        over = and_(over, postings.c.id.not_in(sorted(besides))) if besides else over
        return self._next(PostingState.UNKNOWN, over, postings.c.quarantine_until)

    def _queued(self, *also: Any) -> tuple[PostingId, ...]:
        wanted = (self._in.here(postings, state=PostingState.QUEUED), *also)
        query = select(postings.c.id).where(*wanted).order_by(postings.c.not_before)
        return tuple(PostingId(row.id) for row in self._in.rows(query))

    def _all(self, query: Query) -> tuple[Posting, ...]:
        rows = self._in.rows(query.order_by(postings.c.created_at, postings.c.id))
        return tuple(posting_of(row) for row in rows)

    def _next(self, state: PostingState, when: Any, order: Any) -> Posting | None:
        row = self._in.first(self._takeable(state, when).order_by(order, postings.c.id))
        return None if row is None else posting_of(row)

    def _takeable(self, state: PostingState, when: Any) -> Query:
        theirs = and_(
            conversations.c.workspace == postings.c.workspace,
            conversations.c.id == postings.c.conversation,
        )
        query = select(postings).join(conversations, theirs)
        query = query.where(self._in.here(postings, state=state), when)
        return unlocked_by_others(query, postings, conversations)


def posting_of(row: AnyRow) -> Posting:
    """The posting in a row of its table."""
    return Posting(
        id=PostingId(row.id),
        approval=ApprovalId(row.approval),
        conversation=ConversationId(row.conversation),
        draft=DraftId(row.draft),
        revision=RevisionId(row.revision),
        turn=row.turn,
        destination=destination_of(row),
        text=row.text,
        digest=row.digest,
        key=row.key,
        state=PostingState(row.state),
        attempt=row.attempt,
        not_before=row.not_before,
        created_at=row.created_at,
        updated_at=row.updated_at,
        lease_owner=row.lease_owner,
        lease_until=row.lease_until,
        quarantine_until=row.quarantine_until,
        unknown_since=None if row.unknown_since is None else Steady.read(row.unknown_since),
        remote=row.remote,
        link=row.link,
        read_back=row.read_back,
        evidence=row.evidence,
    )


def _moving(posting: Posting) -> dict[str, object]:
    return {
        "state": posting.state,
        "attempt": posting.attempt,
        "not_before": posting.not_before,
        "updated_at": posting.updated_at,
        "lease_owner": posting.lease_owner,
        "lease_until": posting.lease_until,
        "quarantine_until": posting.quarantine_until,
        "unknown_since": None if posting.unknown_since is None else str(posting.unknown_since),
        "remote": posting.remote,
        "link": posting.link,
        "read_back": posting.read_back,
        "evidence": posting.evidence,
    }

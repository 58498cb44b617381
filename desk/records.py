"""What the desk keeps, said as the desk needs it. `store/` implements this; tests have a fake.

`Records.begin(workspace)` is one transaction: all of it or nothing, and nothing of another
workspace is ever visible inside it. `lock=True` keeps the row for this transaction until it ends
(on SQLite the whole transaction is exclusive). Every read raises `NotFound` for a missing row and
every write raises `RecordsFailed` where the record cannot be written.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from desk.approval import Approval, ApprovalState, Rejection
from desk.audit import Entry
from desk.complaint import Complaints
from desk.conversation import Conversation, Message
from desk.draft import Citation, Draft, Revision
from desk.granted import Granted
from desk.ids import (
    ApprovalId,
    ConversationId,
    DraftId,
    IncidentId,
    PersonId,
    PostingId,
    RevisionId,
    WorkspaceId,
)
from desk.incident import Incidents
from desk.lessons import FactLog, Lessons, Notes
from desk.people import Person, Role
from desk.posting import Posting, PostingState
from desk.second_reading import Reading


@dataclass(frozen=True)
class Progress:
    """One step of the pipeline as a person may watch it. `partial` is text so far, if streamed."""

    draft: DraftId
    number: int
    at: datetime
    stage: str
    says: str
    partial: str = ""


class Kept(StrEnum):
    """What became of a promise; RELEASED where the customer let us off."""

    KEPT = "kept"
    BROKEN = "broken"
    RELEASED = "released"


class Due(StrEnum):
    """How a promise stands in time."""

    LATER = "later"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True)
class FollowUp:
    """A task on somebody's list: the only thing that a holding reply may speak of.

    With a `posting` it is a promise of ours; then `kept` says what became of it, `evidence` what
    shows that and `settled_by` who said so. `reminded_at` is when its owner was reminded last, and
    `reminded_of` whether it was SOON or LATE then.
    """

    id: str
    conversation: ConversationId
    draft: DraftId | None
    what: str
    role: str
    due: datetime
    done_at: datetime | None = None
    posting: PostingId | None = None
    owner: PersonId | None = None
    kept: Kept | None = None
    evidence: str = ""
    settled_by: PersonId | None = None
    reminded_at: datetime | None = None
    reminded_of: Due | None = None


class Conversations(Protocol):
    """Conversations and their messages."""

    def get(self, conversation: ConversationId, *, lock: bool = False) -> Conversation: ...
    def at_thread(self, channel: str, account: str, thread: str) -> Conversation | None: ...
    def add(self, conversation: Conversation) -> None: ...
    def save(self, conversation: Conversation) -> None: ...
    def of_whom(self, customer: str) -> tuple[ConversationId, ...]:
        """Every conversation of one customer (`Conversation.customer`), oldest first."""
        ...

    def messages(self, conversation: ConversationId) -> tuple[Message, ...]: ...
    def of_customer(self, conversation: Conversation) -> tuple[ConversationId, ...]:
        """Other conversations with the same customer, the newest first: the same handle on the
        same channel, and where there is none nobody can tell.
        """
        ...

    def sent_to_others(
        self, conversation: Conversation, since: datetime, limit: int
    ) -> tuple[str, ...]:
        """What other customers of this channel were sent since then, the newest first."""
        ...

    def message_by_remote(self, channel: str, account: str, remote: str) -> Message | None: ...
    def add_message(self, message: Message) -> None: ...


class Drafts(Protocol):
    """Drafts, their revisions (never changed), rejections and progress."""

    def get(self, draft: DraftId, *, lock: bool = False) -> Draft: ...
    def add(self, draft: Draft) -> None: ...
    def save(self, draft: Draft) -> None: ...
    def open_in(self, conversation: ConversationId) -> tuple[Draft, ...]:
        """Drafts of this conversation that are requested, in review or approved, newest first."""
        ...

    def in_bundle(self, bundle: str) -> tuple[Draft, ...]:
        """Drafts that were asked for together, in any state, in the order of their asking."""
        ...

    def superseded_in(self, conversation: ConversationId, most: int) -> tuple[Draft, ...]:
        """Drafts that a newer one replaced, newest first."""
        ...

    def claim(self, owner: str, now: datetime, lease_until: datetime) -> Draft | None:
        """Lease the requested draft that is due first and whose lease is free; attempts + 1."""
        ...

    def owner(self, draft: DraftId) -> str:
        """Who holds the lease of a requested draft, or an empty string."""
        ...

    def unlease(self, draft: DraftId, *, counted: bool = True) -> None:
        """Give the lease back; with `counted` False the attempt does not count as one."""
        ...

    def renew(self, owner: str, drafts: Iterable[DraftId], until: datetime) -> None:
        """Lengthen the leases that this owner still holds on these drafts."""
        ...

    def owners(self) -> frozenset[str]:
        """Everybody who holds the lease of a requested draft."""
        ...

    def free(self, owner: str) -> int:
        """Give back every lease of an owner who has died; returns how many."""
        ...

    def open_citing(self, citations: Iterable[Citation]) -> tuple[DraftId, ...]:
        """Drafts in review or approved whose current revision cites or consulted one of these."""
        ...

    def cited_in_open(self) -> tuple[Citation, ...]:
        """Every clause version that the current revision of an open draft cites or consulted."""
        ...

    def revision(self, revision: RevisionId) -> Revision: ...
    def revisions(self, draft: DraftId) -> tuple[Revision, ...]: ...
    def add_revision(self, revision: Revision) -> None: ...
    def reading(self, revision: RevisionId) -> Reading | None:
        """What the second reader made of a revision, where it was asked to read it."""
        ...

    def add_reading(self, reading: Reading) -> None: ...
    def save_reading(self, reading: Reading) -> None: ...
    def reading_due(self, now: datetime) -> Reading | None:
        """The reading that waits longest and may be tried now."""
        ...

    def add_rejection(self, rejection: Rejection) -> None: ...
    def rejections(self, draft: DraftId) -> tuple[Rejection, ...]: ...
    def add_progress(self, progress: Progress) -> None: ...
    def progress(self, draft: DraftId, after: int) -> tuple[Progress, ...]:
        """Steps whose number is greater than `after`, in order."""
        ...


class Approvals(Protocol):
    """Approvals. At most one is live per (conversation, turn): the second `add` raises
    `TurnAnswered`.
    """

    def get(self, approval: ApprovalId) -> Approval: ...
    def add(self, approval: Approval) -> None: ...
    def of_draft(self, draft: DraftId) -> tuple[Approval, ...]: ...
    def move(self, approval: ApprovalId, state: ApprovalState, why: str = "") -> None: ...


class Postings(Protocol):
    """Postings. A move that `desk.posting.MOVES` does not know is refused by the database too."""

    def get(self, posting: PostingId, *, lock: bool = False) -> Posting: ...
    def add(self, posting: Posting) -> None: ...
    def save(self, posting: Posting, *, was: PostingState, attempt: int) -> bool:
        """Write it if the row still has this state and attempt; False where it has moved on."""
        ...

    def of_draft(self, draft: DraftId) -> tuple[Posting, ...]: ...
    def live_in(self, conversation: ConversationId) -> tuple[Posting, ...]:
        """Those that are queued, sending, unknown or needs_human."""
        ...

    def waiting(self) -> tuple[PostingId, ...]:
        """Every queued posting that was never begun."""
        ...

    def queued(self) -> tuple[PostingId, ...]:
        """Every queued posting, whether it was begun before or not."""
        ...

    def expired(self, now: datetime) -> tuple[Posting, ...]:
        """Queued ones, never begun, whose approval has run out; locked and skipped likewise."""
        ...

    def next_queued(self, now: datetime, channels: frozenset[str]) -> Posting | None:
        """A queued posting of these channels whose `not_before` has passed, the oldest first.

        Its conversation is locked first and then the posting itself; conversations that somebody
        else holds are skipped.
        """
        ...

    def lapsed(self, now: datetime) -> tuple[Posting, ...]:
        """Those in `sending` whose lease has run out; locked and skipped in the same way."""
        ...

    def next_unknown(
        self, now: datetime, besides: frozenset[PostingId] = frozenset()
    ) -> Posting | None:
        """An unknown posting whose quarantine is over, and none of those; locked and skipped in
        the same way.
        """
        ...


class Grants(Protocol):
    """What approved replies give. Only grants of postings that may appear or did are read.

    `lock=True` keeps others from granting to the same customer or in the same incident until the
    transaction ends.
    """

    def add(self, grants: Iterable[Granted]) -> None: ...
    def to_customer(self, customer: str, *, lock: bool = False) -> tuple[Granted, ...]: ...
    def in_incident(self, incident: IncidentId, *, lock: bool = False) -> tuple[Granted, ...]: ...


class People(Protocol):
    """People who may sign in.

    `lock=True` keeps them, with their roles, as they are until the transaction ends; others may
    hold the same person so, and only who changes that person waits.
    """

    def get(self, person: PersonId, *, lock: bool = False) -> Person: ...
    def admins(self) -> frozenset[PersonId]:
        """Every active admin; nobody else counts or changes them until the transaction ends."""
        ...

    def set_roles(self, person: PersonId, roles: frozenset[Role]) -> None:
        """Give exactly these roles. Raises NotFound."""
        ...

    def set_active(self, person: PersonId, *, active: bool) -> None:
        """Let a person in or out. Raises NotFound."""
        ...


class Lists(Protocol):
    """What somebody has to do."""

    def add(self, follow_up: FollowUp) -> None: ...
    def of(self, conversation: ConversationId) -> tuple[FollowUp, ...]: ...
    def done(self, follow_up: str, at: datetime) -> None: ...
    def get(self, follow_up: str, *, lock: bool = False) -> FollowUp: ...
    def save(self, follow_up: FollowUp) -> None: ...
    def unreminded(self, now: datetime, soon: datetime) -> tuple[FollowUp, ...]:
        """Open promises that are due by `soon` and whose owner was never reminded, and those that
        are late and whose owner was not told so; locked, and passed over where others hold them.
        """
        ...


class Cursors(Protocol):
    """How far each connector has read; the cursor is the connector's own string."""

    def get(self, channel: str, account: str) -> str: ...
    def put(self, channel: str, account: str, cursor: str) -> None: ...


class Transaction(Protocol):
    """One transaction over everything that the desk keeps."""

    conversations: Conversations
    drafts: Drafts
    approvals: Approvals
    postings: Postings
    people: People
    grants: Grants
    lists: Lists
    cursors: Cursors
    complaints: Complaints
    incidents: Incidents
    facts: FactLog
    notes: Notes
    lessons: Lessons

    def erase(self, conversations: tuple[ConversationId, ...], at: datetime) -> None:
        """Take every word of and to a customer out of these, for good; ids and digests stay."""
        ...

    def audit(self, at: datetime, entry: Entry) -> None:
        """Add a row to the audit of this workspace, sealed over the one before."""
        ...


class Records(Protocol):
    """Everything that the desk keeps."""

    def begin(self, workspace: WorkspaceId) -> AbstractContextManager[Transaction]:
        """Start a transaction; it commits when the block ends and rolls back when it raises."""
        ...

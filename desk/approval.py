"""The door: what the reviewer was shown, what they approved, and the only reply that may leave."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from desk.conversation import Destination
from desk.draft import Citation, text_digest
from desk.errors import SheetChanged
from desk.ids import ApprovalId, ConversationId, DraftId, MessageId, PersonId, RevisionId


@dataclass(frozen=True)
class Snapshot:
    """Everything an approval rests on. If any of it changes, the approval is void."""

    conversation: ConversationId
    turn: int
    draft: DraftId
    revision: RevisionId
    text_digest: str
    destination: Destination
    last_message: MessageId
    citations: tuple[Citation, ...]
    facts: str = ""  # digest of the case facts and the scope

    @property
    def digest(self) -> str:
        """The digest of the review sheet: sha256 over all of the above, in hexadecimal."""
        body = [
            self.conversation,
            self.turn,
            self.draft,
            self.revision,
            self.text_digest,
            [
                self.destination.channel,
                self.destination.account,
                self.destination.thread,
                self.destination.parent,
                self.destination.public,
            ],
            self.last_message,
            sorted(f"{c.clause}@{c.version}" for c in self.citations),
            self.facts,
        ]
        return hashlib.sha256(json.dumps(body).encode()).hexdigest()


class ApprovalState(StrEnum):
    """COUNTED waits for a second person; LIVE released a posting; SPENT was posted."""

    COUNTED = "counted"
    LIVE = "live"
    SPENT = "spent"
    VOID = "void"


@dataclass(frozen=True)
class Approval:
    """One person's yes to one exact sheet."""

    id: ApprovalId
    snapshot: Snapshot
    sheet_digest: str
    person: PersonId
    state: ApprovalState
    at: datetime
    expires_at: datetime
    why_void: str = ""


@dataclass(frozen=True)
class Rejection:
    """One person's no to one revision, with a reason for those who draft."""

    draft: DraftId
    revision: RevisionId
    person: PersonId
    reason: str
    at: datetime


@dataclass(frozen=True)
class ApprovedReply:
    """The only thing that a channel posts. Constructed in this file alone, by `release`.

    `key` is the same for every attempt at this posting; `until` is when the last byte before
    the point of no return must have left: after it another worker may have taken the posting up;
    `late` asks the same of a clock that cannot jump;
    `extras` is what the channel needs to thread it (an e-mail's subject and references).
    """

    approval: ApprovalId
    conversation: ConversationId
    destination: Destination
    text: str
    digest: str
    key: str
    attempt: int
    until: datetime
    extras: Mapping[str, str] = field(default_factory=dict)
    late: Callable[[], bool] = field(default=lambda: False, repr=False, compare=False)


def release(
    approval: Approval,
    now: Snapshot,
    *,
    text: str,
    key: str,
    attempt: int,
    until: datetime,
    extras: Mapping[str, str],
    late: Callable[[], bool] = lambda: False,
) -> ApprovedReply:
    """The door. The only place where an ApprovedReply is made.

    It opens for a live approval whose sheet is, to the digest, what stands at this moment, and
    for a text that has the digest which was approved. Raises SheetChanged.
    """
    sound = (
        approval.state is ApprovalState.LIVE
        and approval.sheet_digest == approval.snapshot.digest == now.digest
        and text_digest(text) == now.text_digest
    )
    if not sound:
        raise SheetChanged("The approval does not cover this text at this place any more.")
    return ApprovedReply(
        approval=approval.id,
        conversation=now.conversation,
        destination=now.destination,
        text=text,
        digest=now.text_digest,
        key=key,
        attempt=attempt,
        until=until,
        extras=dict(extras),
        late=late,
    )

"""A posting: the attempt to put one approved text in one place, at most once.

States and moves are those of the gate: `queued -> sending -> posted | refused | unknown`,
`unknown -> posted | queued | needs_human`, `needs_human -> posted | closed`, `queued -> void`.
An unknown outcome never simply goes back to the queue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from desk.approval import ApprovedReply
from desk.conversation import Destination
from desk.ids import ApprovalId, ConversationId, DraftId, PostingId, RevisionId
from desk.limits import Limits
from desk.steady import Steady


class PostingState(StrEnum):
    """Where a posting stands."""

    QUEUED = "queued"
    SENDING = "sending"
    UNKNOWN = "unknown"
    NEEDS_HUMAN = "needs_human"
    POSTED = "posted"
    VOID = "void"
    REFUSED = "refused"
    CLOSED = "closed"


MOVES: dict[PostingState, frozenset[PostingState]] = {
    # From queued straight to posted only when a late receipt of an earlier attempt arrives.
    PostingState.QUEUED: frozenset(
        {PostingState.SENDING, PostingState.VOID, PostingState.NEEDS_HUMAN, PostingState.POSTED}
    ),
    PostingState.SENDING: frozenset(
        {PostingState.POSTED, PostingState.REFUSED, PostingState.UNKNOWN, PostingState.QUEUED}
    ),
    PostingState.UNKNOWN: frozenset(
        {PostingState.POSTED, PostingState.QUEUED, PostingState.NEEDS_HUMAN}
    ),
    PostingState.NEEDS_HUMAN: frozenset({PostingState.POSTED, PostingState.CLOSED}),
    PostingState.POSTED: frozenset(),
    PostingState.VOID: frozenset(),
    PostingState.REFUSED: frozenset(),
    PostingState.CLOSED: frozenset(),
}


@dataclass(frozen=True)
class Posting:
    """One approved text on its way to one place.

    `attempt` is n, 0 until the first intent; `key` is the idempotency key and the same for every
    attempt; `not_before` ends the undo window; `quarantine_until` is when a look-up that finds
    nothing may be believed, as the wall clock says; `unknown_since` is when it began, by a clock
    that cannot jump, where the machine has one: both must be over. `evidence` is what was seen, in
    words, newest last.
    """

    id: PostingId
    approval: ApprovalId
    conversation: ConversationId
    draft: DraftId
    revision: RevisionId
    turn: int
    destination: Destination
    text: str
    digest: str
    key: str
    state: PostingState
    attempt: int
    not_before: datetime
    created_at: datetime
    updated_at: datetime
    lease_owner: str = ""
    lease_until: datetime | None = None
    quarantine_until: datetime | None = None
    unknown_since: Steady | None = None
    remote: str = ""
    link: str = ""
    read_back: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Receipt:
    """The evidence of a posting: the channel's id and address of it, the text read back, when."""

    remote: str
    link: str
    read_back: str
    at: datetime


@dataclass(frozen=True)
class Incoming:
    """A message as a connector hands it over, with the place that it came from.

    `remote` is the channel's own id of the message and makes receiving it twice harmless.
    """

    channel: str
    account: str
    thread: str
    remote: str
    author: str
    handle: str
    text: str
    sent_at: datetime
    public: bool
    subject: str = ""
    link: str = ""


class Refused(Exception):
    """The channel said no: nothing was posted and nothing will be."""


class NotReached(Exception):
    """Nothing left us: the connection was refused, or a 429 came before processing.

    `after` is how long the channel asks us to wait.
    """

    def __init__(self, why: str, after: timedelta = timedelta(seconds=5)) -> None:
        """`why` is said in the evidence."""
        self.after = after
        super().__init__(why)


class OutcomeUnknown(Exception):
    """The request may have arrived: a time-out, a reset, a 5xx. Only a look-up can tell."""


@dataclass(frozen=True)
class Correction:
    """A customer edited a message that we know, or deleted it: then `text` is None."""

    remote: str
    text: str | None
    at: datetime


@dataclass(frozen=True)
class Received:
    """New messages of a channel and where to go on next time; the cursor is the connector's own."""

    messages: tuple[Incoming, ...]
    cursor: str
    corrections: tuple[Correction, ...] = ()


class Channel(Protocol):
    """What a connector does. One file in `channels/` each; one contract suite for all.

    `looks_up` says whether `find` can tell whether our post is there; `quarantine` is how long
    after the send deadline a post may still appear; `in_hands` marks a channel on which a person
    presses the button (the extension), so that the worker never posts there.
    """

    name: str
    looks_up: bool
    in_hands: bool
    quarantine: timedelta
    send_deadline: timedelta

    def normalise(self, text: str) -> str:
        """What the channel will make of a text; applying it twice changes nothing more."""
        ...

    def limits_for(self, destination: Destination) -> Limits:
        """What may be posted there: one connector may serve sites that differ."""
        ...

    def count(self, text: str, destination: Destination) -> int:
        """The length of a text as it is counted there."""
        ...

    def receive(self, cursor: str) -> Received:
        """Messages since `cursor`, empty at first; own posts and automatic mail are left out."""
        ...

    def post(self, reply: ApprovedReply) -> Receipt:
        """Put the reply there. Raises Refused, NotReached or OutcomeUnknown.

        NotReached too where `reply.until` has passed as the request is about to leave: a sender
        that was paused for so long must not send any more, for another may have.
        """
        ...

    def find(self, posting: Posting) -> Receipt | None:
        """Our post, if it is there; None if it is not. Raises OutcomeUnknown if it cannot tell."""
        ...

    def ping(self) -> str:
        """A word on how the channel is; raises where it cannot be reached."""
        ...

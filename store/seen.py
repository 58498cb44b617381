"""Rows of lists and figures, as pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desk.draft import Citation, DraftState, Revision
from desk.ids import ConversationId, DraftId, RevisionId
from desk.posting import Posting, PostingState
from desk.records import FollowUp


@dataclass(frozen=True)
class PostingRow:
    """A posting and whose it is."""

    posting: Posting
    customer_name: str
    subject: str


@dataclass(frozen=True)
class Counts:
    """How much there is: conversations `owed` a reply, of which `late` and `mine`; drafts that
    wait for a `second` person; drafts and postings by state, of those that can still
    move, so that counting stays quick however long the history is.
    """

    owed: int
    late: int
    mine: int
    second: int
    drafts: Mapping[DraftState, int]
    postings: Mapping[PostingState, int]


@dataclass(frozen=True)
class ToDo:
    """A task that is not done; `told` says that the customer has read of it."""

    task: FollowUp
    told: bool


@dataclass(frozen=True)
class ClauseUse:
    """One clause version: how many drafts cited it, and how many of those were posted."""

    citation: Citation
    drafts: int
    posted: int


@dataclass(frozen=True)
class Use:
    """One revision that rests on a clause; `cited` is False where it was only consulted."""

    citation: Citation
    conversation: ConversationId
    draft: DraftId
    revision: RevisionId
    state: DraftState
    cited: bool
    at: datetime


@dataclass(frozen=True)
class Written:
    """A text that was drafted, and how far its draft is."""

    revision: Revision
    state: DraftState

"""What the desk writes down to learn from: changes of facts, look-ups, notes, edits, style, gaps.

None of it holds a copy of what a customer wrote: a row names the message, the revision or the
draft, so that words which are erased there are gone here too. Notes and facts are the exceptions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from desk.facts import Fact
from desk.ids import ConversationId, DraftId, MessageId, PersonId, RevisionId


@dataclass(frozen=True)
class FactChange:
    """One fact of a case, then and now; None where there was or is none.

    Changes of one `batch` were made together and are undone together; `undoes` is the batch that
    this one took back. `in_scope` marks a dimension of the case's scope, whose value is words.
    """

    id: str
    batch: str
    conversation: ConversationId
    at: datetime
    actor: str
    name: str
    was: Fact | None
    now: Fact | None
    in_scope: bool = False
    undoes: str = ""


@dataclass(frozen=True)
class LookUp:
    """What came of asking the company's own system about a case. `says` is for people."""

    id: str
    conversation: ConversationId
    turn: int
    at: datetime
    answered: bool
    says: str


@dataclass(frozen=True)
class Note:
    """A word among colleagues about a conversation. The customer never sees it."""

    id: str
    conversation: ConversationId
    person: PersonId
    text: str
    at: datetime


class EditKind(StrEnum):
    """What a person's edit changed, the gravest of it first."""

    COMMITMENT = "commitment"
    WRONG_CLAUSE = "wrong_clause"
    POLICY = "policy"
    FACT = "fact"
    STYLE = "style"


@dataclass(frozen=True)
class Edit:
    """A person's edit of one revision into another, with its class and the reason for it."""

    revision: RevisionId
    draft: DraftId
    conversation: ConversationId
    person: PersonId
    kind: EditKind
    why: str
    at: datetime


class Decision(StrEnum):
    """Where a suggestion stands. Nothing is taken over before an owner accepts it."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True)
class Suggestion:
    """Words that people take out of drafts, and what they write `instead` (empty: nothing).

    `times` counts the edits that did so, `revision` is the latest of them.
    """

    id: str
    words: str
    instead: str
    times: int
    revision: RevisionId
    state: Decision
    at: datetime
    decided_by: PersonId | None = None
    decided_at: datetime | None = None


class GapState(StrEnum):
    """Where a gap stands: nobody has answered it, a clause does, or the owner wants none."""

    OPEN = "open"
    ANSWERED = "answered"
    DISMISSED = "dismissed"


@dataclass(frozen=True)
class Gap:
    """Something that customers ask, or our people promise, and that no clause answers.

    `topic` is what the gap is known by; `near` are the ids of the clauses that come nearest;
    `clause` is the one that answers it by now.
    """

    id: str
    topic: str
    near: tuple[str, ...]
    state: GapState
    opened_at: datetime
    clause: str = ""
    note: str = ""
    decided_by: PersonId | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True)
class GapCase:
    """One conversation that met a gap: by `message`, which no clause answers, or by a `revision`
    in which a person went beyond policy. `why` is one word for it.
    """

    gap: str
    conversation: ConversationId
    draft: DraftId
    message: MessageId
    revision: RevisionId | None
    why: str
    at: datetime


class FactLog(Protocol):
    """What became known of a case, when and from whom."""

    def add(self, change: FactChange) -> None: ...
    def of(self, conversation: ConversationId) -> tuple[FactChange, ...]:
        """Every change, oldest first."""
        ...

    def add_look_up(self, look_up: LookUp) -> None: ...
    def look_ups(self, conversation: ConversationId) -> tuple[LookUp, ...]:
        """Every look-up, oldest first."""
        ...


class Notes(Protocol):
    """Words among colleagues."""

    def add(self, note: Note) -> None: ...
    def of(self, conversation: ConversationId) -> tuple[Note, ...]:
        """Every note, oldest first."""
        ...


class Lessons(Protocol):
    """What people's edits teach, and where policy is silent."""

    def add_edit(self, edit: Edit) -> None: ...
    def edits(self, draft: DraftId) -> tuple[Edit, ...]:
        """The edits of a draft, oldest first."""
        ...

    def suggestion(self, name: str) -> Suggestion: ...
    def suggested(self, words: str, instead: str) -> Suggestion | None:
        """The suggestion of these words, whatever its state."""
        ...

    def save_suggestion(self, suggestion: Suggestion) -> None:
        """Keep it, new or changed."""
        ...

    def gap(self, name: str) -> Gap: ...
    def open_gap(self, topic: str) -> Gap | None:
        """The open gap of this topic."""
        ...

    def save_gap(self, gap: Gap) -> None:
        """Keep it, new or changed."""
        ...

    def add_case(self, case: GapCase) -> None:
        """Keep that a conversation met a gap; meeting it again replaces it."""
        ...

    def cases(self, gap: str) -> tuple[GapCase, ...]:
        """Who met it, the newest first."""
        ...

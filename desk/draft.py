"""A draft: our attempt to reply; its revisions, each one exact text; its findings."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desk.commitment import Commitment
from desk.conversation import Conversation, Destination, Triage
from desk.ids import ConversationId, DraftId, PersonId, RevisionId
from policies.clause import ClauseId, ClauseVersion


class DraftState(StrEnum):
    """Where a draft stands. Staleness and missing approvals are derived, never states."""

    REQUESTED = "requested"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    POSTED = "posted"
    FAILED = "failed"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"


class DraftKind(StrEnum):
    """An ordinary reply, or a holding reply that commits to nothing."""

    REPLY = "reply"
    HOLDING = "holding"


class Side(StrEnum):
    """Which half of a pair a draft is: the public note, the private message, or no half at all.

    EVERYBODY is a post that answers nobody in particular.
    """

    WHOLE = "whole"
    NOTE = "public_note"
    MESSAGE = "private_message"
    EVERYBODY = "everybody"


class Stance(StrEnum):
    """What an alternative does with the customer's wish."""

    BEST = "best"
    ACCEPT = "accept"
    DECLINE = "decline"
    ASK = "ask"


class Part(StrEnum):
    """What a sentence is there for."""

    GREETING = "greeting"
    ACKNOWLEDGEMENT = "acknowledgement"
    EMPATHY = "empathy"
    APOLOGY = "apology"
    POLICY = "policy"
    RESOLUTION = "resolution"
    NEXT_STEP = "next_step"
    QUESTION = "question"
    THANKS = "thanks"
    CLOSING = "closing"


class Evidence(StrEnum):
    """What a sentence stands on, as the review sheet colours it."""

    POLICY = "policy"
    FACT = "fact"
    COURTESY = "courtesy"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True)
class Citation:
    """The clause version that supports one sentence."""

    clause: ClauseId
    version: ClauseVersion


@dataclass(frozen=True)
class Sentence:
    """One sentence of a reply, with the part it plays and the clauses that support it.

    `read` is what a second reader, a model, found that it commits to, placed in this text; None
    where only patterns have read it. It adds to what patterns find and takes nothing away.
    """

    text: str
    part: Part
    citations: tuple[Citation, ...] = ()
    read: tuple[Commitment, ...] | None = None


class Severity(StrEnum):
    """BLOCK: may not be approved as it stands. LOOK: a person must look. NOTE: good to know."""

    BLOCK = "block"
    LOOK = "look"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """One typed reason why a text may not go as it stands, or what a reviewer must know.

    `code` is from the shared list in `desk/findings.py`; `words` is what it is about, at
    `start:end` of the text (both 0 where it is about the whole); `why` says what is wrong and
    `mend` what would put it right; `clause` is the clause that was compared, if one was.
    """

    code: str
    severity: Severity
    why: str
    words: str = ""
    start: int = 0
    end: int = 0
    mend: str = ""
    clause: ClauseId | None = None


class Reason(StrEnum):
    """Why there is no ordinary reply."""

    POLICY_SILENT = "policy_silent"
    POLICIES_CONFLICT = "policies_conflict"
    FACTS_MISSING = "facts_missing"
    ABOVE_AUTHORITY = "above_authority"
    NOT_YET_IN_FORCE = "not_yet_in_force"
    INCIDENT_HOLD = "incident_hold"
    SENSITIVE = "sensitive"
    NO_REPLY_NEEDED = "no_reply_needed"
    LANGUAGE = "language"


@dataclass(frozen=True)
class Attribution:
    """Who or what made a revision: `author` is a person's id, a model's name, or "composer".

    `prompt` is the digest of the templates used; `cost` is in USD, `seconds` is wall time.
    `note` says in words why it was made this way ("the model timed out; composed without it").
    """

    author: str
    prompt: str = ""
    book: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    seconds: float = 0.0
    note: str = ""


@dataclass(frozen=True)
class Proposal:
    """What the pipeline returns when policy speaks: sentences with their citations."""

    sentences: tuple[Sentence, ...]
    attribution: Attribution
    triage: Triage
    consulted: tuple[Citation, ...] = ()  # clauses that were read, cited or not
    findings: tuple[Finding, ...] = ()  # what the pipeline saw (injection, uncertain language)


@dataclass(frozen=True)
class Abstention:
    """What the pipeline returns when it must not answer: a typed reason and a holding reply.

    `questions` are what to ask for, `follow_up` is the task that somebody's list must now hold
    and that the holding reply may mention; `holding` is empty where no reply is needed.
    """

    reason: Reason
    explanation: str
    holding: tuple[Sentence, ...]
    attribution: Attribution
    triage: Triage
    questions: tuple[str, ...] = ()
    follow_up: str = ""
    role: str = ""
    consulted: tuple[Citation, ...] = ()
    findings: tuple[Finding, ...] = ()


Outcome = Proposal | Abstention


@dataclass(frozen=True)
class Revision:
    """One exact text of a draft. It never changes: an edit makes another.

    `digest` is over the text as the channel will carry it. `based_on` is the revision that a
    person had before them when they edited, None for the first.
    """

    id: RevisionId
    draft: DraftId
    number: int
    text: str
    digest: str
    sentences: tuple[Sentence, ...]
    commitments: tuple[Commitment, ...]
    findings: tuple[Finding, ...]
    consulted: tuple[Citation, ...]
    attribution: Attribution
    author: PersonId | None
    based_on: RevisionId | None
    at: datetime

    @property
    def blocked(self) -> bool:
        """Whether a finding forbids approval; shown to those who ask for a revision."""
        return any(f.severity is Severity.BLOCK for f in self.findings)

    @property
    def cited(self) -> tuple[Citation, ...]:
        """Every clause version that a sentence cites, once, in reading order."""
        return tuple(dict.fromkeys(c for s in self.sentences for c in s.citations))


@dataclass(frozen=True)
class Draft:
    """Our attempt to answer one turn of a conversation.

    `held` marks a draft that a person put on hold, until `held_until` or until it is taken off;
    `attempts` counts how often the pipeline has been started on it. Drafts of one `bundle` were
    asked for together (alternatives, a pair) and stand beside each other; `chosen_at` is when a
    person put one of them forward. `place` is where it would appear, where that is not the place
    that the customer's last message came from.
    """

    id: DraftId
    conversation: ConversationId
    turn: int
    state: DraftState
    kind: DraftKind
    stance: Stance
    instruction: str
    revision: RevisionId | None
    requested_at: datetime
    updated_at: datetime
    reason: Reason | None = None
    explanation: str = ""
    questions: tuple[str, ...] = ()
    role: str = ""
    attempts: int = 0
    held: bool = False
    problem: str = ""
    bundle: str = ""
    chosen_at: datetime | None = None
    side: Side = Side.WHOLE
    place: Destination | None = None

    def destination(self, conversation: Conversation) -> Destination:
        """Where this draft would appear."""
        return self.place or conversation.destination()

    held_until: datetime | None = None
    held_why: str = ""

    def on_hold(self, now: datetime) -> bool:
        """Whether it waits at this moment."""
        return self.held and (self.held_until is None or now < self.held_until)


_PARAGRAPHS: dict[Part, int] = {
    Part.GREETING: 0,
    Part.ACKNOWLEDGEMENT: 1,
    Part.EMPATHY: 1,
    Part.APOLOGY: 1,
    Part.THANKS: 1,
    Part.POLICY: 2,
    Part.RESOLUTION: 2,
    Part.NEXT_STEP: 3,
    Part.QUESTION: 3,
    Part.CLOSING: 4,
}


def text_of(sentences: tuple[Sentence, ...], *, paragraphs: bool) -> str:
    """The reply as one text.

    With `paragraphs` (e-mail) the parts stand in groups with an empty line between; without
    (comments) the sentences run on, and only the greeting's comma joins what follows.
    """
    if not paragraphs:
        return " ".join(sentence.text for sentence in sentences)
    text = ""
    group: int | None = None
    for sentence in sentences:
        mine = _PARAGRAPHS[sentence.part]
        text += "" if group is None else (" " if mine == group else "\n\n")
        text += sentence.text
        group = mine
    return text


def text_digest(text: str) -> str:
    """The sha256 of a text's UTF-8, in hexadecimal: two texts are the same only to the letter."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()

"""Drafts as JSON shows them: revisions, sentences, findings, what the check found."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import BeforeValidator

from api.shown.base import CitationShown, Shown, each
from api.shown.case import ConversationShown, FollowUpShown, MessageShown
from desk.check import Checked, Licensed
from desk.draft import (
    Draft,
    DraftKind,
    DraftState,
    Evidence,
    Part,
    Reason,
    Revision,
    Severity,
    Side,
    Stance,
)

Said = Annotated[str, BeforeValidator(lambda value: "" if value is None else str(value))]


class DraftShown(Shown):
    """Our attempt to answer one turn of a conversation."""

    id: str
    conversation: str
    turn: int
    state: DraftState
    kind: DraftKind
    stance: Stance
    instruction: str
    revision: str | None
    requested_at: datetime
    updated_at: datetime
    reason: Reason | None
    explanation: str
    questions: tuple[str, ...]
    role: str
    held: bool
    held_until: datetime | None
    held_why: str
    problem: str
    bundle: str
    chosen_at: datetime | None
    side: Side


class SentenceShown(Shown):
    """One sentence, its part and the clauses that support it."""

    text: str
    part: Part
    citations: tuple[CitationShown, ...]


class FindingShown(Shown):
    """One reason why a text may not go, or what a reviewer must know."""

    code: str
    severity: Severity
    why: str
    words: str
    start: int
    end: int
    mend: str
    clause: str | None


class CommitmentShown(Shown):
    """One thing that the text would make us owe."""

    kind: str
    words: str
    start: int
    end: int
    object: str
    amount: Said
    at_most: bool
    period: Said
    day: date | None
    conditions: tuple[str, ...]
    polarity: str
    actor: str


class LicensedShown(CommitmentShown):
    """A commitment and the clause that licenses it, if one does."""

    licensed_by: CitationShown | None
    bound: Said

    @classmethod
    def of(cls, value: Licensed) -> Self:
        """The commitment with its licence, shown."""
        by = CitationShown.of(value.by) if value.by else None
        return cls(**vars(value.commitment), licensed_by=by, bound=str(value.bound or ""))


class AttributionShown(Shown):
    """Who or what made a revision."""

    author: str
    prompt: str
    book: str
    tokens_in: int
    tokens_out: int
    cost: float
    seconds: float
    note: str


class RevisionShown(Shown):
    """One exact text of a draft."""

    id: str
    draft: str
    number: int
    text: str
    digest: str
    sentences: tuple[SentenceShown, ...]
    commitments: tuple[CommitmentShown, ...]
    findings: tuple[FindingShown, ...]
    consulted: tuple[CitationShown, ...]
    attribution: AttributionShown
    author: str | None
    based_on: str | None
    at: datetime
    blocked: bool


class DraftWithText(DraftShown):
    """A draft with its current revision, where it has one."""

    current: RevisionShown | None
    links: dict[str, str]

    @classmethod
    def with_text(cls, draft: Draft, revision: Revision | None) -> Self:
        """The draft and where to go from it."""
        current = RevisionShown.of(revision) if revision else None
        return cls(**vars(draft), current=current, links=links_of(draft.id))


class WholeShown(ConversationShown):
    """A conversation with its messages, open drafts and tasks."""

    messages: tuple[MessageShown, ...]
    drafts: tuple[DraftShown, ...]
    follow_ups: tuple[FollowUpShown, ...]


class CheckShown(Shown):
    """What the check found: commitments, findings, and what each sentence stands on."""

    text: str
    sentences: tuple[SentenceShown, ...]
    commitments: tuple[LicensedShown, ...]
    findings: tuple[FindingShown, ...]
    evidence: tuple[Evidence, ...]
    blocked: bool
    length: int
    limit: int | None


def checked_shown(
    text: str, sentences: tuple[Any, ...], checked: Checked, length: int, limit: int | None
) -> CheckShown:
    """What the check found in `text`, whose length is counted as the channel counts."""
    return CheckShown(
        text=text,
        sentences=each(SentenceShown, sentences),
        commitments=tuple(LicensedShown.of(c) for c in checked.commitments),
        findings=each(FindingShown, checked.findings),
        evidence=checked.evidence,
        blocked=any(f.severity is Severity.BLOCK for f in checked.findings),
        length=length,
        limit=limit,
    )


def links_of(draft: str) -> dict[str, str]:
    """Where to go on from a draft."""
    here = f"/v1/drafts/{draft}"
    return {
        "self": here,
        "events": f"{here}/events",
        "sheet": f"{here}/sheet",
        "revisions": f"{here}/revisions",
    }

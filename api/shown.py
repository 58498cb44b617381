"""What the API answers with: the desk's values, as JSON shows them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict

from desk.check import Checked, Licensed
from desk.conversation import Conversation, Direction, MessageKind, Urgency
from desk.draft import (
    Draft,
    DraftKind,
    DraftState,
    Evidence,
    Part,
    Reason,
    Revision,
    Severity,
    Stance,
)
from desk.facts import Fact, FactSource
from desk.posting import Posting, PostingState
from desk.sheet import Sheet
from policies.clause import Clause
from policies.values import show_value

S = TypeVar("S", bound="Shown")

Said = Annotated[str, BeforeValidator(lambda value: "" if value is None else str(value))]


class Shown(BaseModel):
    """An answer, read off a value of the desk by the names of its fields."""

    model_config = ConfigDict(from_attributes=True, frozen=True)

    @classmethod
    def of(cls, value: Any) -> Self:
        """The answer that shows this value."""
        return cls.model_validate(value)


class FactShown(Shown):
    """A fact, its value as policies write it."""

    name: str
    value: str
    source: FactSource

    @classmethod
    def of(cls, value: Fact) -> Self:
        """The fact, shown."""
        return cls(name=value.name, value=show_value(value.value), source=value.source)


class TriageShown(Shown):
    """What kind of message it is, and who must look."""

    kind: MessageKind
    feeling: str
    urgency: Urgency
    language: str
    needs_reply: bool
    role: str
    topics: tuple[str, ...]
    reasons: tuple[str, ...]


class DestinationShown(Shown):
    """The exact place where a reply appears."""

    channel: str
    account: str
    thread: str
    parent: str
    public: bool


class MessageShown(Shown):
    """Something said."""

    id: str
    direction: Direction
    author: str
    text: str
    remote: str
    turn: int
    sent_at: datetime
    received_at: datetime
    link: str


class ConversationShown(Shown):
    """One thread with one customer."""

    id: str
    channel: str
    account: str
    thread: str
    subject: str
    customer_name: str
    customer_handle: str
    public: bool
    turn: int
    last_message: str
    opened_at: datetime
    reply_due: datetime | None
    facts: tuple[FactShown, ...]
    scope: dict[str, str]
    triage: TriageShown | None
    assigned_to: str | None

    @classmethod
    def of(cls, value: Conversation) -> Self:
        """The conversation, shown."""
        facts = tuple(FactShown.of(fact) for fact in value.facts)
        triage = TriageShown.of(value.triage) if value.triage else None
        return cls(**{**vars(value), "facts": facts, "triage": triage})


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
    problem: str


class CitationShown(Shown):
    """A clause in one version."""

    clause: str
    version: str


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
        return cls(**vars(value.commitment), licensed_by=by, bound=value.bound)


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


class ApprovalShown(Shown):
    """One person's yes to one exact sheet."""

    id: str
    sheet_digest: str
    person: str
    state: str
    at: datetime
    expires_at: datetime
    why_void: str


class PostingShown(Shown):
    """One approved text on its way to one place, with the evidence of what became of it."""

    id: str
    approval: str
    conversation: str
    draft: str
    revision: str
    turn: int
    destination: DestinationShown
    text: str
    digest: str
    state: PostingState
    attempt: int
    not_before: datetime
    created_at: datetime
    updated_at: datetime
    quarantine_until: datetime | None
    remote: str
    link: str
    read_back: str
    evidence: tuple[str, ...]


class RequirementShown(Shown):
    """What approving takes."""

    roles: list[str]
    people: int
    why: str


class SheetShown(Shown):
    """Exactly what a reviewer is shown; an approval quotes `digest`."""

    digest: str
    conversation: ConversationShown
    messages: tuple[MessageShown, ...]
    draft: DraftShown
    revision: RevisionShown
    destination: DestinationShown
    commitments: tuple[LicensedShown, ...]
    findings: tuple[FindingShown, ...]
    evidence: tuple[Evidence, ...]
    requirement: RequirementShown
    fallen: tuple[CitationShown, ...]
    approvals: tuple[ApprovalShown, ...]
    blocked: bool

    @classmethod
    def of(cls, value: Sheet) -> Self:
        """The sheet, shown."""
        need = value.requirement
        return cls(
            digest=value.digest,
            conversation=ConversationShown.of(value.conversation),
            messages=_each(MessageShown, value.messages),
            draft=DraftShown.of(value.draft),
            revision=RevisionShown.of(value.revision),
            destination=DestinationShown.of(value.snapshot.destination),
            commitments=tuple(LicensedShown.of(c) for c in value.checked.commitments),
            findings=_each(FindingShown, value.findings),
            evidence=value.checked.evidence,
            requirement=RequirementShown(
                roles=sorted(need.roles), people=need.people, why=need.why
            ),
            fallen=_each(CitationShown, value.fallen),
            approvals=_each(ApprovalShown, value.approvals),
            blocked=value.blocked,
        )


class ClauseShown(Shown):
    """A clause in one version, in its own words."""

    id: str
    version: str
    policy: str
    policy_title: str
    title: str
    text: str
    in_force: date | None
    until: date | None
    scope: dict[str, list[str]]
    audience: str
    owner: str
    licences: list[str] | None
    place: str

    @classmethod
    def of(cls, value: Clause) -> Self:
        """The clause, shown."""
        licences = None if value.licences is None else [each.words for each in value.licences]
        scope = {name: sorted(allowed) for name, allowed in value.scope.allowed.items()}
        own = {**vars(value), "licences": licences, "scope": scope, "place": str(value.place)}
        return cls(**own)


def checked_shown(
    text: str, sentences: tuple[Any, ...], checked: Checked, length: int, limit: int | None
) -> CheckShown:
    """What the check found in `text`, whose length is counted as the channel counts."""
    return CheckShown(
        text=text,
        sentences=_each(SentenceShown, sentences),
        commitments=tuple(LicensedShown.of(c) for c in checked.commitments),
        findings=_each(FindingShown, checked.findings),
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


def shown_posting(posting: Posting) -> PostingShown:
    """A posting, shown; its key stays with us."""
    return PostingShown.of(posting)


def _each(kind: type[S], values: Iterable[Any]) -> tuple[S, ...]:
    return tuple(kind.of(value) for value in values)

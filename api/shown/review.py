"""Review and posting as JSON shows them: the sheet, approvals, postings."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from api.shown.base import CitationShown, Shown, each
from api.shown.case import ConversationShown, MessageShown
from api.shown.drafts import DraftShown, FindingShown, LicensedShown, RevisionShown
from desk.draft import (
    Evidence,
)
from desk.posting import PostingState
from desk.sheet import Sheet


class DestinationShown(Shown):
    """The exact place where a reply appears."""

    channel: str
    account: str
    thread: str
    parent: str
    public: bool


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


class Approved(Shown):
    """An approval, and the posting that it released, if it did."""

    approval: ApprovalShown
    posting: PostingShown | None


class HandedOver(Shown):
    """An approved reply for the page, with the token that the report brings back."""

    posting: PostingShown
    text: str
    digest: str
    token: str
    expires_at: datetime


class RequirementShown(Shown):
    """What approving takes."""

    roles: list[str]
    people: int
    why: str
    caps: tuple[str, ...] = ()


class ClauseBeside(Shown):
    """What a cited or consulted clause says; `in_book` is False where it is not in use any more."""

    clause: str
    version: str
    policy_title: str
    title: str
    text: str
    audience: str
    in_book: bool


class SheetShown(Shown):
    """Exactly what a reviewer is shown; an approval quotes `digest`."""

    digest: str
    conversation: ConversationShown
    messages: tuple[MessageShown, ...]
    draft: DraftShown
    revision: RevisionShown
    clauses: tuple[ClauseBeside, ...]
    destination: DestinationShown
    commitments: tuple[LicensedShown, ...]
    findings: tuple[FindingShown, ...]
    evidence: tuple[Evidence, ...]
    requirement: RequirementShown
    fallen: tuple[CitationShown, ...]
    approvals: tuple[ApprovalShown, ...]
    blocked: bool

    @classmethod
    def beside(cls, value: Sheet, clauses: tuple[ClauseBeside, ...]) -> Self:
        """The sheet, shown with the words of its clauses."""
        need = value.requirement
        return cls(
            digest=value.digest,
            conversation=ConversationShown.of(value.conversation),
            messages=each(MessageShown, value.messages),
            draft=DraftShown.of(value.draft),
            revision=RevisionShown.of(value.revision),
            clauses=clauses,
            destination=DestinationShown.of(value.snapshot.destination),
            commitments=tuple(LicensedShown.of(c) for c in value.checked.commitments),
            findings=each(FindingShown, value.findings),
            evidence=value.checked.evidence,
            requirement=RequirementShown(
                roles=sorted(need.roles),
                people=need.people,
                why=need.why,
                caps=tuple(each.says for each in need.over),
            ),
            fallen=each(CitationShown, value.fallen),
            approvals=each(ApprovalShown, value.approvals),
            blocked=value.blocked,
        )

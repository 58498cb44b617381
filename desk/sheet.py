"""The review sheet: exactly what a reviewer is shown, derived at the moment they look."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desk import authority, beside, casefile, staleness
from desk.approval import Approval, Snapshot
from desk.authority import Requirement
from desk.check import Checked
from desk.conversation import Conversation, Message
from desk.draft import Citation, Draft, Finding, Revision, Severity
from desk.errors import WrongState
from desk.ids import DraftId
from desk.law import Law
from desk.records import Transaction


@dataclass(frozen=True)
class Sheet:
    """Exactly what the reviewer is shown. `digest` names it, and an approval quotes that name.

    Everything on it is derived at this moment, whatever was stored when the text was written:
    `checked` and `findings` by today's book, `requirement` by today's rules, `fallen` are cited
    clause versions that are not in force for this case any more.
    """

    conversation: Conversation
    messages: tuple[Message, ...]
    draft: Draft
    revision: Revision
    snapshot: Snapshot
    digest: str
    checked: Checked
    findings: tuple[Finding, ...]
    requirement: Requirement
    fallen: tuple[Citation, ...]
    approvals: tuple[Approval, ...]

    @property
    def blocked(self) -> bool:
        """Whether a finding forbids approval."""
        return any(f.severity is Severity.BLOCK for f in self.findings)


def sheet_of(tx: Transaction, law: Law, draft_id: DraftId) -> Sheet:
    """The review sheet of a draft as it stands now. Raises WrongState where there is no text."""
    draft = tx.drafts.get(draft_id)
    if draft.revision is None:
        raise WrongState("There is no text yet: wait for the draft, or write one yourself.")
    conversation = tx.conversations.get(draft.conversation)
    messages = tx.conversations.messages(conversation.id)
    revision = tx.drafts.revision(draft.revision)
    case = casefile.case_of(law, conversation, messages, draft, tx.lists.of(conversation.id))
    checked = casefile.checked(law, revision.text, revision.sentences, case)
    checked = _beside(tx, law, draft, checked)
    snapshot = staleness.present(conversation, draft, revision)
    seen = [f for f in revision.findings if f.severity is not Severity.BLOCK]
    return Sheet(
        conversation=conversation,
        messages=messages,
        draft=draft,
        revision=revision,
        snapshot=snapshot,
        digest=snapshot.digest,
        checked=checked,
        findings=(*checked.findings, *(f for f in seen if f not in checked.findings)),
        requirement=authority.required(
            authority.owed(checked.commitments, draft.kind), law.company().authority, draft.role
        ),
        fallen=staleness.fallen(revision.cited, law.book(), case.facts.as_of),
        approvals=tx.approvals.of_draft(draft.id),
    )


def _beside(tx: Transaction, law: Law, draft: Draft, checked: Checked) -> Checked:
    """The same with what the other half of a pair contradicts, where there is one."""
    other = beside.other_half(tx, draft)
    if other is None or other.revision is None:
        return checked
    conversation = tx.conversations.get(other.conversation)
    revision = tx.drafts.revision(other.revision)
    messages = tx.conversations.messages(conversation.id)
    case = casefile.case_of(law, conversation, messages, other, tx.lists.of(conversation.id))
    theirs = casefile.checked(law, revision.text, revision.sentences, case)
    found = tuple(beside.disagreements(checked, theirs))
    return replace(checked, findings=(*checked.findings, *found))

"""The review sheet: exactly what a reviewer is shown, derived at the moment they look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from desk import beside, casefile, second_reading, staleness, standby
from desk.approval import Approval, ApprovalState, Snapshot
from desk.authority import Requirement
from desk.check import Checked
from desk.conversation import Conversation, Message
from desk.draft import Citation, Draft, DraftState, Finding, Revision, Severity
from desk.errors import WrongState
from desk.ids import DraftId
from desk.law import Law
from desk.posting import Posting
from desk.records import Transaction
from desk.repeats import repeats_others
from desk.requests import MOST_RECENT, RECENT
from desk.required import required


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

    def standing(self, now: datetime) -> tuple[Approval, ...]:
        """Everybody's yes to exactly this sheet that counts at this moment, oldest first."""
        alive = {ApprovalState.COUNTED, ApprovalState.LIVE, ApprovalState.SPENT}
        return tuple(
            approval
            for approval in self.approvals
            if approval.state in alive
            and approval.sheet_digest == self.digest
            and (approval.state is ApprovalState.SPENT or approval.expires_at > now)
        )

    @property
    def blocked(self) -> bool:
        """Whether a finding forbids approval."""
        return any(f.severity is Severity.BLOCK for f in self.findings)


def sheet_of(tx: Transaction, law: Law, draft_id: DraftId, *, lock: bool = False) -> Sheet:
    """The review sheet of a draft as it stands now. Raises WrongState where there is no text.

    `lock` keeps what was granted to the customer as it is until the transaction ends.
    """
    draft = tx.drafts.get(draft_id)
    if draft.revision is None:
        raise WrongState("There is no text yet: wait for the draft, or write one yourself.")
    conversation = tx.conversations.get(draft.conversation)
    messages = tx.conversations.messages(conversation.id)
    revision = tx.drafts.revision(draft.revision)
    case = casefile.case_of(law, conversation, messages, draft, tx.lists.of(conversation.id))
    checked = casefile.checked(law, revision.text, casefile.read(tx, revision), case)
    checked = _beside(tx, law, draft, checked)
    checked = _repeating(tx, conversation, revision, checked, law.clock())
    held_back = standby.finding_of(tx, conversation, draft)
    snapshot = staleness.present(conversation, draft, revision)
    seen = [f for f in revision.findings if f.severity is not Severity.BLOCK]
    seen += second_reading.note_of(tx.drafts.reading(revision.id))
    return Sheet(
        conversation=conversation,
        messages=messages,
        draft=draft,
        revision=revision,
        snapshot=snapshot,
        digest=snapshot.digest,
        checked=checked,
        findings=(*held_back, *checked.findings, *(f for f in seen if f not in checked.findings)),
        requirement=required(
            tx, law, conversation, draft, checked, law.clock(), mine=_mine(tx, draft), lock=lock
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
    theirs = casefile.checked(law, revision.text, casefile.read(tx, revision), case)
    found = tuple(beside.disagreements(checked, theirs))
    return replace(checked, findings=(*checked.findings, *found))


def _repeating(
    tx: Transaction, conversation: Conversation, revision: Revision, checked: Checked, now: datetime
) -> Checked:
    """The same with a finding where other customers were lately sent the same words."""
    recent = tx.conversations.sent_to_others(conversation, now - RECENT, MOST_RECENT)
    found = tuple(repeats_others(revision.text, recent, (conversation.customer_name,)))
    return replace(checked, findings=(*checked.findings, *found)) if found else checked


def _mine(tx: Transaction, draft: Draft) -> Posting | None:
    """The posting that holds this draft's commitments already, so that it is not counted twice."""
    if draft.state not in {DraftState.APPROVED, DraftState.POSTED}:
        return None
    return next(reversed(tx.postings.of_draft(draft.id)), None)

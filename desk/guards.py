"""Whether a queued posting may still go: every guard is read again at the moment of the intent."""

from __future__ import annotations

from datetime import datetime

from desk import casefile, staleness, standby
from desk.approval import Approval, ApprovalState
from desk.draft import DraftState, Severity
from desk.law import Law
from desk.posting import Posting
from desk.records import Transaction
from desk.required import required


def refusal(tx: Transaction, law: Law, posting: Posting, approval: Approval, now: datetime) -> str:
    """Why this posting must not go, in words; empty where every guard holds."""
    if approval.state is not ApprovalState.LIVE:
        return "the approval is not live"
    if approval.expires_at <= now:
        return "the approval has expired"
    draft = tx.drafts.get(posting.draft)
    if draft.state is not DraftState.APPROVED or draft.revision is None or draft.on_hold(now):
        return "the draft is not approved any more"
    conversation = tx.conversations.get(posting.conversation)
    revision = tx.drafts.revision(draft.revision)
    changed = staleness.changes(approval.snapshot, staleness.present(conversation, draft, revision))
    if changed:
        return ", ".join(changed)
    if standby.finding_of(tx, conversation, draft):
        return "an incident is going on"
    messages = tx.conversations.messages(conversation.id)
    case = casefile.case_of(law, conversation, messages, draft, tx.lists.of(conversation.id))
    if staleness.fallen(revision.cited, law.book(), case.facts.as_of):
        return "a cited clause has changed"
    checked = casefile.checked(law, revision.text, casefile.read(tx, revision), case)
    if any(finding.severity is Severity.BLOCK for finding in checked.findings):
        return "the check does not pass any more"
    requirement = required(tx, law, conversation, draft, checked, now, mine=posting, lock=True)
    # Held from here on: a revocation comes before this look, and the posting is void, or after the
    # intent. In between, the database itself would refuse the intent, and nobody would know why.
    signed = [
        other
        for other in tx.approvals.of_draft(draft.id)
        if other.state in {ApprovalState.COUNTED, ApprovalState.LIVE}
        and other.sheet_digest == approval.sheet_digest
        and other.expires_at > now
    ]
    good = {
        other.person
        for other in signed
        if not requirement.refuses(tx.people.get(other.person, lock=True), revision.author)
    }
    if approval.person not in good or len(good) < requirement.people:
        return "somebody who approved it may not any more"
    return ""

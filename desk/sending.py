"""From a queued posting to a receipt: intent before the socket, and no guess about an outcome.

The moves are those of the gate; `tests/desk/gate_model.py` is the oracle. Each function that
takes a transaction is one atomic step, and a crash may fall between any two of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desk import authority, casefile, staleness
from desk.approval import Approval, ApprovalState, ApprovedReply, release
from desk.audit import Entry
from desk.conversation import Conversation, Direction, Message
from desk.draft import Draft, DraftState, Severity
from desk.errors import DeskError
from desk.ids import MessageId, mint
from desk.law import Law
from desk.posting import (
    Channel,
    NotReached,
    OutcomeUnknown,
    Posting,
    PostingState,
    Receipt,
    Refused,
)
from desk.records import Transaction

_LIVE = frozenset(
    {PostingState.QUEUED, PostingState.SENDING, PostingState.UNKNOWN, PostingState.NEEDS_HUMAN}
)


@dataclass(frozen=True)
class Claim:
    """An intent that has been committed: this posting, this attempt, this reply, and no other."""

    posting: Posting
    reply: ApprovedReply


Result = Receipt | Refused | NotReached | OutcomeUnknown


def claim(
    tx: Transaction, law: Law, posting: Posting, owner: str, now: datetime, lease: timedelta
) -> Claim | None:
    """Read every guard again and commit the intent; None where a guard does not hold.

    What fails its guards is void and its draft goes back to review with the text kept. What has
    been tried too often is shown to a person.
    """
    if posting.attempt >= law.terms.max_attempts:
        _park(tx, posting, f"tried {posting.attempt} times", now)
        return None
    approval = tx.approvals.get(posting.approval)
    why = _guards(tx, law, posting, approval, now)
    conversation = tx.conversations.get(posting.conversation, lock=True)
    reply: ApprovedReply | None = None
    if not why:
        draft = tx.drafts.get(posting.draft)
        revision = tx.drafts.revision(posting.revision)
        try:
            reply = release(
                approval,
                staleness.present(conversation, draft, revision),
                text=posting.text,
                key=posting.key,
                attempt=posting.attempt + 1,
                extras=_extras(conversation),
            )
        except DeskError as refusal:
            why = str(refusal)
    if reply is None:
        _void(tx, posting, why, now)
        return None
    sending = replace(
        posting,
        state=PostingState.SENDING,
        attempt=posting.attempt + 1,
        lease_owner=owner,
        lease_until=now + lease,
        updated_at=now,
        evidence=(*posting.evidence, f"attempt {posting.attempt + 1} begun"),
    )
    if not tx.postings.save(sending, was=PostingState.QUEUED, attempt=posting.attempt):
        return None
    detail: dict[str, str | int | None] = {
        "attempt": sending.attempt,
        "text": sending.digest,
        "approval": sending.approval,
    }
    tx.audit(now, Entry(f"worker:{owner}", "posting.intent", f"posting:{posting.id}", detail))
    return Claim(sending, reply)


def attempt(channel: Channel, reply: ApprovedReply, clock_now: datetime) -> Result:
    """Open the socket. Whatever is not certain comes back as unknown, never as a guess."""
    try:
        return channel.post(reply)
    except (Refused, NotReached, OutcomeUnknown) as known:
        return known
    except Exception as surprise:  # noqa: BLE001 - a surprise after the intent is an unknown outcome
        kind = type(surprise).__name__
        return OutcomeUnknown(f"the connector failed with {kind} at {clock_now.isoformat()}")


def record(tx: Transaction, law: Law, claimed: Posting, result: Result, now: datetime) -> Posting:
    """Write down what came of an attempt. A receipt is proof, whoever holds the row by now."""
    posting = tx.postings.get(claimed.id, lock=True)
    if isinstance(result, Receipt):
        return _posted(tx, posting, result, now) if posting.state in _LIVE else posting
    if posting.state is not PostingState.SENDING or posting.attempt != claimed.attempt:
        return posting  # the lease ran out meanwhile; the look-up decides
    match result:
        case Refused():
            return _refused(tx, posting, str(result), now)
        case NotReached():
            return _back(tx, law, posting, result, now)
        case OutcomeUnknown():
            return _unknown(tx, law, posting, str(result), now)


def lapse(tx: Transaction, law: Law, now: datetime) -> int:
    """Every attempt whose lease ran out has an unknown outcome. Returns how many there were."""
    lapsed = tx.postings.lapsed(now)
    for posting in lapsed:
        _unknown(tx, law, posting, "whoever was sending it stopped before saying how it went", now)
    return len(lapsed)


def looked_up(
    tx: Transaction,
    law: Law,
    seen: Posting,
    found: Receipt | OutcomeUnknown | None,
    now: datetime,
) -> Posting:
    """Write down what a look-up found, if the posting is still the one that was looked up."""
    posting = tx.postings.get(seen.id, lock=True)
    mine = posting.state in {PostingState.UNKNOWN, PostingState.NEEDS_HUMAN}
    if not mine or posting.attempt != seen.attempt:
        return posting
    if isinstance(found, Receipt):
        return _posted(tx, posting, found, now)
    if posting.state is PostingState.NEEDS_HUMAN:
        return posting
    if isinstance(found, OutcomeUnknown):
        return _park(tx, posting, f"the look-up cannot tell: {found}", now)
    if posting.attempt >= law.terms.max_attempts:
        return _park(tx, posting, f"not there, and tried {posting.attempt} times", now)
    why = _guards(tx, law, posting, tx.approvals.get(posting.approval), now)
    if why:
        return _park(tx, posting, f"not there, and {why}", now)
    back = replace(
        posting,
        state=PostingState.QUEUED,
        not_before=now,
        lease_owner="",
        lease_until=None,
        quarantine_until=None,
        updated_at=now,
        evidence=(*posting.evidence, "looked for after the quarantine: not there"),
    )
    tx.postings.save(back, was=PostingState.UNKNOWN, attempt=posting.attempt)
    tx.audit(now, Entry("desk", "posting.requeued", f"posting:{posting.id}", {}))
    return back


def settled_by_person(
    tx: Transaction, posting: Posting, *, actor: str, there: bool, link: str, now: datetime
) -> Posting:
    """A person looked and says whether the post is there. Their word is the evidence."""
    if there:
        seen = Receipt(remote=link or "seen by a person", link=link, read_back="", at=now)
        return _posted(tx, posting, seen, now, actor=actor)
    closed = replace(
        posting,
        state=PostingState.CLOSED,
        updated_at=now,
        evidence=(*posting.evidence, "a person looked: not there"),
    )
    tx.postings.save(closed, was=posting.state, attempt=posting.attempt)
    _to_review(tx, posting, "a person found that it was not posted", now)
    tx.audit(now, Entry(actor, "posting.closed", f"posting:{posting.id}", {}))
    return closed


def void_queued(tx: Transaction, draft: Draft, why: str, now: datetime) -> bool:
    """Void what of this draft is queued; False where it is on its way and cannot be called back."""
    for posting in tx.postings.of_draft(draft.id):
        if posting.state is PostingState.QUEUED and posting.attempt == 0:
            _void(tx, posting, why, now)
        elif posting.state in _LIVE:
            return False
    return True


def _guards(tx: Transaction, law: Law, posting: Posting, approval: Approval, now: datetime) -> str:
    """Why this posting must not go, in words; empty where every guard holds."""
    if approval.state is not ApprovalState.LIVE:
        return "the approval is not live"
    if approval.expires_at <= now:
        return "the approval has expired"
    draft = tx.drafts.get(posting.draft, lock=True)
    if draft.state is not DraftState.APPROVED or draft.revision is None or draft.held:
        return "the draft is not approved any more"
    conversation = tx.conversations.get(posting.conversation, lock=True)
    revision = tx.drafts.revision(draft.revision)
    changed = staleness.changes(approval.snapshot, staleness.present(conversation, draft, revision))
    if changed:
        return ", ".join(changed)
    messages = tx.conversations.messages(conversation.id)
    case = casefile.case_of(law, conversation, messages, draft.kind, tx.lists.of(conversation.id))
    if staleness.fallen(revision.cited, law.book(), case.facts.as_of):
        return "a cited clause has changed"
    checked = casefile.checked(law, revision.text, revision.sentences, case)
    if any(finding.severity is Severity.BLOCK for finding in checked.findings):
        return "the check does not pass any more"
    requirement = authority.required(checked.commitments, law.company().authority, draft.role)
    signed = [
        other
        for other in tx.approvals.of_draft(draft.id)
        if other.state in {ApprovalState.COUNTED, ApprovalState.LIVE}
        and other.sheet_digest == approval.sheet_digest
    ]
    good = {
        other.person
        for other in signed
        if not requirement.refuses(tx.people.get(other.person), revision.author)
    }
    if approval.person not in good or len(good) < requirement.people:
        return "somebody who approved it may not any more"
    return ""


def _posted(
    tx: Transaction, posting: Posting, receipt: Receipt, now: datetime, actor: str = "desk"
) -> Posting:
    same = not receipt.read_back or receipt.read_back == posting.text
    evidence = "posted" if same else "posted, but the text read back differs"
    done = replace(
        posting,
        state=PostingState.POSTED,
        remote=receipt.remote,
        link=receipt.link,
        read_back=receipt.read_back,
        lease_owner="",
        lease_until=None,
        quarantine_until=None,
        updated_at=now,
        evidence=(*posting.evidence, evidence),
    )
    tx.postings.save(done, was=posting.state, attempt=posting.attempt)
    tx.approvals.move(posting.approval, ApprovalState.SPENT)
    draft = tx.drafts.get(posting.draft, lock=True)
    tx.drafts.save(replace(draft, state=DraftState.POSTED, updated_at=now, problem=""))
    conversation = tx.conversations.get(posting.conversation, lock=True)
    tx.conversations.add_message(
        Message(
            id=MessageId(mint("msg")),
            conversation=conversation.id,
            direction=Direction.OUTGOING,
            author="",
            text=receipt.read_back or posting.text,
            remote=receipt.remote,
            turn=posting.turn,
            sent_at=receipt.at,
            received_at=now,
            link=receipt.link,
        )
    )
    if conversation.turn == posting.turn:
        tx.conversations.save(replace(conversation, reply_due=None))
    detail: dict[str, str | int | None] = {
        "remote": receipt.remote,
        "text": posting.digest,
        "same": int(same),
    }
    tx.audit(now, Entry(actor, "posting.posted", f"posting:{posting.id}", detail))
    return done


def _refused(tx: Transaction, posting: Posting, why: str, now: datetime) -> Posting:
    done = replace(
        posting,
        state=PostingState.REFUSED,
        lease_owner="",
        lease_until=None,
        updated_at=now,
        evidence=(*posting.evidence, f"refused: {why}"),
    )
    tx.postings.save(done, was=posting.state, attempt=posting.attempt)
    _to_review(tx, posting, f"the channel refused it: {why}", now)
    tx.audit(now, Entry("desk", "posting.refused", f"posting:{posting.id}", {}))
    return done


def _back(
    tx: Transaction, law: Law, posting: Posting, result: NotReached, now: datetime
) -> Posting:
    wait = min(result.after * 2 ** (posting.attempt - 1), law.terms.max_backoff)
    back = replace(
        posting,
        state=PostingState.QUEUED,
        not_before=now + wait,
        lease_owner="",
        lease_until=None,
        updated_at=now,
        evidence=(*posting.evidence, f"nothing was sent: {result}"),
    )
    tx.postings.save(back, was=PostingState.SENDING, attempt=posting.attempt)
    tx.audit(now, Entry("desk", "posting.not_reached", f"posting:{posting.id}", {}))
    return back


def _unknown(tx: Transaction, law: Law, posting: Posting, why: str, now: datetime) -> Posting:
    channel = law.channel(posting.destination.channel)
    done = replace(
        posting,
        state=PostingState.UNKNOWN,
        lease_owner="",
        lease_until=None,
        quarantine_until=now + channel.quarantine,
        updated_at=now,
        evidence=(*posting.evidence, f"outcome unknown: {why}"),
    )
    tx.postings.save(done, was=PostingState.SENDING, attempt=posting.attempt)
    tx.audit(now, Entry("desk", "posting.unknown", f"posting:{posting.id}", {}))
    return done


def _park(tx: Transaction, posting: Posting, why: str, now: datetime) -> Posting:
    done = replace(
        posting,
        state=PostingState.NEEDS_HUMAN,
        quarantine_until=None,
        updated_at=now,
        evidence=(*posting.evidence, f"a person has to look: {why}"),
    )
    tx.postings.save(done, was=posting.state, attempt=posting.attempt)
    tx.audit(now, Entry("desk", "posting.needs_human", f"posting:{posting.id}", {}))
    return done


def _void(tx: Transaction, posting: Posting, why: str, now: datetime) -> None:
    done = replace(
        posting,
        state=PostingState.VOID,
        updated_at=now,
        evidence=(*posting.evidence, f"void: {why}"),
    )
    if tx.postings.save(done, was=PostingState.QUEUED, attempt=posting.attempt):
        tx.audit(now, Entry("desk", "posting.void", f"posting:{posting.id}", {"why": why}))
        _to_review(tx, posting, why, now)


def _to_review(tx: Transaction, posting: Posting, why: str, now: datetime) -> None:
    """The approval is void and the draft is back before people, its text kept."""
    approvals = tx.approvals.of_draft(posting.draft)
    for approval in approvals:
        if approval.state in {ApprovalState.COUNTED, ApprovalState.LIVE}:
            tx.approvals.move(approval.id, ApprovalState.VOID, why)
    draft = tx.drafts.get(posting.draft, lock=True)
    if draft.state is DraftState.APPROVED:
        problem = f"It was not posted: {why}."
        tx.drafts.save(replace(draft, state=DraftState.IN_REVIEW, updated_at=now, problem=problem))


def _extras(conversation: Conversation) -> dict[str, str]:
    return {
        "subject": conversation.subject,
        "to": conversation.customer_handle,
        "name": conversation.customer_name,
    }

"""What became of a posting, written down: the row, its draft, its approvals and the audit."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desk import beside, complaints
from desk.approval import ApprovalState
from desk.audit import Entry
from desk.conversation import Direction, Message
from desk.draft import DraftState
from desk.ids import MessageId, mint
from desk.law import Law
from desk.posting import NotReached, Posting, PostingState, Receipt
from desk.promises import promised
from desk.records import Transaction
from policies.days_off import days_off_in


def posted(
    tx: Transaction,
    law: Law,
    posting: Posting,
    receipt: Receipt,
    now: datetime,
    actor: str = "desk",
) -> Posting:
    """The channel has it: receipt kept, approval spent, our message in the conversation."""
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
        unknown_since=None,
        updated_at=now,
        evidence=(*posting.evidence, evidence),
    )
    tx.postings.save(done, was=posting.state, attempt=posting.attempt)
    tx.approvals.move(posting.approval, ApprovalState.SPENT)
    draft = tx.drafts.get(posting.draft)
    tx.drafts.save(replace(draft, state=DraftState.POSTED, updated_at=now, problem=""))
    conversation = tx.conversations.get(posting.conversation)
    beside.settle(tx, draft, conversation, now)
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
    complaints.answered(tx, conversation, now)
    for task in promised(
        tx.drafts.revision(posting.revision),
        conversation.id,
        receipt.at,
        posting=posting.id,
        owner=conversation.assigned_to or tx.approvals.get(posting.approval).person,
        off=days_off_in(law.company().days_off, conversation.scope.get("region", "")),
    ):
        tx.lists.add(task)
    if conversation.turn == posting.turn and not beside.half_waits(tx, draft):
        tx.conversations.save(replace(conversation, reply_due=None))
    detail: dict[str, str | int | None] = {
        "remote": receipt.remote,
        "text": posting.digest,
        "same": int(same),
    }
    tx.audit(now, Entry(actor, "posting.posted", f"posting:{posting.id}", detail))
    return done


def refused(tx: Transaction, posting: Posting, why: str, now: datetime) -> Posting:
    """The channel said no for good: the draft is back before people, with the reason."""
    done = replace(
        posting,
        state=PostingState.REFUSED,
        lease_owner="",
        lease_until=None,
        updated_at=now,
        evidence=(*posting.evidence, f"refused: {why}"),
    )
    tx.postings.save(done, was=posting.state, attempt=posting.attempt)
    to_review(tx, posting, f"the channel refused it: {why}", now)
    tx.audit(now, Entry("desk", "posting.refused", f"posting:{posting.id}", {}))
    return done


def not_reached(
    tx: Transaction, law: Law, posting: Posting, result: NotReached, now: datetime
) -> Posting:
    """Nothing left us: back to the queue, and longer each time until it is tried again."""
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


def unknown(tx: Transaction, law: Law, posting: Posting, why: str, now: datetime) -> Posting:
    """It may be there. Nothing is done until the quarantine is over and a look-up was made."""
    quarantine = law.quarantine(posting.destination.channel)
    done = replace(
        posting,
        state=PostingState.UNKNOWN,
        lease_owner="",
        lease_until=None,
        quarantine_until=now + quarantine,
        unknown_since=law.steady(),
        updated_at=now,
        evidence=(*posting.evidence, f"outcome unknown: {why}"),
    )
    tx.postings.save(done, was=PostingState.SENDING, attempt=posting.attempt)
    tx.audit(now, Entry("desk", "posting.unknown", f"posting:{posting.id}", {}))
    return done


def needs_human(tx: Transaction, posting: Posting, why: str, now: datetime) -> Posting:
    """Only a person can tell now."""
    done = replace(
        posting,
        state=PostingState.NEEDS_HUMAN,
        quarantine_until=None,
        unknown_since=None,
        updated_at=now,
        evidence=(*posting.evidence, f"a person has to look: {why}"),
    )
    tx.postings.save(done, was=posting.state, attempt=posting.attempt)
    tx.audit(now, Entry("desk", "posting.needs_human", f"posting:{posting.id}", {}))
    return done


def void(tx: Transaction, posting: Posting, why: str, now: datetime) -> None:
    """A guard did not hold: it never goes, and the draft is back in review with its text."""
    done = replace(
        posting,
        state=PostingState.VOID,
        updated_at=now,
        evidence=(*posting.evidence, f"void: {why}"),
    )
    if tx.postings.save(done, was=PostingState.QUEUED, attempt=posting.attempt):
        tx.audit(now, Entry("desk", "posting.void", f"posting:{posting.id}", {"why": why}))
        to_review(tx, posting, why, now)


def to_review(tx: Transaction, posting: Posting, why: str, now: datetime) -> None:
    """The approval is void and the draft is back before people, its text kept."""
    approvals = tx.approvals.of_draft(posting.draft)
    for approval in approvals:
        if approval.state in {ApprovalState.COUNTED, ApprovalState.LIVE}:
            tx.approvals.move(approval.id, ApprovalState.VOID, why)
    draft = tx.drafts.get(posting.draft)
    if draft.state is DraftState.APPROVED:
        problem = f"It was not posted: {why}."
        tx.drafts.save(replace(draft, state=DraftState.IN_REVIEW, updated_at=now, problem=problem))

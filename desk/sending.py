"""From a queued posting to a receipt: intent before the socket, and no guess about an outcome.

The moves are those of the gate; `tests/desk/gate_model.py` is the oracle. Each function that
takes a transaction is one atomic step, and a crash may fall between any two of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desk import guards, outcomes, staleness
from desk.approval import ApprovedReply, release
from desk.audit import Entry
from desk.conversation import Conversation
from desk.draft import Draft
from desk.errors import DeskError
from desk.ids import PostingId
from desk.law import Law
from desk.locking import locked_posting
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
        outcomes.needs_human(tx, posting, f"tried {posting.attempt} times", now)
        return None
    approval = tx.approvals.get(posting.approval)
    why = guards.refusal(tx, law, posting, approval, now)
    conversation = tx.conversations.get(posting.conversation)
    reply: ApprovedReply | None = None
    within = lease - law.channel(posting.destination.channel).send_deadline
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
                until=now + within,
                late=_later_than(law, within),
                extras=_extras(conversation),
            )
        except DeskError as refusal:
            why = str(refusal)
    if reply is None:
        outcomes.void(tx, posting, why, now)
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
    _, posting = locked_posting(tx, claimed.id)
    if isinstance(result, Receipt):
        return outcomes.posted(tx, law, posting, result, now) if posting.state in _LIVE else posting
    if posting.state is not PostingState.SENDING or posting.attempt != claimed.attempt:
        return posting  # the lease ran out meanwhile; the look-up decides
    if isinstance(result, Refused):
        return outcomes.refused(tx, posting, str(result), now)
    if isinstance(result, NotReached):
        return outcomes.not_reached(tx, law, posting, result, now)
    return outcomes.unknown(tx, law, posting, str(result), now)


def lapse(tx: Transaction, law: Law, now: datetime) -> int:
    """Every attempt whose lease ran out has an unknown outcome. Returns how many there were."""
    lapsed = tx.postings.lapsed(now)
    for posting in lapsed:
        outcomes.unknown(
            tx, law, posting, "whoever was sending it stopped before saying how it went", now
        )
    return len(lapsed)


def looked_up(
    tx: Transaction,
    law: Law,
    seen: Posting,
    found: Receipt | OutcomeUnknown | None,
    now: datetime,
) -> Posting:
    """Write down what a look-up found, if the posting is still the one that was looked up."""
    _, posting = locked_posting(tx, seen.id)
    mine = posting.state in {PostingState.UNKNOWN, PostingState.NEEDS_HUMAN}
    if not mine or posting.attempt != seen.attempt:
        return posting
    if isinstance(found, Receipt):
        return outcomes.posted(tx, law, posting, found, now)
    early = posting.quarantine_until is not None and now < posting.quarantine_until
    if posting.state is PostingState.NEEDS_HUMAN or early:
        return posting  # what is not there yet may still arrive, whoever asked for the look-up
    if isinstance(found, OutcomeUnknown):
        return outcomes.needs_human(tx, posting, f"the look-up cannot tell: {found}", now)
    if posting.attempt >= law.terms.max_attempts:
        return outcomes.needs_human(
            tx, posting, f"not there, and tried {posting.attempt} times", now
        )
    why = guards.refusal(tx, law, posting, tx.approvals.get(posting.approval), now)
    if why:
        return outcomes.needs_human(tx, posting, f"not there, and {why}", now)
    back = replace(
        posting,
        state=PostingState.QUEUED,
        not_before=now,
        lease_owner="",
        lease_until=None,
        quarantine_until=None,
        unknown_since=None,
        updated_at=now,
        evidence=(*posting.evidence, "looked for after the quarantine: not there"),
    )
    tx.postings.save(back, was=PostingState.UNKNOWN, attempt=posting.attempt)
    tx.audit(now, Entry("desk", "posting.requeued", f"posting:{posting.id}", {}))
    return back


def doubted(tx: Transaction, posting_id: PostingId, now: datetime) -> bool:
    """After the records were put back as they were earlier: what was queued then may have left
    since, and nobody here knows. Whether this one was; then a person has to look.
    """
    _, posting = locked_posting(tx, posting_id)
    if posting.state is not PostingState.QUEUED:
        return False
    # As after a crash: an attempt that nobody remembers counts as one whose outcome is unknown.
    seen = (*posting.evidence, "the records were restored from a copy in which it had not left yet")
    number = posting.attempt + 1
    begun = replace(posting, state=PostingState.SENDING, attempt=number, evidence=seen)
    tx.postings.save(begun, was=PostingState.QUEUED, attempt=posting.attempt)
    unknown = replace(begun, state=PostingState.UNKNOWN)
    tx.postings.save(unknown, was=PostingState.SENDING, attempt=number)
    detail: dict[str, str | int | None] = {"attempt": number, "why": "restored"}
    tx.audit(now, Entry("desk", "posting.intent", f"posting:{posting_id}", detail))
    # It is not looked for and sent again: the turn may have been answered in another way since.
    outcomes.needs_human(tx, unknown, "it may have been posted since", now)
    return True


def settled_by_person(
    tx: Transaction,
    law: Law,
    posting: Posting,
    *,
    actor: str,
    there: bool,
    link: str,
    now: datetime,
) -> Posting:
    """A person looked and says whether the post is there. Their word is the evidence."""
    if there:
        seen = Receipt(remote=link or "seen by a person", link=link, read_back="", at=now)
        return outcomes.posted(tx, law, posting, seen, now, actor=actor)
    closed = replace(
        posting,
        state=PostingState.CLOSED,
        updated_at=now,
        evidence=(*posting.evidence, "a person looked: not there"),
    )
    tx.postings.save(closed, was=posting.state, attempt=posting.attempt)
    outcomes.to_review(tx, posting, "a person found that it was not posted", now)
    tx.audit(now, Entry(actor, "posting.closed", f"posting:{posting.id}", {}))
    return closed


def void_queued(tx: Transaction, draft: Draft, why: str, now: datetime) -> bool:
    """Void what of this draft is queued; False where it is on its way and cannot be called back."""
    for posting in tx.postings.of_draft(draft.id):
        if posting.state is PostingState.QUEUED and posting.attempt == 0:
            outcomes.void(tx, posting, why, now)
        elif posting.state in _LIVE:
            return False
    return True


def _later_than(law: Law, within: timedelta) -> Callable[[], bool]:
    """Asked as the request leaves: whether the time for that is over, whatever the wall says."""
    begun = law.steady()

    def late() -> bool:
        now = law.steady()
        waited = None if now is None or begun is None else now.since(begun)
        return waited is not None and waited >= within

    return late


def _extras(conversation: Conversation) -> dict[str, str]:
    return {
        "subject": conversation.subject,
        "to": conversation.customer_handle,
        "name": conversation.customer_name,
    }

"""Moves and looks that several stories of the desk share."""

from __future__ import annotations

from datetime import datetime

from desk import sending
from desk.approval import ApprovalState
from desk.audit import Entry
from desk.draft import Draft, DraftState
from desk.posting import NotReached, OutcomeUnknown, Posting, PostingState, Receipt
from desk.sending import Claim
from store.audit_log import AuditLog
from store.learnt import Learnt
from tests.services.a_desk import HERE, Bench

NOT_REACHED = NotReached("Connection refused.")
APPROVED = (DraftState.APPROVED, "", [(ApprovalState.LIVE, "")])


def post_all(bench: Bench) -> list[PostingState]:
    states = []
    while (claim := bench.desk.claim_posting("w1")) is not None:
        states.append(bench.desk.send(claim).state)
    return states


def begun(bench: Bench, attempt: int = 1) -> tuple[Draft, Claim]:
    """A posting whose nth attempt has begun; the channel was never reached before."""
    bench.message()
    draft = bench.written("Hello Kim, we refund 5.")
    bench.approved(draft)
    bench.clock.move(seconds=1)
    claim = claimed(bench)
    while claim.posting.attempt < attempt:
        bench.desk.record(claim.posting, NOT_REACHED)
        bench.clock.move(minutes=10)
        claim = claimed(bench)
    bench.clock.move(seconds=1)
    return draft, claim


def claimed(bench: Bench) -> Claim:
    claim = bench.desk.claim_posting("w1")
    assert claim is not None
    return claim


def audited(bench: Bench, after: str = "posting.intent") -> list[Entry]:
    """What was written down since."""
    rows = [row.entry for row in AuditLog(bench.engine).rows(HERE)]
    last = max(n for n, entry in enumerate(rows) if entry.action == after)
    return rows[last + 1 :]


def entry(posting: Posting, action: str, actor: str = "desk", **detail: str | int | None) -> Entry:
    return Entry(actor, f"posting.{action}", f"posting:{posting.id}", detail)


def standing(bench: Bench, draft: Draft) -> tuple[DraftState, str, list[tuple[ApprovalState, str]]]:
    with bench.records.begin(HERE) as tx:
        there = tx.drafts.get(draft.id)
        signed = tx.approvals.of_draft(draft.id)
    return there.state, there.problem, [(a.state, a.why_void) for a in signed]


def changed(bench: Bench, draft: Draft) -> datetime:
    with bench.records.begin(HERE) as tx:
        return tx.drafts.get(draft.id).updated_at


def unknown(bench: Bench, attempt: int = 1) -> tuple[Draft, Posting]:
    draft, claim = begun(bench, attempt)
    return draft, bench.desk.record(claim.posting, OutcomeUnknown("Timed out."))


def looked_up(bench: Bench, seen: Posting, found: Receipt | OutcomeUnknown | None) -> Posting:
    with bench.records.begin(HERE) as tx:
        after = sending.looked_up(tx, bench.desk.law, seen, found, bench.clock())
        assert tx.postings.get(seen.id) == after
        return after


def topics(bench: Bench) -> list[str]:
    """What the gaps of policy are about."""
    return [row.gap.topic for row in Learnt(bench.engine).gaps(HERE)]

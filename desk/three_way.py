"""What a person has to look at again: what they approved or wrote, what changed, what is now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk import staleness
from desk.approval import Approval, ApprovalState
from desk.casefile import facts_of
from desk.conversation import Conversation, Direction, Message
from desk.draft import Citation, Draft, DraftState, Revision
from desk.ids import PersonId
from desk.law import Law
from desk.records import Transaction
from policies.clause import Clause

_SUPERSEDED_SHOWN = 5  # earlier drafts that are looked at for a person's words


@dataclass(frozen=True)
class ClauseChange:
    """A clause that was cited, and what is in force for the case now; None where nothing is."""

    then: Citation
    now: Clause | None


@dataclass(frozen=True)
class ThreeWay:
    """Then, what changed, and now.

    `then` is the text that was approved, else the one that a person wrote, of which `by` is who;
    `mine` is what a person wrote last, None where nobody edited. `why` are the changes in words,
    `clauses` and `messages` are what changed, to be shown beside each other.
    """

    then: Revision
    at: datetime
    by: PersonId | None
    was_approved: bool
    mine: Revision | None
    why: tuple[str, ...]
    clauses: tuple[ClauseChange, ...]
    messages: tuple[Message, ...]


def three_way(tx: Transaction, law: Law, draft: Draft) -> ThreeWay | None:
    """What changed since a person decided or wrote; None where nothing they did is in question."""
    if draft.state is not DraftState.IN_REVIEW:
        return None
    conversation = tx.conversations.get(draft.conversation)
    for earlier in (draft, *tx.drafts.superseded_in(conversation.id, _SUPERSEDED_SHOWN)):
        if earlier.id != draft.id and draft.turn - earlier.turn > 1:
            continue
        found = _compared(tx, law, conversation, earlier, draft)
        if found is not None:
            return found
    return None


def _compared(
    tx: Transaction, law: Law, conversation: Conversation, earlier: Draft, draft: Draft
) -> ThreeWay | None:
    if earlier.revision is None:
        return None
    revision = tx.drafts.revision(earlier.revision)
    voided = [a for a in tx.approvals.of_draft(earlier.id) if a.state is ApprovalState.VOID]
    approval = voided[-1] if voided else None
    mine = revision if revision.author is not None else None
    if approval is None and mine is None:
        return None
    then = tx.drafts.revision(approval.snapshot.revision) if approval else revision
    said = tx.conversations.messages(conversation.id)
    day = facts_of(conversation, said).as_of
    book = law.book()
    clauses = tuple(
        ClauseChange(citation, book.at(citation.clause, day))
        for citation in staleness.fallen(then.cited, book, day)
    )
    since = approval.at if approval else then.at
    messages = tuple(m for m in said if m.direction is Direction.INCOMING and m.received_at > since)
    why = _why(approval, clauses, messages, earlier, draft)
    if not why:
        return None
    return ThreeWay(
        then=then,
        at=since,
        by=approval.person if approval else then.author,
        was_approved=approval is not None,
        mine=mine,
        why=why,
        clauses=clauses,
        messages=messages,
    )


def _why(
    approval: Approval | None,
    clauses: tuple[ClauseChange, ...],
    messages: tuple[Message, ...],
    earlier: Draft,
    draft: Draft,
) -> tuple[str, ...]:
    why = []
    if clauses:
        why.append("a cited clause has changed")
    why += [
        "the customer deleted what they wrote"
        if m.removed
        else ("the customer edited what they wrote" if m.replaces else "the customer wrote again")
        for m in messages
    ]
    told = approval is not None and approval.snapshot.revision == draft.revision
    if approval and told and not why and approval.why_void not in {"", "undo"}:
        why.append(approval.why_void)
    if earlier.id != draft.id and not messages:
        return ()  # somebody asked for another draft: nothing changed under them
    return tuple(dict.fromkeys(why))

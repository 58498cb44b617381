"""What happens to a complaint: registered, answered, opened again, owned, closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desk.audit import Entry
from desk.complaint import Complaint, ComplaintState, Ending
from desk.conversation import Conversation, MessageKind
from desk.errors import BadText, NotPermitted, WrongState
from desk.ids import PersonId
from desk.intake import clean
from desk.people import ANSWERING, Person
from desk.records import Transaction

_COMPLAINING = frozenset({MessageKind.COMPLAINT, MessageKind.SAFETY})


def noticed(tx: Transaction, conversation: Conversation, now: datetime) -> None:
    """What the triage took for a complaint is registered; one that was over is open again."""
    triage = conversation.triage
    if triage is None or triage.kind not in _COMPLAINING:
        return
    known = tx.complaints.of(conversation.id, lock=True)
    if known is None:
        register(tx, conversation, "triage", now)
    elif known.state is not ComplaintState.OPEN:
        _save(tx, replace(known, state=ComplaintState.OPEN), "complaint.reopened", "triage", now)


def register(tx: Transaction, conversation: Conversation, actor: str, now: datetime) -> Complaint:
    """Give a conversation a number in the register; it keeps the one that it has."""
    known = tx.complaints.of(conversation.id, lock=True)
    if known is not None:
        return known
    made = tx.complaints.add(conversation.id, now, conversation.assigned_to)
    tx.audit(
        now,
        Entry(
            actor,
            "complaint.registered",
            f"conversation:{conversation.id}",
            {"number": made.number},
        ),
    )
    return made


def answered(tx: Transaction, conversation: Conversation, now: datetime) -> None:
    """Our reply stands there."""
    known = tx.complaints.of(conversation.id, lock=True)
    if known is not None and known.state is ComplaintState.OPEN:
        _save(tx, replace(known, state=ComplaintState.ANSWERED), "complaint.answered", "desk", now)


def own(
    tx: Transaction, number: int, to: PersonId | None, person: Person, now: datetime
) -> Complaint:
    """Whose complaint it is. Raises NotPermitted for somebody who does not answer customers."""
    if to is not None and not tx.people.get(to).roles & ANSWERING:
        raise NotPermitted("They do not answer customers here. Choose somebody else.")
    changed = replace(tx.complaints.get(number, lock=True), owner=to)
    return _save(tx, changed, "complaint.owned", person.actor, now)


def close(
    tx: Transaction, number: int, ending: Ending, note: str, person: Person, now: datetime
) -> Complaint:
    """How it ended, with words that an auditor understands. Raises BadText and WrongState."""
    known = tx.complaints.get(number, lock=True)
    if known.state is ComplaintState.CLOSED:
        raise WrongState("This complaint is closed; open it again first.")
    if not note.strip():
        raise BadText("Say how it ended, in a sentence that somebody else will understand.")
    changed = replace(
        known,
        state=ComplaintState.CLOSED,
        ending=ending,
        note=clean(note),
        closed_at=now,
        closed_by=person.id,
        owner=known.owner or person.id,
    )
    return _save(tx, changed, "complaint.closed", person.actor, now)


def reopen(tx: Transaction, number: int, person: Person, now: datetime) -> Complaint:
    """It is not over. Raises WrongState."""
    known = tx.complaints.get(number, lock=True)
    if known.state is not ComplaintState.CLOSED:
        raise WrongState("This complaint is open already.")
    changed = replace(known, state=ComplaintState.OPEN)
    return _save(tx, changed, "complaint.reopened", person.actor, now)


def _save(
    tx: Transaction, complaint: Complaint, action: str, actor: str, now: datetime
) -> Complaint:
    tx.complaints.save(complaint)
    detail: dict[str, str | int | None] = {
        "number": complaint.number,
        "state": complaint.state.value,
        "ending": complaint.ending.value if complaint.ending else None,
        "owner": complaint.owner,
    }
    tx.audit(now, Entry(actor, action, f"conversation:{complaint.conversation}", detail))
    return complaint

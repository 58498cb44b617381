"""What happens in an incident: it is opened, matched, stated anew, left and closed.

Opening it voids what is queued for matching conversations and has their drafts written anew: they
become holding replies with the statement. Nothing of it is sent without a person's approval.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from desk import requests, standby
from desk.audit import Entry
from desk.conversation import Conversation, Direction, standing
from desk.draft import DraftKind, DraftState
from desk.errors import BadText, NotPermitted, WrongState
from desk.ids import ConversationId, IncidentId, mint
from desk.incident import Incident, Statement
from desk.intake import clean
from desk.law import Terms
from desk.people import Person, Role
from desk.records import Transaction

SPEAKING = frozenset({Role.APPROVER, Role.ADMIN, Role.PRESS, Role.SAFETY, Role.LEGAL})
_SHORTEST, _LONGEST = timedelta(minutes=5), timedelta(days=7)


def begin(
    tx: Transaction,
    *,
    title: str,
    statement: str,
    words: tuple[str, ...],
    holds: bool,
    plain: bool,
    every: timedelta,
    person: Person,
    now: datetime,
) -> Incident:
    """Open an incident. Raises BadText, and NotPermitted for who may not speak for the company."""
    _may_speak(person)
    wanted = tuple(dict.fromkeys(word.strip() for word in words if word.strip()))
    if not title.strip() or not wanted:
        raise BadText("An incident needs a title and at least one word by which it is known.")
    if not _SHORTEST <= every <= _LONGEST:
        raise BadText(
            "The time between two updates is five minutes at the least, a week at the most."
        )
    made = Incident(
        id=IncidentId(mint("inc")),
        title=clean(title),
        statement=clean(statement),
        words=wanted,
        holds=holds,
        plain=plain,
        every=every,
        next_update=now + every,
        opened_at=now,
        opened_by=person.id,
    )
    tx.incidents.add(made)
    tx.incidents.state(Statement(made.id, 1, made.statement, person.id, now))
    tx.audit(now, Entry(person.actor, "incident.opened", f"incident:{made.id}", {}))
    return made


def matched(tx: Transaction, conversation: Conversation, now: datetime) -> Conversation:
    """A conversation, belonging to the open incident that its last words are about, if any."""
    if conversation.incident is not None:
        return conversation
    said = [
        m.text
        for m in standing(tx.conversations.messages(conversation.id))
        if m.direction is Direction.INCOMING and m.turn == conversation.turn
    ]
    for incident in tx.incidents.open():
        if any(incident.matches(text) for text in said):
            return _joined(tx, conversation, incident, now)
    return conversation


def take_in(tx: Transaction, name: ConversationId, incident: Incident, now: datetime) -> bool:
    """Whether a conversation that is owed a reply belongs to this incident; then it is drafted
    anew, except for what a person has written, which only waits.
    """
    conversation = tx.conversations.get(name, lock=True)
    there = matched(tx, conversation, now)
    if there.incident != incident.id:
        return False
    if incident.holds:
        _anew(tx, there, now)
    return True


def leave(tx: Transaction, name: ConversationId, person: Person, now: datetime) -> Conversation:
    """A conversation is not about the incident after all: it is answered like any other."""
    conversation = tx.conversations.get(name, lock=True)
    if conversation.incident is None:
        raise WrongState("This conversation belongs to no incident.")
    changed = replace(conversation, incident=None)
    tx.conversations.save(changed)
    detail: dict[str, str | int | None] = {"incident": conversation.incident}
    tx.audit(now, Entry(person.actor, "incident.left", f"conversation:{name}", detail))
    _anew(tx, changed, now)
    return changed


def restate(
    tx: Transaction, name: IncidentId, statement: str, person: Person, now: datetime
) -> Incident:
    """A new statement; the clock of the next update begins again. Raises WrongState."""
    _may_speak(person)
    incident = _going_on(tx, name)
    number = len(tx.incidents.statements(name)) + 1
    changed = replace(incident, statement=clean(statement), next_update=now + incident.every)
    tx.incidents.save(changed)
    tx.incidents.state(Statement(name, number, changed.statement, person.id, now))
    detail: dict[str, str | int | None] = {"number": number}
    tx.audit(now, Entry(person.actor, "incident.stated", f"incident:{name}", detail))
    return changed


def tell(
    tx: Transaction, name: ConversationId, terms: Terms, person: Person, now: datetime
) -> None:
    """Have the newest statement drafted for a conversation of the incident, answered or not."""
    conversation = tx.conversations.get(name, lock=True)
    if conversation.reply_due is None:
        tx.conversations.save(replace(conversation, reply_due=now + terms.reply_due))
    _anew(tx, conversation, now, actor=person.actor)


def end(tx: Transaction, name: IncidentId, person: Person, now: datetime) -> Incident:
    """It is over: ordinary replies may go out again. Raises WrongState."""
    _may_speak(person)
    closed = replace(_going_on(tx, name), closed_at=now, closed_by=person.id)
    tx.incidents.save(closed)
    tx.audit(now, Entry(person.actor, "incident.closed", f"incident:{name}", {}))
    return closed


def released(tx: Transaction, name: ConversationId, now: datetime) -> None:
    """After the end: what waits for an ordinary answer is drafted anew, and what the statement
    left on a list (tell them more) is due at once.
    """
    conversation = tx.conversations.get(name, lock=True)
    for task in tx.lists.of(name):
        if task.what == standby.TELL_MORE and task.done_at is None and task.due > now:
            tx.lists.save(replace(task, due=now))
    if conversation.reply_due is not None:
        _anew(tx, conversation, now)


def _anew(tx: Transaction, conversation: Conversation, now: datetime, actor: str = "desk") -> None:
    edited = [
        draft
        for draft in tx.drafts.open_in(conversation.id)
        if draft.state is DraftState.IN_REVIEW
        and draft.kind is DraftKind.REPLY
        and draft.revision is not None
        and tx.drafts.revision(draft.revision).author is not None
    ]
    if not edited:
        requests.request_all(tx, conversation.id, (requests.Wish(),), actor=actor, now=now)


def _joined(
    tx: Transaction, conversation: Conversation, incident: Incident, now: datetime
) -> Conversation:
    there = replace(conversation, incident=incident.id)
    tx.conversations.save(there)
    detail: dict[str, str | int | None] = {"incident": incident.id}
    tx.audit(now, Entry("desk", "incident.joined", f"conversation:{conversation.id}", detail))
    return there


def _going_on(tx: Transaction, name: IncidentId) -> Incident:
    incident = tx.incidents.get(name, lock=True)
    if not incident.open:
        raise WrongState("This incident is closed.")
    return incident


def _may_speak(person: Person) -> None:
    if not person.active or not person.roles & SPEAKING:
        raise NotPermitted("Speaking in an incident takes approver, press, safety, legal or admin.")

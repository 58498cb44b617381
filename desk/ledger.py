"""The promise ledger: what we promised is kept, broken or released, with what shows it.

A promise is a task on a list that came from a posted reply. It is late when its time has passed;
only a person says that it was kept or broken.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from desk.audit import Entry
from desk.errors import BadText, NotPermitted, WrongState
from desk.ids import ConversationId, PersonId
from desk.intake import clean
from desk.people import ANSWERING, Person
from desk.records import Due, FollowUp, Kept, Transaction


def due(promise: FollowUp, now: datetime, ahead: timedelta) -> Due:
    """Whether it is late, or will be within `ahead`."""
    if promise.due <= now:
        return Due.LATE
    return Due.SOON if promise.due <= now + ahead else Due.LATER


def open_promises(tx: Transaction, conversation: ConversationId) -> tuple[FollowUp, ...]:
    """What we owe this customer still, in all their conversations, the first due at the front."""
    there = tx.conversations.get(conversation)
    names = (conversation, *tx.conversations.of_customer(there))
    found = [task for name in names for task in tx.lists.of(name)]
    return tuple(
        sorted(
            (task for task in found if task.posting and task.done_at is None),
            key=lambda task: (task.due, task.id),
        )
    )


def settle(
    tx: Transaction, name: str, how: Kept, evidence: str, person: Person, now: datetime
) -> FollowUp:
    """A person says what became of a promise, and what shows it. Raises BadText, WrongState."""
    promise = tx.lists.get(name, lock=True)
    if promise.posting is None:
        raise WrongState("This is a task, not a promise; mark it as done on the to-do list.")
    if promise.done_at is not None:
        raise WrongState("What became of this promise has been said already.")
    if not evidence.strip():
        raise BadText("Say what shows it: a booking number, a date, who released us.")
    done = replace(promise, done_at=now, kept=how, evidence=clean(evidence), settled_by=person.id)
    tx.lists.save(done)
    detail: dict[str, str | int | None] = {"late": int(promise.due < now)}
    entry = Entry(person.actor, f"promise.{how.value}", f"follow_up:{name}", detail)
    tx.audit(now, entry)
    return done


def own(tx: Transaction, name: str, to: PersonId | None, person: Person, now: datetime) -> FollowUp:
    """Who sees to it. Raises NotPermitted for somebody who does not answer customers."""
    if to is not None and not tx.people.get(to).roles & ANSWERING:
        raise NotPermitted("They do not answer customers here. Choose somebody else.")
    changed = replace(tx.lists.get(name, lock=True), owner=to)
    tx.lists.save(changed)
    tx.audit(now, Entry(person.actor, "promise.owned", f"follow_up:{name}", {"to": to}))
    return changed


def remind(tx: Transaction, now: datetime, ahead: timedelta) -> tuple[FollowUp, ...]:
    """Promises of which somebody has to hear now: once when they are due soon, once when late.

    From here on they count as told, so that two workers, or one that is killed before a mail left,
    never tell twice.
    """
    reminded = []
    for promise in tx.lists.unreminded(now, now + ahead):
        state = due(promise, now, ahead)
        told = replace(promise, reminded_at=now, reminded_of=state)
        tx.lists.save(told)
        detail: dict[str, str | int | None] = {"owner": promise.owner, "due": state.value}
        tx.audit(now, Entry("desk", "promise.reminded", f"follow_up:{promise.id}", detail))
        reminded.append(told)
    return tuple(reminded)


def mailed(tx: Transaction, promise: FollowUp, came: str, now: datetime) -> None:
    """What came of telling its owner by mail, for the record."""
    detail: dict[str, str | int | None] = {"owner": promise.owner, "mail": came}
    tx.audit(now, Entry("desk", "promise.mailed", f"follow_up:{promise.id}", detail))

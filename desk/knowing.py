"""What is known of a case: added, corrected, taken back, looked up. Every change is kept.

A fact that changes makes another case: what was approved on the old one is void, what nobody has
edited is written anew, and what a person has edited stays theirs, to be looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from desk import requests, sending
from desk.approval import ApprovalState
from desk.audit import Entry
from desk.conversation import Conversation
from desk.draft import Draft, DraftState
from desk.errors import NotFound, WrongState
from desk.facts import Fact, FactSource, merged, stamped
from desk.ids import ConversationId, mint
from desk.lessons import FactChange
from desk.records import Transaction
from desk.requests import Wish

T = TypeVar("T")

_CHANGED = "a fact of the case changed"
_STANDING = frozenset({DraftState.IN_REVIEW, DraftState.APPROVED})


def learn(
    tx: Transaction,
    conversation: ConversationId,
    facts: Iterable[Fact],
    scope: Mapping[str, str],
    actor: str,
    now: datetime,
) -> bool:
    """Keep what was said of a case; returns whether it changed anything."""
    there = tx.conversations.get(conversation, lock=True)
    after = {fact.name: fact for fact in merged(there.facts, stamped(facts, actor, now))}
    return _keep(tx, there, after, {**there.scope, **scope}, actor, now)


def forget(
    tx: Transaction, conversation: ConversationId, name: str, actor: str, now: datetime
) -> None:
    """Take a fact, or a dimension of the scope, out of a case. Raises NotFound."""
    there = tx.conversations.get(conversation, lock=True)
    facts = {fact.name: fact for fact in there.facts if fact.name != name}
    scope = {dim: value for dim, value in there.scope.items() if dim != name}
    if not _keep(tx, there, facts, scope, actor, now):
        raise NotFound(f"Nothing is known of this case by the name {name}.")


def undo(tx: Transaction, conversation: ConversationId, actor: str, now: datetime) -> None:
    """Take the last change of facts back, and with the next call the one before it.

    Raises WrongState where there is none.
    """
    there = tx.conversations.get(conversation, lock=True)
    changes = tx.facts.of(conversation)
    undone = {change.undoes for change in changes}
    standing = [c for c in changes if not c.undoes and c.batch not in undone]
    if not standing:
        raise WrongState("There is no change of a fact to take back.")
    batch = standing[-1].batch
    facts = {fact.name: fact for fact in there.facts}
    scope = dict(there.scope)
    for change in (c for c in standing if c.batch == batch):
        if change.in_scope:
            _put(scope, change.name, None if change.was is None else str(change.was.value))
        else:
            _put(facts, change.name, change.was)
    _keep(tx, there, facts, scope, actor, now, undoes=batch)


def reconsider(
    tx: Transaction, conversation: ConversationId, actor: str, now: datetime
) -> Draft | None:
    """Whatever rested on the old facts: written anew, or back before the person who edited it.

    Returns the draft to look at now; None where a reply of ours is on its way.
    """
    standing = tx.drafts.open_in(conversation)
    edited = [d for d in standing if d.state in _STANDING and _touched(tx, d)]
    if not edited:
        wishes = tuple(
            dict.fromkeys(
                Wish(d.stance, d.instruction, d.side, d.place) for d in reversed(standing)
            )
        )
        made = requests.request_all(tx, conversation, wishes or (Wish(),), actor=actor, now=now)
        return made[-1]
    for draft in standing:
        if draft.state in _STANDING:
            _reopen(tx, draft, now)
    return tx.drafts.get(edited[0].id)


def _reopen(tx: Transaction, draft: Draft, now: datetime) -> None:
    """Back in review with its text; approvals of the old facts are void."""
    if not sending.void_queued(tx, draft, _CHANGED, now):
        return
    for approval in tx.approvals.of_draft(draft.id):
        if approval.state in {ApprovalState.COUNTED, ApprovalState.LIVE}:
            tx.approvals.move(approval.id, ApprovalState.VOID, _CHANGED)
    there = tx.drafts.get(draft.id)
    problem = "A fact of the case changed since this was written; the check was run again."
    tx.drafts.save(replace(there, state=DraftState.IN_REVIEW, updated_at=now, problem=problem))


def _touched(tx: Transaction, draft: Draft) -> bool:
    """Whether a person has written in it."""
    return draft.revision is not None and tx.drafts.revision(draft.revision).author is not None


def _keep(
    tx: Transaction,
    there: Conversation,
    facts: Mapping[str, Fact],
    scope: Mapping[str, str],
    actor: str,
    now: datetime,
    *,
    undoes: str = "",
) -> bool:
    """Save what is known by now, each difference as a change; False where there is none."""
    batch = mint("fcb")
    before = {fact.name: fact for fact in there.facts}
    changes = [
        FactChange(mint("fch"), batch, there.id, now, actor, name, was, is_now, undoes=undoes)
        for name in dict.fromkeys((*before, *facts))
        if (was := before.get(name)) != (is_now := facts.get(name))
    ]
    changes += [
        FactChange(
            mint("fch"),
            batch,
            there.id,
            now,
            actor,
            name,
            _worded(name, there.scope.get(name)),
            _worded(name, scope.get(name)),
            in_scope=True,
            undoes=undoes,
        )
        for name in dict.fromkeys((*there.scope, *scope))
        if there.scope.get(name) != scope.get(name)
    ]
    if not changes:
        return False
    for change in changes:
        tx.facts.add(change)
    tx.conversations.save(replace(there, facts=tuple(facts.values()), scope=dict(scope)))
    names = ",".join(sorted(change.name for change in changes))
    action = "facts.undone" if undoes else "facts.changed"
    tx.audit(now, Entry(actor, action, f"conversation:{there.id}", {"names": names}))
    return True


def _worded(name: str, value: str | None) -> Fact | None:
    return None if value is None else Fact(name, value, FactSource.AGENT)


def _put(into: dict[str, T], name: str, value: T | None) -> None:
    if value is None:
        into.pop(name, None)
    else:
        into[name] = value

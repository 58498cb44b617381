"""Gaps: what customers ask, or our people promise, and no clause answers.

A gap opens by itself, is shown to the policy owner, and ends when a clause answers it or the owner
says that none is wanted. `desk/waiting.py` has those who waited answered anew.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desk.audit import Entry
from desk.draft import Abstention, Draft, Reason, Revision, Stance
from desk.errors import NotPermitted, WrongState
from desk.ids import mint
from desk.lessons import EditKind, Gap, GapCase, GapState
from desk.people import Person, Role
from desk.records import Transaction

_SILENT = frozenset({Reason.POLICY_SILENT, Reason.POLICIES_CONFLICT, Reason.NOT_YET_IN_FORCE})
_OF_POLICY = frozenset({EditKind.COMMITMENT, EditKind.POLICY, EditKind.WRONG_CLAUSE})
_OWNERS = frozenset({Role.POLICY_OWNER, Role.ADMIN})
_MOST_NEAR = 5


def met_silence(tx: Transaction, draft: Draft, outcome: Abstention, now: datetime) -> None:
    """An abstention that a clause could have spared us is a gap."""
    if outcome.reason not in _SILENT or draft.stance is not Stance.BEST:
        return  # that no clause supports a stance which somebody tried is no gap
    topic = outcome.triage.topics[0] if outcome.triage.topics else outcome.triage.kind.value
    if outcome.reason is not Reason.POLICY_SILENT:
        topic = f"{topic}: {outcome.reason.value.replace('_', ' ')}"
    elif not outcome.triage.topics and outcome.consulted:
        # Else all that nobody could name would be one gap, and one clause its answer.
        topic = f"{topic} near {outcome.consulted[0].clause}"
    near = tuple(str(citation.clause) for citation in outcome.consulted)
    _met(tx, topic, near, draft, outcome.reason.value, None, now)


def met_edit(
    tx: Transaction, draft: Draft, kind: EditKind, why: str, revision: Revision, now: datetime
) -> None:
    """A person who changes policy or a commitment by hand shows a gap, right or wrong."""
    if kind not in _OF_POLICY:
        return
    cited = tuple(dict.fromkeys(str(citation.clause) for citation in revision.cited))
    topic = f"{why} ({', '.join(cited) or 'no clause'})"
    _met(tx, topic, cited, draft, kind.value, revision, now)


def answered(tx: Transaction, name: str, clause: str, actor: str, now: datetime) -> Gap:
    """A clause answers it by now. Raises WrongState where it is closed already."""
    gap = _still_open(tx, name)
    done = replace(gap, state=GapState.ANSWERED, clause=clause, decided_at=now)
    tx.lessons.save_gap(done)
    tx.audit(now, Entry(actor, "gap.answered", f"gap:{name}", {"clause": clause}))
    return done


def dismissed(tx: Transaction, name: str, note: str, person: Person, now: datetime) -> Gap:
    """The owner wants no clause for it."""
    may_own(person)
    gap = _still_open(tx, name)
    done = replace(gap, state=GapState.DISMISSED, note=note, decided_by=person.id, decided_at=now)
    tx.lessons.save_gap(done)
    tx.audit(now, Entry(person.actor, "gap.dismissed", f"gap:{name}", {}))
    return done


def reopened(tx: Transaction, name: str, person: Person, now: datetime) -> Gap:
    """Undo: the gap is open again. Raises WrongState where its topic has another open one."""
    may_own(person)
    gap = tx.lessons.gap(name)
    if gap.state is GapState.OPEN or tx.lessons.open_gap(gap.topic) is not None:
        raise WrongState("It is open already.")
    again = replace(gap, state=GapState.OPEN, clause="", note="", decided_by=None, decided_at=None)
    tx.lessons.save_gap(again)
    tx.audit(now, Entry(person.actor, "gap.reopened", f"gap:{name}", {}))
    return again


def may_own(person: Person) -> None:
    """Return for those who answer for policy. Raises NotPermitted."""
    if not person.active or not person.roles & _OWNERS:
        raise NotPermitted("This is for the policy owner.")


def _met(
    tx: Transaction,
    topic: str,
    near: tuple[str, ...],
    draft: Draft,
    why: str,
    revision: Revision | None,
    now: datetime,
) -> None:
    gap = tx.lessons.open_gap(topic)
    if gap is None:
        gap = Gap(mint("gap"), topic, near[:_MOST_NEAR], GapState.OPEN, now)
        tx.lessons.save_gap(gap)
        tx.audit(now, Entry("desk", "gap.opened", f"gap:{gap.id}", {}))
    elif near and not set(near) <= set(gap.near):
        both = tuple(dict.fromkeys((*gap.near, *near)))[:_MOST_NEAR]
        tx.lessons.save_gap(replace(gap, near=both))
    message = tx.conversations.get(draft.conversation).last_message
    tx.lessons.add_case(
        GapCase(
            gap=gap.id,
            conversation=draft.conversation,
            draft=draft.id,
            message=message,
            revision=revision.id if revision else None,
            why=why,
            at=now,
        )
    )


def _still_open(tx: Transaction, name: str) -> Gap:
    gap = tx.lessons.gap(name)
    if gap.state is not GapState.OPEN:
        raise WrongState(f"This gap is {gap.state.value}.")
    return gap

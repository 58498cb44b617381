"""The licence: whether a cited clause permits a commitment. Decided here, in code.

A commitment is licensed by one permission of one clause that its sentence cites: same kind, same
object, amount, period and date within it, and every condition met by facts that count, stated in
the reply, or asked for. A missing fact is not a yes. What forbids wins over what permits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desk.amounts import amount_fault, time_fault
from desk.commitment import Commitment
from desk.courtesy import Weight, weight
from desk.covers import covers, overlap, roots
from desk.draft import Severity
from desk.facts import CaseFacts
from desk.permission import ClauseReading, Permission
from desk.terms_met import Met, Phrase, Reply, how_met
from policies.clause import ClauseId
from policies.terms import Kind


@dataclass(frozen=True)
class Fault:
    """Why a permission does not license a commitment, as a finding says it."""

    code: str
    why: str
    mend: str
    clause: ClauseId | None = None
    severity: Severity = Severity.BLOCK


@dataclass(frozen=True)
class Judgement:
    """`by` is the clause that licenses; without one `fault` says why, None for mere courtesy."""

    by: ClauseReading | None
    fault: Fault | None = None


# The nearer a permission came, the more it helps to say what it lacked.
_NEARNESS = ("condition_missing", "condition_not_met", "above_limit", "period_differs")


def judge(
    commitment: Commitment,
    readings: Sequence[ClauseReading],
    facts: CaseFacts,
    reply: Reply,
    stated: Iterable[object] = (),
) -> Judgement:
    """Whether one of the cited clauses licenses the commitment.

    `readings` are the clauses cited by its sentence that hold and cover the case; `stated` are all
    quantities of the reply.
    """
    if not commitment.grants:
        return _refusal(commitment, readings, facts, reply)
    said = tuple(stated)
    own = Phrase.of(commitment.words)
    faults: list[Fault] = []
    for reading in readings:
        listed = reading.clause.licences is not None
        if listed and (ban := _forbids(commitment, reading, facts, reply, own)):
            return Judgement(None, ban)
        for permission in reading.permissions:
            if not permission.permits or not covers(permission, commitment):
                continue
            fault = _fault(commitment, reading, permission, facts, reply, own, said)
            if fault is None:
                return Judgement(reading)
            faults.append(fault)
    heavy = weight(commitment)
    if heavy is Weight.COURTESY:
        return Judgement(None)
    for reading in readings:  # what a clause only says forbids where it permits nothing nearer
        if not faults and (ban := _forbids(commitment, reading, facts, reply, own)):
            return Judgement(None, ban)
    if faults:
        return Judgement(None, min(faults, key=lambda f: _NEARNESS.index(f.code)))
    return Judgement(None, _unlicensed(commitment, readings, heavy))


def _fault(
    commitment: Commitment,
    reading: ClauseReading,
    permission: Permission,
    facts: CaseFacts,
    reply: Reply,
    own: Phrase,
    stated: tuple[object, ...],
) -> Fault | None:
    """What a permission of the right kind and object lacks, or None where it licenses."""
    clause = reading.clause.id
    if why := amount_fault(commitment, reading, permission, facts):
        return Fault("above_limit", why, f"Say what the clause says: {permission.words}", clause)
    if why := time_fault(commitment, reading, permission, facts, stated):
        return Fault("period_differs", why, f"Say what the clause says: {permission.words}", clause)
    missing: Fault | None = None
    for condition in permission.conditions:
        met = how_met(condition, facts, reply, own)
        if met is Met.NOT_MET:
            why = f"the case facts contradict: {condition}"
            return Fault("condition_not_met", why, "Do not promise it in this case.", clause)
        if met is Met.MISSING and missing is None:
            why = f"no fact says that it is met, and the reply neither states nor asks: {condition}"
            missing = Fault(
                "condition_missing", why, f"State the condition or ask: {condition}", clause
            )
    return missing


def _forbids(
    commitment: Commitment, reading: ClauseReading, facts: CaseFacts, reply: Reply, own: Phrase
) -> Fault | None:
    for ban in reading.permissions:
        if ban.permits or ban.kind is not commitment.kind:
            continue
        about = roots(ban.object)
        if overlap(about, roots(commitment.words)) < _SAME_THING:
            continue
        how = [how_met(c, facts, reply, own) for c in ban.conditions]
        if all(h in {Met.MET, Met.STATED} for h in how):
            return Fault(
                "forbidden",
                f"the clause forbids it: {ban.words}",
                "Take it out.",
                reading.clause.id,
            )
    return None


_SAME_THING = 0.6


def _refusal(
    commitment: Commitment, readings: Sequence[ClauseReading], facts: CaseFacts, reply: Reply
) -> Judgement:
    """A refusal must rest on policy too. It is only looked at, unless a clause says the opposite."""
    own = Phrase.of(commitment.words)
    opposite: Fault | None = None
    for reading in readings:
        for permission in (*reading.permissions, *reading.said):
            if permission.kind is not commitment.kind:
                continue
            if not permission.permits:
                if overlap(roots(permission.object), roots(commitment.words)) >= _HALF:
                    return Judgement(reading)
                continue
            if not covers(permission, commitment):
                continue
            how = [how_met(c, facts, reply, own) for c in permission.conditions]
            if Met.NOT_MET in how or Met.STATED in how:
                return Judgement(reading)
            if all(h is Met.MET for h in how) and permission in reading.permissions:
                opposite = Fault(
                    "unlicensed_commitment",
                    f"this refuses what the clause grants: {permission.words}",
                    "Grant it, or cite the clause that refuses it.",
                    reading.clause.id,
                )
    if opposite:
        return Judgement(None, opposite)
    why = "a refusal must rest on a clause, and no cited clause refuses this"
    mend = f"Cite the clause that refuses this {commitment.kind.value}."
    return Judgement(None, Fault("unlicensed_commitment", why, mend, None, Severity.LOOK))


_HALF = 0.5


def _unlicensed(commitment: Commitment, readings: Sequence[ClauseReading], heavy: Weight) -> Fault:
    kind = commitment.kind
    about = f" of {commitment.object}" if commitment.object and kind not in _WORDY else ""
    why = f"no cited clause permits this {kind.value}{about}"
    if not readings:
        why = f"this sentence cites no clause in force that could permit this {kind.value}{about}"
    code = "admission" if kind is Kind.ADMISSION else "unlicensed_commitment"
    severity = Severity.BLOCK if heavy is Weight.OWED else Severity.LOOK
    mend = f"Cite a clause that licenses {kind.value}{about}, or take it out."
    clause = readings[0].clause.id if len(readings) == 1 else None
    return Fault(code, why, mend, clause, severity)


_WORDY = frozenset(
    {Kind.ACTION, Kind.ELIGIBILITY, Kind.DEADLINE, Kind.STATEMENT, Kind.ADMISSION, Kind.PRICE}
)

"""What a holding reply may say: the follow-up that somebody's list holds, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desk.check import Case
from desk.commitment import Commitment
from desk.courtesy import Weight, weight
from desk.draft import Finding
from desk.found import finding
from desk.reading.quantities import quantities, same


def holding_findings(commitment: Commitment, case: Case) -> Iterator[Finding]:
    """A finding unless the commitment is the follow-up, at the time that the task says."""
    if case.follow_up and _is_follow_up(commitment, case.follow_up):
        return
    allowed = "but its follow-up" if case.follow_up else "and no list holds a task"
    why = f"a holding reply commits to nothing, {allowed}"
    span = (commitment.start, commitment.end)
    mend = "Take it out, or answer with a clause."
    yield finding("holding_commits", why, commitment.words, span, mend)


def _is_follow_up(commitment: Commitment, task: str) -> bool:
    if not commitment.amount and commitment.words.casefold() in task.casefold():
        return True
    timeless = replace(commitment, period=None, day=None)
    if commitment.amount or weight(timeless) is not Weight.COURTESY:
        return False
    known = [m.value for m in quantities(task, plain=False)]
    owed = [value for value in (commitment.period, commitment.day) if value is not None]
    return all(any(same(value, other) for other in known) for value in owed)

"""What a posted reply has promised becomes a task on somebody's list, due when it was promised."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from desk.commitment import Actor, Commitment, Polarity
from desk.draft import Part, Revision
from desk.ids import ConversationId, PersonId, PostingId, mint
from desk.reckoning import end_of
from desk.records import FollowUp
from policies.days_off import DayOff
from policies.terms import Period, Unit

_SOON = timedelta(days=1)  # a promise without a time is looked at the next day
_LONGEST: dict[Unit, timedelta] = {
    Unit.MINUTE: timedelta(minutes=1),
    Unit.HOUR: timedelta(hours=1),
    Unit.WORKING_DAY: timedelta(days=7) / 5,
    Unit.DAY: timedelta(days=1),
    Unit.WEEK: timedelta(weeks=1),
    Unit.MONTH: timedelta(days=28),
    Unit.YEAR: timedelta(days=365),
}


def promised(
    revision: Revision,
    conversation: ConversationId,
    posted_at: datetime,
    *,
    posting: PostingId | None = None,
    owner: PersonId | None = None,
    off: tuple[DayOff, ...] = (),
) -> tuple[FollowUp, ...]:
    """One task for each sentence that resolves something and binds us to do it.

    What a reply says of policy in general ("if …, we refund") binds nobody in this case yet; the
    sentences that resolve it do. On days `off`, besides weekends, nobody works.
    """
    tasks = []
    at = 0
    for sentence in revision.sentences:
        start = revision.text.find(sentence.text, at)
        if start < 0:
            continue
        at = start + len(sentence.text)
        ours = [c for c in revision.commitments if start <= c.start < at and _binds(c)]
        if sentence.part is Part.RESOLUTION and ours:
            due = min(_due(posted_at, c.period, off) for c in ours)
            tasks.append(
                FollowUp(
                    mint("fup"),
                    conversation,
                    revision.draft,
                    sentence.text,
                    "",
                    due,
                    posting=posting,
                    owner=owner,
                )
            )
    return tuple(tasks)


def _binds(commitment: Commitment) -> bool:
    return (
        commitment.polarity is Polarity.WILL
        and commitment.actor is Actor.US
        and not commitment.conditions
    )


def _due(posted_at: datetime, period: Period | None, off: tuple[DayOff, ...]) -> datetime:
    if period is not None and period.unit is Unit.WORKING_DAY:
        day = end_of(posted_at.date(), period, off)
        if day is not None:
            return posted_at + (day - posted_at.date())
    return posted_at + _time(period)


def _time(period: Period | None) -> timedelta:
    if period is None:
        return _SOON
    # Not later than promised: months and years count as their shortest.
    return min(
        _LONGEST[period.unit] * float(min(period.count, Decimal(1000))), timedelta(days=3650)
    )

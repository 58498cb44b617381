"""A promise in working days is due when they are over: weekends and days off do not count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from desk.commitment import Commitment
from desk.draft import Attribution, Part, Revision, Sentence
from desk.ids import ConversationId, DraftId, RevisionId
from desk.promises import promised
from policies.days_off import DayOff
from policies.terms import Kind, Period, Unit

WEDNESDAY = datetime(2026, 12, 23, 10, 0, tzinfo=UTC)
CHRISTMAS = (DayOff(month=12, day=25), DayOff(month=12, day=26), DayOff(month=1, day=1))
TEXT = "We will send it."


def due(period: Period | None, off: tuple[DayOff, ...]) -> datetime:
    owed = Commitment(Kind.ACTION, TEXT, 0, len(TEXT), period=period)
    revision = Revision(
        id=RevisionId("r"),
        draft=DraftId("d"),
        number=1,
        text=TEXT,
        digest="",
        sentences=(Sentence(TEXT, Part.RESOLUTION),),
        commitments=(owed,),
        findings=(),
        consulted=(),
        attribution=Attribution("a"),
        author=None,
        based_on=None,
        at=WEDNESDAY,
    )
    (task,) = promised(revision, ConversationId("c"), WEDNESDAY, off=off)
    return task.due


@pytest.mark.parametrize(
    ("count", "off", "day"),
    [
        (1, (), 24),
        (2, (), 25),
        (2, CHRISTMAS, 28),  # over Christmas and a weekend
        (5, (), 30),
        (5, CHRISTMAS, 31),
    ],
)
def test_when_working_days_are_over(count: int, off: tuple[DayOff, ...], day: int) -> None:
    found = due(Period(Decimal(count), Unit.WORKING_DAY), off)
    assert found == WEDNESDAY.replace(day=day)


def test_other_times_are_not_touched() -> None:
    assert due(Period(Decimal(2), Unit.DAY), CHRISTMAS) == WEDNESDAY + timedelta(days=2)
    assert due(None, CHRISTMAS) == WEDNESDAY + timedelta(days=1)


def test_a_part_of_a_working_day_is_due_before_the_whole_one() -> None:
    whole = due(Period(Decimal(3), Unit.WORKING_DAY), ())
    assert WEDNESDAY < due(Period(Decimal("2.5"), Unit.WORKING_DAY), ()) < whole

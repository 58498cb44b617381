"""How long a draft is held: what the menu offers, as moments."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum


class Lasts(StrEnum):
    """How long a hold lasts."""

    BY_HAND = "by_hand"
    AN_HOUR = "an_hour"
    FOUR_HOURS = "four_hours"
    A_DAY = "a_day"
    A_WEEK = "a_week"


WORDS: dict[Lasts, str] = {
    Lasts.BY_HAND: "until somebody takes it off",
    Lasts.AN_HOUR: "for an hour",
    Lasts.FOUR_HOURS: "for four hours",
    Lasts.A_DAY: "for a day",
    Lasts.A_WEEK: "for a week",
}
_LENGTHS: dict[Lasts, timedelta] = {
    Lasts.AN_HOUR: timedelta(hours=1),
    Lasts.FOUR_HOURS: timedelta(hours=4),
    Lasts.A_DAY: timedelta(days=1),
    Lasts.A_WEEK: timedelta(weeks=1),
}


def until(now: datetime, lasts: Lasts) -> datetime | None:
    """When it ends; None where it lasts until somebody takes it off."""
    length = _LENGTHS.get(lasts)
    return None if length is None else now + length

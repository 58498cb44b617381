"""Times as people say them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

_SOON = timedelta(minutes=15)
_MINUTE = timedelta(minutes=1)
_HOUR = 60
_DAY = 24 * _HOUR


@dataclass(frozen=True)
class Due:
    """A reply-due clock in words. `state` is late, soon, later or none."""

    state: str
    words: str


def due(moment: datetime | None, now: datetime) -> Due:
    """How long there is until `moment`, or since."""
    if moment is None:
        return Due("none", "answered")
    if moment <= now:
        span = now - moment
        return Due("late", "due now" if span < _MINUTE else f"late by {_span(span)}")
    return Due("soon" if moment - now <= _SOON else "later", f"due in {_span(moment - now)}")


def ago(moment: datetime, now: datetime) -> str:
    """How long since `moment`."""
    span = now - moment
    return "just now" if span < _MINUTE else f"{_span(span)} ago"


def left(moment: datetime, now: datetime) -> int:
    """Whole seconds until `moment`, never less than 0."""
    return max(0, -((now - moment) // timedelta(seconds=1)))


def _span(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    if minutes < 1:
        return "1 min"
    if minutes < _HOUR:
        return f"{minutes} min"
    if minutes < 2 * _DAY:
        hours, rest = divmod(minutes, _HOUR)
        return f"{hours} h {rest} min" if rest and hours < 10 else f"{hours} h"  # noqa: PLR2004 beyond it minutes tell nothing
    return f"{minutes // _DAY} days"

"""The day's thanks: asked for by a person, or drafted at the time of day that is set.

Only the draft is made by itself. A person approves it like any other, or it is never posted.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from api.house import Cabinet
from desk.draft import Draft
from desk.lifecycle import Desk
from desk.people import Principal
from desk.thanking import Thanks, front_of
from store.learnt import Praise

log = logging.getLogger("makegood.thanks")

_LOOK = 30.0  # seconds between two looks at the clock


def ask(
    desk: Desk, cabinet: Cabinet, channel: str, account: str, day: date, by: Principal
) -> Draft:
    """A draft of the thanks for one day. Raises WrongState where there is nobody to thank."""
    places = cabinet.views.learnt.praise(cabinet.workspace, day)
    mine = [p for p in places if p.channel == channel and account in {"", p.account}]
    praised = sum(place.messages for place in mine)
    return desk.thanks(channel, mine[0].account if mine else account, day, praised, by)


class Outcome(StrEnum):
    """What came of thanking an account. NO_PLACE: nothing can be posted there to everybody."""

    DRAFTED = "drafted"
    BEGUN_BEFORE = "begun before"
    NO_PLACE = "no place"


@dataclass(frozen=True)
class Thanked:
    """One account that was praised on a day: by how many messages, and what came of it."""

    channel: str
    account: str
    praised: int
    outcome: Outcome


def of_day(desk: Desk, cabinet: Cabinet, day: date) -> tuple[Thanked, ...]:
    """Draft the thanks of a day wherever it can be posted and nobody has begun; again, it does
    nothing more.
    """
    return tuple(
        Thanked(place.channel, place.account, place.messages, _drafted(desk, cabinet, place, day))
        for place in cabinet.views.learnt.praise(cabinet.workspace, day)
    )


def _drafted(desk: Desk, cabinet: Cabinet, place: Praise, day: date) -> Outcome:
    wanted = Thanks(place.channel, place.account, day, place.messages)
    if not can_thank(desk, place):
        return Outcome.NO_PLACE
    with cabinet.reads.begin(cabinet.workspace) as tx:
        begun = tx.conversations.at_thread(wanted.channel, wanted.account, wanted.thread)
    if begun is not None:
        return Outcome.BEGUN_BEFORE
    desk.thanks(wanted.channel, wanted.account, day, wanted.praised)
    return Outcome.DRAFTED


def can_thank(desk: Desk, place: Praise) -> bool:
    """Whether the account that was praised can post without answering anybody."""
    known = place.channel in desk.law.channels
    return known and front_of(desk.law, place.channel, place.account) is not None


def every_day(desk: Desk, cabinet: Cabinet, at: str, stopping: threading.Event) -> None:
    """Draft the thanks of each day once its time of day has come, until `stopping` is set."""
    hour, minute = (int(part) for part in at.split(":"))
    while not stopping.wait(_LOOK):
        now = desk.law.clock()
        if now.time() < time(hour, minute):
            continue
        try:
            made = of_day(desk, cabinet, now.date())
            if any(thanked.outcome is Outcome.DRAFTED for thanked in made):
                log.info("the thanks of %s are drafted", now.date())
        except Exception:  # the thread must outlive whatever a look runs into
            log.exception("the thanks could not be drafted; trying again")

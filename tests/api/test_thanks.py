"""The day's thanks, asked for by an operator or by the clock: drafted once, never posted."""

from __future__ import annotations

from dataclasses import replace

from api.thanks import of_day
from desk.conversation import MessageKind, Triage
from tests.services.a_desk import HERE
from tests.services.a_house import Rooms


def praised(rooms: Rooms, thread: str) -> None:
    there = rooms.bench.message("Lovely lamp, thank you!", thread=thread, remote=f"m-{thread}")
    with rooms.bench.records.begin(HERE) as tx:
        known = tx.conversations.get(there.id, lock=True)
        tx.conversations.save(replace(known, triage=Triage(MessageKind.PRAISE)))


def test_a_day_is_thanked_for_once_and_nothing_is_posted(rooms: Rooms) -> None:
    day = rooms.bench.clock().date()
    assert of_day(rooms.desk, rooms.cabinet, day) == ()
    praised(rooms, "t1")
    praised(rooms, "t2")
    (first,) = of_day(rooms.desk, rooms.cabinet, day)
    assert (first.channel, first.praised, first.outcome) == ("counting", 2, "drafted")
    (again,) = of_day(rooms.desk, rooms.cabinet, day)
    assert (again.praised, again.outcome) == (2, "begun before")
    assert rooms.desk.claim_posting("w1") is None


def test_where_nothing_can_be_posted_to_all_nobody_is_thanked(rooms: Rooms) -> None:
    praised(rooms, "t1")
    law = replace(rooms.desk.law, channels={})
    rooms.desk.law = law
    (one,) = of_day(rooms.desk, rooms.cabinet, rooms.bench.clock().date())
    assert one.outcome == "no place"

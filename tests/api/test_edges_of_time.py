"""Times and places in a list that are at the edge of what can be said, or beyond it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.services.a_house import Rooms, a_message

EDIT = {"channel": "counting", "account": "shop", "message_id": "m1", "text": "It came on time."}


def test_an_edit_of_tomorrow_puts_off_no_reply(rooms: Rooms) -> None:
    """Of an answered turn, so that the edit is a new one, with a time of its own."""
    rooms.bench.message()
    rooms.bench.approved(rooms.bench.written("Hello Kim."))
    rooms.bench.clock.move(minutes=10)
    rooms.post_everything()
    now = rooms.bench.clock()
    tomorrow = (now + timedelta(days=1)).isoformat()
    program = rooms.program("conversations:write")
    edited = program.post("/v1/messages/edits", json={**EDIT, "at": tomorrow}).json()
    due = datetime.fromisoformat(edited["reply_due"])
    assert due == now + rooms.desk.law.terms.reply_due


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_time_that_no_calendar_of_ours_holds_is_told_as_such(rooms: Rooms, moment: str) -> None:
    program = rooms.program("conversations:write")
    answer = program.post("/v1/conversations", json=a_message(sent_at=moment))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    rooms.bench.message()
    draft = rooms.bench.written("Hello Kim.")
    ada = rooms.person(rooms.bench.ada)
    held = ada.post(f"/v1/drafts/{draft.id}/hold", json={"held": True, "until": moment})
    assert (held.status_code, held.json()["code"]) == (422, "invalid")


def test_the_next_page_is_found_however_its_cursor_was_written(rooms: Rooms) -> None:
    """A `+` that stands bare in an address arrives as a space."""
    program = rooms.program("conversations:write", "conversations:read")
    for thread in ("a", "b", "c"):
        program.post("/v1/conversations", json=a_message(thread=thread, message_id=thread))
    for path in ("/v1/queue", "/v1/conversations"):
        first = program.get(f"{path}?limit=2").json()
        second = program.get(f"{path}?limit=2&after={first['next']}").json()
        seen = [row["conversation"]["id"] for row in (*first["items"], *second["items"])]
        assert len(set(seen)) == len(seen) == 3


@pytest.mark.parametrize("after", ["2026-03-01", "2026-03-01T10:00:00 con_1", "\x00", "x" * 200])
def test_a_cursor_that_is_none_begins_at_the_front(rooms: Rooms, after: str) -> None:
    rooms.bench.message()
    program = rooms.program("conversations:read")
    for path in ("/v1/queue", "/v1/conversations"):
        answer = program.get(path, params={"after": after})
        assert (answer.status_code, len(answer.json()["items"])) == (200, 1)


def test_a_number_beyond_every_row_has_nothing_after_it(rooms: Rooms) -> None:
    rooms.bench.message()
    draft = rooms.bench.written("Hello Kim.")
    program = rooms.program("drafts:read")
    far = {"Last-Event-ID": "9" * 20}
    assert "event: end" in program.get(f"/v1/drafts/{draft.id}/events", headers=far).text
    refused = rooms.person(rooms.admin).get("/v1/audit", params={"after": 10**20})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")


def test_an_erased_message_that_comes_again_is_known(rooms: Rooms) -> None:
    conversation = rooms.bench.message("It came late.")
    erased = {"asked_by_customer": True}
    path = f"/v1/conversations/{conversation.id}"
    assert rooms.person(rooms.admin).post(f"{path}/erasure", json=erased).status_code == 200
    again = {"text": "It came late.", "message_id": "m1"}
    answer = rooms.program("conversations:write").post(f"{path}/messages", json=again)
    assert (answer.status_code, answer.json().get("text")) == (201, "")

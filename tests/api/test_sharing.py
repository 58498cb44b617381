"""Two people at one conversation: who has it, who looks, what is held, what comes too late."""

from __future__ import annotations

from datetime import timedelta

from desk.draft import Draft
from tests.services.a_house import Rooms


def drafted(rooms: Rooms) -> Draft:
    rooms.bench.message()
    return rooms.bench.written("Hello Kim.")


def test_who_looks_is_told_to_the_others_and_forgotten_soon(rooms: Rooms) -> None:
    draft = drafted(rooms)
    path = f"/v1/conversations/{draft.conversation}/presence"
    ada, ben = rooms.person(rooms.bench.ada), rooms.person(rooms.bench.ben)
    assert ada.put(path, json={}).json() == []
    assert ben.put(path, json={"editing": True}).json() == [
        {"person": rooms.bench.ada.id, "name": "ada", "editing": False}
    ]
    assert ada.put(path, json={}).json()[0]["editing"] is True
    queue, _ = rooms.browser(rooms.bench.ada)
    assert "ben edits" in queue.get("/queue").text
    rooms.bench.clock.move(seconds=21)
    assert ada.put(path, json={}).json() == []
    assert ada.put("/v1/conversations/none/presence", json={}).status_code == 404
    assert rooms.program("conversations:read").put(path, json={}).status_code == 403


def test_a_conversation_changes_hands(rooms: Rooms) -> None:
    draft = drafted(rooms)
    path = f"/v1/conversations/{draft.conversation}/assignment"
    ada = rooms.person(rooms.bench.ada)
    given = ada.post(path, json={"person": rooms.bench.ben.id})
    assert given.json()["assigned_to"] == rooms.bench.ben.id
    assert ada.post(path, json={"person": rooms.bench.dan.id}).status_code == 403
    assert ada.post(path, json={"person": "per_none"}).status_code == 404
    assert ada.post(path, json={"person": None}).json()["assigned_to"] is None


def test_a_draft_is_held_until_a_time(rooms: Rooms) -> None:
    draft = drafted(rooms)
    path = f"/v1/drafts/{draft.id}/hold"
    until = rooms.bench.clock() + timedelta(minutes=30)
    ada = rooms.person(rooms.bench.ada)
    held = ada.post(path, json={"held": True, "until": until.isoformat(), "why": "depot"})
    assert held.json()["held_until"] is not None
    page, csrf = rooms.browser(rooms.bench.ada)
    there = f"/conversations/{draft.conversation}"
    assert "On hold: depot" in page.get(there).text
    rooms.bench.clock.move(minutes=30)
    assert "On hold" not in page.get(there).text
    form = {"csrf": csrf, "held": "yes", "lasts": "a_day", "why": "the lawyer"}
    assert "On hold: the lawyer" in page.post(f"/drafts/{draft.id}/hold", data=form).text


def test_an_edit_that_comes_too_late_is_shown_and_not_lost(rooms: Rooms) -> None:
    draft = drafted(rooms)
    rooms.desk.reject(draft.id, "Too short.", rooms.bench.ben)
    page, csrf = rooms.browser(rooms.bench.ada)
    form = {"csrf": csrf, "text": "Dear Kim, hello.", "based_on": draft.revision}
    late = page.post(f"/drafts/{draft.id}/revisions", data=form)
    assert late.status_code == 409
    assert "Dear Kim, hello." in late.text
    assert "Your text is not lost" in late.text


def test_a_cap_is_said_where_it_is_signed(rooms: Rooms) -> None:
    need = rooms.person(rooms.bench.ada).get(f"/v1/drafts/{drafted(rooms).id}/sheet").json()
    assert need["requirement"]["caps"] == []

"""Promises, complaints and incidents on their pages and over the API."""

from __future__ import annotations

import csv
import io

import pytest

from desk.draft import Draft
from tests.services.a_house import Rooms

PAGES = {
    "/promises": "We owe nobody anything",
    "/promises?show=settled": "Nothing has ended yet",
    "/complaints": "No complaint",
    "/incidents": "Nothing is going on",
}


def posted(rooms: Rooms, text: str = "Hello Kim, we refund 5.") -> Draft:
    rooms.bench.message()
    draft = rooms.bench.written(text)
    rooms.bench.approved(draft)
    rooms.post_everything()
    return draft


@pytest.mark.parametrize("path", PAGES)
def test_an_empty_register_says_what_will_be_there(rooms: Rooms, path: str) -> None:
    page, _ = rooms.browser(rooms.bench.ada)
    assert PAGES[path] in page.get(path).text


def test_a_promise_is_settled_with_what_shows_it(rooms: Rooms) -> None:
    posted(rooms)
    page, csrf = rooms.browser(rooms.bench.ada)
    (promise,) = rooms.person(rooms.bench.ada).get("/v1/promises").json()
    assert (promise["what"], promise["stands"]) == ("Hello Kim, we refund 5.", "later")
    assert promise["owner"] == rooms.bench.ada.id
    path = f"/promises/{promise['id']}"
    form = {"csrf": csrf, "to": rooms.bench.ben.id}
    assert "Hello Kim, we refund 5." in page.post(f"{path}/owner", data=form).text
    nothing = page.post(f"{path}/settlement", data={"csrf": csrf, "kept": "kept"})
    assert nothing.status_code == 422
    form = {"csrf": csrf, "kept": "kept", "evidence": "booking 4711"}
    assert "We owe nobody anything" in page.post(f"{path}/settlement", data=form).text
    assert "booking 4711" in page.get("/promises?show=settled").text
    again = rooms.person(rooms.bench.ada).post(
        f"/v1{path}/settlement", json={"kept": "broken", "evidence": "x"}
    )
    assert again.status_code == 409


def test_what_is_owed_to_a_customer_is_told_for_each_of_their_conversations(rooms: Rooms) -> None:
    posted(rooms)
    other = rooms.bench.message(thread="t2", remote="m2")
    owed = rooms.person(rooms.bench.ada).get(f"/v1/conversations/{other.id}/promises").json()
    assert [promise["what"] for promise in owed] == ["Hello Kim, we refund 5."]


def test_the_register_is_closed_and_exported_without_a_formula(rooms: Rooms) -> None:
    draft = posted(rooms)
    page, csrf = rooms.browser(rooms.bench.ada)
    there = f"/conversations/{draft.conversation}"
    assert "Complaint no. 1" in page.get(there).text
    form = {"csrf": csrf, "ending": "upheld", "note": "=cmd|calc"}
    assert "closed: upheld" in page.post("/complaints/1/closing", data=form).text
    file = page.get("/v1/complaints.csv")
    assert file.headers["content-type"].startswith("text/csv")
    (row,) = csv.DictReader(io.StringIO(file.text))
    assert (row["number"], row["state"], row["note"]) == ("1", "closed", "'=cmd|calc")
    assert "/v1/complaints.csv" in page.get("/complaints").text
    assert "open" in page.post("/complaints/1/reopening", data={"csrf": csrf}).text
    assert rooms.person(rooms.bench.ada).post("/v1/complaints/99/reopening").status_code == 404


def test_a_person_registers_a_conversation(rooms: Rooms) -> None:
    conversation = rooms.bench.message()
    page, csrf = rooms.browser(rooms.bench.ada)
    there = f"/conversations/{conversation.id}"
    assert "Register as a complaint" in page.get(there).text
    assert "Complaint no. 1" in page.post(f"{there}/complaint", data={"csrf": csrf}).text


def test_an_incident_is_opened_stated_told_and_closed(rooms: Rooms) -> None:
    conversation = rooms.bench.message("Your website is down!")
    rooms.bench.written("Hello Kim.")
    page, csrf = rooms.browser(rooms.bench.ben)
    form = {
        "csrf": csrf,
        "title": "Website down",
        "statement": "We know.",
        "words": "website, x",
        "every": "60",
        "holds": "yes",
        "plain": "yes",
    }
    html = page.post("/incidents", data=form).text
    assert "Website down" in html
    assert "1 conversation, 1 owed a reply" in html
    (incident,) = rooms.person(rooms.bench.ben).get("/v1/incidents").json()
    path = f"/incidents/{incident['id']}"
    rooms.bench.written("Hello Kim, ordinary.")
    case = page.get(f"/conversations/{conversation.id}").text
    assert "Only its statement may go out" in case
    assert "We know." in case
    moved = page.post(f"{path}/statements", data={"csrf": csrf, "statement": "Nearly back."})
    assert "Nearly back." in moved.text
    page.post(f"{path}/telling", data={"csrf": csrf})
    rooms.bench.written("x")
    assert "Nearly back." in page.get(f"/conversations/{conversation.id}").text
    assert "closed" in page.post(f"{path}/closing", data={"csrf": csrf}).text
    again = rooms.person(rooms.bench.ben).post(f"/v1{path}/closing")
    assert again.status_code == 409
    agent = rooms.person(rooms.bench.ada)
    body = {"title": "x", "statement": "x", "words": ["x"]}
    assert agent.post("/v1/incidents", json=body).status_code == 403


def test_a_complaint_of_a_number_that_none_can_have(rooms: Rooms) -> None:
    page, csrf = rooms.browser(rooms.bench.ada)
    path = f"/complaints/{10**20}/reopening"
    assert page.post(path, data={"csrf": csrf}).status_code == 422
    assert page.get(f"/complaints?after={10**20}").status_code == 200

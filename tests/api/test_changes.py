"""Messages that are edited or deleted, and the three-way view, over the API and on the page."""

from __future__ import annotations

from desk.draft import Draft
from policies.book import Book
from tests.services.a_desk import clause
from tests.services.a_house import Rooms

EDIT = {"channel": "counting", "account": "shop", "message_id": "m1", "text": "It came on time."}


def approved(rooms: Rooms) -> Draft:
    rooms.cabinet.archive.keep(rooms.cabinet.workspace, rooms.bench.book, rooms.bench.clock())
    rooms.bench.message()
    draft = rooms.bench.written("Hello Kim, we refund 5.")
    rooms.desk.revise(draft.id, "Dear Kim, we refund 4.", draft.revision, rooms.bench.ada)
    rooms.bench.approved(draft)
    return draft


def test_the_clause_then_and_now_is_on_the_page(rooms: Rooms) -> None:
    draft = approved(rooms)
    ada = rooms.person(rooms.bench.ada)
    path = f"/v1/drafts/{draft.id}/changes"
    assert ada.get(path).json() is None
    rooms.bench.book = Book.of([clause(text="We refund half the fee.", version="v2")])
    rooms.desk.policy_changed()
    found = ada.get(path).json()
    assert found["why"] == ["a cited clause has changed"]
    assert found["approved_text"] == "Dear Kim, we refund 4."
    (changed,) = found["clauses"]
    assert changed["then"] == "We refund the shipping fee."
    assert changed["now"] == "We refund half the fee."
    page, _ = rooms.browser(rooms.bench.ada)
    html = page.get(f"/conversations/{draft.conversation}").text
    assert "Look again: a cited clause has changed" in html
    assert "<ins>half" in html
    assert "<del>shipping" in html


def test_an_edited_message_brings_a_new_draft_with_the_old_text_beside_it(rooms: Rooms) -> None:
    draft = approved(rooms)
    rooms.bench.clock.move(seconds=1)
    program = rooms.program("conversations:write")
    assert program.post("/v1/messages/edits", json=EDIT).status_code == 200
    assert rooms.woken
    fresh = rooms.bench.written("Hello Kim, good to hear.")
    page, csrf = rooms.browser(rooms.bench.ada)
    html = page.get(f"/conversations/{draft.conversation}").text
    assert "The customer edited their message" in html
    assert "Put this text in place of the new draft" in html
    form = {"csrf": csrf, "text": "Dear Kim, we refund 4.", "based_on": fresh.revision}
    kept = page.post(f"/drafts/{fresh.id}/revisions", data=form)
    assert "Dear Kim, we refund 4." in kept.text


def test_a_deleted_message_leaves_the_queue_and_stays_in_the_record(rooms: Rooms) -> None:
    draft = approved(rooms)
    program = rooms.program("conversations:write")
    gone = {name: EDIT[name] for name in ("channel", "account", "message_id")}
    answer = program.post("/v1/messages/deletions", json=gone)
    assert answer.json()["reply_due"] is None
    assert (
        program.post("/v1/messages/deletions", json={**gone, "message_id": "x"}).status_code == 404
    )
    assert rooms.program("search").post("/v1/messages/deletions", json=gone).status_code == 403
    page, _ = rooms.browser(rooms.bench.ada)
    html = page.get(f"/conversations/{draft.conversation}").text
    assert "deleted their message" in html
    assert "It came late." in html


def test_who_is_let_out_takes_their_approvals_along(rooms: Rooms) -> None:
    draft = approved(rooms)
    root = rooms.person(rooms.admin)
    assert root.patch(f"/v1/people/{rooms.bench.ada.id}", json={"active": False}).is_success
    postings = root.get(f"/v1/drafts/{draft.id}/postings").json()
    assert [posting["state"] for posting in postings] == ["void"]

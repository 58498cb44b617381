"""The main job over HTTP: a complaint comes in, a person approves an edited draft, it is posted."""

from __future__ import annotations

import json
import threading

from starlette.testclient import TestClient

from desk.records import Progress
from policies.book import Book
from tests.services.a_desk import HERE, clause
from tests.services.a_house import Rooms, a_message


def opened(client: TestClient, **changes: object) -> str:
    answer = client.post("/v1/conversations", json=a_message(**changes))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def in_review(rooms: Rooms, client: TestClient, text: str = "We refund 4 EUR, Kim.") -> str:
    opened(client)
    return str(rooms.bench.written(text).id)


def test_a_complaint_becomes_an_edited_approved_and_posted_reply(rooms: Rooms) -> None:
    program = rooms.program("conversations:write", "drafts:read")
    conversation = opened(program, facts={"delay": "10 working days"}, scope={"region": "EU"})
    assert rooms.woken == 1
    draft = rooms.bench.written("We refund the shipping fee of 4 EUR, Kim.").id

    shown = program.get(f"/v1/drafts/{draft}").json()
    assert shown["state"] == "in_review"
    assert shown["current"]["text"] == "We refund the shipping fee of 4 EUR, Kim."
    assert shown["current"]["commitments"][0]["amount"] == "4 EUR"

    ada = rooms.person(rooms.bench.ada)
    sheet = ada.get(shown["links"]["sheet"]).json()
    fact = sheet["conversation"]["facts"][0]
    assert (fact["name"], fact["value"], fact["source"]) == ("delay", "10 working days", "request")
    assert fact["origin"].startswith("program:")
    assert sheet["commitments"][0]["licensed_by"]["clause"] == "refunds#late"
    assert [clause["text"] for clause in sheet["clauses"]] == ["We refund the shipping fee."]
    edited = ada.post(
        f"/v1/drafts/{draft}/revisions",
        json={
            "text": "We refund the shipping fee of 5 EUR, Kim.",
            "based_on": sheet["revision"]["id"],
        },
    )
    assert edited.status_code == 201, edited.text

    stale = ada.post(f"/v1/drafts/{draft}/approvals", json={"digest": sheet["digest"]})
    assert (stale.status_code, stale.json()["code"]) == (409, "sheet_changed")

    sheet = ada.get(f"/v1/drafts/{draft}/sheet").json()
    approved = ada.post(f"/v1/drafts/{draft}/approvals", json={"digest": sheet["digest"]})
    assert approved.status_code == 201, approved.text
    posting = approved.json()["posting"]
    assert posting["state"] == "queued"

    rooms.post_everything()
    done = ada.get(f"/v1/postings/{posting['id']}").json()
    assert done["state"] == "posted"
    assert done["read_back"] == "We refund the shipping fee of 5 EUR, Kim."
    assert done["link"] == "https://counting.invalid/0"
    assert [post.text for post in rooms.bench.channel.posts] == [done["text"]]
    assert [p["id"] for p in ada.get("/v1/postings?state=posted").json()] == [posting["id"]]

    whole = ada.get(f"/v1/conversations/{conversation}").json()
    assert [m["direction"] for m in whole["messages"]] == ["incoming", "outgoing"]
    assert whole["reply_due"] is None
    assert ada.get("/v1/queue").json()["items"] == []
    verdict = rooms.person(rooms.admin).get("/v1/audit/verdict").json()
    assert verdict["holds"]
    assert verdict["rows"] > 5


def test_a_program_may_neither_approve_nor_edit_nor_reject(rooms: Rooms) -> None:
    program = rooms.program(
        "conversations:write", "conversations:read", "drafts:read", "drafts:request"
    )
    draft = in_review(rooms, program)
    sheet = rooms.person(rooms.bench.ada).get(f"/v1/drafts/{draft}/sheet").json()
    for path, body in {
        "approvals": {"digest": sheet["digest"]},
        "revisions": {"text": "Hello.", "based_on": sheet["revision"]["id"]},
        "rejections": {"reason": "no"},
        "hold": {"held": True},
        "withdrawal": None,
    }.items():
        answer = program.post(f"/v1/drafts/{draft}/{path}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "only_people"), path
    assert rooms.post_everything() == []


def test_two_people_where_two_must_agree(rooms: Rooms) -> None:
    ben, cleo = rooms.person(rooms.bench.ben), rooms.person(rooms.bench.cleo)
    draft = in_review(rooms, ben, "We refund 100 EUR.")
    digest = ben.get(f"/v1/drafts/{draft}/sheet").json()["digest"]
    first = ben.post(f"/v1/drafts/{draft}/approvals", json={"digest": digest}).json()
    assert first["posting"] is None
    second = cleo.post(f"/v1/drafts/{draft}/approvals", json={"digest": digest}).json()
    assert second["posting"]["state"] == "queued"


def test_a_clause_that_is_gone_is_still_shown_in_its_words(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    draft = in_review(rooms, ada)
    rooms.cabinet.archive.keep(HERE, rooms.bench.book, rooms.bench.clock())
    rooms.bench.book = Book.of([clause("other")])
    sheet = ada.get(f"/v1/drafts/{draft}/sheet").json()
    assert sheet["fallen"][0]["clause"] == "refunds#late"
    shown = sheet["clauses"][0]
    assert (shown["text"], shown["in_book"]) == ("We refund the shipping fee.", False)


def test_a_finding_blocks_and_is_named(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    draft = in_review(rooms, ada, "This is forbidden.")
    sheet = ada.get(f"/v1/drafts/{draft}/sheet").json()
    assert sheet["blocked"]
    answer = ada.post(f"/v1/drafts/{draft}/approvals", json={"digest": sheet["digest"]})
    assert answer.status_code == 409
    assert (answer.json()["code"], answer.json()["findings"]) == ("blocked", ["forbidden"])


def test_undo_brings_the_draft_back(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    draft = in_review(rooms, ada)
    digest = ada.get(f"/v1/drafts/{draft}/sheet").json()["digest"]
    ada.post(f"/v1/drafts/{draft}/approvals", json={"digest": digest})
    assert ada.post(f"/v1/drafts/{draft}/withdrawal").json()["state"] == "in_review"
    assert rooms.post_everything() == []
    assert [p["state"] for p in ada.get(f"/v1/drafts/{draft}/postings").json()] == ["void"]


def test_a_rejected_draft_leaves_the_conversation_in_the_queue(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    draft = in_review(rooms, ada)
    rejected = ada.post(f"/v1/drafts/{draft}/rejections", json={"reason": "It is cold."})
    assert (rejected.status_code, rejected.json()["state"]) == (201, "rejected")
    assert len(ada.get("/v1/queue").json()["items"]) == 1


def test_a_further_message_sets_the_draft_aside(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    conversation = opened(ada)
    draft = rooms.bench.written().id
    message = ada.post(f"/v1/conversations/{conversation}/messages", json={"text": "Hello?"})
    assert (message.status_code, message.json()["text"]) == (201, "Hello?")
    assert ada.get(f"/v1/drafts/{draft}").json()["state"] == "superseded"
    drafts = ada.get(f"/v1/conversations/{conversation}/drafts").json()
    assert [d["state"] for d in drafts] == ["requested"]


def test_facts_have_the_case_drafted_again(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    conversation = opened(ada)
    answer = ada.post(
        f"/v1/conversations/{conversation}/facts",
        json={"facts": {"order": "A-1", "late": True}, "claimed": {"reason": "damaged"}},
    )
    assert (answer.status_code, answer.json()["state"]) == (202, "requested")
    facts = ada.get(f"/v1/conversations/{conversation}").json()["facts"]
    assert {f["name"]: (f["value"], f["source"]) for f in facts} == {
        "order": ("A-1", "agent"),
        "late": ("true", "agent"),
        "reason": ("damaged", "customer"),
    }


def test_a_draft_can_be_asked_for_and_watched(rooms: Rooms) -> None:
    program = rooms.program("conversations:write", "drafts:request", "drafts:read")
    conversation = opened(program)
    rooms.bench.written()
    asked = program.post(
        f"/v1/conversations/{conversation}/drafts", json={"instruction": "shorter"}
    )
    assert asked.status_code == 202
    links = asked.json()["links"]
    assert asked.headers["Location"] == links["self"]
    _run_worker(rooms)
    events = _events(program, links["events"])
    assert [name for name, _ in events] == ["progress", "progress", "end"]
    assert events[0][1]["says"] == "Looking for the policy."
    assert events[-1][1]["state"] == "in_review"
    again = _events(program, links["events"], after="1")
    assert [name for name, _ in again] == ["progress", "end"]


def test_a_reply_is_handed_to_the_page_and_reported(rooms: Rooms) -> None:
    ada, ben = rooms.person(rooms.bench.ada), rooms.person(rooms.bench.ben)
    opened(ada, channel="in_page", account="x:shop")
    draft = rooms.bench.written("Hello Kim.").id
    digest = ada.get(f"/v1/drafts/{draft}/sheet").json()["digest"]
    posting = ada.post(f"/v1/drafts/{draft}/approvals", json={"digest": digest}).json()["posting"]
    path = f"/v1/postings/{posting['id']}"
    taken = ada.post(f"{path}/hand-over").json()
    assert taken["text"] == "Hello Kim."
    assert ada.post(f"{path}/hand-over").status_code == 409
    report = {"token": taken["token"], "text": "Hello Kim!", "link": "https://x.com/1"}
    other = _handed_over(rooms, ada)
    swapped = ada.post(f"{path}/report", json={**report, "token": other["token"]})
    assert (swapped.status_code, swapped.json()["code"]) == (401, "not_signed")
    assert ben.post(f"{path}/report", json=report).json()["code"] == "not_permitted"
    forged = ada.post(f"{path}/report", json={**report, "token": "a.b"})
    assert (forged.status_code, forged.json()["code"]) == (401, "not_signed")
    done = ada.post(f"{path}/report", json=report).json()
    assert (done["state"], done["read_back"]) == ("posted", "Hello Kim!")
    assert "differs" in done["evidence"][-1]


def test_watching_goes_on_until_the_draft_is_there(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    conversation = opened(ada)
    draft = ada.get(f"/v1/conversations/{conversation}/drafts").json()[0]["id"]
    seen: list[tuple[str, dict[str, str]]] = []
    watching = threading.Thread(
        target=lambda: seen.extend(_events(ada, f"/v1/drafts/{draft}/events"))
    )
    watching.start()
    _run_worker(rooms)
    watching.join(10)
    assert [name for name, _ in seen][-1] == "end"


def _handed_over(rooms: Rooms, client: TestClient) -> dict[str, str]:
    opened(client, channel="in_page", account="x:shop", thread="t2", message_id="m2")
    draft = rooms.bench.written("Hello again.").id
    digest = client.get(f"/v1/drafts/{draft}/sheet").json()["digest"]
    approved = client.post(f"/v1/drafts/{draft}/approvals", json={"digest": digest}).json()
    taken = client.post(f"/v1/postings/{approved['posting']['id']}/hand-over")
    return dict(taken.json())


def unheard(stage: str, says: str, partial: str = "") -> None:
    del stage, says, partial


def _run_worker(rooms: Rooms) -> None:
    work = rooms.desk.claim_draft("w1")
    assert work is not None
    for number, says in enumerate(("Looking for the policy.", "Writing."), start=1):
        rooms.desk.report(Progress(work.draft.id, number, rooms.bench.clock(), "step", says))
    rooms.desk.propose(work.draft.id, "w1", rooms.house.studio.write(work, unheard))


def _events(client: TestClient, path: str, after: str = "") -> list[tuple[str, dict[str, str]]]:
    headers = {"Last-Event-ID": after} if after else {}
    text = client.get(path, headers=headers).text
    found = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines())
        found.append((fields["event"], json.loads(fields["data"])))
    return found

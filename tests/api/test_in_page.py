"""A reply that a person posts in a page: pairing, the check while typing, the box, the report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.testclient import TestClient

from tests.services.a_house import Rooms, a_message


def handed_over(rooms: Rooms, client: TestClient, text: str = "Hello Kim.") -> dict[str, Any]:
    client.post("/v1/conversations", json=a_message(channel="in_page", account="x:shop"))
    draft = rooms.bench.written(text).id
    digest = client.get(f"/v1/drafts/{draft}/sheet").json()["digest"]
    approved = client.post(f"/v1/drafts/{draft}/approvals", json={"digest": digest}).json()
    taken: dict[str, Any] = client.post(
        f"/v1/postings/{approved['posting']['id']}/hand-over"
    ).json()
    return taken


def test_a_pairing_code_opens_one_session_of_the_person_who_made_it(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    made = ada.post("/v1/pairing-codes")
    assert made.status_code == 201, made.text
    code = made.json()["code"]
    typed = f" {code.lower().replace('-', ' ')} ".replace("0", "o")
    given = rooms.nobody().post("/v1/session/pairing", json={"code": typed})
    assert given.status_code == 201, given.text
    extension = rooms.nobody()
    extension.headers["Authorization"] = f"Bearer {given.json()['token']}"
    assert extension.get("/v1/session").json()["id"] == rooms.bench.ada.id
    again = rooms.nobody().post("/v1/session/pairing", json={"code": code})
    assert (again.status_code, again.json()["code"]) == (401, "wrong_credentials")


def test_a_pairing_code_runs_out_and_cannot_be_guessed_at(rooms: Rooms) -> None:
    code = rooms.person(rooms.bench.ada).post("/v1/pairing-codes").json()["code"]
    rooms.bench.clock.move(minutes=6)
    late = rooms.nobody().post("/v1/session/pairing", json={"code": code})
    assert late.status_code == 401
    statuses = [
        rooms.nobody().post("/v1/session/pairing", json={"code": f"000{n}"}).status_code
        for n in range(12)
    ]
    assert statuses[-1] == 429
    other_door = rooms.nobody().post("/v1/session/link", json={"link": code, "give": "token"})
    assert other_door.status_code == 401


def test_a_program_gets_no_pairing_code(rooms: Rooms) -> None:
    answer = rooms.program("conversations:write").post("/v1/pairing-codes")
    assert (answer.status_code, answer.json()["code"]) == (403, "only_people")


def test_the_check_while_typing_keeps_nothing(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    ada.post("/v1/conversations", json=a_message(channel="in_page", account="x:shop"))
    draft = rooms.bench.written("Hello Kim.").id
    shown = ada.post(f"/v1/drafts/{draft}/check", json={"text": "This is forbidden, 日本."}).json()
    assert shown["blocked"]
    assert (shown["length"], shown["limit"]) == (24, 280)
    assert len(ada.get(f"/v1/drafts/{draft}/revisions").json()) == 1
    empty = ada.post(f"/v1/drafts/{draft}/check", json={"text": " "})
    assert (empty.status_code, empty.json()["code"]) == (422, "bad_text")


def test_the_box_is_compared_and_news_is_written_down_once(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    taken = handed_over(rooms, ada, "Hello Kim.\n\nWe are sorry.")
    path = f"/v1/postings/{taken['posting']['id']}/box"
    seen = []
    for text in (
        "Hello Kim.\nWe are\u00a0sorry.",
        "Hello Kim. We are sorry.",
        "Hello Kim. We are so sorry.",
        "",
    ):
        answer = ada.post(path, json={"token": taken["token"], "text": text})
        assert answer.status_code == 200, answer.text
        seen.append(answer.json()["seen"])
    assert seen == ["same", "same", "changed", "gone"]
    evidence = ada.get(path.removesuffix("/box")).json()["evidence"]
    assert evidence[-3:] == [
        "in the site's box, as approved",
        "changed in the site's box, not posted yet",
        "not in the site's box any more",
    ]
    rows = rooms.person(rooms.admin).get("/v1/audit").json()["items"]
    assert [r["detail"]["seen"] for r in rows if r["action"] == "posting.box"] == [
        "same",
        "changed",
        "gone",
    ]


def test_only_who_took_it_says_what_the_box_holds(rooms: Rooms) -> None:
    ada, ben = rooms.person(rooms.bench.ada), rooms.person(rooms.bench.ben)
    taken = handed_over(rooms, ada)
    path = f"/v1/postings/{taken['posting']['id']}/box"
    body = {"token": taken["token"], "text": "Hello Kim."}
    assert ben.post(path, json=body).json()["code"] == "not_permitted"
    forged = ada.post(path, json={**body, "token": "a.b"})
    assert (forged.status_code, forged.json()["code"]) == (401, "not_signed")


def test_a_report_after_the_time_was_over_is_still_a_fact(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    taken = handed_over(rooms, ada)
    path = f"/v1/postings/{taken['posting']['id']}"
    rooms.bench.clock.move(minutes=40)
    rooms.desk.lapse()
    assert ada.get(path).json()["state"] == "unknown"
    box = ada.post(f"{path}/box", json={"token": taken["token"], "text": "Hello Kim."})
    assert box.json()["seen"] == "same"
    report = {"token": taken["token"], "text": "Hello Kim.", "link": "https://x.com/shop/1"}
    done = ada.post(f"{path}/report", json=report).json()
    assert (done["state"], done["link"]) == ("posted", "https://x.com/shop/1")
    assert done["evidence"][-1] == "posted"


def test_who_did_not_post_brings_the_draft_back(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    taken = handed_over(rooms, ada)
    path = f"/v1/postings/{taken['posting']['id']}"
    done = ada.post(f"{path}/report", json={"token": taken["token"], "posted": False}).json()
    assert done["state"] == "refused"
    assert ada.get(f"/v1/drafts/{done['draft']}").json()["state"] == "in_review"


def test_the_operator_switches_a_site_off(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    assert ada.get("/v1/extension/sites").json() == {"off": {}}
    changed = replace(rooms.house, settings=replace(rooms.settings, extension_off=("x", "reddit")))
    rooms.app.state.house = changed
    assert set(ada.get("/v1/extension/sites").json()["off"]) == {"x", "reddit"}


def test_an_admin_switches_a_site_off_and_on_while_all_runs(rooms: Rooms) -> None:
    ada, root = rooms.person(rooms.bench.ada), rooms.person(rooms.admin)
    path = "/v1/extension/sites/gmail/off"
    assert ada.put(path, json={"why": "It changed."}).status_code == 403
    assert root.put(path, json={"why": " "}).status_code == 422
    assert root.put("/v1/extension/sites/none/off", json={"why": "x"}).status_code == 404
    for why in ("It changed.", "It changed again."):
        assert root.put(path, json={"why": why}).status_code == 204
        assert ada.get("/v1/extension/sites").json() == {"off": {"gmail": why}}
    assert root.delete(path).status_code == 204
    assert ada.get("/v1/extension/sites").json() == {"off": {}}
    actions = [row["action"] for row in root.get("/v1/audit").json()["items"]]
    assert actions.count("site.off") == 2
    assert actions.count("site.on") == 1


def test_paired_browsers_are_listed_and_each_is_signed_out_by_its_owner_alone(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    tokens = []
    for browser in ("Firefox on Linux", ""):
        code = ada.post("/v1/pairing-codes").json()["code"]
        body = {"code": code, "browser": browser}
        tokens.append(rooms.nobody().post("/v1/session/pairing", json=body).json()["token"])
        rooms.bench.clock.move(minutes=1)
    listed = ada.get("/v1/paired-browsers").json()
    assert [each["browser"] for each in listed] == ["A browser", "Firefox on Linux"]
    other = rooms.person(rooms.admin)
    assert other.get("/v1/paired-browsers").json() == []
    path = f"/v1/paired-browsers/{listed[1]['id']}"
    assert other.delete(path).status_code == 404
    assert ada.delete(path[:-1]).status_code == 404, "a part of an id names nobody"
    assert ada.delete(path).status_code == 204
    assert ada.delete(path).status_code == 404
    statuses = []
    for token in tokens:
        extension = rooms.nobody()
        extension.headers["Authorization"] = f"Bearer {token}"
        statuses.append(extension.get("/v1/session").status_code)
    assert statuses == [401, 200]
    assert [each["browser"] for each in ada.get("/v1/paired-browsers").json()] == ["A browser"]


def test_two_replies_on_a_page_with_one_address_are_both_on_record(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    states: list[str] = []
    for text in ("Hello Kim.", "Hello again, Kim."):
        if states:
            conversation = ada.get("/v1/conversations").json()["items"][0]["conversation"]["id"]
            path = f"/v1/conversations/{conversation}/messages"
            ada.post(path, json={"text": "Are you there?", "message_id": "m2"})
        taken = handed_over(rooms, ada, text)
        report = {"token": taken["token"], "text": text, "link": "https://play.google.com/reviews"}
        path = f"/v1/postings/{taken['posting']['id']}/report"
        states.append(ada.post(path, json=report).json().get("state"))
    assert states == ["posted", "posted"]

"""Who may do what: every operation, asked by everybody, against one table."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from starlette.testclient import TestClient

from api.attempts import Attempts
from api.auth import COOKIE, CSRF_HEADER
from api.main import create_app
from api.operations import Operation, operations
from api.schemas import SCOPES
from api.settings import Settings
from desk.ids import WorkspaceId
from desk.people import Role
from tests.services.a_house import ADDRESS, PASSWORD, Rooms

OPEN = "anybody"
PEOPLE = "every person"
REVIEW = "people who review"
ADMIN = "admins"
OWNER = "policy owners and admins"
SPEAK = "people who speak for the company"
SIGNED = "signed by a secret of the webhook"

# operation -> (which people, which scope lets a program in)
TABLE: dict[str, tuple[str, str]] = {
    "sign_in": (OPEN, ""),
    "sign_in_by_link": (OPEN, ""),
    "sign_in_by_pairing": (OPEN, ""),
    "make_pairing_code": (PEOPLE, ""),
    "list_paired_browsers": (PEOPLE, ""),
    "unpair": (PEOPLE, ""),
    "read_sites": (PEOPLE, ""),
    "switch_site_off": (ADMIN, ""),
    "switch_site_on": (ADMIN, ""),
    "check_draft_text": (REVIEW, ""),
    "read_box": (REVIEW, ""),
    "read_live": (OPEN, ""),
    "read_health": (OPEN, ""),
    "receive_webhook": (SIGNED, ""),
    "read_session": (PEOPLE, "*"),
    "sign_out": (PEOPLE, "*"),
    "open_conversation": (PEOPLE, "conversations:write"),
    "add_message": (PEOPLE, "conversations:write"),
    "add_facts": (PEOPLE, "conversations:write"),
    "close_conversation": (REVIEW, ""),
    "read_queue": (PEOPLE, "conversations:read"),
    "list_conversations": (PEOPLE, "conversations:read"),
    "read_conversation": (PEOPLE, "conversations:read"),
    "request_draft": (PEOPLE, "drafts:request"),
    "list_drafts": (PEOPLE, "drafts:read"),
    "read_draft": (PEOPLE, "drafts:read"),
    "list_revisions": (PEOPLE, "drafts:read"),
    "watch_draft": (PEOPLE, "drafts:read"),
    "read_sheet": (PEOPLE, ""),
    "revise_draft": (REVIEW, ""),
    "approve_draft": (REVIEW, ""),
    "reject_draft": (REVIEW, ""),
    "hold_draft": (REVIEW, ""),
    "withdraw_approval": (REVIEW, ""),
    "list_postings": (PEOPLE, ""),
    "list_postings_of_draft": (PEOPLE, ""),
    "read_posting": (PEOPLE, ""),
    "look_up_posting": (REVIEW, ""),
    "settle_posting": (REVIEW, ""),
    "hand_over_posting": (REVIEW, ""),
    "report_posting": (REVIEW, ""),
    "list_clauses": (PEOPLE, "search"),
    "read_clause": (PEOPLE, "search"),
    "list_versions": (PEOPLE, "search"),
    "search_policies": (PEOPLE, "search"),
    "ask_policies": (PEOPLE, "search"),
    "check_text": (PEOPLE, "check"),
    "list_people": (ADMIN, ""),
    "add_person": (ADMIN, ""),
    "change_person": (ADMIN, ""),
    "make_link": (ADMIN, ""),
    "list_keys": (ADMIN, ""),
    "make_key": (ADMIN, ""),
    "revoke_key": (ADMIN, ""),
    "assign_conversation": (REVIEW, ""),
    "note_presence": (PEOPLE, ""),
    "edit_message": (PEOPLE, "conversations:write"),
    "delete_message": (PEOPLE, "conversations:write"),
    "read_changes": (PEOPLE, ""),
    "list_promises": (PEOPLE, ""),
    "list_promises_to_customer": (PEOPLE, ""),
    "settle_promise": (REVIEW, ""),
    "own_promise": (REVIEW, ""),
    "list_complaints": (PEOPLE, ""),
    "export_complaints": (PEOPLE, ""),
    "register_complaint": (REVIEW, ""),
    "close_complaint": (REVIEW, ""),
    "reopen_complaint": (REVIEW, ""),
    "own_complaint": (REVIEW, ""),
    "list_incidents": (PEOPLE, ""),
    "open_incident": (SPEAK, ""),
    "state_incident": (SPEAK, ""),
    "tell_incident": (REVIEW, ""),
    "close_incident": (SPEAK, ""),
    "leave_incident": (REVIEW, ""),
    "request_alternatives": (PEOPLE, "drafts:request"),
    "request_pair": (PEOPLE, "drafts:request"),
    "request_beside": (PEOPLE, "drafts:request"),
    "request_thanks": (PEOPLE, "drafts:request"),
    "list_beside": (PEOPLE, "drafts:read"),
    "choose_draft": (REVIEW, ""),
    "read_facts": (PEOPLE, "conversations:read"),
    "forget_fact": (PEOPLE, "conversations:write"),
    "undo_facts": (PEOPLE, "conversations:write"),
    "look_facts_up": (REVIEW, ""),
    "list_notes": (PEOPLE, ""),
    "write_note": (PEOPLE, ""),
    "read_history": (PEOPLE, "conversations:read"),
    "list_precedents": (PEOPLE, ""),
    "list_edits": (PEOPLE, ""),
    "list_suggestions": (PEOPLE, ""),
    "decide_suggestion": (OWNER, ""),
    "list_gaps": (PEOPLE, ""),
    "read_gap": (PEOPLE, ""),
    "decide_gap": (OWNER, ""),
    "erase_customer": (ADMIN, ""),
    "list_audit": (ADMIN, ""),
    "verify_audit": (ADMIN, ""),
}


def test_every_operation_is_in_the_table(rooms: Rooms) -> None:
    assert {each.id for each in operations(rooms.app)} == set(TABLE)


def test_everybody_at_every_door(rooms: Rooms) -> None:
    bench = rooms.bench
    gone = rooms.person(bench.cleo)
    bench.revoke(bench.cleo.id)
    people = {
        "agent": (rooms.person(bench.ada), {PEOPLE, REVIEW}),
        "approver": (rooms.person(bench.ben), {PEOPLE, REVIEW, SPEAK}),
        "policy owner": (rooms.person(bench.dan), {PEOPLE, OWNER}),
        "admin": (rooms.person(rooms.admin), {PEOPLE, REVIEW, ADMIN, OWNER, SPEAK}),
    }
    keys = {scope: rooms.program(scope) for scope in SCOPES}
    keys["no scope"] = rooms.program()
    wrong = []
    for operation in operations(rooms.app):
        door, scope = TABLE[operation.id]
        outside = "in" if door == OPEN else "401"
        asked = [("nobody", _answer(who, operation), outside) for who in (rooms.nobody(), gone)]
        for name, (client, doors) in people.items():
            may = door == OPEN or door in doors
            asked.append((name, _answer(client, operation), "in" if may else "403"))
        for name, client in keys.items():
            may = door == OPEN or (scope in {name, "*"} and name != "no scope")
            asked.append((f"key {name}", _answer(client, operation), "in" if may else "403"))
        if door == SIGNED:
            asked = [(name, got, "401") for name, got, _ in asked]
        wrong += [(operation.id, *each) for each in asked if each[1] != each[2]]
        people["admin"] = (rooms.person(rooms.admin), people["admin"][1])
        people["agent"] = (rooms.person(bench.ada), people["agent"][1])
        people["approver"] = (rooms.person(bench.ben), people["approver"][1])
        people["policy owner"] = (rooms.person(bench.dan), people["policy owner"][1])
    assert wrong == []


def _answer(client: TestClient, operation: Operation) -> str:
    """ "in" where the door opened, whatever was found behind it."""
    path = re.sub(r"\{\w+\}", "none", operation.path)
    body: dict[str, object] | None = {} if operation.method in {"POST", "PATCH"} else None
    answer = client.request(operation.method, path, json=body)
    if answer.status_code in {401, 403} and answer.json()["code"] != "wrong_credentials":
        return str(answer.status_code)
    assert answer.status_code < 500, answer.text
    return "in"


def test_an_operation_without_a_need_is_one_of_the_open_ones(rooms: Rooms) -> None:
    undeclared = {each.id for each in operations(rooms.app) if each.need is None}
    assert undeclared == {name for name, (door, _) in TABLE.items() if door in {OPEN, SIGNED}}


def test_a_cookie_needs_the_csrf_token_and_a_bearer_does_not(rooms: Rooms) -> None:
    browser, csrf = rooms.browser(rooms.admin)
    body = {"name": "k", "scopes": []}
    assert browser.get("/v1/session").json()["csrf"] == csrf
    refused = browser.post("/v1/keys", json=body)
    assert (refused.status_code, refused.json()["code"]) == (403, "no_csrf_token")
    wrong = browser.post("/v1/keys", json=body, headers={CSRF_HEADER: "csrf_other"})
    assert wrong.status_code == 403
    assert browser.post("/v1/keys", json=body, headers={CSRF_HEADER: csrf}).status_code == 201
    assert rooms.person(rooms.admin).post("/v1/keys", json=body).status_code == 201


def test_a_cookie_beside_another_authorization_still_needs_the_csrf_token(rooms: Rooms) -> None:
    """A proxy that asks for a password has browsers send `Authorization: Basic` with everything."""
    browser, csrf = rooms.browser(rooms.admin)
    browser.headers["Authorization"] = "Basic cHJveHk6c2VjcmV0"
    body = {"name": "k", "scopes": []}
    refused = browser.post("/v1/keys", json=body)
    assert (refused.status_code, refused.json()["code"]) == (403, "no_csrf_token")
    assert browser.post("/v1/keys", json=body, headers={CSRF_HEADER: csrf}).status_code == 201
    assert browser.post("/sign-out", data={}).status_code == 403


def test_signing_in_with_a_password(rooms: Rooms) -> None:
    admin = rooms.person(rooms.admin)
    new = {"email": "Eve@Shop.example", "name": "Eve", "roles": ["agent"], "password": PASSWORD}
    assert admin.post("/v1/people", json=new).status_code == 201
    client = rooms.nobody()
    wrong = client.post("/v1/session", json={"email": "eve@shop.example", "password": "nope"})
    stranger = client.post("/v1/session", json={"email": "who@shop.example", "password": "nope"})
    assert wrong.json()["code"] == stranger.json()["code"] == "wrong_credentials"
    assert wrong.json()["detail"] == stranger.json()["detail"]
    right = client.post("/v1/session", json={"email": "eve@shop.example", "password": PASSWORD})
    assert right.status_code == 201
    assert right.json()["token"] == ""
    cookie = right.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert client.get("/v1/session").json()["name"] == "Eve"
    csrf = right.json()["csrf"]
    assert client.delete("/v1/session", headers={CSRF_HEADER: csrf}).status_code == 204
    thief = rooms.nobody()
    thief.cookies.set(COOKIE, _value(cookie))
    assert thief.get("/v1/session").status_code == 401


def test_the_extension_gets_a_token(rooms: Rooms) -> None:
    link = _link(rooms)
    given = rooms.nobody().post("/v1/session/link", json={"link": link, "give": "token"})
    assert "set-cookie" not in given.headers
    client = rooms.nobody()
    client.headers["Authorization"] = f"Bearer {given.json()['token']}"
    assert client.get("/v1/session").json()["name"] == "ada"


def test_a_link_works_once_and_not_for_long(rooms: Rooms) -> None:
    link = _link(rooms)
    assert rooms.nobody().post("/v1/session/link", json={"link": link}).status_code == 201
    again = rooms.nobody().post("/v1/session/link", json={"link": link})
    assert (again.status_code, again.json()["code"]) == (401, "wrong_credentials")
    late = _link(rooms)
    rooms.bench.clock.move(minutes=31)
    assert rooms.nobody().post("/v1/session/link", json={"link": late}).status_code == 401


def test_guessing_passwords_has_to_wait(rooms: Rooms) -> None:
    client = rooms.nobody()
    rooms.app.state.attempts = Attempts(rooms.bench.clock, most=3)
    body = {"email": "ada@shop.example", "password": "guess"}
    codes = [client.post("/v1/session", json=body).status_code for _ in range(4)]
    assert codes == [401] * 3 + [429]
    assert int(client.post("/v1/session", json=body).headers["Retry-After"]) > 0
    rooms.bench.clock.move(minutes=5)
    assert client.post("/v1/session", json=body).status_code == 401


def test_spaces_and_capitals_around_an_address_make_no_new_tries(rooms: Rooms) -> None:
    rooms.app.state.attempts = Attempts(rooms.bench.clock, most=3)
    spelt = ["ada@shop.example", " ada@shop.example", "ADA@shop.example ", "\tada@shop.example"]
    codes = []
    for number, email in enumerate(spelt):
        client = TestClient(rooms.app, base_url=ADDRESS, client=(f"192.0.2.{number}", 1))
        codes.append(client.post("/sign-in", data={"email": email, "password": "x"}).status_code)
    assert codes == [401] * 3 + [429]


def test_a_session_ends_by_itself_and_with_the_person(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    assert ada.get("/v1/session").status_code == 200
    rooms.bench.clock.move(hours=2)
    assert ada.get("/v1/session").status_code == 401
    ada = rooms.person(rooms.bench.ada)
    admin = rooms.person(rooms.admin)
    changed = admin.patch(f"/v1/people/{rooms.bench.ada.id}", json={"active": False})
    assert changed.json()["active"] is False
    assert ada.get("/v1/session").status_code == 401


def test_a_key_is_shown_once_and_can_be_taken_back(rooms: Rooms) -> None:
    admin = rooms.person(rooms.admin)
    made = admin.post("/v1/keys", json={"name": "help desk", "scopes": ["search"]}).json()
    assert made["key"].startswith("mk_")
    listed = admin.get("/v1/keys").json()
    assert [key["name"] for key in listed] == ["help desk"]
    assert made["key"] not in str(listed)
    program = rooms.nobody()
    program.headers["Authorization"] = f"Bearer {made['key']}"
    assert program.get("/v1/clauses").status_code == 200
    assert admin.delete(f"/v1/keys/{made['id']}").status_code == 204
    assert program.get("/v1/clauses").status_code == 401


def test_the_last_admin_stays(rooms: Rooms) -> None:
    admin = rooms.person(rooms.admin)
    for change in ({"active": False}, {"roles": ["agent"]}):
        answer = admin.patch(f"/v1/people/{rooms.admin.id}", json=change)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")


def test_changes_of_people_and_keys_are_in_the_audit(rooms: Rooms) -> None:
    admin = rooms.person(rooms.admin)
    admin.patch(f"/v1/people/{rooms.bench.ada.id}", json={"roles": ["approver"]})
    admin.post("/v1/keys", json={"name": "k", "scopes": []})
    rows = admin.get("/v1/audit").json()["items"]
    assert [row["action"] for row in rows][-2:] == ["person.roles", "key.made"]
    assert {row["actor"] for row in rows[-2:]} == {f"person:{rooms.admin.id}"}


def test_nothing_of_another_workspace_opens_anything_here(rooms: Rooms) -> None:
    other, bench, cabinet = WorkspaceId("elsewhere"), rooms.bench, rooms.cabinet
    now, hour = bench.clock(), timedelta(hours=1)
    bench.accounts.open_workspace(other, "Elsewhere", now)
    eve = bench.accounts.add(other, "eve@else.example", "Eve", frozenset(Role), now)
    session = cabinet.sessions.open(other, eve.id, now, hour)
    _, key = cabinet.keys.make(other, "theirs", frozenset(SCOPES), now)
    for token in (session.token, key):
        client = rooms.nobody()
        client.headers["Authorization"] = f"Bearer {token}"
        assert client.get("/v1/session").status_code == 401
    link = cabinet.links.make(other, eve.id, now, hour)
    answer = rooms.nobody().post("/v1/session/link", json={"link": link})
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong_credentials")


def test_behind_https_the_cookie_stays_there(rooms: Rooms) -> None:
    public = replace(rooms.house, settings=Settings(public_url="https://desk.example"))
    client = TestClient(create_app(public), base_url="https://desk.example")
    given = client.post("/v1/session/link", json={"link": _link(rooms)})
    assert given.status_code == 201, given.text
    assert "; Secure" in given.headers["set-cookie"]
    assert given.headers["Strict-Transport-Security"]


def _link(rooms: Rooms) -> str:
    admin = rooms.person(rooms.admin)
    made = admin.post(f"/v1/people/{rooms.bench.ada.id}/links")
    assert made.status_code == 201, made.text
    return str(made.json()["link"]).split("link=", 1)[1]


def _value(cookie: str) -> str:
    return cookie.split(";", 1)[0].split("=", 1)[1]

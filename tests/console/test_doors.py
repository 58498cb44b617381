"""Every page and every form, asked by those who may not: found by walking the routes."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.testclient import TestClient

from api.auth import CSRF_HEADER
from api.console.rendering import POLICY
from api.passwords import hash_password
from tests.services.a_house import PASSWORD, Rooms

OPEN = {"/sign-in", "/sample/site/{thread}", "/static/{digest}/{name}"}
FOR_ADMINS = {
    "/conversations/{conversation_id}/erasure",
    "/people",
    "/people/{person_id}/link",
    "/extension/sites/{site}/off",
    "/extension/sites/{site}/on",
}
OWN = {"/sign-out", "/drafts/{draft_id}/check", "/extension/code"}
OWN |= {"/extension/paired/{browser_id}/end", "/conversations/{conversation_id}/presence"}
FOR_OWNERS = {
    "/gaps/{gap}/closing",
    "/gaps/{gap}/dismissal",
    "/gaps/{gap}/reopening",
    "/suggestions/{suggestion}",
}
OWN |= {"/conversations/{conversation_id}/notes"}  # words among colleagues, whatever their role


def routes(app: FastAPI, method: str) -> Iterator[str]:
    for served in iter_route_contexts(app.routes):
        route = served.original_route
        if (
            isinstance(route, APIRoute)
            and not route.include_in_schema
            and method in (route.methods or ())
        ):
            yield served.path_format or route.path_format


def filled(path: str) -> str:
    for part in (
        "conversation_id",
        "draft_id",
        "posting_id",
        "person_id",
        "policy",
        "name",
        "task",
        "browser_id",
        "site",
    ):
        path = path.replace(f"{{{part}}}", "none")
    return path


def test_nobody_sees_a_page_without_signing_in(rooms: Rooms) -> None:
    nobody = rooms.nobody()
    asked = [path for path in routes(rooms.app, "GET") if path not in OPEN]
    assert len(asked) >= 10
    for path in asked:
        answer = nobody.get(filled(path), follow_redirects=False)
        assert answer.status_code == 303, path
        assert answer.headers["location"].startswith("/sign-in"), path


def test_no_form_is_taken_without_the_token_of_the_session(rooms: Rooms) -> None:
    browser, csrf = rooms.browser(rooms.admin)
    asked = [path for path in routes(rooms.app, "POST") if path not in OPEN]
    assert len(asked) >= 14
    for path in asked:
        for data in ({}, {"csrf": "csrf_other"}):
            refused = browser.post(filled(path), data=data, headers={CSRF_HEADER: csrf})
            assert refused.status_code == 403, path
            assert "no_csrf_token" in refused.text, path
        taken = browser.post(filled(path), data={"csrf": csrf}, follow_redirects=False)
        assert taken.status_code != 403, path
        assert taken.status_code < 500, path
        browser, csrf = rooms.browser(rooms.admin)


def test_a_key_is_nobody_here(rooms: Rooms) -> None:
    program = rooms.program("conversations:read", "drafts:read", "search", "check")
    for method in ("GET", "POST"):
        for path in routes(rooms.app, method):
            if path not in OPEN:
                answer = program.request(method, filled(path), follow_redirects=False)
                assert (answer.status_code, "only_people" in answer.text) == (403, True), path


def test_people_are_for_admins_and_decisions_for_those_who_review(rooms: Rooms) -> None:
    agent, token = rooms.browser(rooms.bench.ada)
    for path in FOR_ADMINS | FOR_OWNERS:
        answer = agent.post(filled(path), data={"csrf": token})
        assert answer.status_code == 403, path
    assert agent.get("/people").status_code == 403
    owner, csrf = rooms.browser(rooms.bench.dan)
    for path in routes(rooms.app, "POST"):
        if path not in OPEN | FOR_ADMINS | FOR_OWNERS | OWN:
            answer = owner.post(filled(path), data={"csrf": csrf})
            assert answer.status_code == 403, path
            assert "not_permitted" in answer.text, path


def test_every_page_carries_the_strict_policy_even_when_it_fails(rooms: Rooms) -> None:
    browser, _ = rooms.browser(rooms.admin)
    for path in routes(rooms.app, "GET"):
        if path.startswith("/static"):
            continue
        answer = browser.get(filled(path))
        assert answer.headers["content-security-policy"] == POLICY, path
        assert "<!doctype html>" in answer.text, path
        assert " style=" not in answer.text, path
        assert "onclick" not in answer.text, path


def test_signing_in_leads_nowhere_else(rooms: Rooms) -> None:
    rooms.cabinet.accounts.set_password(
        rooms.cabinet.workspace, rooms.admin.id, hash_password(PASSWORD)
    )
    wanted = {"/postings": "/postings", "//evil.example": "/queue", "/\\evil.example": "/queue"}
    wanted |= {"https://evil.example": "/queue", "": "/queue"}
    for to, led in wanted.items():
        assert signed_in(rooms.nobody(), to, PASSWORD)[:2] == (303, led), to
    status, _, said = signed_in(rooms.nobody(), "", "wrong")
    assert status == 401
    assert "do not fit together" in said


def signed_in(client: TestClient, to: str, password: str) -> tuple[int, str, str]:
    data = {"email": "root@shop.example", "password": password, "to": to}
    answer = client.post("/sign-in", data=data, follow_redirects=False)
    return answer.status_code, answer.headers.get("location", ""), answer.text

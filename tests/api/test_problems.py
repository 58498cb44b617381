"""Every refusal is a problem with a stable code and a next step; no input is a surprise."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator
from importlib.metadata import version

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from api import refusals
from api.operations import VERSION, operations
from api.problems import INTERNAL, INVALID, MEDIA_TYPE, PLAIN, PROBLEMS, problem_of
from desk import errors
from desk.errors import DeskError
from desk.ids import DraftId
from kb import errors as kb_errors
from tests.services.a_house import Rooms, a_message


def refused(module: object) -> list[type[Exception]]:
    return [
        kind
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, Exception) and kind is not DeskError
    ]


@pytest.mark.parametrize("kind", [*refused(errors), *refused(refusals)])
def test_each_error_of_desk_and_edge_has_a_row(kind: type[Exception]) -> None:
    assert kind in PROBLEMS
    assert kind.__doc__


@pytest.mark.parametrize("kind", refused(kb_errors))
def test_each_error_of_the_index_has_a_row_or_a_kind_with_one(kind: type[Exception]) -> None:
    problem = problem_of(kind("x"))
    assert problem is not None
    assert problem.status == 503


def test_rows_are_whole_and_codes_are_one_of_a_kind() -> None:
    rows = [*PROBLEMS.values(), *PLAIN.values(), INVALID, INTERNAL]
    assert len({row.code for row in rows}) == len(rows)
    for row in rows:
        assert 400 <= row.status < 600
        assert row.title
        assert row.next.endswith(".")


def test_what_the_routes_themselves_answer(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    problem(ada.get("/v1/nothing"), 404, "no_route")
    problem(ada.put("/v1/queue"), 405, "wrong_method")
    problem(ada.get("/v1/drafts/none"), 404, "not_found")
    problem(ada.get("/v1/drafts/none/events"), 404, "not_found")
    problem(ada.get("/v1/clauses/none/none"), 404, "not_found")
    problem(ada.post("/v1/conversations", content="{"), 422, "invalid")
    json_type = {"Content-Type": "application/json"}
    problem(ada.post("/v1/conversations", content="{", headers=json_type), 400, "not_json")
    wrong = ada.post("/v1/conversations", json=a_message(txt="x"))
    problem(wrong, 422, "invalid")
    assert wrong.json()["errors"][0]["at"] == "body/txt"


def test_a_value_that_does_not_fit_is_not_said_back(rooms: Rooms) -> None:
    secret = "hunter2-hunter2"
    answer = rooms.nobody().post("/v1/session", json={"email": 7, "password": secret, "x": secret})
    problem(answer, 422, "invalid")
    assert secret not in answer.text


def test_a_foreign_host_is_refused(rooms: Rooms) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "", "[", "10.0.0.1"):
        problem(rooms.nobody().get("/v1/live", headers={"Host": host}), 421, "wrong_host")
    for host in ("localhost", "127.0.0.1:1", "[::1]:8700", "LOCALHOST:80"):
        assert rooms.nobody().get("/v1/live", headers={"Host": host}).status_code == 200


def test_every_answer_carries_the_security_headers(rooms: Rooms) -> None:
    for answer in (rooms.nobody().get("/v1/live"), rooms.nobody().get("/v1/nothing")):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_surprise_is_a_problem_without_its_words(
    rooms: Rooms, caplog: pytest.LogCaptureFixture
) -> None:
    said = str(a_message()["text"])

    def broken(draft: DraftId, *rest: object, **more: object) -> None:
        del draft, rest, more
        raise ZeroDivisionError(said)

    rooms.desk.hold = broken  # type: ignore[method-assign, assignment]  # a planted fault
    answer = rooms.person(rooms.bench.ada).post("/v1/drafts/d/hold", json={"held": True})
    problem(answer, 500, "internal")
    assert answer.json()["incident"] in caplog.text
    assert said not in answer.text + caplog.text


def test_records_that_fail_say_so_and_when_to_try_again(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    answer = ada.post("/v1/conversations", json=a_message())
    with rooms.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE follow_ups")
    broken = ada.get(f"/v1/conversations/{answer.json()['id']}")
    problem(broken, 503, "records_failed")
    assert broken.headers["Retry-After"]


TEXTS: dict[str, tuple[str, int]] = {
    "empty": ("", 422),
    "blank": (" \n\t ", 422),
    "a megabyte": ("a" * 1_000_000, 422),
    "too long for any message": ("a" * 100_001, 422),
    "the longest": ("a" * 100_000, 201),
    "NUL": ("It came\x00 late.", 201),
    "a lone surrogate": ("It came \ud83d late.", 201),
    "bidi overrides": ("It came \u202eetal\u202c.", 201),
    "emoji": ("😀" * 10_000, 201),
    "zero width": ("It\u200bcame late", 201),
    "markup": ("<script>alert(1)</script>{{ 7*7 }}", 201),
}


def test_any_text_is_kept_or_refused_clearly(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    for name in TEXTS:
        _kept_or_refused(ada, name)
    kept = sum(status == 201 for _, status in TEXTS.values())
    assert len(ada.get("/v1/conversations").json()["items"]) == kept


def _kept_or_refused(ada: TestClient, name: str) -> None:
    text, status = TEXTS[name]
    body = a_message(text=text, thread=name, message_id=name)
    answer = _post(ada, "/v1/conversations", body)
    assert answer.status_code == status, (name, answer.text)
    if status == 201:
        whole = ada.get(f"/v1/conversations/{answer.json()['id']}").json()
        kept = whole["messages"][0]["text"]
        assert kept.replace("\ufffd", "").replace("?", "")
        assert "\x00" not in kept
        assert [d["state"] for d in whole["drafts"]] == ["requested"]
        if name not in {"NUL", "a lone surrogate"}:
            assert kept == text
    else:
        assert answer.json()["code"] in {"bad_text", "invalid"}, name


BODIES: dict[str, tuple[Callable[[], object], int, str]] = {
    "an unknown channel": (lambda: a_message(channel="pigeon"), 422, "unknown_channel"),
    "NUL in a name": (lambda: a_message(thread="a\x00b"), 422, "bad_text"),
    "a surrogate in a name": (lambda: a_message(thread="a\ud83d"), 422, "invalid"),
    "a surrogate in a field's name": (lambda: a_message(**{"a\ud83d": 1}), 422, "invalid"),
    "a time without a zone": (
        lambda: a_message(sent_at="2026-03-01T10:00:00"),
        422,
        "invalid",
    ),
    "a fact that is no value": (
        lambda: a_message(facts={"amount": "12 parsecs of EUR"}),
        422,
        "not_understood",
    ),
    "a fact with a bad name": (lambda: a_message(facts={"Not A Name": "x"}), 422, "invalid"),
    "infinity": (lambda: a_message(facts={"n": float("inf")}), 422, "invalid"),
    "a list": (lambda: [1], 422, "invalid"),
    "null": (lambda: None, 422, "invalid"),
    "deep nesting": (lambda: _Raw("[" * 100_000), 400, "not_json"),
    "not UTF-8": (lambda: _Raw(b'{"text": "\xff"}'), 400, "not_json"),
    "three megabytes": (lambda: a_message(text="a" * 3_000_000), 413, "too_large"),
}


def test_a_body_that_does_not_fit_is_refused_clearly(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    for body, status, code in BODIES.values():
        problem(_post(ada, "/v1/conversations", body()), status, code)
    assert ada.get("/v1/conversations").json()["items"] == []


def test_a_body_of_unsaid_length_is_cut_off_too(rooms: Rooms) -> None:
    def endless() -> Iterator[bytes]:
        yield b'{"text": "'
        for _ in range(300):
            yield b"a" * 10_000

    client = rooms.person(rooms.bench.ada)
    json_type = {"Content-Type": "application/json"}
    answer = client.post("/v1/conversations", content=endless(), headers=json_type)
    problem(answer, 413, "too_large")


STRANGE: tuple[object, ...] = (
    "\x00",
    "\ud83d",
    "\u202e" * 50,
    "😀" * 600,
    [],
    {},
    1e300,
    None,
)


def test_every_body_is_looked_at_with_care(rooms: Rooms) -> None:
    """Strange text in every string of every operation: never a 5xx."""
    admin = rooms.person(rooms.admin)
    paths = admin.get("/v1/openapi.json").json()["paths"]
    for operation in operations(rooms.app):
        if operation.method not in {"POST", "PATCH"} or operation.id == "sign_in":
            continue
        words = paths[operation.path][operation.method.lower()].get("requestBody")
        if words is None:
            continue
        names = _fields(admin, words)
        path = operation.path.replace("{", "").replace("}", "")
        for strange in STRANGE:
            body = dict.fromkeys(names, strange)
            answer = _send(admin, operation.method, path, body)
            assert answer.status_code < 500, (operation.id, strange, answer.text)
            assert answer.headers["content-type"] == MEDIA_TYPE, (operation.id, strange)


def test_the_document_names_every_operation_with_words_needs_and_problems(rooms: Rooms) -> None:
    document = rooms.nobody().get("/v1/openapi.json").json()
    assert document["info"]["version"] == VERSION == version("makegood")
    ids = set()
    for path, operations_of in document["paths"].items():
        assert path.startswith("/v1/")
        for operation in operations_of.values():
            ids.add(operation["operationId"])
            assert operation["summary"]
            assert operation["description"]
            assert operation["tags"]
            assert "security" in operation
            assert MEDIA_TYPE in operation["responses"]["422"]["content"]
            assert any(status.startswith("2") for status in operation["responses"])
    assert ids == {operation.id for operation in operations(rooms.app)}
    codes = {
        code
        for operations_of in document["paths"].values()
        for operation in operations_of.values()
        for answer in operation["responses"].values()
        for code in answer.get("content", {}).get(MEDIA_TYPE, {}).get("examples", {})
    }
    assert codes >= {row.code for row in PROBLEMS.values() if row.status < 500}


class _Raw:
    def __init__(self, body: str | bytes) -> None:
        self.body = body


def _post(client: TestClient, path: str, body: object) -> Response:
    return _send(client, "POST", path, body)


def _send(client: TestClient, method: str, path: str, body: object) -> Response:
    content = body.body if isinstance(body, _Raw) else json.dumps(body)
    headers = {"Content-Type": "application/json"}
    return client.request(method, path, content=content, headers=headers)


def _fields(client: TestClient, words: dict[str, object]) -> list[str]:
    schema = words["content"]["application/json"]["schema"]  # type: ignore[index]  # JSON
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        schema = client.get("/v1/openapi.json").json()["components"]["schemas"][name]
    return list(schema["properties"])


def problem(answer: Response, status: int, code: str) -> None:
    assert answer.headers["content-type"] == MEDIA_TYPE, answer.text
    body = answer.json()
    assert (answer.status_code, body["code"]) == (status, code), body
    assert body["status"] == status
    assert body["next"]
    assert body["type"] == f"urn:makegood:problem:{code}"

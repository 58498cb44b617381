"""Idempotency-Key: once done, the same answer; never twice, never mixed up."""

from __future__ import annotations

import threading

from api.replay import KEY, REPLAYED
from desk.posting import Incoming
from tests.services.a_house import Rooms, a_message


def test_the_same_request_is_done_once_and_answered_the_same(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    body = a_message(message_id="", thread="")
    first = ada.post("/v1/conversations", json=body, headers={KEY: "k1"})
    second = ada.post("/v1/conversations", json=body, headers={KEY: "k1"})
    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    assert second.headers["Location"] == first.headers["Location"]
    assert REPLAYED not in first.headers
    assert second.headers[REPLAYED] == "true"
    assert len(ada.get("/v1/conversations").json()["items"]) == 1
    ada.post("/v1/conversations", json=body, headers={KEY: "k2"})
    assert len(ada.get("/v1/conversations").json()["items"]) == 2


def test_one_key_for_two_requests_is_refused(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    ada.post("/v1/conversations", json=a_message(), headers={KEY: "k1"})
    for path, body in (
        ("/v1/conversations", a_message(text="Another.")),
        ("/v1/check", a_message()),
    ):
        answer = ada.post(path, json=body, headers={KEY: "k1"})
        assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")


def test_keys_of_two_callers_do_not_meet(rooms: Rooms) -> None:
    ada, ben = rooms.person(rooms.bench.ada), rooms.person(rooms.bench.ben)
    for client, text in ((ada, "One."), (ben, "Two.")):
        body = a_message(message_id="", thread="", text=text)
        answer = client.post("/v1/conversations", json=body, headers={KEY: "k1"})
        assert answer.status_code == 201
    assert len(ada.get("/v1/conversations").json()["items"]) == 2


def test_what_failed_can_be_tried_again(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    ada.post("/v1/conversations", json=a_message())
    draft = rooms.bench.written("This is forbidden.").id
    sheet = ada.get(f"/v1/drafts/{draft}/sheet").json()
    path, body = f"/v1/drafts/{draft}/approvals", {"digest": sheet["digest"]}
    blocked = ada.post(path, json=body, headers={KEY: "k1"})
    assert blocked.json()["code"] == "blocked"
    again = ada.post(path, json=body, headers={KEY: "k1"})
    assert again.json()["code"] == "blocked"
    assert REPLAYED not in again.headers


def test_an_approval_that_is_sent_twice_posts_once(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    ada.post("/v1/conversations", json=a_message())
    draft = rooms.bench.written("Hello Kim.").id
    digest = ada.get(f"/v1/drafts/{draft}/sheet").json()["digest"]
    path = f"/v1/drafts/{draft}/approvals"
    answers = [ada.post(path, json={"digest": digest}, headers={KEY: "k"}) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["posting"]["id"] for answer in answers}) == 1
    rooms.post_everything()
    assert len(rooms.bench.channel.posts) == 1


def test_a_request_that_is_still_being_answered_is_told_to_wait(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    inside, leave = threading.Event(), threading.Event()
    real = rooms.desk.open

    def slow(incoming: Incoming, **more: object) -> object:
        inside.set()
        assert leave.wait(10)
        return real(incoming, **more)  # type: ignore[arg-type]  # passed through

    rooms.desk.open = slow  # type: ignore[method-assign, assignment]  # a desk that takes its time
    answers = []

    def send() -> None:
        answers.append(ada.post("/v1/conversations", json=a_message(), headers={KEY: "k"}))

    sender = threading.Thread(target=send)
    sender.start()
    assert inside.wait(10)
    busy = rooms.person(rooms.bench.ada).post(
        "/v1/conversations", json=a_message(), headers={KEY: "k"}
    )
    assert (busy.status_code, busy.json()["code"]) == (409, "key_busy")
    leave.set()
    sender.join()
    assert answers[0].status_code == 201


def test_a_key_that_is_no_key_is_refused(rooms: Rooms) -> None:
    ada = rooms.person(rooms.bench.ada)
    for key in ("", "a b", "k" * 256):
        answer = ada.post("/v1/conversations", json=a_message(), headers={KEY: key})
        assert (answer.status_code, answer.json()["code"]) == (422, "bad_text")


def test_secrets_that_are_told_once_are_not_kept_for_a_replay(rooms: Rooms) -> None:
    admin = rooms.person(rooms.admin)
    body = {"name": "k", "scopes": []}
    keys = {admin.post("/v1/keys", json=body, headers={KEY: "k"}).json()["key"] for _ in range(2)}
    assert len(keys) == 2


def test_without_a_caller_there_is_nothing_to_replay(rooms: Rooms) -> None:
    answer = rooms.nobody().post("/v1/conversations", json=a_message(), headers={KEY: "k"})
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")

"""Clauses, search and check over HTTP, health, and the signed webhook."""

from __future__ import annotations

import json
import threading
import time

from api.pings import work
from api.routes.health import ask
from channels.signature import HEADER, sign
from policies.book import Book
from policies.front_matter import DIMENSIONS
from tests.services.a_desk import clause
from tests.services.a_house import SECRETS, Rooms


def test_clauses_are_read_from_the_book(rooms: Rooms) -> None:
    program = rooms.program("search")
    page = program.get("/v1/clauses").json()
    assert [each["id"] for each in page["items"]] == ["refunds#late"]
    one = program.get("/v1/clauses/refunds/late").json()
    assert one["text"] == "We refund the shipping fee."
    assert program.get("/v1/clauses/refunds/late/versions").json() == [one]
    rooms.bench.book = Book.of([clause(text="Other words.", version="v2")])
    assert program.get("/v1/clauses/refunds/late").json()["version"] == "v2"


def test_search_answers_with_the_words_of_the_book_or_with_silence(rooms: Rooms) -> None:
    program = rooms.program("search")
    found = program.get("/v1/search", params={"q": "is shipping paid back"}).json()
    assert found["hits"][0]["clause"]["id"] == "refunds#late"
    assert not found["silent"]
    same = program.post("/v1/search", json={"question": "is shipping paid back"}).json()
    assert same == found
    assert program.get("/v1/search", params={"q": "weather"}).json()["silent"]


def test_a_search_refuses_a_dimension_that_no_clause_can_ask_for(rooms: Rooms) -> None:
    program = rooms.program("search")
    asked = {"question": "is shipping paid back"}
    wrong = program.post("/v1/search", json={**asked, "scope": {"regoin": "EU"}})
    assert wrong.status_code == 422
    assert wrong.json()["code"] == "invalid"
    assert "body/scope/regoin" in wrong.json()["detail"]
    for known in DIMENSIONS:
        assert known in wrong.json()["detail"]
        assert program.post("/v1/search", json={**asked, "scope": {known: "EU"}}).status_code == 200
    document = program.get("/v1/openapi.json").json()
    scope = document["components"]["schemas"]["Question"]["properties"]["scope"]
    assert scope["propertyNames"]["enum"] == list(DIMENSIONS)


def test_any_text_is_checked(rooms: Rooms) -> None:
    program = rooms.program("check")
    body = {"text": "We refund the shipping fee of 4 EUR.", "channel": "counting"}
    fine = program.post("/v1/check", json=body).json()
    assert not fine["blocked"]
    assert fine["commitments"][0]["licensed_by"]["clause"] == "refunds#late"
    assert (fine["length"], fine["limit"]) == (36, 1000)
    alone = program.post("/v1/check", json={**body, "citing": []}).json()
    assert [f["code"] for f in alone["findings"]] == ["unlicensed_commitment"]
    unknown = program.post("/v1/check", json={**body, "citing": ["refunds#none"]})
    assert unknown.status_code == 404
    pigeon = program.post("/v1/check", json={**body, "channel": "pigeon"})
    assert pigeon.json()["code"] == "unknown_channel"


def test_health_is_asked_in_parallel_and_never_waits_long() -> None:
    never = threading.Event()

    def slow() -> str:
        time.sleep(0.2)
        return "slow"

    def broken() -> str:
        raise ConnectionError("nobody there")

    def stuck() -> str:
        never.wait(60)
        return "late"

    began = time.monotonic()
    pings = {"a": slow, "b": slow, "broken": broken, "stuck": stuck}
    found = ask(pings, patience=0.6)
    assert time.monotonic() - began < 30
    never.set()
    assert (found["a"].good, found["a"].says) == (True, "slow")
    assert (found["broken"].good, found["broken"].says) == (False, "ConnectionError: nobody there")
    assert (found["stuck"].good, found["stuck"].says) == (False, "no answer in 0.6 s")


def test_work_that_nobody_takes_up_is_not_well(rooms: Rooms) -> None:
    def asked() -> str:
        return work(rooms.cabinet.views, rooms.bench.clock())

    rooms.pings["work"] = asked
    rooms.bench.message()
    rooms.bench.approved(rooms.bench.written())
    assert rooms.program().get("/v1/health").json()["pings"]["work"]["good"]
    rooms.bench.message("And my other parcel?", thread="t2", remote="m2")
    rooms.bench.clock.move(minutes=7)
    ill = rooms.program().get("/v1/health")
    assert ill.status_code == 503
    assert ill.json()["pings"]["work"]["says"] == (
        "1 draft to be written and 1 approved reply to be sent, the first for 7 min. "
        "Is a worker running? Start one with: makegood work"
    )
    page, _ = rooms.browser(rooms.admin)
    assert "Not well: Drafting and posting." in page.get("/health").text
    rooms.post_everything()
    rooms.bench.written("Hello again.")
    assert "All is well." in page.get("/health").text


def test_health_says_details_only_to_those_who_are_signed_in(rooms: Rooms) -> None:
    open_to_all = rooms.nobody().get("/v1/health")
    assert open_to_all.status_code == 200
    assert open_to_all.json()["pings"]["database"] == {
        "good": True,
        "says": "",
        "seconds": open_to_all.json()["pings"]["database"]["seconds"],
    }
    known = rooms.program().get("/v1/health").json()
    assert known["pings"]["database"]["says"] == "there"
    rooms.break_ping("database")
    rooms.bench.clock.move(seconds=5)
    ill = rooms.nobody().get("/v1/health")
    assert (ill.status_code, ill.json()["good"]) == (503, False)
    assert rooms.nobody().get("/v1/live").json() == {"alive": True}


def test_strangers_cannot_have_everything_asked_as_often_as_they_like(rooms: Rooms) -> None:
    asked: list[str] = []

    def there() -> str:
        asked.append("mail")
        return "there"

    rooms.pings["mail"] = there
    stranger, program = rooms.nobody(), rooms.program()
    for _ in range(3):
        assert stranger.get("/v1/health").status_code == 200
    assert len(asked) == 1
    assert program.get("/v1/health").json()["pings"]["mail"]["says"] == "there"
    assert len(asked) == 2  # who works here is told how it is now
    rooms.bench.clock.move(seconds=5)
    stranger.get("/v1/health")
    assert len(asked) == 3


def test_a_signed_message_opens_a_conversation_once(rooms: Rooms) -> None:
    body = json.dumps({"id": "m1", "thread": "t1", "text": "It came \ud83d late."}).encode()
    client, now = rooms.nobody(), rooms.bench.clock()
    for secret in SECRETS:
        signed = {HEADER: sign(secret, body, now)}
        taken = client.post("/v1/hooks/webhook", content=body, headers=signed)
        assert taken.status_code == 202, taken.text
    ada = rooms.person(rooms.bench.ada)
    assert len(ada.get("/v1/conversations").json()["items"]) == 1


def test_an_unsigned_altered_or_late_message_is_refused(rooms: Rooms) -> None:
    body = json.dumps({"id": "m1", "thread": "t1", "text": "Hello."}).encode()
    client, now = rooms.nobody(), rooms.bench.clock()
    good = sign(SECRETS[0], body, now)
    tries = [("", body), (good, body + b" "), (sign("guess", body, now), body)]
    for signature, sent in tries:
        answer = client.post("/v1/hooks/webhook", content=sent, headers={HEADER: signature})
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed")
    rooms.bench.clock.move(minutes=6)
    late = client.post("/v1/hooks/webhook", content=body, headers={HEADER: good})
    assert late.status_code == 401

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime

import pytest

from channels import signature
from channels.webhook import WebhookChannel
from desk.conversation import Destination
from desk.posting import NotReached, OutcomeUnknown, Refused
from tests.services.replies import NOW, approved, posting_of
from tests.services.scripted_server import Line, ScriptedServer, scripted
from tests.services.webhook_receiver import Receiver

PLACE = Destination("webhook", "default", "thread-1", "message-1", public=True)
REPLY = approved("Hello Ada, grüße.", PLACE, key="key-1", attempt=2)


def channel_to(url: str, look_up_url: str = "", seconds: float = 5.0) -> WebhookChannel:
    return WebhookChannel(
        url,
        "secret",
        now=lambda: NOW,
        look_up_url=look_up_url,
        send_deadline=timedelta(seconds=seconds),
    )


def test_the_request_is_signed_and_says_all(receiver: Receiver) -> None:
    receipt = channel_to(f"{receiver.url}/hook").post(REPLY)
    assert receipt.link == "https://desk.example/thread-1"
    ((method, path, headers, body),) = receiver.requests
    assert (method, path, headers["Idempotency-Key"]) == ("POST", "/hook", "key-1")
    signature.verify(["secret"], headers[signature.HEADER], body, NOW)
    assert json.loads(body) == {
        "key": "key-1",
        "approval": REPLY.approval,
        "conversation": REPLY.conversation,
        "account": "default",
        "thread": "thread-1",
        "parent": "message-1",
        "public": True,
        "text": "Hello Ada, grüße.",
        "digest": REPLY.digest,
        "attempt": 2,
    }


def test_the_look_up_is_signed_over_the_key(receiver: Receiver) -> None:
    assert channel_to(receiver.url, receiver.look_up_url).find(posting_of(REPLY)) is None
    ((_, path, headers, _),) = receiver.requests
    assert path == "/posts/key-1"
    signature.verify(["secret"], headers[signature.HEADER], b"key-1", NOW)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (204, OutcomeUnknown),
        (301, OutcomeUnknown),
        (302, OutcomeUnknown),
        (303, OutcomeUnknown),
        (307, Refused),
        (400, Refused),
        (401, Refused),
        (404, Refused),
        (408, OutcomeUnknown),
        (409, OutcomeUnknown),
        (410, Refused),
        (422, Refused),
        (425, NotReached),
        (429, NotReached),
        (500, OutcomeUnknown),
        (502, OutcomeUnknown),
        (503, OutcomeUnknown),
        (504, OutcomeUnknown),
    ],
)
def test_each_status_says_one_thing(
    receiver: Receiver, status: int, outcome: type[Exception]
) -> None:
    receiver.status = status
    # A redirect leads back here: were it followed, a second request would be seen.
    receiver.headers = {"Location": f"{receiver.url}/elsewhere", "Retry-After": "7"}
    with pytest.raises(outcome):
        channel_to(receiver.url).post(REPLY)
    assert len(receiver.requests) == 1


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("7", timedelta(seconds=7)),
        (format_datetime(NOW + timedelta(minutes=2)), timedelta(minutes=2)),
        ("999999", timedelta(hours=1)),
        ("-5", timedelta(seconds=30)),
        ("soon", timedelta(seconds=30)),
        (format_datetime(NOW - timedelta(minutes=2)), timedelta(seconds=1)),
    ],
)
def test_how_long_to_wait(receiver: Receiver, value: str, wait: timedelta) -> None:
    receiver.status = 429
    receiver.headers = {"Retry-After": value}
    with pytest.raises(NotReached) as raised:
        channel_to(receiver.url).post(REPLY)
    assert raised.value.after == wait


def _request(line: Line) -> None:
    head = line.hear(b"\r\n\r\n").lower()
    length = head.partition(b"content-length: ")[2].partition(b"\r\n")[0]
    line.hear_exactly(int(length or 0))


def _answer(body: bytes, status: bytes = b"200 OK") -> Callable[[Line, ScriptedServer], None]:
    def script(line: Line, server: ScriptedServer) -> None:
        del server
        _request(line)
        line.say(b"HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body))

    return script


def _reset_after_request(line: Line, server: ScriptedServer) -> None:
    del server
    _request(line)
    line.reset()


def _reset_in_request(line: Line, server: ScriptedServer) -> None:
    del server
    line.hear()
    line.reset()


def _reset_in_answer(line: Line, server: ScriptedServer) -> None:
    del server
    _request(line)
    line.say(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"id"')
    line.reset()


def _hang(line: Line, server: ScriptedServer) -> None:
    del server
    _request(line)
    line.hang()


def _drip_headers(line: Line, server: ScriptedServer) -> None:
    del server
    _request(line)
    line.drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 2_000)


def _drip_body(line: Line, server: ScriptedServer) -> None:
    del server
    _request(line)
    line.say(b"HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n")
    line.drip(b"{" + b" " * 1_999)


def _endless(line: Line, server: ScriptedServer) -> None:
    del server
    _request(line)
    line.say(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        line.say(b" " * 65_536)


@pytest.mark.parametrize(
    "script",
    [
        _answer(b"garbage"),
        _answer(b"[]"),
        _answer(b"{}"),
        _answer(b'{"id": ""}'),
        _answer(b'{"id": true}'),
        _answer(b"[" * 50_000),
        _answer(b'{"id": "1"}', b"999 What"),
        _reset_after_request,
        _reset_in_request,
        _reset_in_answer,
        _hang,
        _drip_headers,
        _drip_body,
        _endless,
        lambda line, _: line.say(b"SSH-2.0-hello\r\n"),
    ],
)
def test_once_anything_has_left_an_unclear_end_is_unknown(
    script: Callable[[Line, ScriptedServer], None],
) -> None:
    with scripted(script) as server:
        url = f"http://127.0.0.1:{server.port}"
        began = time.monotonic()
        with pytest.raises(OutcomeUnknown):
            channel_to(url, seconds=0.5).post(REPLY)
        with pytest.raises(OutcomeUnknown):
            channel_to(url, url, seconds=0.5).find(posting_of(REPLY))
        assert time.monotonic() - began < 15  # it ends at all, however busy the machine


@pytest.mark.parametrize("body", [b"", b"Not Found", b'{"key": "another"}', b'{"key": null}'])
def test_a_404_that_does_not_name_the_key_is_no_proof(body: bytes) -> None:
    with scripted(_answer(body, b"404 Not Found")) as server:
        url = f"http://127.0.0.1:{server.port}"
        with pytest.raises(OutcomeUnknown):
            channel_to(url, url).find(posting_of(REPLY))


def test_an_answer_cannot_bring_a_script_or_a_hidden_number() -> None:
    body = b'{"id": 7, "url": "javascript:alert(1)", "text": 5}'
    with scripted(_answer(body)) as server:
        receipt = channel_to(f"http://127.0.0.1:{server.port}").post(REPLY)
    assert (receipt.remote, receipt.link, receipt.read_back) == ("7", "", "")


@pytest.mark.parametrize(
    "url",
    [
        "http://desk.example/hook",
        "ftp://desk.example",
        "https://",
        "desk.example",
        "",
        "https://user:password@desk.example",
        "http://127.0.0.1.evil.example",
    ],
)
def test_an_address_that_is_not_safe_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"address|https"):
        channel_to(url)
    with pytest.raises(ValueError, match="secret"):
        WebhookChannel("https://desk.example", "", now=lambda: NOW)


def test_tls_is_insisted_on(receiver: Receiver) -> None:
    channel = channel_to(receiver.url.replace("http://", "https://"))
    with pytest.raises(NotReached):
        channel.post(REPLY)
    with pytest.raises(NotReached):
        channel.ping()
    assert receiver.requests == []


def test_places_beside_the_thread_are_there_only_where_the_receiver_knows_them() -> None:
    plain = channel_to("https://desk.example/hook")
    assert plain.private_place(PLACE, "@ada") is None
    assert plain.front_place("default") is None
    able = WebhookChannel(
        "https://desk.example/hook", "secret", now=lambda: NOW, private=True, front=True
    )
    private = able.private_place(PLACE, "@ada")
    assert private == Destination("webhook", "default", "thread-1", "message-1", public=False)
    assert able.private_place(PLACE, "") is None
    assert able.front_place("default") == Destination("webhook", "default", "", "", public=True)

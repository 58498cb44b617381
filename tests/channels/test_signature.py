from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.incoming import parse_incoming
from channels.signature import NotSigned, sign, verify
from desk.errors import BadText

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
BODY = b'{"id": "1"}'


def test_what_was_signed_is_verified() -> None:
    verify(["old", "new"], sign("new", BODY, NOW), BODY, NOW)
    verify(["old", "new"], sign("old", BODY, NOW), BODY, NOW + timedelta(seconds=300))


def test_a_sender_may_sign_with_several_secrets_while_they_change() -> None:
    second = sign("new", BODY, NOW).partition(",")[2]
    verify(["new"], sign("gone", BODY, NOW) + "," + second, BODY, NOW)


@pytest.mark.parametrize(
    ("header", "body", "later"),
    [
        (sign("wrong", BODY, NOW), BODY, 0),
        (sign("s", BODY, NOW), b'{"id": "2"}', 0),
        (sign("s", BODY, NOW), BODY, 301),
        (sign("s", BODY, NOW), BODY, -301),
        (sign("s", BODY, NOW).replace("t=1", "t=2"), BODY, 0),
        (sign("", BODY, NOW), BODY, 0),
        ("", BODY, 0),
        ("t=,v1=", BODY, 0),
        ("v1=abc", BODY, 0),
        (f"t={int(NOW.timestamp())}", BODY, 0),
        (f"t={int(NOW.timestamp())},v1=é", BODY, 0),
        ("t=²,v1=a", BODY, 0),
        ("t=" + "9" * 5_000 + ",v1=a", BODY, 0),
        (f"t={int(NOW.timestamp())}" + ",v1=a" * 9, BODY, 0),
    ],
)
def test_anything_else_is_not_signed(header: str, body: bytes, later: int) -> None:
    with pytest.raises(NotSigned):
        verify(["s", ""], header, body, NOW + timedelta(seconds=later))


def test_without_a_secret_nothing_is_signed() -> None:
    with pytest.raises(NotSigned):
        verify([], sign("s", BODY, NOW), BODY, NOW)


@given(st.text(), st.binary())
def test_no_header_gets_through_or_breaks(header: str, body: bytes) -> None:
    with pytest.raises(NotSigned):
        verify(["s"], header, body, NOW)


WHOLE: dict[str, Any] = {
    "id": 17,
    "thread": "t-1",
    "author": {"name": "Ada Example", "handle": "ada"},
    "text": "Where is it?",
    "sent_at": "2026-03-02T10:00:00+01:00",
    "account": "desk",
    "public": True,
    "subject": "My\norder",
    "url": "https://desk.example/17",
}


def test_a_whole_message() -> None:
    message = parse_incoming(json.dumps(WHOLE).encode(), now=NOW)
    assert (message.channel, message.account, message.thread) == ("webhook", "desk", "t-1")
    assert (message.remote, message.author, message.handle) == ("17", "Ada Example", "ada")
    assert message.sent_at == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert message.public
    assert (message.subject, message.link) == ("My order", "https://desk.example/17")


def test_the_least_message() -> None:
    body = b'{"id": "a", "thread": "b", "text": "c"}'
    message = parse_incoming(body, now=NOW, account="shop")
    assert (message.account, message.author, message.sent_at) == ("shop", "", NOW)
    assert not message.public


@pytest.mark.parametrize(
    "change",
    [
        {"id": None},
        {"id": ""},
        {"id": "x" * 501},
        {"id": True},
        {"thread": 1.5},
        {"text": " \n"},
        {"text": 3},
        {"author": "Ada"},
        {"author": {"name": []}},
        {"public": "yes"},
        {"sent_at": "yesterday"},
        {"sent_at": "2026-03-02T10:00:00"},
        {"sent_at": 1_700_000_000},
    ],
)
def test_a_field_that_is_wrong_is_named(change: dict[str, Any]) -> None:
    with pytest.raises(BadText, match=next(iter(change)) if "author" not in change else "name"):
        parse_incoming(json.dumps({**WHOLE, **change}).encode(), now=NOW)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 100_000, b'"' + b"x" * 1_000_001]
)
def test_what_is_no_object_is_refused(body: bytes) -> None:
    with pytest.raises(BadText):
        parse_incoming(body, now=NOW)


def test_a_link_that_is_none_and_a_time_to_come_are_not_believed() -> None:
    change = {"url": "javascript:alert(1)", "sent_at": "2099-01-01T00:00:00Z"}
    message = parse_incoming(json.dumps({**WHOLE, **change}).encode(), now=NOW)
    assert (message.link, message.sent_at) == ("", NOW)

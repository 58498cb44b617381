"""An SMTP server that fails at each step, and what is then known about the mail."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from channels.mail_server import MailServer, Security
from channels.smtp import greet, submit
from desk.posting import NotReached, OutcomeUnknown, Refused
from tests.services.scripted_server import Line, ScriptedServer, scripted

MAIL = b"Subject: x\r\n\r\nHello.\r\n.one dot\r\n..two dots\r\nend"
WELL = {
    b"greeting": b"220 ready",
    b"EHLO": b"250 scripted",
    b"MAIL": b"250 ok",
    b"RCPT": b"250 ok",
    b"DATA": b"354 go on",
    b"body": b"250 taken",
}
Step = bytes | Callable[[Line], None]


def _serve(at: bytes, does: Step) -> Callable[[Line, ScriptedServer], None]:
    """A server that goes well until `at`, where it says or does something else."""

    def reply(line: Line, step: bytes) -> None:
        if step != at:
            line.say(WELL[step] + b"\r\n")
        elif isinstance(does, bytes):
            line.say(does + b"\r\n")
        else:
            does(line)

    def script(line: Line, server: ScriptedServer) -> None:
        reply(line, b"greeting")
        while True:
            command = line.hear()[:4].upper()
            if command == b"QUIT":
                return
            reply(line, command)
            if command == b"DATA" and not (at == b"DATA" and does != WELL[b"DATA"]):
                server.heard.append(line.hear(b"\r\n.\r\n"))
                reply(line, b"body")

    return script


def _send(server: ScriptedServer, seconds: float = 1.0) -> None:
    place = MailServer("127.0.0.1", server.port, security=Security.PLAIN)
    within = timedelta(seconds=seconds)
    submit(place, "care@shop.example", "ada@customer.example", MAIL, within)


def _hang(line: Line) -> None:
    line.hang()


def _reset(line: Line) -> None:
    line.reset()


def _drip(line: Line) -> None:
    line.drip(b"250-slow" * 500)


@pytest.mark.parametrize(
    ("at", "does", "outcome"),
    [
        (b"greeting", b"421 busy", NotReached),
        (b"greeting", b"554 go away", NotReached),
        (b"greeting", b"HTTP/1.1 400 Bad Request", NotReached),
        (b"greeting", _hang, NotReached),
        (b"greeting", _drip, NotReached),
        (b"greeting", _reset, NotReached),
        (b"EHLO", _reset, NotReached),
        (b"MAIL", b"451 later", NotReached),
        (b"MAIL", b"550 not you", Refused),
        (b"MAIL", _hang, NotReached),
        (b"RCPT", b"450 grey-listed", NotReached),
        (b"RCPT", b"550 no such user", Refused),
        (b"RCPT", b"421 closing", NotReached),
        (b"RCPT", _reset, NotReached),
        (b"DATA", b"452 full", NotReached),
        (b"DATA", b"554 no", Refused),
        (b"DATA", b"250 what", NotReached),
        (b"DATA", _hang, NotReached),
        (b"DATA", _reset, NotReached),
        (b"body", b"552 too big", Refused),
        (b"body", b"554 spam", Refused),
        (b"body", b"451 grey-listed", NotReached),
        (b"body", b"421 closing", OutcomeUnknown),
        (b"body", b"garbage", OutcomeUnknown),
        (b"body", b"999 what", OutcomeUnknown),
        (b"body", b"354 go on", OutcomeUnknown),
        (b"body", b"2" * 20_000, OutcomeUnknown),
        (b"body", _hang, OutcomeUnknown),
        (b"body", _drip, OutcomeUnknown),
        (b"body", _reset, OutcomeUnknown),
    ],
)
def test_what_is_known_after_a_failure(at: bytes, does: Step, outcome: type[Exception]) -> None:
    with scripted(_serve(at, does)) as server:
        began = time.monotonic()
        with pytest.raises(outcome) as raised:
            _send(server, seconds=0.5)
        assert time.monotonic() - began < 15  # it ends at all, however busy the machine
        assert "ada@" not in str(raised.value)
        # A body has left only where the outcome may be unknown, or the server has answered it.
        assert bool(server.heard) is (at == b"body")
        assert server.connections == 1


@pytest.mark.parametrize("reply", [b"250 taken", b"250-taken\r\n250 twice", b"251 will forward"])
def test_an_accepted_mail_arrives_letter_for_letter(reply: bytes) -> None:
    with scripted(_serve(b"body", reply)) as server:
        _send(server)
    (body,) = server.heard
    assert body == MAIL.replace(b"\r\n.", b"\r\n..") + b"\r\n.\r\n"


def test_a_server_that_never_says_goodbye_does_not_keep_us() -> None:
    def script(line: Line, server: ScriptedServer) -> None:
        for step in (b"greeting", b"EHLO", b"MAIL", b"RCPT", b"DATA"):
            line.say(WELL[step] + b"\r\n")
            server.heard.append(line.hear())
        line.hear(b"\r\n.\r\n")
        line.say(b"250 taken\r\n")
        line.hang()

    began = time.monotonic()
    with scripted(script) as server:
        _send(server, seconds=60)
        assert time.monotonic() - began < 30


def test_a_server_that_does_not_greet_is_not_reached() -> None:
    with scripted(_serve(b"greeting", b"554 go away")) as server:
        place = MailServer("127.0.0.1", server.port, security=Security.PLAIN)
        with pytest.raises(NotReached):
            greet(place, timedelta(seconds=1))

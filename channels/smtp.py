"""Hand one mail to a submission server, and know what became of it.

Written over the standard library's smtplib, step by step: `post` is synchronous and runs in the
worker's thread, and the gate needs to know at which step a failure came. Until the first byte of
the body is sent nothing can be delivered. Once it is, only the server's reply tells; a 4xx or 5xx
reply to the body means that the server must not deliver it (RFC 5321, 4.2.5).
"""

from __future__ import annotations

import base64
import contextlib
import re
import smtplib
import socket
from collections.abc import Callable
from datetime import timedelta

from channels.deadline import Deadline
from channels.mail_server import MailServer, Security
from desk.posting import NotReached, OutcomeUnknown, Refused

_READY_FOR_BODY = 354
_CLOSING = 421
_SIGNED_IN = 235
_ANSWERS = frozenset({2, 4, 5})  # the classes that settle what becomes of a body
_LATER = timedelta(minutes=5)  # servers that grey-list want about this long
# What may go wrong between us and a mail server, its own nonsense included.
_TROUBLE = (smtplib.SMTPException, OSError, ValueError)


def submit(
    server: MailServer,
    sender: str,
    customer: str,
    payload: bytes,
    within: timedelta,
    *,
    leaving: Callable[[], None] = lambda: None,
) -> None:
    """Hand over `payload` (CRLF lines) for one address; returns once the server has accepted it.

    Raises Refused, NotReached or OutcomeUnknown, and ends by `within` whatever the server does.
    `leaving` is called before the first byte of the body leaves; what it raises ends it.
    """
    with Deadline(within) as deadline:
        try:
            client = _connected(server, deadline, within)
        except _TROUBLE as failed:
            raise NotReached(_said(failed), _LATER) from failed
        try:
            _envelope(client, sender, customer)
            leaving()
            _body(client, payload)
        finally:
            _leave(client)


def greet(server: MailServer, within: timedelta) -> str:
    """Connect and sign in, no more. Raises NotReached."""
    with Deadline(within) as deadline:
        try:
            client = _connected(server, deadline, within)
        except _TROUBLE as failed:
            raise NotReached(_said(failed)) from failed
        _leave(client)
    return f"{server.host} takes mail"


class _Client(smtplib.SMTP):
    """smtplib's client, watched from its first byte and with TLS from it where asked."""

    def __init__(self, server: MailServer, deadline: Deadline, within: timedelta) -> None:
        self._server = server
        self._deadline = deadline
        # Given, since smtplib would otherwise ask the name service who we are, and may wait long.
        super().__init__(
            server.host,
            server.port,
            local_hostname="[127.0.0.1]",
            timeout=within.total_seconds(),
        )

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        connection = socket.create_connection((host, port), timeout)
        self._deadline.watch(connection)
        if self._server.security is Security.TLS:
            connection = self._server.context().wrap_socket(connection, server_hostname=host)
            self._deadline.watch(connection)
        return connection


def _connected(server: MailServer, deadline: Deadline, within: timedelta) -> _Client:
    client = _Client(server, deadline, within)
    try:
        if server.security is Security.STARTTLS:
            client.starttls(context=server.context())  # raises where the server has none
            if client.sock is not None:
                deadline.watch(client.sock)
        client.ehlo_or_helo_if_needed()
        if server.user:
            _sign_in(client, server)
    except _TROUBLE:
        client.close()
        raise
    return client


def _sign_in(client: _Client, server: MailServer) -> None:
    if server.user.isascii() and server.password.isascii():
        client.login(server.user, server.password)
        return
    # smtplib sends ASCII alone; RFC 4616 has the password in UTF-8.
    secret = f"\0{server.user}\0{server.password}".encode()
    code, words = client.docmd("AUTH", f"PLAIN {base64.b64encode(secret).decode()}")
    if code != _SIGNED_IN:
        raise smtplib.SMTPAuthenticationError(code, words)


def _envelope(client: _Client, sender: str, customer: str) -> None:
    """Everything before the body: nothing can be delivered yet."""
    try:
        _insist(*client.mail(sender), "the sender")
        _insist(*client.rcpt(customer), "the customer's address")
        code, words = client.docmd("DATA")
    except _TROUBLE as failed:
        raise NotReached(_said(failed), _LATER) from failed
    if code != _READY_FOR_BODY:
        _insist(code, words, "the mail")
        raise NotReached(f"The mail server answered DATA with {code}.", _LATER)


def _insist(code: int, words: bytes, what: str) -> None:
    del words  # a server may quote the address in them
    if 200 <= code < 300:  # noqa: PLR2004 the class of success
        return
    if 500 <= code < 600:  # noqa: PLR2004 the class of definite refusals
        raise Refused(f"The mail server refused {what} with {code}.")
    raise NotReached(f"The mail server put off {what} with {code}.", _LATER)


def _body(client: _Client, payload: bytes) -> None:
    """Send the body and believe nothing but a clear reply."""
    stuffed = re.sub(rb"(?m)^\.", b"..", payload)
    end = b"" if stuffed.endswith(b"\r\n") else b"\r\n"
    try:
        client.send(stuffed + end + b".\r\n")
        code, _ = client.getreply()
    except _TROUBLE as failed:
        why = f"The mail was sent, but no answer came ({type(failed).__name__})."
        raise OutcomeUnknown(why) from failed
    if code == _CLOSING or code // 100 not in _ANSWERS:
        # A relay that loses what stands behind it says 421 too, and may have handed the mail on.
        raise OutcomeUnknown(f"The mail was sent, and answered with {code}.")
    _insist(code, b"", "the mail")


def _leave(client: _Client) -> None:
    with contextlib.suppress(*_TROUBLE):
        client.putcmd("QUIT")  # its answer is not waited for
    client.close()


def _said(failed: Exception) -> str:
    """The failure in words that hold no address and no password."""
    if isinstance(failed, smtplib.SMTPAuthenticationError):
        return "The mail server did not accept our user and password."
    if isinstance(failed, smtplib.SMTPNotSupportedError):
        return "The mail server does not offer what our settings ask for (STARTTLS or signing in)."
    if isinstance(failed, smtplib.SMTPResponseException):
        return f"The mail server answered with {failed.smtp_code}."
    return f"The mail server cannot be reached ({type(failed).__name__})."

"""One HTTP request over a connection of its own, with a deadline over all of it.

A connection of its own, because a kept one may die under the request and leave its outcome in
doubt. Redirects are never followed: a signed text goes where it was approved to go. The settings
of the environment (proxies, netrc) are not read.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

from channels.deadline import Deadline

_MAX_ANSWER = 1_000_000  # bytes
_WAIT = timedelta(seconds=30)  # where a server says "later" but not when
_LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True)
class Answer:
    """A complete answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def good(self) -> bool:
        """Whether the status is a 2xx."""
        return 200 <= self.status < 300  # noqa: PLR2004 the class of success

    def retry_after(self, now: datetime) -> timedelta:
        """How long it asks us to wait, within reason."""
        value = self.headers.get("retry-after", "").strip()
        if value.isascii() and value.isdigit() and len(value) < 9:  # noqa: PLR2004 three years
            wait = timedelta(seconds=int(value))
        else:
            wait = _until(value, now)
        return min(max(wait, timedelta(seconds=1)), _LONGEST_WAIT)


class NoAnswer(Exception):
    """No complete answer came. `left` says whether any of the request may have left us."""

    def __init__(self, why: str, *, left: bool) -> None:
        """`why` is said in the evidence; it holds no secret and no text."""
        self.left = left
        super().__init__(why)


class Door:
    """Asks; every answer or failure comes within the deadline."""

    def __init__(self, deadline: timedelta) -> None:
        """`deadline` is over connecting, sending and reading together."""
        self._deadline = deadline
        self._tls = ssl.create_default_context()

    def ask(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes = b"",
        *,
        leaving: Callable[[], None] = lambda: None,
    ) -> Answer:
        """The answer to one request. Raises NoAnswer.

        `leaving` is called when all is connected and nothing has left; what it raises ends it.
        """
        with Deadline(self._deadline) as deadline:
            sent = _Sent(deadline, leaving)
            try:
                with httpx.Client(
                    verify=self._tls, trust_env=False, timeout=self._deadline.total_seconds()
                ) as client:
                    return _read(client, method, url, headers, body, sent)
            except (httpx.HTTPError, OSError) as failed:
                why = f"No answer ({type(failed).__name__})."
                raise NoAnswer(why, left=sent.left) from failed

    def knock(self, url: str) -> str:
        """Connect, with TLS where the address has it, and ask for nothing. Raises NoAnswer."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        try:
            with socket.create_connection((host, port), self._deadline.total_seconds()) as plain:
                if parts.scheme == "https":
                    self._tls.wrap_socket(plain, server_hostname=host).close()
        except OSError as failed:
            raise NoAnswer(f"{host} cannot be reached.", left=False) from failed
        return f"{host} answers"


class _Sent:
    """Watches one request: its connection, for the deadline, and whether any of it left."""

    def __init__(self, deadline: Deadline, leaving: Callable[[], None]) -> None:
        self.left = False
        self._deadline = deadline
        self._leaving = leaving

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._deadline.watch(info["return_value"].get_extra_info("socket"))
        elif event.endswith("send_request_headers.started"):
            self._leaving()
            self.left = True


def _read(
    client: httpx.Client,
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    sent: _Sent,
) -> Answer:
    trace: dict[str, Callable[[str, Mapping[str, Any]], None]] = {"trace": sent.trace}
    with client.stream(method, url, headers=headers, content=body, extensions=trace) as response:
        received = b""
        for chunk in response.iter_bytes(65_536):
            received += chunk
            if len(received) > _MAX_ANSWER:
                raise httpx.ReadError("The answer is too long.")
        return Answer(response.status_code, response.headers, received)


def _until(value: str, now: datetime) -> timedelta:
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return _WAIT
    return (at if at.tzinfo else at.replace(tzinfo=UTC)) - now

"""The front door: whom we answer at all, what every answer carries, and no bare traceback."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import PLAIN, Problem, respond, surprise
from api.settings import Settings

MAX_BODY = 2_000_000  # bytes

# Pages that need more set their own; these are for everything else.
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}


class FrontDoor:
    """Refuses a Host that is not ours and a body that is too large, sets security headers, and
    answers surprises with a problem.

    The Host is checked because a foreign page can point its own name at 127.0.0.1 and then read
    what we answer ("DNS rebinding").
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Around `app`; the allowed names come from HOST and PUBLIC_URL."""
        self._app = app
        self._names = frozenset(
            name.lower() for name in (settings.host, urlsplit(settings.address).hostname) if name
        )
        self._https = settings.address.startswith("https://")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send, https=self._https)
        refusal = self._refusal(Headers(scope=scope))
        if refusal is not None:
            await respond(refusal)(scope, receive, answer)
            return
        try:
            await self._app(scope, _counted(receive), answer)
        except Exception as error:  # noqa: BLE001 whatever it is, the answer is a problem
            response = surprise(error)
            if not answer.started:
                await response(scope, receive, answer)

    def _refusal(self, headers: Headers) -> Problem | None:
        if not self._ours(headers.get("host", "")):
            return PLAIN[421]
        length = headers.get("content-length", "0")
        return PLAIN[413] if length.isdigit() and int(length) > MAX_BODY else None

    def _ours(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "").lower()
        except ValueError:
            return False
        return name in self._names or name == "localhost" or _is_loopback(name)


class _Answer:
    """Sends on what is sent, with the headers that every answer carries."""

    def __init__(self, send: Send, *, https: bool) -> None:
        self.started = False
        self._send = send
        self._https = https

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name, value in _ALWAYS.items():
                headers.setdefault(name, value)
            if self._https:
                headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        await self._send(message)


def _counted(receive: Receive) -> Receive:
    """Receives as long as the body, whose length may not have been said, is not too large."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MAX_BODY:
            raise HTTPException(413)
        return message

    return counted


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False

"""The front door: whom we answer at all, what every answer carries, and no bare traceback."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import PLAIN, respond, surprise
from api.settings import Settings

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
    """Refuses a Host that is not ours, sets security headers, answers surprises with a problem.

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
        started = False

        async def dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
                if self._https:
                    headers.setdefault("Strict-Transport-Security", "max-age=31536000")
            await send(message)

        if not self._ours(Headers(scope=scope).get("host", "")):
            await respond(PLAIN[421])(scope, receive, dressed)
            return
        try:
            await self._app(scope, receive, dressed)
        except Exception as error:  # noqa: BLE001 whatever it is, the answer is a problem
            response = surprise(error)
            if not started:
                await response(scope, receive, dressed)

    def _ours(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "").lower()
        except ValueError:
            return False
        return name in self._names or name == "localhost" or _is_loopback(name)


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False

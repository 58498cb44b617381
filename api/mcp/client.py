"""Asks a running Makegood over its own API, as the program whose key it holds.

The one process that serves owns the records and the index; this one owns nothing, so any number of
agents may each start their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

_SECONDS = 30.0
_KEY_HINT = (
    "Make one with: makegood key add agent --scope search --scope drafts:read "
    "--scope drafts:request --scope conversations:write"
)


class NotAnswered(Exception):
    """The server did not do what was asked. The message says why and what to do next."""


class Client:
    """One server and one key. Any task may ask."""

    def __init__(self, server: str, key: str) -> None:
        """`server` is its address without a slash at the end."""
        self._server = server
        self._http = httpx.AsyncClient(
            base_url=server,
            headers={"Authorization": f"Bearer {key}"},
            timeout=_SECONDS,
            trust_env=False,
            follow_redirects=False,
        )

    async def get(self, path: str, **query: object) -> Any:
        """What stands at an address. Raises NotAnswered."""
        given = {name: str(value) for name, value in query.items() if value not in {None, ""}}
        return await self._ask("GET", path, params=given)

    async def send(self, path: str, body: Mapping[str, object]) -> Any:
        """What an address makes of a body. Raises NotAnswered."""
        return await self._ask("POST", path, json=dict(body))

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.aclose()

    async def _ask(self, method: str, path: str, **more: Any) -> Any:
        try:
            answer = await self._http.request(method, path, **more)
        except httpx.TimeoutException as error:
            raise NotAnswered(
                f"Makegood at {self._server} took longer than {_SECONDS:.0f} seconds. Try again."
            ) from error
        except httpx.HTTPError as error:
            raise NotAnswered(
                f"Makegood does not answer at {self._server}. Start it there with: makegood serve "
                "(or set MAKEGOOD_MCP_SERVER to where it runs)."
            ) from error
        if answer.is_success:
            try:
                return answer.json()
            except ValueError as error:
                raise NotAnswered(
                    f"What answers at {self._server} is not Makegood. Set MAKEGOOD_MCP_SERVER."
                ) from error
        raise NotAnswered(_why(answer, self._server))


def _why(answer: httpx.Response, server: str) -> str:
    try:
        said = answer.json()
        detail, next_step = str(said["detail"]), str(said.get("next", ""))
    except (ValueError, KeyError, TypeError):
        return f"{server} answered {answer.status_code}. Is it Makegood? Set MAKEGOOD_MCP_SERVER."
    if answer.status_code == httpx.codes.UNAUTHORIZED:
        return f"The key in MAKEGOOD_MCP_KEY opens nothing at {server}. {_KEY_HINT}"
    if answer.status_code == httpx.codes.FORBIDDEN:
        return f"{detail} {_KEY_HINT}"
    return f"{detail} {next_step}".strip()

"""Idempotency-Key: the same request sent twice is done once and answered the same.

What failed is not kept: every move of the desk is all or nothing, so it can be tried again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from api.auth import caller_of
from api.house import House
from api.refusals import KeyBusy, KeyReused
from desk.errors import BadText
from store.idempotency import Different, Fresh, Given, Unfinished

KEY = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
_FORM = re.compile(r"[\x21-\x7e]{1,255}")
_KEPT_HEADERS = ("content-type", "location", "link")


class Replayed(APIRoute):
    """A route whose POST honours the Idempotency-Key of its caller."""

    replays = True

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's own handler, with answers that were given before in front of it."""
        answer = super().get_route_handler()

        async def handler(request: Request) -> Response:
            key = request.headers.get(KEY)
            if request.method != "POST" or key is None:
                return await answer(request)
            if not _FORM.fullmatch(key):
                raise BadText(f"{KEY} has 1 to 255 visible ASCII characters.")
            return await _once(request, key, answer)

        return handler


async def _once(
    request: Request, key: str, answer: Callable[[Request], Coroutine[Any, Any, Response]]
) -> Response:
    house: House = request.app.state.house
    answers, workspace = house.cabinet.answers, house.cabinet.workspace
    caller = await run_in_threadpool(caller_of, request)
    actor = caller.principal.actor
    digest = _digest(request, await request.body())
    now = house.desk.law.clock()
    begun = await run_in_threadpool(answers.begin, workspace, actor, key, digest, now)
    match begun:
        case Given(status, headers, body):
            return Response(body, status, {**headers, REPLAYED: "true"})
        case Unfinished():
            raise KeyBusy
        case Different():
            raise KeyReused
        case Fresh():
            pass
    kept = False
    try:
        response = await answer(request)
        if 200 <= response.status_code < 300:  # noqa: PLR2004 what succeeded
            headers = {n: response.headers[n] for n in _KEPT_HEADERS if n in response.headers}
            given = Given(response.status_code, headers, bytes(response.body))
            await run_in_threadpool(answers.give, workspace, actor, key, given)
            kept = True
    finally:
        if not kept:
            await run_in_threadpool(answers.drop, workspace, actor, key, now)
    return response


def _digest(request: Request, body: bytes) -> str:
    target = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
    return hashlib.sha256(target + body).hexdigest()

"""Errors are pages too: what happened, what to do next, and the text that somebody had typed."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from api import problems, reading, refusals
from api.auth import caller_of
from api.console import rendering
from api.house import House
from api.problems import Problem
from desk.errors import DeskError
from desk.ids import DraftId

_SEE_OTHER = 303
_BAD = Problem(422, "invalid", "The form does not fit", "Go back, mend it and send it again.")
# What an API caller is told to do next is not always what a person at a screen can do.
_NEXT = {
    "not_found": "Go back to the queue.",
    "no_route": "Go back to the queue.",
    "wrong_method": "Go back and open the page again.",
    "conflict": "Open it again and compare.",
    "wrong_state": "Open it again: it shows what can be done now.",
    "sheet_changed": "Open it again and read it before you approve.",
    "no_csrf_token": "Open the page again and repeat it there; it may have been open too long.",
    "wrong_credentials": "Check them, or ask an admin for a sign-in link.",
    "too_many_tries": "Wait a little, then try again.",
    "records_failed": "Nothing was changed. Try again in a moment.",
    "records_unclear": "Open it again: it shows whether that was done.",
    "not_understood": "Write the value as the message shows.",
    "index_failed": "Try again; the health page shows how the index is.",
}


class Page(APIRoute):
    """A route whose errors are pages."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's own handler, with pages for whatever it raises."""
        answer = super().get_route_handler()

        async def handler(request: Request) -> Response:
            try:
                return await answer(request)
            except Exception as error:  # noqa: BLE001 a person is looking: every error is a page
                return await _told(request, error)

        return handler


async def _told(request: Request, error: Exception) -> Response:
    typed = await _typed(request)
    if isinstance(error, refusals.NotSignedIn) and request.method == "GET":
        return _to_sign_in(request)
    problem, detail = _problem(error)
    problem = replace(problem, next=_NEXT.get(problem.code, problem.next))
    back = await run_in_threadpool(_back, request)
    values = {"problem": problem, "detail": detail, "typed": typed, "back": back}
    if request.headers.get("HX-Request"):
        response = await run_in_threadpool(
            rendering.page, request, "_problem.html", problem.status, **values
        )
        response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#notice", "innerHTML"
        return response
    return await run_in_threadpool(
        rendering.page, request, "problem.html", problem.status, **values
    )


async def unrouted(request: Request, error: Exception) -> Response:
    """What routing itself answers: a page for somebody who looks, a problem for a program."""
    looks = "text/html" in request.headers.get("Accept", "")
    if looks and not request.url.path.startswith("/v1/"):
        return await _told(request, error)
    return problems.plain(request, error)


def _problem(error: Exception) -> tuple[Problem, str]:
    known = problems.problem_of(error)
    if known is not None:
        return known, error.detail if isinstance(error, DeskError) else str(error)
    if isinstance(error, RequestValidationError):
        fields = sorted({str(fault["loc"][-1]) for fault in error.errors()})
        return _BAD, f"Look at: {', '.join(fields)}."
    if isinstance(error, HTTPException):
        plain = problems.PLAIN.get(error.status_code)
        return plain or Problem(error.status_code, "http", str(error.detail), "Go back."), ""
    told = json.loads(bytes(problems.surprise(error).body))
    return problems.INTERNAL, str(told["detail"])


async def _typed(request: Request) -> str:
    """The text of a form that failed, so that nobody has to write it twice."""
    if request.method != "POST":
        return ""
    try:
        text = (await request.form()).get("text", "")
    except Exception:  # noqa: BLE001 a body that cannot be read holds nothing to keep
        return ""
    return text if isinstance(text, str) else ""


def _to_sign_in(request: Request) -> Response:
    """To the sign-in page and back; a piece of a page takes the whole window there."""
    to = f"/sign-in?to={quote(request.url.path)}"
    if request.headers.get("HX-Request"):
        return Response(status_code=204, headers={"HX-Redirect": "/sign-in"})
    return RedirectResponse(to, _SEE_OTHER)


def _back(request: Request) -> str:
    """The page of what a form was about, empty where that cannot be told."""
    about = request.path_params
    if request.method != "POST":
        return ""
    if "conversation_id" in about:
        return f"/conversations/{about['conversation_id']}"
    if "posting_id" in about:
        return f"/postings/{about['posting_id']}"
    if "draft_id" not in about:
        return ""
    house: House = request.app.state.house
    try:
        caller_of(request)  # whose conversation it is, is told to nobody else
        draft, _ = reading.draft(house, DraftId(about["draft_id"]))
    except DeskError:
        return ""
    return f"/conversations/{draft.conversation}?draft={draft.id}"

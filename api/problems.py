"""How errors look: one table from each error to status, code, title and what to do (RFC 9457)."""

from __future__ import annotations

import json
import logging
import secrets
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from api import refusals
from channels.signature import NotSigned
from desk import errors
from kb.errors import IndexFault
from policies.faults import NotUnderstood

MEDIA_TYPE = "application/problem+json"

_log = logging.getLogger("makegood.api")


@dataclass(frozen=True)
class Problem:
    """One kind of problem. `code` is stable; `next` says what to do about it."""

    status: int
    code: str
    title: str
    next: str


PROBLEMS: Mapping[type[Exception], Problem] = MappingProxyType(
    {
        errors.NotFound: Problem(
            404, "not_found", "There is no such thing", "Check the id, or list what there is."
        ),
        errors.BadText: Problem(
            422, "bad_text", "This text cannot be taken", "Mend the text and send it again."
        ),
        errors.UnknownChannel: Problem(
            422, "unknown_channel", "Unknown channel", "Use a channel that is set up here."
        ),
        errors.Conflict: Problem(
            409, "conflict", "Somebody else changed it", "Read it again, then repeat your change."
        ),
        errors.WrongState: Problem(
            409, "wrong_state", "Not in this state", "Read it again and see what can be done now."
        ),
        errors.SheetChanged: Problem(
            409,
            "sheet_changed",
            "The review sheet changed",
            "Read the sheet again before you sign.",
        ),
        errors.Blocked: Problem(
            409,
            "blocked",
            "A finding forbids approval",
            "Mend what the findings name, then approve.",
        ),
        errors.NotPermitted: Problem(
            403, "not_permitted", "You may not do this", "Ask somebody who has the role or scope."
        ),
        errors.OnlyPeople: Problem(
            403, "only_people", "Only people may do this", "Have a person sign in and do it."
        ),
        errors.TurnAnswered: Problem(
            409, "turn_answered", "Already answered", "See the reply that was approved before."
        ),
        errors.RecordsFailed: Problem(
            503, "records_failed", "The record was not written", "Nothing changed; try again soon."
        ),
        errors.RecordsUnclear: Problem(
            503,
            "records_unclear",
            "It is not known whether it was written",
            "Send the same again with the same Idempotency-Key, or look first.",
        ),
        refusals.NotSignedIn: Problem(
            401, "not_signed_in", "Not signed in", "Sign in, or send a key as a bearer token."
        ),
        refusals.WrongCredentials: Problem(
            401, "wrong_credentials", "Wrong credentials", "Check them, or ask for a sign-in link."
        ),
        refusals.NoCsrfToken: Problem(
            403, "no_csrf_token", "CSRF token missing", "Send the session's token as X-CSRF-Token."
        ),
        refusals.TooManyTries: Problem(
            429, "too_many_tries", "Too many attempts", "Wait as long as Retry-After says."
        ),
        refusals.KeyReused: Problem(
            422, "key_reused", "Idempotency-Key reused", "Use a new key for a new request."
        ),
        refusals.KeyBusy: Problem(
            409, "key_busy", "Still being answered", "Wait a moment, then send the same again."
        ),
        refusals.NotSetUp: Problem(
            404, "not_set_up", "Not set up here", "Ask the operator to set it up."
        ),
        NotSigned: Problem(
            401, "not_signed", "Signature missing or wrong", "Sign the body with an active secret."
        ),
        NotUnderstood: Problem(
            422, "not_understood", "A value is not understood", "Write it as the detail shows."
        ),
        IndexFault: Problem(
            503, "index_failed", "The index does not answer", "Try again; see /v1/health."
        ),
    }
)

INVALID = Problem(
    422, "invalid", "The request does not fit", "Mend the fields that `errors` names."
)
INTERNAL = Problem(
    500, "internal", "Something went wrong here", "Tell the operator the incident's number."
)
# What routing, parsing and the size limit answer, by status.
PLAIN: Mapping[int, Problem] = MappingProxyType(
    {
        400: Problem(400, "not_json", "The body cannot be read", "Send JSON, encoded as UTF-8."),
        404: Problem(404, "no_route", "There is no such address", "See /v1/openapi.json."),
        405: Problem(405, "wrong_method", "This address has no such method", "See Allow."),
        413: Problem(413, "too_large", "The body is too large", "Send 2 MB at the most."),
        421: Problem(
            421,
            "wrong_host",
            "This server is not called so",
            "Set MAKEGOOD_PUBLIC_URL to its name.",
        ),
    }
)


def problem_of(error: Exception) -> Problem | None:
    """The row of the table for an error, or of the nearest class that it descends from."""
    return next((PROBLEMS[kind] for kind in type(error).__mro__ if kind in PROBLEMS), None)


def respond(
    problem: Problem,
    detail: str = "",
    *,
    headers: Mapping[str, str] | None = None,
    **members: object,
) -> Response:
    """The problem as a response. `members` stand beside the standard ones."""
    body: dict[str, object] = {
        "type": f"urn:makegood:problem:{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": detail or problem.title,
        "code": problem.code,
        "next": problem.next,
        **members,
    }
    return Response(json.dumps(body), problem.status, {**(headers or {})}, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Have the application answer every error with a problem."""
    for kind in PROBLEMS:
        app.add_exception_handler(kind, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, plain)


def surprise(error: Exception) -> Response:
    """The answer to an error that nobody foresaw. The log gets places, never what was said."""
    incident = secrets.token_hex(6)
    places = "".join(traceback.format_tb(error.__traceback__))
    _log.error("incident %s: %s\n%s", incident, type(error).__name__, places)
    return respond(INTERNAL, f"Incident {incident}.", incident=incident)


def _known(_request: Request, error: Exception) -> Response:
    problem = problem_of(error) or INTERNAL
    headers = {}
    if problem.status == 401:  # noqa: PLR2004 Unauthorized
        headers["WWW-Authenticate"] = 'Bearer realm="makegood"'
    if isinstance(error, refusals.TooManyTries):
        headers["Retry-After"] = str(error.seconds)
    if isinstance(error, refusals.KeyBusy):
        headers["Retry-After"] = "1"
    if problem.status == 503:  # noqa: PLR2004 Service Unavailable
        headers["Retry-After"] = "2"
    members: dict[str, object] = {}
    if isinstance(error, errors.Blocked):
        members["findings"] = error.facts.get("codes", [])
    return respond(problem, str(error), headers=headers, **members)


def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 registered for it alone
    faults = error.errors()
    if any(fault["type"] == "json_invalid" for fault in faults):
        return respond(PLAIN[400], "The body is not JSON.")
    return respond(INVALID, _first(faults), errors=[_fault(fault) for fault in faults[:20]])


def plain(_request: Request, error: Exception) -> Response:
    """What routing itself answers: no such address, no such method."""
    assert isinstance(error, HTTPException)  # noqa: S101 registered for it alone
    known = PLAIN.get(error.status_code)
    problem = known or Problem(
        error.status_code, "http", str(error.detail), "See /v1/openapi.json."
    )
    return respond(problem, headers=dict(error.headers or {}))


def _first(faults: Sequence[Any]) -> str:
    fault = _fault(faults[0])
    more = f" And {len(faults) - 1} more." if len(faults) > 1 else ""
    return f"{fault['at']}: {fault['says']}.{more}"


def _fault(fault: Mapping[str, Any]) -> dict[str, str]:
    """Where and what, without the value: it may be a customer's words, or a password."""
    place = "/".join(str(step) for step in fault["loc"])
    return {"at": place.encode("utf-8", "replace").decode(), "says": fault["msg"]}

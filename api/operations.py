"""How an operation gets into the API: its name, its words, its problems, its need.

The function's name is the operation's id, the first line of its docstring the summary, the rest
the description. The OpenAPI document is complete because nothing gets in another way.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, iter_route_contexts

from api.auth import COOKIE, Need
from api.problems import INVALID, MEDIA_TYPE, PLAIN, PROBLEMS, Problem

VERSION = "0.1.0"
_ABOUT = """Makegood drafts the reply, shows what it would promise and which policy allows it, \
and posts nothing until a person has approved exactly that text.

Every error is a problem (RFC 9457) with a stable `code` and a `next` step. Every POST takes an \
`Idempotency-Key`, except where a secret is told once."""

_IDEMPOTENCY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 255},
    "description": "Send the same key again to get the same answer again, and nothing twice.",
}


def add(
    router: APIRouter,
    method: str,
    path: str,
    handler: Callable[..., Any],
    *,
    status: int = 200,
    problems: Sequence[int] = (),
    **more: Any,
) -> None:
    """Put an operation on a router. `problems` are statuses besides those that all may have."""
    words = inspect.cleandoc(handler.__doc__ or "").split("\n", 1)
    may = sorted({*problems, 401, 403, 413, 422, 503})
    router.add_api_route(
        path,
        handler,
        methods=[method],
        status_code=status,
        operation_id=handler.__name__,
        summary=words[0].rstrip("."),
        description=words[1].strip() if len(words) > 1 else words[0],
        responses={each: _documented(each) for each in may},
        **more,
    )


def document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, with problems and who may do what."""
    made = get_openapi(title="Makegood", version=VERSION, description=_ABOUT, routes=app.routes)
    parts = made.setdefault("components", {})
    parts.setdefault("schemas", {})["Problem"] = _PROBLEM_SCHEMA
    parts["securitySchemes"] = _SCHEMES
    for each in operations(app):
        operation = made["paths"][each.path][each.method.lower()]
        operation["security"] = _security(each.need)
        if "requestBody" in operation:
            operation["responses"]["400"] = _documented(400)
        if each.replays:
            operation.setdefault("parameters", []).append(_IDEMPOTENCY)
    return made


@dataclass(frozen=True)
class Operation:
    """One operation as it is served. `need` is None where it is open to anybody."""

    id: str
    method: str
    path: str
    need: Need | None
    replays: bool


def operations(app: FastAPI) -> Iterator[Operation]:
    """Every operation in the OpenAPI document."""
    for served in iter_route_contexts(app.routes):
        route = served.original_route
        if not isinstance(route, APIRoute) or not route.include_in_schema:
            continue
        needs = [each.call for each in route.dependant.dependencies if isinstance(each.call, Need)]
        for method in route.methods or ():
            yield Operation(
                id=route.operation_id or route.name,
                method=method,
                path=served.path_format or route.path_format,
                need=needs[0] if needs else None,
                replays=method == "POST" and getattr(route, "replays", False),
            )


def _security(need: Need | None) -> list[dict[str, list[str]]]:
    if need is None:
        return [{}]
    people: list[dict[str, list[str]]] = [{"session": []}, {"person": []}]
    return [*people, {"key": sorted(need.scopes)}] if need.scopes else people


def _documented(status: int) -> dict[str, Any]:
    known = [problem for problem in _all() if problem.status == status]
    examples = {
        problem.code: {
            "summary": problem.title,
            "value": {
                "type": f"urn:makegood:problem:{problem.code}",
                "title": problem.title,
                "status": status,
                "detail": problem.title,
                "code": problem.code,
                "next": problem.next,
            },
        }
        for problem in known
    }
    return {
        "description": " · ".join(problem.title for problem in known),
        "content": {
            MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": examples}
        },
    }


def _all() -> list[Problem]:
    return [*PROBLEMS.values(), INVALID, *PLAIN.values()]


_PROBLEM_SCHEMA = {
    "type": "object",
    "title": "Problem",
    "description": "Why it was not done, and what to do next (RFC 9457).",
    "required": ["type", "title", "status", "detail", "code", "next"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "description": "Stable; programs look at this."},
        "next": {"type": "string", "description": "What to do about it."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"at": {"type": "string"}, "says": {"type": "string"}},
            },
        },
        "findings": {"type": "array", "items": {"type": "string"}},
        "incident": {"type": "string"},
    },
}

_SCHEMES = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "A person in a browser. Unsafe methods also carry X-CSRF-Token.",
    },
    "person": {
        "type": "http",
        "scheme": "bearer",
        "description": "A person's session token, as the browser extension holds it.",
    },
    "key": {
        "type": "http",
        "scheme": "bearer",
        "description": "A program's key, `mk_…`, with scopes. It can never approve.",
    },
}

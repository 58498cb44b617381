"""schemathesis over every operation, as every kind of caller: never a 5xx, no undocumented answer.

`make test` sends 20,000 requests in all, and the audit holds after them.
"""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from api.auth import COOKIE, CSRF_HEADER
from api.schemas import SCOPES
from desk.checking import TextCheck
from desk.people import Person
from drafting.commitments import PatternReader
from tests.api.any_request import Walk
from tests.services.a_house import Rooms

PEOPLE = ("ada", "ben", "dan", "root")
CALLERS = (*PEOPLE, "browser", "program", "program without scopes", "nobody")
REQUESTS = 20_000


@pytest.mark.timeout(900)
@pytest.mark.parametrize("caller", CALLERS)
def test_no_request_is_a_surprise(file_engine: Engine, caller: str) -> None:
    rooms = Rooms(file_engine, check=TextCheck(PatternReader()))
    walk = Walk(rooms, lambda: _headers(rooms, caller))
    walk.requests(REQUESTS // len(CALLERS))
    told = [f"{label}: {says}" for (label, _), says in walk.wrong.items()]
    assert not told, "\n\n".join(told)
    assert walk.answers.total() >= REQUESTS // len(CALLERS)
    assert rooms.person(rooms.admin).get("/v1/audit/verdict").json()["holds"]


def _headers(rooms: Rooms, caller: str) -> dict[str, str]:
    if caller == "nobody":
        return {}
    if caller.startswith("program"):
        scopes = () if caller.endswith("scopes") else SCOPES
        return {"Authorization": rooms.program(*scopes).headers["Authorization"]}
    if caller == "browser":
        client, csrf = rooms.browser(rooms.admin)
        return {"Cookie": f"{COOKIE}={client.cookies[COOKIE]}", CSRF_HEADER: csrf}
    return {"Authorization": f"Bearer {rooms.token(_person(rooms, caller))}"}


def _person(rooms: Rooms, name: str) -> Person:
    return rooms.admin if name == "root" else rooms.bench.people[name]

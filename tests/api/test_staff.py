"""People let in and out: the change and its row in the audit come together, and an admin stays."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine, event

from api import staff
from desk.errors import DeskError, NotPermitted
from desk.ids import PersonId
from desk.people import Role
from tests.services.a_desk import HERE
from tests.services.a_house import Rooms
from tests.services.databases import (  # noqa: F401 - fixtures
    database_url,
    engine,
    migrated_file,
    new_postgres_url,
)
from tests.services.postgres import postgres  # noqa: F401 - a fixture


@pytest.fixture
def rooms(engine: Engine) -> Rooms:  # noqa: F811 - the fixture above
    return Rooms(engine)


def set_active(rooms: Rooms, person: PersonId, *, active: bool) -> None:
    staff.set_active(rooms.cabinet, person, active=active, actor="test", now=rooms.bench.clock())


def test_of_two_admins_who_send_each_other_away_one_stays(rooms: Rooms) -> None:
    other = rooms.bench.accounts.add(
        HERE, "second@shop.example", "Second", frozenset({Role.ADMIN}), rooms.bench.clock()
    )
    start = Barrier(2)

    def send_away(person: PersonId) -> str:
        start.wait(20)
        try:
            set_active(rooms, person, active=False)
        except NotPermitted:
            return "refused"
        return "done"

    with ThreadPoolExecutor(2) as pool:
        came = list(pool.map(send_away, (rooms.admin.id, other.id)))
    assert sorted(came) == ["done", "refused"]


def test_without_its_row_in_the_audit_nothing_changes(rooms: Rooms) -> None:
    def cut(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO audit"):
            raise ConnectionError("gone")

    event.listen(rooms.engine, "before_cursor_execute", cut)
    with pytest.raises((ConnectionError, DeskError)):
        set_active(rooms, rooms.bench.ada.id, active=False)
    with pytest.raises((ConnectionError, DeskError)):
        staff.set_roles(
            rooms.cabinet,
            rooms.bench.ada.id,
            frozenset({Role.APPROVER}),
            actor="test",
            now=rooms.bench.clock(),
        )
    event.remove(rooms.engine, "before_cursor_execute", cut)
    person = rooms.bench.accounts.get(HERE, rooms.bench.ada.id).person
    assert (person.active, person.roles) == (True, frozenset({Role.AGENT}))

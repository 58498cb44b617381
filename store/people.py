"""People as the desk sees them: who they are and what they may do."""

from __future__ import annotations

from sqlalchemy import select

from desk.ids import PersonId
from desk.people import Person, Role
from store.schema import people, person_roles
from store.scoped import AnyRow, Scoped, kept


class SqlPeople:
    """`desk.records.People` in SQL."""

    def __init__(self, scoped: Scoped) -> None:
        """Inside one transaction."""
        self._in = scoped

    def get(self, person: PersonId, *, lock: bool = False) -> Person:
        """One person, active or not. Raises NotFound."""
        query = select(people).where(self._in.here(people, id=person))
        query = kept(query, people) if lock else query
        return person_of(self._in, self._in.one(query, f"person {person}"))


def person_of(scoped: Scoped, row: AnyRow) -> Person:
    """The person in a row of `people`, with their roles."""
    theirs = select(person_roles.c.role).where(scoped.here(person_roles, person=row.id))
    return Person(
        id=PersonId(row.id),
        email=row.email,
        name=row.name,
        roles=frozenset(Role(role) for (role,) in scoped.rows(theirs)),
        active=row.active,
    )

"""People as the desk sees them: who they are and what they may do."""

from __future__ import annotations

from sqlalchemy import and_, select

from desk.ids import PersonId
from desk.people import Person, Role
from store.schema import people, person_roles
from store.scoped import AnyRow, Scoped, kept, locked


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

    def admins(self) -> frozenset[PersonId]:
        """Every active admin; nobody else counts or changes them until the transaction ends."""
        self._in.turn("admins")
        theirs = and_(
            person_roles.c.workspace == people.c.workspace, person_roles.c.person == people.c.id
        )
        query = select(people.c.id).join(person_roles, theirs)
        query = query.where(self._in.here(people, active=True), person_roles.c.role == Role.ADMIN)
        return frozenset(PersonId(row.id) for row in self._in.rows(query))

    def set_roles(self, person: PersonId, roles: frozenset[Role]) -> None:
        """Give exactly these roles. Raises NotFound."""
        # Roles are read with their person held, so they change with their person held.
        theirs = locked(select(people).where(self._in.here(people, id=person)), people)
        self._in.one(theirs, f"person {person}")
        self._in.change(person_roles.delete().where(self._in.here(person_roles, person=person)))
        give(self._in, person, roles)

    def set_active(self, person: PersonId, *, active: bool) -> None:
        """Let a person in or out. Raises NotFound."""
        self._in.save(people, person, {"active": active})


def give(scoped: Scoped, person: PersonId, roles: frozenset[Role]) -> None:
    """Add these roles to those of a person."""
    for role in sorted(roles):
        scoped.add(person_roles, {"person": person, "role": role})


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

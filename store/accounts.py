"""Workspaces and people: who exists, what they may do, and by what password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select

from desk.ids import PersonId, WorkspaceId, mint
from desk.people import Person, Role
from store.keys import Keys
from store.people import SqlPeople, give, person_of
from store.schema import people, workspaces
from store.scoped import AnyRow, Scoped
from store.sessions import Sessions, SignInLinks
from store.work import look, work


@dataclass(frozen=True)
class Workspace:
    """One company's own rooms: nothing passes from one to another."""

    id: WorkspaceId
    name: str
    created_at: datetime


@dataclass(frozen=True)
class Account:
    """A person, with the hash of their password (empty where they only use sign-in links)."""

    person: Person
    password_hash: str
    created_at: datetime


class Accounts:
    """Keeps workspaces and people, and with `sessions`, `links` and `keys` how they come in.

    Every change is the caller's to audit.
    """

    def __init__(self, engine: Engine) -> None:
        """Over a database that has been migrated."""
        self._engine = engine
        self.sessions = Sessions(engine)
        self.links = SignInLinks(engine)
        self.keys = Keys(engine)

    def open_workspace(self, workspace: WorkspaceId, name: str, now: datetime) -> Workspace:
        """The workspace of this id, made if there is none."""
        with work(self._engine, workspace) as scoped:
            query = select(workspaces).where(scoped.here(workspaces))
            if scoped.first(query) is None:
                scoped.add(workspaces, {"name": name, "created_at": now})
            return _workspace_of(scoped.one(query, f"workspace {workspace}"))

    def workspaces(self) -> tuple[Workspace, ...]:
        """All of them, by id. For the worker, which serves every one in turn."""
        with look(self._engine, WorkspaceId("")) as scoped:
            rows = scoped.rows(select(workspaces).order_by(workspaces.c.workspace))
            return tuple(_workspace_of(row) for row in rows)

    def add(
        self,
        workspace: WorkspaceId,
        email: str,
        name: str,
        roles: frozenset[Role],
        now: datetime,
        *,
        password_hash: str = "",
        person: PersonId | None = None,
    ) -> Person:
        """A new person. Raises Conflict where the e-mail address is taken in this workspace."""
        chosen = person or PersonId(mint("per"))
        with work(self._engine, workspace) as scoped:
            scoped.add(
                people,
                {
                    "id": chosen,
                    "email": folded(email),
                    "name": name,
                    "password_hash": password_hash,
                    "active": True,
                    "created_at": now,
                },
            )
            give(scoped, chosen, roles)
        return Person(chosen, folded(email), name, roles)

    def get(self, workspace: WorkspaceId, person: PersonId) -> Account:
        """One person. Raises NotFound."""
        with look(self._engine, workspace) as scoped:
            return _account(scoped, _person_row(scoped, person))

    def by_email(self, workspace: WorkspaceId, email: str) -> Account | None:
        """The person with this address, active or not, or None."""
        with look(self._engine, workspace) as scoped:
            row = scoped.first(select(people).where(scoped.here(people, email=folded(email))))
            return None if row is None else _account(scoped, row)

    def all(self, workspace: WorkspaceId) -> tuple[Account, ...]:
        """Everybody in a workspace, by name."""
        with look(self._engine, workspace) as scoped:
            query = select(people).where(scoped.here(people)).order_by(people.c.name, people.c.id)
            return tuple(_account(scoped, row) for row in scoped.rows(query))

    def set_roles(self, workspace: WorkspaceId, person: PersonId, roles: frozenset[Role]) -> None:
        """Give exactly these roles. Raises NotFound."""
        with work(self._engine, workspace) as scoped:
            SqlPeople(scoped).set_roles(person, roles)

    def set_active(self, workspace: WorkspaceId, person: PersonId, *, active: bool) -> None:
        """Let a person in or out. Raises NotFound."""
        with work(self._engine, workspace) as scoped:
            SqlPeople(scoped).set_active(person, active=active)

    def set_password(self, workspace: WorkspaceId, person: PersonId, password_hash: str) -> None:
        """Keep the hash of a new password. Raises NotFound."""
        with work(self._engine, workspace) as scoped:
            scoped.save(people, person, {"password_hash": password_hash})


def folded(email: str) -> str:
    """An address as it is compared: without space around it, in small letters."""
    return email.strip().casefold()


def _person_row(scoped: Scoped, person: PersonId) -> AnyRow:
    return scoped.one(select(people).where(scoped.here(people, id=person)), f"person {person}")


def _account(scoped: Scoped, row: AnyRow) -> Account:
    return Account(person_of(scoped, row), row.password_hash, row.created_at)


def _workspace_of(row: AnyRow) -> Workspace:
    return Workspace(WorkspaceId(row.workspace), row.name, row.created_at)

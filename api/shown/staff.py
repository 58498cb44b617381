"""People, keys, sessions and the audit as JSON shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from api.shown.base import Shown
from desk.audit import Row
from desk.people import Person, Role
from store.keys import IssuedKey


class PersonShown(Shown):
    """Somebody who may sign in."""

    id: str
    email: str
    name: str
    roles: list[Role]
    active: bool

    @classmethod
    def of(cls, value: Person) -> Self:
        """The person, shown."""
        return cls(**{**vars(value), "roles": sorted(value.roles)})


class LinkShown(Shown):
    """A one-time sign-in link. It is shown once."""

    link: str
    expires_at: datetime


class KeyShown(Shown):
    """A program's key, without the key itself."""

    id: str
    name: str
    scopes: list[str]
    created_at: datetime
    revoked_at: datetime | None

    @classmethod
    def issued(cls, value: IssuedKey) -> Self:
        """A key as lists show it."""
        program = value.program
        return cls(
            id=program.id,
            name=program.name,
            scopes=sorted(program.scopes),
            created_at=value.created_at,
            revoked_at=value.revoked_at,
        )


class NewKeyShown(KeyShown):
    """A new key. The `key` itself is shown this once; we keep only its hash."""

    key: str


class SessionShown(Shown):
    """Who is signed in. `token` is for programs that cannot keep a cookie, such as an extension."""

    person: PersonShown
    csrf: str
    token: str
    expires_at: datetime


class Who(Shown):
    """Who is asking."""

    kind: str
    id: str
    name: str
    roles: list[str]
    scopes: list[str]
    csrf: str


class AuditRowShown(Shown):
    """One row of the audit."""

    number: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: dict[str, str | int | None]
    seal: str

    @classmethod
    def of(cls, value: Row) -> Self:
        """The row, shown."""
        return cls(number=value.number, at=value.at, seal=value.seal, **vars(value.entry))


class AuditPage(Shown):
    """Some rows of the audit, oldest first."""

    items: tuple[AuditRowShown, ...]


class AuditVerdict(Shown):
    """Whether the chain holds; `first_bad` is the number of the first row that does not fit.

    `head` is the seal of the newest row.
    """

    holds: bool
    rows: int
    head: str
    first_bad: int | None

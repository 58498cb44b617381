"""Sessions of people, and the one-time links that open them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine, Table, select

from desk.errors import NotFound
from desk.ids import PersonId, WorkspaceId
from desk.people import Person
from store.people import person_of
from store.schema import people, sessions, sign_in_links
from store.scoped import AnyRow, Scoped
from store.tokens import hashed, new_secret
from store.work import look, work

_SHORT = 16
_NOWHERE = WorkspaceId("")  # until the token has said which workspace


@dataclass(frozen=True)
class NewSession:
    """A session that was just opened: the only time that its token is told."""

    token: str = field(repr=False)
    csrf: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True)
class Session:
    """A person who is signed in."""

    workspace: WorkspaceId
    person: Person
    csrf: str = field(repr=False)
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class PairedBrowser:
    """A browser whose extension is signed in. `id` tells one from another and opens nothing."""

    id: str
    browser: str
    paired_at: datetime
    expires_at: datetime


class Sessions:
    """Who is signed in. Tokens are kept as hashes."""

    def __init__(self, engine: Engine) -> None:
        """Over a database that has been migrated."""
        self._engine = engine

    def open(
        self,
        workspace: WorkspaceId,
        person: PersonId,
        now: datetime,
        lasts: timedelta,
        *,
        browser: str = "",
    ) -> NewSession:
        """Sign a person in; `browser` names a paired one, so that they know it in a list.

        Raises NotFound for one who is not of this workspace.
        """
        new = NewSession(new_secret("ms"), new_secret("csrf"), now + lasts)
        with work(self._engine, workspace) as scoped:
            scoped.add(
                sessions,
                {
                    "token_hash": hashed(new.token),
                    "person": person,
                    "csrf": new.csrf,
                    "created_at": now,
                    "expires_at": new.expires_at,
                    "browser": browser,
                },
            )
        return new

    def paired(
        self, workspace: WorkspaceId, person: PersonId, now: datetime
    ) -> tuple[PairedBrowser, ...]:
        """The browsers in which this person's extension is signed in, the newest first."""
        with look(self._engine, workspace) as scoped:
            query = (
                select(sessions)
                .where(scoped.here(sessions, person=person), sessions.c.browser != "")
                .where(sessions.c.revoked_at.is_(None), sessions.c.expires_at > now)
                .order_by(sessions.c.created_at.desc(), sessions.c.token_hash)
            )
            return tuple(
                PairedBrowser(_short(row.token_hash), row.browser, row.created_at, row.expires_at)
                for row in scoped.rows(query)
            )

    def unpair(self, workspace: WorkspaceId, person: PersonId, id_: str, now: datetime) -> None:
        """End the session of one of this person's browsers. Raises NotFound."""
        if len(id_) != _SHORT:
            raise NotFound(f"paired browser {id_}")
        with work(self._engine, workspace) as scoped:
            theirs = scoped.here(sessions, person=person)
            ended = scoped.change(
                sessions.update()
                .where(theirs, sessions.c.browser != "", sessions.c.revoked_at.is_(None))
                .where(sessions.c.token_hash.startswith(id_, autoescape=True))
                .values(revoked_at=now)
            )
            if not ended:
                raise NotFound(f"paired browser {id_}")

    def find(self, token: str, now: datetime) -> Session | None:
        """The session of a token; None if there is none, or it has ended, or the person left."""
        with look(self._engine, _NOWHERE) as scoped:
            row = _of_token(scoped, sessions, token)
            if row is None or row.revoked_at is not None or row.expires_at <= now:
                return None
            person = _person(scoped, row)
            if not person.active:
                return None
            return Session(
                WorkspaceId(row.workspace), person, row.csrf, row.created_at, row.expires_at
            )

    def end(self, token: str, now: datetime) -> None:
        """Sign out; a token that nobody knows is no matter."""
        with work(self._engine, _NOWHERE) as scoped:
            mine = (sessions.c.token_hash == hashed(token)) & sessions.c.revoked_at.is_(None)
            scoped.change(
                sessions.update()
                .where(mine, sessions.c.revoked_at.is_(None))
                .values(revoked_at=now)
            )

    def end_all(self, workspace: WorkspaceId, person: PersonId, now: datetime) -> None:
        """End every session of a person, and every link that could open another."""
        with work(self._engine, workspace) as scoped:
            theirs = scoped.here(sessions, person=person)
            scoped.change(
                sessions.update()
                .where(theirs, sessions.c.revoked_at.is_(None))
                .values(revoked_at=now)
            )
            unused = scoped.here(sign_in_links, person=person)
            scoped.change(
                sign_in_links.update()
                .where(unused, sign_in_links.c.used_at.is_(None))
                .values(used_at=now)
            )

    def forget(self, before: datetime) -> int:
        """Delete sessions and links that had ended by then; answers with how many."""
        with work(self._engine, _NOWHERE) as scoped:
            return sum(
                scoped.change(table.delete().where(table.c.expires_at <= before))
                for table in (sessions, sign_in_links)
            )


class SignInLinks:
    """Links that sign a person in, once."""

    def __init__(self, engine: Engine) -> None:
        """Over a database that has been migrated."""
        self._engine = engine

    def make(
        self,
        workspace: WorkspaceId,
        person: PersonId,
        now: datetime,
        lasts: timedelta,
        *,
        secret: str = "",
    ) -> str:
        """The secret of a new link; `secret` is one that was chosen, to be typed by hand.

        Raises NotFound for one who is not of this workspace.
        """
        secret = secret or new_secret("ml")
        with work(self._engine, workspace) as scoped:
            scoped.add(
                sign_in_links,
                {
                    "token_hash": hashed(secret),
                    "person": person,
                    "created_at": now,
                    "expires_at": now + lasts,
                },
            )
        return secret

    def use(self, secret: str, now: datetime) -> tuple[WorkspaceId, Person] | None:
        """Whom the link signs in; None if it was used, has ended, or the person left."""
        with work(self._engine, _NOWHERE) as scoped:
            fresh = (
                (sign_in_links.c.token_hash == hashed(secret))
                & sign_in_links.c.used_at.is_(None)
                & (sign_in_links.c.expires_at > now)
            )
            if not scoped.change(sign_in_links.update().where(fresh).values(used_at=now)):
                return None
            row = _of_token(scoped, sign_in_links, secret)
            if row is None:
                return None
            person = _person(scoped, row)
            return (WorkspaceId(row.workspace), person) if person.active else None


def _short(token_hash: str) -> str:
    """Enough of a hash to name its session."""
    return token_hash[:_SHORT]


def _of_token(scoped: Scoped, table: Table, token: str) -> AnyRow | None:
    return scoped.first(select(table).where(table.c.token_hash == hashed(token)))


def _person(scoped: Scoped, row: AnyRow) -> Person:
    inside = Scoped(scoped.connection, WorkspaceId(row.workspace))
    query = select(people).where(inside.here(people, id=row.person))
    return person_of(inside, inside.one(query, "person"))

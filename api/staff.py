"""People and programs: let in, changed, sent away, each time with a row in the audit."""

from __future__ import annotations

from datetime import datetime, timedelta

from api.house import Cabinet
from api.passwords import fits, hash_password
from api.refusals import WrongCredentials
from desk.audit import Entry
from desk.errors import NotPermitted
from desk.ids import KeyId, PersonId
from desk.people import Person, Program, Role
from desk.records import Transaction
from store.sessions import NewSession

SIGN_IN_PATH = "/sign-in"
LINK_LASTS = timedelta(minutes=30)


def sign_in(
    cabinet: Cabinet, email: str, password: str, now: datetime, lasts: timedelta
) -> tuple[Person, NewSession]:
    """A session for who knows the password. Raises WrongCredentials, never saying what is wrong."""
    account = cabinet.accounts.by_email(cabinet.workspace, email)
    right = fits(account.password_hash if account else "", password)
    if account is None or not right or not account.person.active:
        raise WrongCredentials
    return account.person, open_session(cabinet, account.person, now, lasts)


def use_link(
    cabinet: Cabinet, secret: str, now: datetime, lasts: timedelta, *, browser: str = ""
) -> tuple[Person, NewSession]:
    """A session for who holds a one-time link. Raises WrongCredentials for one that is used up."""
    found = cabinet.links.use(secret, now)
    if found is None or found[0] != cabinet.workspace:
        raise WrongCredentials("This link was used or has run out.")
    return found[1], open_session(cabinet, found[1], now, lasts, browser=browser)


def open_session(
    cabinet: Cabinet, person: Person, now: datetime, lasts: timedelta, *, browser: str = ""
) -> NewSession:
    """Sign a person in; `browser` is the name of one that is being paired."""
    session = cabinet.sessions.open(cabinet.workspace, person.id, now, lasts, browser=browser)
    note(cabinet, now, person.actor, "person.signed_in", f"person:{person.id}")
    return session


def add_person(
    cabinet: Cabinet,
    email: str,
    name: str,
    roles: frozenset[Role],
    *,
    password: str | None,
    actor: str,
    now: datetime,
) -> Person:
    """Somebody new. Raises Conflict where the address is taken."""
    password_hash = hash_password(password) if password else ""
    person = cabinet.accounts.add(
        cabinet.workspace, email, name, roles, now, password_hash=password_hash
    )
    named = ",".join(sorted(roles))
    note(cabinet, now, actor, "person.added", f"person:{person.id}", roles=named)
    return person


def set_roles(
    cabinet: Cabinet, person: PersonId, roles: frozenset[Role], *, actor: str, now: datetime
) -> None:
    """Give exactly these roles. Raises NotFound, and NotPermitted for the last admin."""
    named = ",".join(sorted(roles))
    with cabinet.records.begin(cabinet.workspace) as tx:
        if Role.ADMIN not in roles:
            _insist_other_admin(tx, person)
        tx.people.set_roles(person, roles)
        tx.audit(now, Entry(actor, "person.roles", f"person:{person}", {"roles": named}))


def set_active(
    cabinet: Cabinet, person: PersonId, *, active: bool, actor: str, now: datetime
) -> None:
    """Let a person in or out; who is let out is signed out. Raises NotFound and NotPermitted."""
    action = "person.activated" if active else "person.deactivated"
    with cabinet.records.begin(cabinet.workspace) as tx:
        if not active:
            _insist_other_admin(tx, person)
        tx.people.set_active(person, active=active)
        tx.audit(now, Entry(actor, action, f"person:{person}", {}))
    if not active:
        cabinet.sessions.end_all(cabinet.workspace, person, now)


def set_password(
    cabinet: Cabinet, person: PersonId, password: str, *, actor: str, now: datetime
) -> None:
    """A new password; every session of the person ends. Raises NotFound."""
    cabinet.accounts.set_password(cabinet.workspace, person, hash_password(password))
    cabinet.sessions.end_all(cabinet.workspace, person, now)
    note(cabinet, now, actor, "person.password", f"person:{person}")


def make_link(
    cabinet: Cabinet, person: PersonId, address: str, *, actor: str, now: datetime
) -> tuple[str, datetime]:
    """A one-time sign-in link and when it runs out. Raises NotFound."""
    secret = cabinet.links.make(cabinet.workspace, person, now, LINK_LASTS)
    note(cabinet, now, actor, "person.link", f"person:{person}")
    return f"{address}{SIGN_IN_PATH}?link={secret}", now + LINK_LASTS


def make_key(
    cabinet: Cabinet, name: str, scopes: frozenset[str], *, actor: str, now: datetime
) -> tuple[Program, str]:
    """A new program and its key, told this once."""
    program, secret = cabinet.keys.make(cabinet.workspace, name, scopes, now)
    named = ",".join(sorted(scopes))
    note(cabinet, now, actor, "key.made", f"program:{program.id}", scopes=named)
    return program, secret


def revoke_key(cabinet: Cabinet, key: KeyId, *, actor: str, now: datetime) -> None:
    """Take a key back. Raises NotFound."""
    cabinet.keys.revoke(cabinet.workspace, key, now)
    note(cabinet, now, actor, "key.revoked", f"program:{key}")


def note(
    cabinet: Cabinet, now: datetime, actor: str, action: str, subject: str, **detail: str
) -> None:
    """A row in the audit."""
    with cabinet.records.begin(cabinet.workspace) as tx:
        tx.audit(now, Entry(actor, action, subject, detail))


def _insist_other_admin(tx: Transaction, person: PersonId) -> None:
    """Without any admin nobody could let anybody in again, not even where two send each other."""
    if tx.people.admins() == {person}:
        raise NotPermitted("This is the last admin. Make somebody else admin first.")

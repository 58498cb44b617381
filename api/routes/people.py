"""People who sign in, and keys of programs. For admins."""

from __future__ import annotations

from fastapi import APIRouter

from api import staff
from api.auth import HouseOf
from api.operations import add
from api.routes.asking import Admin
from api.schemas_people import ChangedPerson, NewKey, NewPerson
from api.shown.staff import KeyShown, LinkShown, NewKeyShown, PersonShown
from desk.ids import KeyId, PersonId


def router() -> APIRouter:
    """The operations of this file. They tell secrets, so none of their answers is kept."""
    made = APIRouter(prefix="/v1", tags=["people and keys"])
    add(made, "GET", "/people", list_people)
    add(made, "POST", "/people", add_person, status=201, problems=(409,))
    add(made, "PATCH", "/people/{person_id}", change_person, problems=(404,))
    add(made, "POST", "/people/{person_id}/links", make_link, status=201, problems=(404,))
    add(made, "GET", "/keys", list_keys)
    add(made, "POST", "/keys", make_key, status=201)
    add(made, "DELETE", "/keys/{key_id}", revoke_key, status=204, problems=(404,))
    return made


def list_people(_by: Admin, house: HouseOf) -> tuple[PersonShown, ...]:
    """List the people.

    Active or not, by name.
    """
    accounts = house.cabinet.accounts.all(house.cabinet.workspace)
    return tuple(PersonShown.of(account.person) for account in accounts)


def add_person(body: NewPerson, by: Admin, house: HouseOf) -> PersonShown:
    """Add a person.

    Without a password they sign in with a one-time link.
    """
    person = staff.add_person(
        house.cabinet,
        body.email,
        body.name,
        body.roles,
        password=body.password,
        actor=by.actor,
        now=house.desk.law.clock(),
    )
    return PersonShown.of(person)


def change_person(person_id: str, body: ChangedPerson, by: Admin, house: HouseOf) -> PersonShown:
    """Change roles, password, or whether a person may sign in.

    Who is let out or gets another password is signed out at once. The last admin stays.
    """
    cabinet, now, person = house.cabinet, house.desk.law.clock(), PersonId(person_id)
    cabinet.accounts.get(cabinet.workspace, person)
    if body.roles is not None:
        staff.set_roles(cabinet, person, body.roles, actor=by.actor, now=now)
    if body.active is not None:
        staff.set_active(cabinet, person, active=body.active, actor=by.actor, now=now)
    if body.password is not None:
        staff.set_password(cabinet, person, body.password, actor=by.actor, now=now)
    if body.roles is not None or body.active is not None:
        house.desk.look_again("somebody's permission changed")
    return PersonShown.of(cabinet.accounts.get(cabinet.workspace, person).person)


def make_link(person_id: str, by: Admin, house: HouseOf) -> LinkShown:
    """Make a one-time sign-in link for a person.

    It is shown this once.
    """
    link, expires_at = staff.make_link(
        house.cabinet,
        PersonId(person_id),
        house.settings.address,
        actor=by.actor,
        now=house.desk.law.clock(),
    )
    return LinkShown(link=link, expires_at=expires_at)


def list_keys(_by: Admin, house: HouseOf) -> tuple[KeyShown, ...]:
    """List the keys of programs.

    Newest first, without the keys themselves.
    """
    return tuple(KeyShown.issued(key) for key in house.cabinet.keys.all(house.cabinet.workspace))


def make_key(body: NewKey, by: Admin, house: HouseOf) -> NewKeyShown:
    """Make a key for a program.

    It is shown this once. Whatever its scopes, it can never approve, edit, reject or post.
    """
    now = house.desk.law.clock()
    program, secret = staff.make_key(
        house.cabinet, body.name, frozenset(body.scopes), actor=by.actor, now=now
    )
    return NewKeyShown(
        id=program.id,
        name=program.name,
        scopes=sorted(program.scopes),
        created_at=now,
        revoked_at=None,
        key=secret,
    )


def revoke_key(key_id: str, by: Admin, house: HouseOf) -> None:
    """Take a key back.

    For good, and at once.
    """
    staff.revoke_key(house.cabinet, KeyId(key_id), actor=by.actor, now=house.desk.law.clock())

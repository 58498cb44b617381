"""Pairing: how a person brings their own session into the browser extension."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field

from api import staff
from api.auth import HouseOf, person_with
from api.operations import add
from api.refusals import WrongCredentials
from api.schemas import Body, Needed
from api.shown.base import Shown
from api.shown.staff import PersonShown, SessionShown
from desk.people import Person, Principal

AnyPerson = Annotated[Principal, Depends(person_with())]

# No letter that reads like a digit or like another letter (Crockford's base 32).
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 8  # 40 bits: with ten attempts in five minutes nobody guesses it before it runs out
_LASTS = timedelta(minutes=5)


class PairingCode(Shown):
    """A code to type into the extension. It works once."""

    code: str
    expires_at: datetime


class Pairing(Body):
    """The code that the console showed; spaces, dashes and small letters do not matter."""

    code: Needed = Field(examples=["7K3M-9QXA"])


def router() -> APIRouter:
    """The operations of this file. They tell secrets, so none of their answers is kept."""
    made = APIRouter(prefix="/v1", tags=["session"])
    add(made, "POST", "/pairing-codes", make_pairing_code, status=201)
    add(made, "POST", "/session/pairing", sign_in_by_pairing, status=201, problems=(429,))
    return made


def make_pairing_code(by: AnyPerson, house: HouseOf) -> PairingCode:
    """Make a code that signs an extension in as you.

    It works once, within five minutes; the extension then holds a session of its own.
    """
    assert isinstance(by, Person)  # noqa: S101 the need lets nobody else in
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    now = house.desk.law.clock()
    house.cabinet.links.make(house.cabinet.workspace, by.id, now, _LASTS, secret=_kept(code))
    staff.note(house.cabinet, now, by.actor, "person.pairing_code", f"person:{by.id}")
    return PairingCode(code=f"{code[:4]}-{code[4:]}", expires_at=now + _LASTS)


def sign_in_by_pairing(body: Pairing, house: HouseOf, request: Request) -> SessionShown:
    """Sign an extension in with a pairing code.

    The session comes as a token, which the extension keeps from pages.
    """
    request.app.state.attempts.count(f"pairing:{request.client.host if request.client else ''}")
    now = house.desk.law.clock()
    try:
        person, session = staff.use_link(
            house.cabinet, _kept(body.code), now, timedelta(hours=house.settings.session_hours)
        )
    except WrongCredentials:
        raise WrongCredentials("This code was used or has run out.") from None
    return SessionShown(
        person=PersonShown.of(person),
        csrf=session.csrf,
        token=session.token,
        expires_at=session.expires_at,
    )


def _kept(code: str) -> str:
    """The secret that a code stands for: kept apart from those of sign-in links."""
    plain = code.upper().replace("-", "").replace(" ", "")
    return "pairing:" + plain.replace("O", "0").replace("I", "1").replace("L", "1")

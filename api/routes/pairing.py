"""Pairing: how a person brings their own session into the browser extension."""

from __future__ import annotations

from datetime import datetime, timedelta

from fastapi import APIRouter, Request
from pydantic import Field

from api import pairing
from api.auth import HouseOf
from api.operations import add
from api.routes.asking import AnyPerson
from api.schemas import Body, Browser, Needed
from api.shown.base import Shown
from api.shown.staff import PersonShown, SessionShown
from desk.people import insist_person


class PairingCode(Shown):
    """A code to type into the extension. It works once."""

    code: str
    expires_at: datetime


class Pairing(Body):
    """The code that the console showed; spaces, dashes and small letters do not matter."""

    code: Needed = Field(examples=["7K3M-9QXA"])
    browser: Browser = Field("", examples=["Firefox on Linux"])


class PairedShown(Shown):
    """A browser whose extension is signed in as you."""

    id: str
    browser: str
    paired_at: datetime
    expires_at: datetime


def router() -> APIRouter:
    """The operations of this file. They tell secrets, so none of their answers is kept."""
    made = APIRouter(prefix="/v1", tags=["session"])
    add(made, "POST", "/pairing-codes", make_pairing_code, status=201)
    add(made, "POST", "/session/pairing", sign_in_by_pairing, status=201, problems=(429,))
    add(made, "GET", "/paired-browsers", list_paired_browsers)
    add(made, "DELETE", "/paired-browsers/{browser_id}", unpair, status=204, problems=(404,))
    return made


def make_pairing_code(by: AnyPerson, house: HouseOf) -> PairingCode:
    """Make a code that signs an extension in as you.

    It works once, within five minutes; the extension then holds a session of its own.
    """
    code, expires_at = pairing.make_code(house.cabinet, insist_person(by), house.desk.law.clock())
    return PairingCode(code=code, expires_at=expires_at)


def sign_in_by_pairing(body: Pairing, house: HouseOf, request: Request) -> SessionShown:
    """Sign an extension in with a pairing code.

    The session comes as a token, which the extension keeps from pages. `browser` is what the list
    of your paired browsers calls it.
    """
    request.app.state.attempts.count(f"pairing:{request.client.host if request.client else ''}")
    lasts = timedelta(hours=house.settings.session_hours)
    now = house.desk.law.clock()
    person, session = pairing.pair(house.cabinet, body.code, body.browser, now, lasts)
    return SessionShown(
        person=PersonShown.of(person),
        csrf=session.csrf,
        token=session.token,
        expires_at=session.expires_at,
    )


def list_paired_browsers(by: AnyPerson, house: HouseOf) -> tuple[PairedShown, ...]:
    """List the browsers whose extension is signed in as you.

    The newest first; those that signed out or ran out are not among them.
    """
    cabinet, now = house.cabinet, house.desk.law.clock()
    paired = cabinet.sessions.paired(cabinet.workspace, insist_person(by).id, now)
    return tuple(PairedShown(**vars(each)) for each in paired)


def unpair(browser_id: str, by: AnyPerson, house: HouseOf) -> None:
    """Sign one of your paired browsers out.

    What it does next is refused; a text that somebody had half typed there stays there.
    """
    pairing.unpair(house.cabinet, insist_person(by), browser_id, house.desk.law.clock())

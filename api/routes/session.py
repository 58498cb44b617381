"""Signing in and out, and who is asking."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from api import staff
from api.attempts import who_tries
from api.auth import HouseOf, anybody_with, caller_of, drop_cookie, set_cookie, token_in
from api.house import House
from api.operations import add
from api.schemas import SCOPES
from api.schemas_people import LinkSecret, SignIn
from api.shown.staff import PersonShown, SessionShown, Who
from desk.people import Person, Principal
from store.sessions import NewSession

Anybody = Annotated[Principal, Depends(anybody_with(*SCOPES))]


def router() -> APIRouter:
    """The operations of this file. They tell secrets, so none of their answers is kept."""
    made = APIRouter(prefix="/v1", tags=["session"])
    add(made, "POST", "/session", sign_in, status=201, problems=(429,))
    add(made, "POST", "/session/link", sign_in_by_link, status=201, problems=(429,))
    add(made, "GET", "/session", read_session)
    add(made, "DELETE", "/session", sign_out, status=204)
    return made


def sign_in(body: SignIn, house: HouseOf, request: Request, response: Response) -> SessionShown:
    """Sign in with e-mail address and password.

    The session comes as a cookie, or with `give: token` in the answer.
    """
    names = who_tries(request, body.email)
    request.app.state.attempts.count(*names)
    now = house.desk.law.clock()
    person, session = staff.sign_in(house.cabinet, body.email, body.password, now, _lasts(house))
    request.app.state.attempts.forget(*names)
    return _given(house, response, person, session, body.give)


def sign_in_by_link(
    body: LinkSecret, house: HouseOf, request: Request, response: Response
) -> SessionShown:
    """Sign in with a one-time link.

    `link` is the secret at its end. It works once. `browser` names an extension's browser.
    """
    request.app.state.attempts.count(*who_tries(request))
    now = house.desk.law.clock()
    person, session = staff.use_link(
        house.cabinet, body.link, now, _lasts(house), browser=body.browser
    )
    return _given(house, response, person, session, body.give)


def read_session(by: Anybody, request: Request) -> Who:
    """Say who is asking.

    For a person in a browser with the CSRF token that unsafe requests must carry.
    """
    if isinstance(by, Person):
        roles = sorted(role.value for role in by.roles)
        csrf = caller_of(request).csrf
        return Who(kind="person", id=by.id, name=by.name, roles=roles, scopes=[], csrf=csrf)
    scopes = sorted(by.scopes)
    return Who(kind="program", id=by.id, name=by.name, roles=[], scopes=scopes, csrf="")


def sign_out(_by: Anybody, house: HouseOf, request: Request, response: Response) -> None:
    """Sign out.

    The session ends here and now, wherever its token is.
    """
    house.cabinet.sessions.end(token_in(request), house.desk.law.clock())
    drop_cookie(response)


def _given(
    house: House, response: Response, person: Person, session: NewSession, give: str
) -> SessionShown:
    if give == "cookie":
        set_cookie(response, session.token, house)
    return SessionShown(
        person=PersonShown.of(person),
        csrf=session.csrf,
        token=session.token if give == "token" else "",
        expires_at=session.expires_at,
    )


def _lasts(house: House) -> timedelta:
    return timedelta(hours=house.settings.session_hours)

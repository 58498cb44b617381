"""Signing in by link or by password, and out."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api import staff
from api.attempts import who_tries
from api.auth import HouseOf, drop_cookie, set_cookie, token_in
from api.console import rendering
from api.console.asking import Sender, pages
from api.house import House
from api.refusals import WrongCredentials
from store.sessions import NewSession

_SEE_OTHER = 303
_UNAUTHORIZED = 401

Short = Annotated[str, Form(max_length=1_000)]


def router() -> APIRouter:
    """The pages of this file."""
    made = pages()
    made.add_api_route(staff.SIGN_IN_PATH, ask, methods=["GET"])
    made.add_api_route(staff.SIGN_IN_PATH, let_in, methods=["POST"])
    made.add_api_route("/sign-out", sign_out, methods=["POST"])
    return made


def ask(
    request: Request,
    link: Annotated[str, Query(max_length=200)] = "",
    to: Annotated[str, Query(max_length=300)] = "",
) -> HTMLResponse:
    """Ask who it is. A link only shows a button, so that a preview of the link does not use it."""
    return rendering.page(request, "sign_in.html", link=link, to=to, wrong="", email="")


def let_in(
    request: Request,
    house: HouseOf,
    link: Short = "",
    email: Short = "",
    password: Short = "",
    to: Short = "",
) -> Response:
    """Open a session for a link's secret, or for an address and its password."""
    names = who_tries(request, email)
    request.app.state.attempts.count(*names)
    try:
        session = _session(house, link, email, password)
    except WrongCredentials as wrong:
        why = wrong.detail or "That address and password do not fit together."
        values = {"link": "", "to": to, "wrong": why, "email": email}
        return rendering.page(request, "sign_in.html", _UNAUTHORIZED, **values)
    request.app.state.attempts.forget(*names)
    response = RedirectResponse(_inside(to), _SEE_OTHER)
    set_cookie(response, session.token, house)
    return response


def sign_out(_by: Sender, request: Request, house: HouseOf) -> Response:
    """End the session."""
    house.cabinet.sessions.end(token_in(request), house.desk.law.clock())
    response = RedirectResponse(staff.SIGN_IN_PATH, _SEE_OTHER)
    drop_cookie(response)
    return response


def _session(house: House, link: str, email: str, password: str) -> NewSession:
    now, lasts = house.desk.law.clock(), timedelta(hours=house.settings.session_hours)
    if link:
        return staff.use_link(house.cabinet, link, now, lasts)[1]
    return staff.sign_in(house.cabinet, email, password, now, lasts)[1]


def _inside(to: str) -> str:
    """Only a path of our own: with a second slash after the first it would be another site."""
    safe = to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable()
    return to if safe else "/queue"

"""Who may sign in and what they may do; an admin lets people in with one-time links."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api import staff
from api.auth import HouseOf
from api.console import rendering
from api.console.asking import Admin, Administrator, pages
from desk.errors import BadText
from desk.ids import PersonId
from desk.people import Role

_SEE_OTHER = 303

Short = Annotated[str, Form(max_length=300)]


def router() -> APIRouter:
    """The pages of this file."""
    made = pages()
    made.add_api_route("/people", list_people, methods=["GET"])
    made.add_api_route("/people", add_person, methods=["POST"])
    made.add_api_route("/people/{person_id}/link", make_link, methods=["POST"])
    return made


def list_people(request: Request, _by: Admin, house: HouseOf) -> HTMLResponse:
    """Everybody, by name."""
    accounts = house.cabinet.accounts.all(house.cabinet.workspace)
    return rendering.page(
        request, "people.html", accounts=accounts, roles=tuple(Role), link="", whose=""
    )


def add_person(
    by: Administrator,
    house: HouseOf,
    email: Short = "",
    name: Short = "",
    roles: Annotated[frozenset[Role], Form()] = frozenset(),
) -> RedirectResponse:
    """Somebody new; they sign in with a link that an admin makes for them."""
    if email.count("@") != 1 or not name.strip() or not roles:
        raise BadText("A person needs a name, an e-mail address and at least one role.")
    staff.add_person(
        house.cabinet,
        email,
        name.strip(),
        roles,
        password=None,
        actor=by.actor,
        now=house.desk.law.clock(),
    )
    return RedirectResponse("/people", _SEE_OTHER)


def make_link(person_id: str, request: Request, by: Administrator, house: HouseOf) -> HTMLResponse:
    """A one-time sign-in link, shown this once."""
    cabinet, person = house.cabinet, PersonId(person_id)
    account = cabinet.accounts.get(cabinet.workspace, person)
    link, _ = staff.make_link(
        cabinet, person, house.settings.address, actor=by.actor, now=house.desk.law.clock()
    )
    return rendering.page(
        request,
        "people.html",
        accounts=cabinet.accounts.all(cabinet.workspace),
        roles=tuple(Role),
        link=link,
        whose=account.person.name,
    )

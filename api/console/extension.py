"""The browser extension: how to get it, a code that pairs it, who is paired, and its sites."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api import pairing, site_switches
from api.auth import HouseOf
from api.console import rendering
from api.console.asking import Administrator, Reader, Sender, pages
from api.house import House
from channels.sites import ADAPTERS
from desk.people import Person

_SEE_OTHER = 303

Short = Annotated[str, Form(max_length=300)]


def router() -> APIRouter:
    """The pages of this file."""
    made = pages()
    made.add_api_route("/extension", read_extension, methods=["GET"])
    made.add_api_route("/extension/code", make_code, methods=["POST"])
    made.add_api_route("/extension/paired/{browser_id}/end", unpair, methods=["POST"])
    made.add_api_route("/extension/sites/{site}/off", switch_off, methods=["POST"])
    made.add_api_route("/extension/sites/{site}/on", switch_on, methods=["POST"])
    return made


def read_extension(request: Request, by: Reader, house: HouseOf) -> HTMLResponse:
    """The page, or for htmx only its list, so that it grows while somebody types the code."""
    whole = "HX-Request" not in request.headers
    return _page(request, by, house, template="extension.html" if whole else "_paired.html")


def make_code(request: Request, by: Sender, house: HouseOf) -> HTMLResponse:
    """The page with a new code, shown this once."""
    code, _ = pairing.make_code(house.cabinet, by, house.desk.law.clock())
    return _page(request, by, house, code=code)


def unpair(browser_id: str, by: Sender, house: HouseOf) -> RedirectResponse:
    """Sign one of the person's browsers out."""
    pairing.unpair(house.cabinet, by, browser_id, house.desk.law.clock())
    return RedirectResponse("/extension#paired", _SEE_OTHER)


def switch_off(site: str, by: Administrator, house: HouseOf, why: Short = "") -> RedirectResponse:
    """Have every extension leave this site alone."""
    now = house.desk.law.clock()
    site_switches.switch_off(house, site, why, actor=by.actor, now=now)
    return RedirectResponse("/extension#sites", _SEE_OTHER)


def switch_on(site: str, by: Administrator, house: HouseOf) -> RedirectResponse:
    """Let them work on it again."""
    site_switches.switch_on(house, site, actor=by.actor, now=house.desk.law.clock())
    return RedirectResponse("/extension#sites", _SEE_OTHER)


def _page(
    request: Request,
    by: Person,
    house: House,
    *,
    code: str = "",
    template: str = "extension.html",
) -> HTMLResponse:
    cabinet = house.cabinet
    return rendering.page(
        request,
        template,
        code=code,
        address=house.settings.address,
        minutes=int(pairing.LASTS.total_seconds() // 60),
        paired=cabinet.sessions.paired(cabinet.workspace, by.id, house.desk.law.clock()),
        sites=ADAPTERS,
        off=site_switches.off(house),
        by_settings=site_switches.BY_SETTINGS,
    )

"""How everything is: each outside thing, asked at this moment."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.auth import HouseOf
from api.console import rendering
from api.console.asking import Reader, pages
from api.operations import VERSION
from api.routes.health import ask


def router() -> APIRouter:
    """The page of this file."""
    made = pages()
    made.add_api_route("/health", read_health, methods=["GET"])
    return made


def read_health(request: Request, _by: Reader, house: HouseOf) -> HTMLResponse:
    """The health page."""
    return rendering.page(
        request,
        "health.html",
        pings=ask(house.pings),
        faults=house.studio.faults(),
        clauses=len(house.desk.law.book()),
        model=house.settings.model,
        version=VERSION,
    )

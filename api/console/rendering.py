"""How a page is made of a template: one environment, everything escaped, nothing undefined."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from api import fact_values
from api.auth import caller_of
from api.console import assets, compared, times, visible, wording
from api.house import House
from desk.errors import DeskError
from desk.people import Person

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def page(request: Request, template: str, status: int = 200, /, **values: Any) -> HTMLResponse:
    """A page or a piece of one. Every template knows who asks, the time and what waits."""
    house: House = request.app.state.house
    now = house.desk.law.clock()
    body = (
        environment()
        .get_template(template)
        .render(
            {"path": request.url.path, "now": now, "sample": house.settings.sample}
            | _asking(request, house, now)
            | values
        )
    )
    return HTMLResponse(body, status, headers={"Content-Security-Policy": POLICY})


@cache
def environment() -> Environment:
    """The templates of the console."""
    made = Environment(
        loader=PackageLoader("api.console"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["asset"] = assets.address
    made.filters |= {
        "day": _day,
        "due": times.due,
        "ago": times.ago,
        "left": times.left,
        "iso": lambda moment: moment.isoformat(),
        "minute": lambda moment: moment.strftime("%Y-%m-%d %H:%M UTC"),
        "marks": visible.marks,
        "changed_to": compared.changes,
        "links": visible.links,
        "named": wording.named,
        "value": fact_values.shown,
    }
    return made


def _asking(request: Request, house: House, now: datetime) -> dict[str, Any]:
    """Who is signed in and what waits for them; on the pages before sign-in, nobody."""
    try:
        caller = caller_of(request)
        me = caller.principal if isinstance(caller.principal, Person) else None
        counts = house.cabinet.views.counts(house.cabinet.workspace, now, me.id if me else None)
        until = now + house.desk.law.terms.remind
        waiting_on = house.cabinet.registered.waiting(house.cabinet.workspace, now, until)
    except DeskError:  # not signed in, or the records do not answer: the page must stand anyway
        return {"me": None, "csrf": "", "counts": None, "waiting_on": None}
    return {"me": me, "csrf": caller.csrf, "counts": counts, "waiting_on": waiting_on}


def _day(day: date | None) -> str:
    return day.isoformat() if day else "open"

"""Tasks: what we said that we would do, and when."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api.auth import HouseOf
from api.console import rendering
from api.console.asking import Reader, Reviewer, pages
from desk import assignment

_SEE_OTHER = 303


def router() -> APIRouter:
    """The pages of this file."""
    made = pages()
    made.add_api_route("/to-do", list_tasks, methods=["GET"])
    made.add_api_route("/to-do/{task}/done", finish, methods=["POST"])
    return made


def list_tasks(request: Request, _by: Reader, house: HouseOf) -> HTMLResponse:
    """Tasks that stand, the one that is due first at the front."""
    cabinet = house.cabinet
    found = cabinet.views.to_do(cabinet.workspace, limit=200)
    with cabinet.reads.begin(cabinet.workspace) as tx:
        rows = [(one.task, one.told, tx.conversations.get(one.task.conversation)) for one in found]
    return rendering.page(request, "to_do.html", rows=rows)


def finish(task: str, by: Reviewer, house: HouseOf) -> RedirectResponse:
    """A task is done."""
    with house.cabinet.records.begin(house.cabinet.workspace) as tx:
        assignment.done(tx, task, by, house.desk.law.clock())
    return RedirectResponse("/to-do", _SEE_OTHER)

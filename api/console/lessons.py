"""What people's edits teach: suggestions for the voice, policy gaps, and the edits themselves."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api import learnt
from api.auth import HouseOf
from api.console import compared, rendering
from api.console.asking import Owner, Reader, pages
from api.house import House
from desk.lessons import Decision, GapState
from desk.people import Person, Role
from policies.clause import Clause, ClauseId

_SEE_OTHER = 303
_OWNERS = frozenset({Role.POLICY_OWNER, Role.ADMIN})
_NEAR = 4  # clauses that are shown as the nearest to a gap

Short = Annotated[str, Form(max_length=500)]


def router() -> APIRouter:
    """The pages of this file."""
    made = pages()
    made.add_api_route("/gaps", list_gaps, methods=["GET"])
    made.add_api_route("/gaps/{gap}", read_gap, methods=["GET"])
    made.add_api_route("/gaps/{gap}/closing", close_gap, methods=["POST"])
    made.add_api_route("/gaps/{gap}/dismissal", dismiss_gap, methods=["POST"])
    made.add_api_route("/gaps/{gap}/reopening", reopen_gap, methods=["POST"])
    made.add_api_route("/voice", read_voice, methods=["GET"])
    made.add_api_route("/suggestions/{suggestion}", decide, methods=["POST"])
    return made


def list_gaps(
    request: Request, by: Reader, house: HouseOf, state: Annotated[str, Query(max_length=20)] = ""
) -> HTMLResponse:
    """What customers ask, or our people promise, and no clause answers."""
    wanted = GapState(state) if state in set(GapState) else GapState.OPEN
    rows = house.cabinet.views.learnt.gaps(house.cabinet.workspace, wanted)
    states = tuple(GapState)
    return rendering.page(
        request, "gaps.html", rows=rows, state=wanted, states=states, owns=_owns(by)
    )


def read_gap(gap: str, request: Request, by: Reader, house: HouseOf) -> HTMLResponse:
    """One gap: who met it, in their words, and the clauses that come nearest."""
    found, cases = learnt.gap(house, gap)
    near = _near(house, found.near, next((case.said for case in cases if case.said), ""))
    return rendering.page(
        request,
        "gap.html",
        gap=found,
        cases=cases,
        near=near,
        owns=_owns(by),
        today=house.desk.law.clock().date(),
        used={},
        names=_names(house),
        clauses=tuple(dict.fromkeys(str(clause.id) for clause in house.desk.law.book())),
    )


def close_gap(gap: str, by: Owner, house: HouseOf, clause: Short = "") -> RedirectResponse:
    """A clause answers it; whoever waited is answered anew."""
    house.desk.notebook.close_gap(gap, clause.strip(), by)
    house.wake()
    return RedirectResponse(f"/gaps/{gap}", _SEE_OTHER)


def dismiss_gap(gap: str, by: Owner, house: HouseOf, why: Short = "") -> RedirectResponse:
    """No clause is wanted, and why."""
    house.desk.notebook.dismiss_gap(gap, why, by)
    return RedirectResponse(f"/gaps/{gap}", _SEE_OTHER)


def reopen_gap(gap: str, by: Owner, house: HouseOf) -> RedirectResponse:
    """Undo the decision."""
    house.desk.notebook.reopen_gap(gap, by)
    return RedirectResponse(f"/gaps/{gap}", _SEE_OTHER)


def read_voice(request: Request, by: Reader, house: HouseOf) -> HTMLResponse:
    """Suggestions for the voice, and people's edits with their class."""
    views, workspace = house.cabinet.views.learnt, house.cabinet.workspace
    edits = views.edits(workspace)
    return rendering.page(
        request,
        "voice.html",
        voice=house.desk.law.company().voice,
        waiting=views.suggestions(workspace, Decision.OPEN),
        decided=(
            *views.suggestions(workspace, Decision.ACCEPTED),
            *views.suggestions(workspace, Decision.DECLINED),
        ),
        edits=[(row, compared.shortened(row.before, row.after)) for row in edits],
        owns=_owns(by),
        names=_names(house),
    )


def decide(
    suggestion: str, by: Owner, house: HouseOf, decision: Annotated[Decision, Form()]
) -> RedirectResponse:
    """Accept, decline, or open again."""
    house.desk.notebook.decide(suggestion, by, decision)
    return RedirectResponse("/voice", _SEE_OTHER)


def _owns(by: Person) -> bool:
    return bool(by.roles & _OWNERS)


def _names(house: House) -> dict[str, str]:
    accounts = house.cabinet.accounts.all(house.cabinet.workspace)
    return {account.person.id: account.person.name for account in accounts}


def _near(house: House, named: tuple[str, ...], said: str) -> tuple[Clause, ...]:
    """The clauses that come nearest: those that were read for it, then what the search finds."""
    law = house.desk.law
    book, today = law.book(), law.clock().date()
    known = [clause for name in named if (clause := book.at(ClauseId(name), today)) is not None]
    if said.strip():
        found = house.studio.as_typed.search(said[:2_000], day=today, scope={}, limit=_NEAR)
        hits = (book.version(hit.clause, hit.version) for hit in found.hits)
        known += [clause for clause in hits if clause is not None]
    return tuple({clause.id: clause for clause in known}.values())[:_NEAR]

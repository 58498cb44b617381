"""The registers: what we promised, who complained, what is going on."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api.auth import HouseOf
from api.console import rendering
from api.console.asking import Reader, Reviewer, pages
from api.house import House
from api.schemas import LAST_ROW
from desk import ledger
from desk.complaint import ComplaintState, Ending
from desk.ids import ConversationId, IncidentId, PersonId
from desk.people import ANSWERING, Person
from desk.records import Kept

_SEE_OTHER = 303

Short = Annotated[str, Form(max_length=2_000)]
Long = Annotated[str, Form(max_length=5_000)]
Number = Annotated[int, Path(ge=1, le=LAST_ROW)]
Show = Annotated[str, Query(max_length=20)]


def router() -> APIRouter:
    """The pages of this file."""
    made = pages()
    made.add_api_route("/promises", list_promises, methods=["GET"])
    made.add_api_route("/promises/{promise_id}/settlement", settle, methods=["POST"])
    made.add_api_route("/promises/{promise_id}/owner", own_promise, methods=["POST"])
    made.add_api_route("/complaints", list_complaints, methods=["GET"])
    made.add_api_route("/complaints/{number}/closing", close_complaint, methods=["POST"])
    made.add_api_route("/complaints/{number}/reopening", reopen_complaint, methods=["POST"])
    made.add_api_route("/complaints/{number}/owner", own_complaint, methods=["POST"])
    made.add_api_route("/conversations/{conversation_id}/complaint", register, methods=["POST"])
    made.add_api_route("/incidents", list_incidents, methods=["GET"])
    made.add_api_route("/incidents", open_incident, methods=["POST"])
    path = "/incidents/{incident_id}"
    made.add_api_route(f"{path}/statements", restate, methods=["POST"])
    made.add_api_route(f"{path}/telling", tell, methods=["POST"])
    made.add_api_route(f"{path}/closing", close_incident, methods=["POST"])
    made.add_api_route("/conversations/{conversation_id}/leaving", leave, methods=["POST"])
    return made


def list_promises(request: Request, _by: Reader, house: HouseOf, show: Show = "") -> HTMLResponse:
    """What we promised: open, the first due at the front; or how it ended."""
    settled = show == "settled"
    now, ahead = house.desk.law.clock(), house.desk.law.terms.remind
    rows = house.cabinet.registered.promises(house.cabinet.workspace, settled=settled)
    return rendering.page(
        request,
        "promises.html",
        rows=[(row, ledger.due(row.promise, now, ahead)) for row in rows],
        settled=settled,
        ways=tuple(Kept),
        **_people(house),
    )


def settle(
    promise_id: str,
    by: Reviewer,
    house: HouseOf,
    kept: Annotated[Kept, Form()],
    evidence: Short = "",
) -> RedirectResponse:
    """What became of a promise, and what shows it."""
    house.desk.registers.settle(promise_id, kept, evidence, by)
    return RedirectResponse("/promises", _SEE_OTHER)


def own_promise(promise_id: str, by: Reviewer, house: HouseOf, to: Short = "") -> RedirectResponse:
    """Who sees to it."""
    house.desk.registers.own_promise(promise_id, PersonId(to) if to else None, by)
    return RedirectResponse("/promises", _SEE_OTHER)


def list_complaints(
    request: Request, _by: Reader, house: HouseOf, show: Show = "", after: int = 0
) -> HTMLResponse:
    """The register, by number."""
    states = {state.value: frozenset({state}) for state in ComplaintState}
    wanted = states.get(show, frozenset(ComplaintState))
    rows = house.cabinet.registered.complaints(
        house.cabinet.workspace, wanted, after=max(0, min(after, LAST_ROW)), limit=101
    )
    return rendering.page(
        request,
        "complaints.html",
        rows=rows[:100],
        more=rows[99].complaint.number if len(rows) > 100 else 0,  # noqa: PLR2004 a page
        show=show if show in states else "",
        states=tuple(ComplaintState),
        endings=tuple(Ending),
        **_people(house),
    )


def close_complaint(
    number: Number,
    by: Reviewer,
    house: HouseOf,
    ending: Annotated[Ending, Form()],
    note: Short = "",
) -> RedirectResponse:
    """How it ended."""
    house.desk.registers.close(number, ending, note, by)
    return RedirectResponse("/complaints", _SEE_OTHER)


def reopen_complaint(number: Number, by: Reviewer, house: HouseOf) -> RedirectResponse:
    """It is not over."""
    house.desk.registers.reopen(number, by)
    return RedirectResponse("/complaints", _SEE_OTHER)


def own_complaint(number: Number, by: Reviewer, house: HouseOf, to: Short = "") -> RedirectResponse:
    """Whose it is."""
    house.desk.registers.own_complaint(number, PersonId(to) if to else None, by)
    return RedirectResponse("/complaints", _SEE_OTHER)


def register(conversation_id: str, by: Reviewer, house: HouseOf) -> RedirectResponse:
    """A conversation is a complaint, whatever the triage thought."""
    house.desk.registers.register(ConversationId(conversation_id), by)
    return RedirectResponse(f"/conversations/{conversation_id}", _SEE_OTHER)


def list_incidents(request: Request, _by: Reader, house: HouseOf) -> HTMLResponse:
    """What is going on, and what was."""
    rows = house.cabinet.registered.incidents(house.cabinet.workspace)
    return rendering.page(request, "incidents.html", rows=rows, **_people(house))


def open_incident(
    by: Reviewer,
    house: HouseOf,
    title: Short = "",
    statement: Long = "",
    words: Short = "",
    every: Annotated[int, Form(ge=5, le=10_080)] = 60,
    holds: Annotated[str, Form(max_length=3)] = "",
    plain: Annotated[str, Form(max_length=3)] = "",
) -> RedirectResponse:
    """Open one. `words` are separated by commas or lines, `every` is in minutes."""
    house.desk.registers.begin(
        by,
        title=title,
        statement=statement,
        words=tuple(words.replace("\n", ",").split(",")),
        every=timedelta(minutes=every),
        holds=holds == "yes",
        plain=plain == "yes",
    )
    house.wake()
    return RedirectResponse("/incidents", _SEE_OTHER)


def restate(
    incident_id: str, by: Reviewer, house: HouseOf, statement: Long = ""
) -> RedirectResponse:
    """A new statement; the clock begins again."""
    house.desk.registers.restate(IncidentId(incident_id), statement, by)
    return RedirectResponse("/incidents", _SEE_OTHER)


def tell(incident_id: str, by: Reviewer, house: HouseOf) -> RedirectResponse:
    """Have the newest statement drafted for everybody."""
    house.desk.registers.tell(IncidentId(incident_id), by)
    house.wake()
    return RedirectResponse("/incidents", _SEE_OTHER)


def close_incident(incident_id: str, by: Reviewer, house: HouseOf) -> RedirectResponse:
    """It is over."""
    house.desk.registers.end(IncidentId(incident_id), by)
    house.wake()
    return RedirectResponse("/incidents", _SEE_OTHER)


def leave(conversation_id: str, by: Reviewer, house: HouseOf) -> RedirectResponse:
    """A conversation is not about its incident."""
    house.desk.registers.leave(ConversationId(conversation_id), by)
    house.wake()
    return RedirectResponse(f"/conversations/{conversation_id}", _SEE_OTHER)


def _people(house: House) -> dict[str, object]:
    accounts = house.cabinet.accounts.all(house.cabinet.workspace)
    there: tuple[Person, ...] = tuple(account.person for account in accounts)
    return {
        "names": {person.id: person.name for person in there},
        "colleagues": tuple(p for p in there if p.active and p.roles & ANSWERING),
    }

"""The promise ledger and the register of complaints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.auth import HouseOf
from api.csv_files import csv_of
from api.house import House
from api.operations import add
from api.replay import Replayed
from api.routes.asking import AnyPerson, Reviewer
from api.schemas import LAST_ROW, ClosedComplaint, NewAssignment, SettledPromise
from api.shown.case import FollowUpShown
from api.shown.registers import ComplaintLine, ComplaintShown, PromiseShown
from desk import ledger
from desk.complaint import ComplaintState
from desk.errors import NotFound
from desk.ids import ConversationId, PersonId
from store.registers import ComplaintRow

COLUMNS = (
    *("number", "opened_at", "state", "owner", "channel", "customer", "subject"),
    *("ending", "note", "closed_at", "closed_by", "conversation"),
)


def router() -> APIRouter:
    """The operations of this file."""
    made = APIRouter(prefix="/v1", tags=["registers"], route_class=Replayed)
    add(made, "GET", "/promises", list_promises)
    path = "/promises/{promise_id}"
    add(made, "POST", f"{path}/settlement", settle_promise, problems=(404, 409))
    add(made, "POST", f"{path}/owner", own_promise, problems=(404,))
    add(
        made,
        "GET",
        "/conversations/{conversation_id}/promises",
        list_promises_to_customer,
        problems=(404,),
    )
    add(made, "GET", "/complaints", list_complaints)
    add(made, "GET", "/complaints.csv", export_complaints, response_class=Response)
    path = "/complaints/{number}"
    add(
        made,
        "POST",
        "/conversations/{conversation_id}/complaint",
        register_complaint,
        status=201,
        problems=(404,),
    )
    add(made, "POST", f"{path}/closing", close_complaint, problems=(404, 409))
    add(made, "POST", f"{path}/reopening", reopen_complaint, problems=(404, 409))
    add(made, "POST", f"{path}/owner", own_complaint, problems=(404,))
    return made


def list_promises(
    _by: AnyPerson,
    house: HouseOf,
    settled: Annotated[bool, Query(description="Those that ended instead.")] = False,  # noqa: FBT002 a query parameter
) -> tuple[PromiseShown, ...]:
    """List promises.

    Open ones, the one that is due first at the front; or those that ended, newest first.
    """
    now, ahead = house.desk.law.clock(), house.desk.law.terms.remind
    rows = house.cabinet.registered.promises(house.cabinet.workspace, settled=settled)
    return tuple(
        PromiseShown.row(row, None if settled else ledger.due(row.promise, now, ahead))
        for row in rows
    )


def list_promises_to_customer(
    conversation_id: str, _by: AnyPerson, house: HouseOf
) -> tuple[FollowUpShown, ...]:
    """List what we owe a customer still.

    In all their conversations, the one that is due first at the front.
    """
    owed = house.desk.registers.owed_to(ConversationId(conversation_id))
    return tuple(FollowUpShown.of(promise) for promise in owed)


def settle_promise(
    promise_id: str, body: SettledPromise, by: Reviewer, house: HouseOf
) -> FollowUpShown:
    """Say what became of a promise.

    Kept, broken, or released by the customer; `evidence` is what shows it.
    """
    done = house.desk.registers.settle(promise_id, body.kept, body.evidence, by)
    return FollowUpShown.of(done)


def own_promise(
    promise_id: str, body: NewAssignment, by: Reviewer, house: HouseOf
) -> FollowUpShown:
    """Say who sees to a promise.

    A person who answers customers; null is nobody.
    """
    to = PersonId(body.person) if body.person else None
    return FollowUpShown.of(house.desk.registers.own_promise(promise_id, to, by))


def list_complaints(
    _by: AnyPerson,
    house: HouseOf,
    state: Annotated[frozenset[ComplaintState], Query()] = frozenset(),
    after: Annotated[int, Query(ge=0, le=LAST_ROW)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> tuple[ComplaintLine, ...]:
    """List complaints.

    By number; `after` is the last number of the page before, `state` may be given several times.
    """
    rows = house.cabinet.registered.complaints(
        house.cabinet.workspace, state or frozenset(ComplaintState), after=after, limit=limit
    )
    return tuple(ComplaintLine.row(row) for row in rows)


def export_complaints(_by: AnyPerson, house: HouseOf) -> Response:
    """Export the register of complaints.

    All of it as CSV, by number.
    """
    headers = {"Content-Disposition": 'attachment; filename="complaints.csv"'}
    return Response(complaints_csv(house), media_type="text/csv; charset=utf-8", headers=headers)


def register_complaint(conversation_id: str, by: Reviewer, house: HouseOf) -> ComplaintShown:
    """Register a conversation as a complaint.

    What the triage takes for one has its number already; it keeps it.
    """
    return ComplaintShown.of(house.desk.registers.register(ConversationId(conversation_id), by))


def close_complaint(
    number: int, body: ClosedComplaint, by: Reviewer, house: HouseOf
) -> ComplaintShown:
    """Close a complaint.

    With how it ended and a sentence that somebody else will understand.
    """
    _in_range(number)
    return ComplaintShown.of(house.desk.registers.close(number, body.ending, body.note, by))


def reopen_complaint(number: int, by: Reviewer, house: HouseOf) -> ComplaintShown:
    """Open a complaint again.

    It keeps its number.
    """
    _in_range(number)
    return ComplaintShown.of(house.desk.registers.reopen(number, by))


def own_complaint(number: int, body: NewAssignment, by: Reviewer, house: HouseOf) -> ComplaintShown:
    """Say whose a complaint is.

    A person who answers customers; null is nobody.
    """
    _in_range(number)
    to = PersonId(body.person) if body.person else None
    return ComplaintShown.of(house.desk.registers.own_complaint(number, to, by))


def complaints_csv(house: House) -> str:
    """The register of complaints as a CSV file."""
    cabinet = house.cabinet
    accounts = cabinet.accounts.all(cabinet.workspace)
    names = {account.person.id: account.person.name for account in accounts}

    def line(row: ComplaintRow) -> tuple[object, ...]:
        c = row.complaint
        return (
            c.number,
            c.opened_at.isoformat(),
            c.state.value,
            names.get(c.owner, "") if c.owner else "",
            row.channel,
            row.customer_name,
            row.subject,
            c.ending.value if c.ending else "",
            c.note,
            c.closed_at.isoformat() if c.closed_at else "",
            names.get(c.closed_by, "") if c.closed_by else "",
            c.conversation,
        )

    return csv_of(COLUMNS, (line(row) for row in _every(house)))


def _every(house: House) -> Iterator[ComplaintRow]:
    after, cabinet = 0, house.cabinet
    while page := cabinet.registered.complaints(cabinet.workspace, after=after):
        yield from page
        after = page[-1].complaint.number


def _in_range(number: int) -> None:
    if not 0 < number <= LAST_ROW:
        raise NotFound(f"complaint {number}")

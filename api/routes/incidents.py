"""Incidents: one statement for many customers, and ordinary replies kept back meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends

from api.auth import HouseOf, person_with
from api.operations import add
from api.replay import Replayed
from api.routes.asking import AnyPerson, Reviewer
from api.schemas import NewIncident, NewStatement
from api.shown.case import ConversationShown
from api.shown.registers import IncidentLine, IncidentShown, Told
from desk.ids import ConversationId, IncidentId
from desk.incidents import SPEAKING
from desk.people import Principal

Speaker = Annotated[Principal, Depends(person_with(*sorted(SPEAKING)))]


def router() -> APIRouter:
    """The operations of this file."""
    made = APIRouter(prefix="/v1", tags=["incidents"], route_class=Replayed)
    add(made, "GET", "/incidents", list_incidents)
    add(made, "POST", "/incidents", open_incident, status=201)
    path = "/incidents/{incident_id}"
    add(made, "POST", f"{path}/statements", state_incident, status=201, problems=(404, 409))
    add(made, "POST", f"{path}/telling", tell_incident, status=202, problems=(404,))
    add(made, "POST", f"{path}/closing", close_incident, problems=(404, 409))
    there = "/conversations/{conversation_id}/incident"
    add(made, "DELETE", there, leave_incident, problems=(404, 409))
    return made


def list_incidents(_by: AnyPerson, house: HouseOf) -> tuple[IncidentLine, ...]:
    """List incidents.

    Those that go on first, with how many conversations belong to each.
    """
    rows = house.cabinet.registered.incidents(house.cabinet.workspace)
    return tuple(IncidentLine.row(row) for row in rows)


def open_incident(body: NewIncident, by: Speaker, house: HouseOf) -> IncidentShown:
    """Open an incident.

    Conversations that are owed a reply and hold one of the words join it, and every later message
    that does. While it holds, what is queued for them is void and the statement is drafted in its
    place; a person approves each.
    """
    made = house.desk.registers.begin(
        by,
        title=body.title,
        statement=body.statement,
        words=body.words,
        every=timedelta(minutes=body.every),
        holds=body.holds,
        plain=body.plain,
    )
    house.wake()
    return IncidentShown.of(made)


def state_incident(
    incident_id: str, body: NewStatement, by: Speaker, house: HouseOf
) -> IncidentShown:
    """Put a new statement.

    The clock of the next update begins again. What was stated before stays in the record.
    """
    return IncidentShown.of(
        house.desk.registers.restate(IncidentId(incident_id), body.statement, by)
    )


def tell_incident(incident_id: str, by: Reviewer, house: HouseOf) -> Told:
    """Have the newest statement drafted for everybody of an incident.

    Also for those who were answered. A person approves each.
    """
    told = house.desk.registers.tell(IncidentId(incident_id), by)
    house.wake()
    return Told(conversations=told)


def close_incident(incident_id: str, by: Speaker, house: HouseOf) -> IncidentShown:
    """Close an incident.

    Ordinary replies may go out again; what waited for one is drafted anew.
    """
    closed = house.desk.registers.end(IncidentId(incident_id), by)
    house.wake()
    return IncidentShown.of(closed)


def leave_incident(conversation_id: str, by: Reviewer, house: HouseOf) -> ConversationShown:
    """Take a conversation out of its incident.

    It is answered like any other.
    """
    left = house.desk.registers.leave(ConversationId(conversation_id), by)
    house.wake()
    return ConversationShown.of(left)

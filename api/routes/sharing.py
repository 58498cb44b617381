"""Who works on what: whose a conversation is, and who has it open now."""

from __future__ import annotations

from fastapi import APIRouter

from api.auth import HouseOf
from api.operations import add
from api.replay import Replayed
from api.routes.asking import AnyPerson, Reviewer
from api.schemas import NewAssignment, NewPresence
from api.shown.case import ConversationShown, ViewerShown
from desk.ids import ConversationId, PersonId
from desk.people import insist_person


def router() -> APIRouter:
    """The operations of this file."""
    made = APIRouter(prefix="/v1", tags=["conversations"], route_class=Replayed)
    path = "/conversations/{conversation_id}"
    add(made, "POST", f"{path}/assignment", assign_conversation, problems=(404,))
    add(made, "PUT", f"{path}/presence", note_presence, problems=(404,))
    return made


def assign_conversation(
    conversation_id: str, body: NewAssignment, by: Reviewer, house: HouseOf
) -> ConversationShown:
    """Put a conversation on somebody's list.

    On one's own, on a colleague's, or with null on nobody's. Whoever had it has it no more.
    """
    to = PersonId(body.person) if body.person else None
    return ConversationShown.of(house.desk.assign(ConversationId(conversation_id), to, by))


def note_presence(
    conversation_id: str, body: NewPresence, by: AnyPerson, house: HouseOf
) -> tuple[ViewerShown, ...]:
    """Say that one has a conversation open, and hear who else has.

    It counts for twenty seconds, so a page repeats it every few.
    """
    person = insist_person(by)
    name, cabinet, now = ConversationId(conversation_id), house.cabinet, house.desk.law.clock()
    cabinet.presence.note(cabinet.workspace, name, person.id, now, editing=body.editing)
    there = cabinet.presence.of(cabinet.workspace, (name,), now).get(name, ())
    return tuple(ViewerShown.of(viewer) for viewer in there if viewer.person != person.id)

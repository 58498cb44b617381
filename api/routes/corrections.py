"""What a customer edited or deleted, and what that changed under a draft."""

from __future__ import annotations

from fastapi import APIRouter

from api import reading
from api.auth import HouseOf
from api.operations import add
from api.replay import Replayed
from api.routes.asking import AnyPerson, MayWrite
from api.routes.intake import account_of, sent
from api.schemas import DeletedMessage, EditedMessage
from api.shown.case import ConversationShown
from api.shown.changes import ThreeWayShown
from desk.corrections import Said
from desk.ids import DraftId


def router() -> APIRouter:
    """The operations of this file."""
    made = APIRouter(prefix="/v1", tags=["conversations"], route_class=Replayed)
    add(made, "POST", "/messages/edits", edit_message, problems=(404, 409))
    add(made, "POST", "/messages/deletions", delete_message, problems=(404, 409))
    add(made, "GET", "/drafts/{draft_id}/changes", read_changes, problems=(404,))
    return made


def edit_message(body: EditedMessage, by: MayWrite, house: HouseOf) -> ConversationShown:
    """Tell that a customer edited a message.

    What was said before stays in the record. A reply that was approved is void, and a new draft
    is made; what a person wrote is kept beside it. An edit of what was answered is a new turn.
    """
    account = body.account or account_of(house, body.channel)
    said = Said(body.channel, account, body.message_id)
    at = sent(body.at, house)
    shown = ConversationShown.of(house.desk.edited(said, body.text, at, by.actor))
    house.wake()
    return shown


def delete_message(body: DeletedMessage, by: MayWrite, house: HouseOf) -> ConversationShown:
    """Tell that a customer deleted a message.

    A reply that was approved is void. Where nothing else of the turn stands, none is owed.
    """
    account = body.account or account_of(house, body.channel)
    said = Said(body.channel, account, body.message_id)
    shown = ConversationShown.of(house.desk.deleted(said, by.actor))
    house.wake()
    return shown


def read_changes(draft_id: str, _by: AnyPerson, house: HouseOf) -> ThreeWayShown | None:
    """Read what changed under a draft.

    What a person approved or wrote, what changed since (clauses then and now, messages), and what
    they wrote last. Null where nothing that a person did is in question.
    """
    found = reading.three_way(house, DraftId(draft_id))
    return ThreeWayShown.over(house, found) if found else None

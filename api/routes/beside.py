"""Drafts beside each other: alternatives by stance, one more, a pair, and which is chosen."""

from __future__ import annotations

from fastapi import APIRouter

from api import reading
from api.auth import HouseOf
from api.operations import add
from api.replay import Replayed
from api.routes.asking import MayAsk, MayReadDrafts, Reviewer
from api.schemas import NewDraft
from api.schemas_learning import NewAlternatives
from api.shown.drafts import DraftShown, DraftWithText
from desk.ids import ConversationId, DraftId


def router() -> APIRouter:
    """The operations of this file."""
    made = APIRouter(prefix="/v1", tags=["drafts"], route_class=Replayed)
    conversation, draft = "/conversations/{conversation_id}", "/drafts/{draft_id}"
    may = (404, 409)
    add(
        made, "POST", f"{conversation}/alternatives", request_alternatives, status=202, problems=may
    )
    add(made, "POST", f"{conversation}/pairs", request_pair, status=202, problems=may)
    add(made, "GET", f"{draft}/beside", list_beside, problems=(404,))
    add(made, "POST", f"{draft}/beside", request_beside, status=202, problems=may)
    add(made, "POST", f"{draft}/choice", choose_draft, problems=may)
    return made


def request_alternatives(
    conversation_id: str, body: NewAlternatives, by: MayAsk, house: HouseOf
) -> tuple[DraftWithText, ...]:
    """Ask for alternatives.

    One draft for each stance, beside each other; each is checked, and approved, for itself. Older
    open drafts of the conversation are superseded.
    """
    made = house.desk.alternatives(
        ConversationId(conversation_id), by, stances=body.stances, instruction=body.instruction
    )
    house.wake()
    return tuple(DraftWithText.with_text(draft, None) for draft in made)


def request_pair(conversation_id: str, by: MayAsk, house: HouseOf) -> tuple[DraftWithText, ...]:
    """Ask for a public note and a private message.

    Two drafts, checked against each other and approved each for its own place: that the note is
    approved never sends the message. A channel without a private place is refused.
    """
    made = house.desk.pair(ConversationId(conversation_id), by)
    house.wake()
    return tuple(DraftWithText.with_text(draft, None) for draft in made)


def list_beside(draft_id: str, _by: MayReadDrafts, house: HouseOf) -> tuple[DraftWithText, ...]:
    """List the drafts that stand beside this one.

    Itself among them, in the order in which they were asked for, with their texts.
    """
    found = reading.bundle(house, DraftId(draft_id))
    return tuple(DraftWithText.with_text(draft, revision) for draft, revision in found)


def request_beside(draft_id: str, body: NewDraft, by: MayAsk, house: HouseOf) -> DraftWithText:
    """Ask for one more draft beside this one.

    With another stance or an instruction; the one that there is stays.
    """
    made = house.desk.beside(
        DraftId(draft_id), by, stance=body.stance, instruction=body.instruction
    )
    house.wake()
    return DraftWithText.with_text(made, None)


def choose_draft(draft_id: str, by: Reviewer, house: HouseOf) -> DraftShown:
    """Put one of several drafts forward.

    It is what the queue shows. The others are kept until one of them is posted.
    """
    return DraftShown.of(house.desk.choose(DraftId(draft_id), by))

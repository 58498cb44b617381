"""Drafts: asked for, watched, read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Response
from fastapi.responses import StreamingResponse

from api import events, reading
from api.auth import HouseOf
from api.operations import add
from api.replay import Replayed
from api.routes.asking import MayAsk, MayReadDrafts
from api.schemas import LAST_ROW, NewDraft
from api.shown.drafts import DraftShown, DraftWithText, RevisionShown, links_of
from desk.ids import ConversationId, DraftId


def router() -> APIRouter:
    """The operations of this file."""
    made = APIRouter(prefix="/v1", tags=["drafts"], route_class=Replayed)
    path = "/conversations/{conversation_id}/drafts"
    add(made, "POST", path, request_draft, status=202, problems=(404, 409))
    add(made, "GET", path, list_drafts, problems=(404,))
    add(made, "GET", "/drafts/{draft_id}", read_draft, problems=(404,))
    add(made, "GET", "/drafts/{draft_id}/revisions", list_revisions, problems=(404,))
    add(
        made,
        "GET",
        "/drafts/{draft_id}/events",
        watch_draft,
        problems=(404,),
        response_class=StreamingResponse,
    )
    return made


def request_draft(
    conversation_id: str, body: NewDraft, by: MayAsk, house: HouseOf, response: Response
) -> DraftWithText:
    """Ask for a draft.

    It is written by a worker: follow `links.events`, or read `links.self` until its state is no
    longer `requested`. Older open drafts of the conversation are superseded.
    """
    draft = house.desk.request(
        ConversationId(conversation_id), by, stance=body.stance, instruction=body.instruction
    )
    house.wake()
    response.headers["Location"] = links_of(draft.id)["self"]
    response.headers["Link"] = f'<{links_of(draft.id)["events"]}>; rel="monitor"'
    return DraftWithText.with_text(draft, None)


def list_drafts(conversation_id: str, _by: MayReadDrafts, house: HouseOf) -> tuple[DraftShown, ...]:
    """List the open drafts of a conversation.

    Those that are requested, in review or approved, newest first.
    """
    found = reading.conversation(house, ConversationId(conversation_id)).drafts
    return tuple(DraftShown.of(draft) for draft in found)


def read_draft(draft_id: str, _by: MayReadDrafts, house: HouseOf) -> DraftWithText:
    """Read a draft.

    With its current revision, where it has one.
    """
    return DraftWithText.with_text(*reading.draft(house, DraftId(draft_id)))


def list_revisions(draft_id: str, _by: MayReadDrafts, house: HouseOf) -> tuple[RevisionShown, ...]:
    """List the revisions of a draft.

    Oldest first; a revision never changes.
    """
    found = reading.revisions(house, DraftId(draft_id))
    return tuple(RevisionShown.of(revision) for revision in found)


def watch_draft(
    draft_id: str,
    _by: MayReadDrafts,
    house: HouseOf,
    last_event_id: Annotated[str, Header(max_length=20)] = "",
) -> StreamingResponse:
    """Watch a draft come along.

    Server-sent events: `progress` for each step, then one `end` with the state. `Last-Event-ID`
    goes on after the step with that number.
    """
    reading.draft(house, DraftId(draft_id))
    told = int(last_event_id) if last_event_id.isascii() and last_event_id.isdigit() else 0
    return events.stream(house, DraftId(draft_id), min(told, LAST_ROW))

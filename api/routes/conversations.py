"""Conversations as they are read: the queue, the list, one whole."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api import reading
from api.auth import HouseOf
from api.operations import add
from api.routes.asking import MayRead
from api.shown.case import ConversationShown, FollowUpShown, MessageShown, QueuePage, QueueRowShown
from api.shown.drafts import DraftShown, WholeShown
from desk.conversation import MessageKind
from desk.draft import DraftState
from desk.ids import ConversationId
from store.views import Page, QueueFilter


def router() -> APIRouter:
    """The operations of this file."""
    made = APIRouter(prefix="/v1", tags=["conversations"])
    add(made, "GET", "/queue", read_queue)
    add(made, "GET", "/conversations", list_conversations)
    add(made, "GET", "/conversations/{conversation_id}", read_conversation, problems=(404,))
    return made


def _wanted(
    channel: Annotated[str, Query(max_length=100)] = "",
    kind: Annotated[MessageKind | None, Query()] = None,
    draft: Annotated[DraftState | None, Query(description="State of the draft.")] = None,
    late: Annotated[bool, Query(description="Only what is past its time.")] = False,  # noqa: FBT002 a query parameter
    words: Annotated[str, Query(max_length=200, description="In a name or a subject.")] = "",
) -> QueueFilter:
    return QueueFilter(channel=channel, kind=kind, draft=draft, late=late, words=words)


Wanted = Annotated[QueueFilter, Depends(_wanted)]
After = Annotated[str, Query(max_length=200, description="`next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=200)]


def read_queue(
    _by: MayRead, house: HouseOf, wanted: Wanted, after: After = "", limit: Limit = 50
) -> QueuePage:
    """List the conversations that are owed a reply.

    The one that is due first at the front.
    """
    cabinet, now = house.cabinet, house.desk.law.clock()
    page = cabinet.views.queue(cabinet.workspace, now, wanted, after=after, limit=limit)
    return _shown(page)


def list_conversations(
    _by: MayRead, house: HouseOf, wanted: Wanted, after: After = "", limit: Limit = 50
) -> QueuePage:
    """List all conversations.

    Answered or not, newest first.
    """
    cabinet, now = house.cabinet, house.desk.law.clock()
    page = cabinet.views.conversations(cabinet.workspace, now, wanted, after=after, limit=limit)
    return _shown(page)


def read_conversation(conversation_id: str, _by: MayRead, house: HouseOf) -> WholeShown:
    """Read a conversation.

    With its messages, open drafts and tasks.
    """
    whole = reading.conversation(house, ConversationId(conversation_id))
    return WholeShown(
        **dict(ConversationShown.of(whole.conversation)),
        messages=tuple(MessageShown.of(message) for message in whole.messages),
        drafts=tuple(DraftShown.of(draft) for draft in whole.drafts),
        follow_ups=tuple(FollowUpShown.of(task) for task in whole.follow_ups),
    )


def _shown(page: Page) -> QueuePage:
    return QueuePage(items=tuple(QueueRowShown.of(row) for row in page.rows), next=page.next)

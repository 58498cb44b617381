"""Who else has this conversation open: told to whoever looks, and shown in the queue."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from api.auth import HouseOf
from api.console import rendering
from api.console.asking import Sender, pages
from api.console.case import others
from desk.ids import ConversationId


def router() -> APIRouter:
    """The pieces of this file."""
    made = pages()
    made.add_api_route("/conversations/{conversation_id}/presence", note_presence, methods=["POST"])
    return made


def note_presence(
    conversation_id: str,
    request: Request,
    by: Sender,
    house: HouseOf,
    editing: Annotated[str, Form(max_length=3)] = "",
) -> HTMLResponse:
    """I look at it, and perhaps edit; who else does?"""
    name, cabinet, now = ConversationId(conversation_id), house.cabinet, house.desk.law.clock()
    cabinet.presence.note(cabinet.workspace, name, by.id, now, editing=editing == "yes")
    return rendering.page(request, "_viewers.html", viewers=others(house, by, name, now))

"""Erasing a customer: an admin's page, that says what goes and what stays before it is done."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api import erasure, reading
from api.auth import HouseOf
from api.console import rendering
from api.console.asking import Admin, Administrator, pages
from desk.errors import BadText
from desk.ids import ConversationId

_SEE_OTHER = 303


def router() -> APIRouter:
    """The pages of this file."""
    made = pages()
    path = "/conversations/{conversation_id}/erasure"
    made.add_api_route(path, ask, methods=["GET"])
    made.add_api_route(path, erase, methods=["POST"])
    return made


def ask(conversation_id: str, request: Request, _by: Admin, house: HouseOf) -> HTMLResponse:
    """What goes, what stays, and the one thing to type."""
    found = reading.conversation(house, ConversationId(conversation_id))
    return rendering.page(request, "erase.html", c=found.conversation)


def erase(
    conversation_id: str,
    by: Administrator,
    house: HouseOf,
    word: Annotated[str, Form(max_length=20)] = "",
) -> RedirectResponse:
    """Erase them for good."""
    if word.strip().casefold() != "erase":
        raise BadText('Type "erase" to show that you mean it. Nothing was erased.')
    name = ConversationId(conversation_id)
    erasure.erase(house.desk.registers, house.cabinet, name, by.actor)
    return RedirectResponse(f"/conversations/{conversation_id}", _SEE_OTHER)

"""What a person does to what is known: corrects a fact, takes one out, has it looked up; notes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse

from api.auth import HouseOf
from api.console.asking import Reviewer, Sender, pages
from api.console.queue import conversation_path
from api.refusals import NotSetUp
from desk.ids import ConversationId

_SEE_OTHER = 303


def router() -> APIRouter:
    """The forms of this file."""
    made = pages()
    path = "/conversations/{conversation_id}"
    made.add_api_route(f"{path}/facts/undo", undo, methods=["POST"])
    made.add_api_route(f"{path}/facts/look-up", look_up, methods=["POST"])
    made.add_api_route(f"{path}/facts/forgotten", forget, methods=["POST"])
    made.add_api_route(f"{path}/notes", note, methods=["POST"])
    return made


def forget(
    conversation_id: str,
    by: Reviewer,
    house: HouseOf,
    name: Annotated[str, Form(max_length=64)] = "",
) -> RedirectResponse:
    """Take a fact out of the case."""
    there = ConversationId(conversation_id)
    house.desk.notebook.forget(there, name, by.actor)
    house.wake()
    return RedirectResponse(conversation_path(there), _SEE_OTHER)


def undo(conversation_id: str, by: Reviewer, house: HouseOf) -> RedirectResponse:
    """Take the last change of facts back."""
    there = ConversationId(conversation_id)
    house.desk.notebook.undo_facts(there, by.actor)
    house.wake()
    return RedirectResponse(conversation_path(there), _SEE_OTHER)


def look_up(conversation_id: str, by: Reviewer, house: HouseOf) -> RedirectResponse:
    """Ask the company's own system now."""
    if house.look_ups is None:
        raise NotSetUp("No system for case facts is set up.")
    there = ConversationId(conversation_id)
    house.look_ups.for_person(there, by)
    house.wake()
    return RedirectResponse(conversation_path(there), _SEE_OTHER)


def note(
    conversation_id: str,
    by: Sender,
    house: HouseOf,
    text: Annotated[str, Form(max_length=20_000)] = "",
) -> RedirectResponse:
    """A word among colleagues."""
    there = ConversationId(conversation_id)
    house.desk.notebook.note(there, text, by)
    return RedirectResponse(f"{conversation_path(there)}#notes", _SEE_OTHER)

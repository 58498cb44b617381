"""What a person asks for: a new draft, a fact to be known, a conversation to be theirs."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse

from api import fact_values
from api.auth import HouseOf
from api.console.asking import Reviewer, pages
from api.console.queue import conversation_path
from desk.conversation import Closing
from desk.draft import Stance
from desk.facts import Fact, FactSource
from desk.ids import ConversationId, PersonId
from policies.faults import NotUnderstood

_SEE_OTHER = 303
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")

Short = Annotated[str, Form(max_length=2_000)]
Whose = Annotated[Literal["known", "claimed", "scope"], Form()]


def router() -> APIRouter:
    """The forms of this file."""
    made = pages()
    path = "/conversations/{conversation_id}"
    made.add_api_route(f"{path}/drafts", ask_again, methods=["POST"])
    made.add_api_route(f"{path}/facts", add_fact, methods=["POST"])
    made.add_api_route(f"{path}/assignment", assign, methods=["POST"])
    made.add_api_route(f"{path}/closing", close, methods=["POST"])
    return made


def ask_again(
    conversation_id: str,
    by: Reviewer,
    house: HouseOf,
    stance: Annotated[Stance, Form()] = Stance.BEST,
    instruction: Short = "",
) -> RedirectResponse:
    """Have the reply written anew, with an instruction and a stance."""
    name = ConversationId(conversation_id)
    house.desk.request(name, by, stance=stance, instruction=instruction.strip())
    house.wake()
    return RedirectResponse(conversation_path(name), _SEE_OTHER)


def add_fact(
    conversation_id: str,
    by: Reviewer,
    house: HouseOf,
    name: Short = "",
    value: Short = "",
    whose: Whose = "known",
) -> RedirectResponse:
    """Add what is known of a case; the reply is written anew with it."""
    conversation, fact = ConversationId(conversation_id), _snake(name)
    if not value.strip():
        raise NotUnderstood("There is no value.", 'Write for example "8 working days" or "yes".')
    if whose == "scope":
        house.desk.know(conversation, (), {fact: value.strip()}, by)
    else:
        source = FactSource.AGENT if whose == "known" else FactSource.CUSTOMER
        known = fact_values.typed(house.desk.law.book(), fact, value)
        house.desk.know(conversation, (Fact(fact, known, source),), {}, by)
    house.wake()
    return RedirectResponse(conversation_path(conversation), _SEE_OTHER)


def assign(conversation_id: str, by: Reviewer, house: HouseOf, to: Short = "") -> RedirectResponse:
    """Put a conversation on one's own list, on a colleague's, or on nobody's."""
    name = ConversationId(conversation_id)
    house.desk.assign(name, PersonId(to) if to else None, by)
    return RedirectResponse(conversation_path(name), _SEE_OTHER)


def close(
    conversation_id: str, by: Reviewer, house: HouseOf, why: Annotated[Closing, Form()]
) -> RedirectResponse:
    """No reply is owed, and why; drafts of it are set aside."""
    name = ConversationId(conversation_id)
    house.desk.close(name, why, by)
    return RedirectResponse(conversation_path(name), _SEE_OTHER)


def _snake(name: str) -> str:
    """A fact's name as clauses write it, of what a person typed: "Days since delivery"."""
    words = re.sub(r"[\s-]+", "_", name.strip().lower())
    if not _NAME.fullmatch(words):
        raise NotUnderstood(
            f'"{name.strip()[:60]}" is not the name of a fact.',
            "Use letters, digits and spaces, for example: days since delivery.",
        )
    return words

"""What a person asks for beside a draft: alternatives, one more, a pair; and which is chosen."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse

from api import thanks
from api.auth import HouseOf
from api.console.asking import Reviewer, pages
from api.console.queue import conversation_path
from desk.draft import Draft, Stance
from desk.ids import ConversationId, DraftId

_SEE_OTHER = 303

Short = Annotated[str, Form(max_length=2_000)]


def router() -> APIRouter:
    """The forms of this file."""
    made = pages()
    made.add_api_route(
        "/conversations/{conversation_id}/alternatives", ask_alternatives, methods=["POST"]
    )
    made.add_api_route("/conversations/{conversation_id}/pairs", ask_pair, methods=["POST"])
    made.add_api_route("/drafts/{draft_id}/beside", ask_beside, methods=["POST"])
    made.add_api_route("/thanks", ask_thanks, methods=["POST"])
    made.add_api_route("/drafts/{draft_id}/choice", choose, methods=["POST"])
    return made


def ask_alternatives(
    conversation_id: str, by: Reviewer, house: HouseOf, instruction: Short = ""
) -> RedirectResponse:
    """One draft that accepts the wish, one that declines, one that asks."""
    made = house.desk.alternatives(
        ConversationId(conversation_id), by, instruction=instruction.strip()
    )
    house.wake()
    return _to(made[0])


def ask_pair(conversation_id: str, by: Reviewer, house: HouseOf) -> RedirectResponse:
    """A public note and a private message."""
    made = house.desk.pair(ConversationId(conversation_id), by)
    house.wake()
    return _to(made[0])


def ask_beside(
    draft_id: str,
    by: Reviewer,
    house: HouseOf,
    stance: Annotated[Stance, Form()] = Stance.BEST,
    instruction: Short = "",
) -> RedirectResponse:
    """One more beside this one, which stays."""
    made = house.desk.beside(DraftId(draft_id), by, stance=stance, instruction=instruction.strip())
    house.wake()
    return _to(made)


def ask_thanks(
    by: Reviewer, house: HouseOf, channel: Short = "", account: Short = ""
) -> RedirectResponse:
    """The thanks of today, to everybody who praised us."""
    today = house.desk.law.clock().date()
    draft = thanks.ask(house.desk, house.cabinet, channel, account, today, by)
    house.wake()
    return _to(draft)


def choose(draft_id: str, by: Reviewer, house: HouseOf) -> RedirectResponse:
    """Put this one forward; the others are kept."""
    return _to(house.desk.choose(DraftId(draft_id), by))


def _to(draft: Draft) -> RedirectResponse:
    path = f"{conversation_path(draft.conversation)}?draft={draft.id}"
    return RedirectResponse(path, _SEE_OTHER)

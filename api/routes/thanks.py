"""The day's thanks to everybody who praised us."""

from __future__ import annotations

from fastapi import APIRouter

from api import thanks
from api.auth import HouseOf
from api.operations import add
from api.replay import Replayed
from api.routes.asking import MayAsk
from api.schemas_learning import NewThanks
from api.shown.drafts import DraftWithText


def router() -> APIRouter:
    """The operations of this file."""
    made = APIRouter(prefix="/v1", tags=["drafts"], route_class=Replayed)
    add(made, "POST", "/thanks", request_thanks, status=202, problems=(404, 409))
    return made


def request_thanks(body: NewThanks, by: MayAsk, house: HouseOf) -> DraftWithText:
    """Ask for the day's thanks.

    One post to everybody who praised us on a day, at the front of an account. It is drafted and
    approved like any other; nothing is posted by itself.
    """
    day = body.day or house.desk.law.clock().date()
    draft = thanks.ask(house.desk, house.cabinet, body.channel, body.account, day, by)
    house.wake()
    return DraftWithText.with_text(draft, None)

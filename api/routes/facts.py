"""Case facts after they were said: how they became known, corrected, taken back, looked up."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from api.auth import HouseOf
from api.operations import add
from api.refusals import NotSetUp
from api.replay import Replayed
from api.routes.asking import MayRead, MayWrite, Reviewer
from api.shown.case import FactShown
from api.shown.drafts import DraftShown
from api.shown.learning import FactsShown, LookUpShown
from desk.ids import ConversationId

FactName = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]{0,63}$")]


def router() -> APIRouter:
    """The operations of this file."""
    made = APIRouter(prefix="/v1", tags=["facts"], route_class=Replayed)
    path = "/conversations/{conversation_id}/facts"
    add(made, "GET", path, read_facts, problems=(404,))
    add(made, "DELETE", f"{path}/{{name}}", forget_fact, problems=(404, 409))
    add(made, "POST", f"{path}/undo", undo_facts, problems=(404, 409))
    add(made, "POST", f"{path}/look-up", look_facts_up, problems=(404, 409))
    return made


def read_facts(conversation_id: str, _by: MayRead, house: HouseOf) -> FactsShown:
    """Read the facts of a case.

    With every change of them, who made it and when, and what the company's system answered.
    """
    name = ConversationId(conversation_id)
    there, _ = house.desk.said(name)
    changes, look_ups = house.desk.notebook.facts_of(name)
    facts = tuple(FactShown.of(fact) for fact in there.facts)
    return FactsShown.whole(facts, there.scope, changes, look_ups)


def forget_fact(
    conversation_id: str, name: FactName, by: MayWrite, house: HouseOf
) -> DraftShown | None:
    """Take a fact out of a case.

    What rested on it is looked at again; the answer is the draft to look at now.
    """
    draft = house.desk.notebook.forget(ConversationId(conversation_id), name, by.actor)
    house.wake()
    return DraftShown.of(draft) if draft else None


def undo_facts(conversation_id: str, by: MayWrite, house: HouseOf) -> DraftShown | None:
    """Take the last change of facts back.

    Again, and the one before it is taken back too.
    """
    draft = house.desk.notebook.undo_facts(ConversationId(conversation_id), by.actor)
    house.wake()
    return DraftShown.of(draft) if draft else None


def look_facts_up(conversation_id: str, by: Reviewer, house: HouseOf) -> LookUpShown:
    """Ask the company's own system what it knows of a case.

    Where it does not answer, or not signed as agreed, nothing becomes known.
    """
    if house.look_ups is None:
        raise NotSetUp("Set MAKEGOOD_FACTS_URL and MAKEGOOD_FACTS_SECRETS.")
    found = house.look_ups.for_person(ConversationId(conversation_id), by)
    house.wake()
    return LookUpShown.of(found)

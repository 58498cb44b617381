"""In the page: what the browser extension asks for besides drafts, sheets and postings."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field, StringConstraints

from api import site_switches
from api.auth import HouseOf
from api.operations import add
from api.replay import Replayed
from api.routes.asking import Admin, AnyPerson, Reviewer
from api.routes.postings import insist_theirs
from api.schemas import Body, Words
from api.shown.base import Shown
from api.shown.drafts import CheckShown, checked_shown
from api.shown.review import PostingShown
from desk import hands, review
from desk.hands import InTheBox
from desk.ids import DraftId, PostingId
from desk.people import insist_person


class SitesShown(Shown):
    """Sites on which the extension must not work now, whatever it can do, each with why."""

    off: dict[str, str]


class SwitchedOff(Body):
    """Why a site is switched off; the extension shows it to everybody who opens it there."""

    why: Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)] = (
        Field(examples=["Its box changed last night; copy the text by hand until we know it."])
    )


class ToTry(Body):
    """A text as a person is typing it."""

    text: Words = Field(examples=["Dear Ada, we refund the shipping fee."])


class BoxSeen(Body):
    """What the site's box holds now, empty where the box or the text has gone."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=4_000)]
    text: Words = ""


class BoxShown(Shown):
    """How the box compares with what was approved."""

    seen: InTheBox
    posting: PostingShown


def router() -> APIRouter:
    """The operations of this file."""
    made = APIRouter(prefix="/v1", tags=["in the page"], route_class=Replayed)
    add(made, "GET", "/extension/sites", read_sites)
    add(made, "PUT", "/extension/sites/{site}/off", switch_site_off, status=204, problems=(404,))
    add(made, "DELETE", "/extension/sites/{site}/off", switch_site_on, status=204, problems=(404,))
    add(made, "POST", "/drafts/{draft_id}/check", check_draft_text, problems=(404, 409))
    add(made, "POST", "/postings/{posting_id}/box", read_box, problems=(404, 409))
    return made


def read_sites(_by: AnyPerson, house: HouseOf) -> SitesShown:
    """List the sites that are switched off.

    A site is switched off when it has changed and the extension does not know it yet.
    """
    return SitesShown(off=dict(site_switches.off(house)))


def switch_site_off(site: str, body: SwitchedOff, by: Admin, house: HouseOf) -> None:
    """Switch a site off for everybody.

    Extensions hear of it within a minute, wherever they are open; nothing is restarted.
    """
    now = house.desk.law.clock()
    site_switches.switch_off(house, site, body.why, actor=by.actor, now=now)


def switch_site_on(site: str, by: Admin, house: HouseOf) -> None:
    """Switch a site on again.

    One that the settings name stays off until they no longer do.
    """
    site_switches.switch_on(house, site, actor=by.actor, now=house.desk.law.clock())


def check_draft_text(draft_id: str, body: ToTry, by: Reviewer, house: HouseOf) -> CheckShown:
    """Check a text in the place of a draft's, while it is being typed.

    Against the same case, facts and clauses as the draft; nothing is kept.
    """
    del by
    cabinet, law = house.cabinet, house.desk.law
    with cabinet.reads.begin(cabinet.workspace) as tx:
        draft = tx.drafts.get(DraftId(draft_id))
        old = tx.drafts.revision(draft.revision) if draft.revision else None
        text, parts, checked = review.tried(tx, law, draft, old, body.text)
        place = draft.destination(tx.conversations.get(draft.conversation))
    channel = law.channel(place.channel)
    limit = channel.limits_for(place).length
    return checked_shown(text, parts, checked, channel.count(text, place), limit)


def read_box(posting_id: str, body: BoxSeen, by: Reviewer, house: HouseOf) -> BoxShown:
    """Say what the site's box holds before the button is pressed.

    Where a person changed it, the record says so; nothing is undone.
    """
    person = insist_person(by)
    insist_theirs(house, house.desk.posting(PostingId(posting_id)), body.token, by)
    channel = house.desk.law.channel("in_page")
    with house.cabinet.records.begin(house.cabinet.workspace) as tx:
        posting, seen = hands.read_box(
            tx, PostingId(posting_id), person, channel.normalise(body.text), house.desk.law.clock()
        )
    return BoxShown(seen=seen, posting=PostingShown.of(posting))

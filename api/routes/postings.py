"""Postings: what became of each approved reply, and the reply that a person posts in a page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api import reading
from api.auth import HouseOf
from api.house import House
from api.operations import add
from api.replay import Replayed
from api.routes.asking import AnyPerson, Reviewer
from api.schemas import Report, Settlement
from api.shown.review import HandedOver, PostingShown
from channels.in_page import sign, verify
from channels.signature import NotSigned
from desk.errors import NotPermitted
from desk.ids import DraftId, PostingId
from desk.people import Person, Principal
from desk.posting import Posting, PostingState, Receipt, Refused


def router() -> APIRouter:
    """The operations of this file."""
    made = APIRouter(prefix="/v1", tags=["postings"], route_class=Replayed)
    add(made, "GET", "/postings", list_postings)
    add(made, "GET", "/drafts/{draft_id}/postings", list_postings_of_draft, problems=(404,))
    path = "/postings/{posting_id}"
    add(made, "GET", path, read_posting, problems=(404,))
    add(made, "POST", f"{path}/look-up", look_up_posting, problems=(404, 409))
    add(made, "POST", f"{path}/settlement", settle_posting, problems=(404, 409))
    add(made, "POST", f"{path}/hand-over", hand_over_posting, problems=(404, 409))
    add(made, "POST", f"{path}/report", report_posting, problems=(404, 409))
    return made


def list_postings(
    _by: AnyPerson,
    house: HouseOf,
    state: Annotated[frozenset[PostingState], Query()] = frozenset(),
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> tuple[PostingShown, ...]:
    """List postings.

    The one that moved last at the front; `state` may be given several times.
    """
    rows = house.cabinet.views.postings(house.cabinet.workspace, state, limit=limit)
    return tuple(PostingShown.of(row.posting) for row in rows)


def list_postings_of_draft(
    draft_id: str, _by: AnyPerson, house: HouseOf
) -> tuple[PostingShown, ...]:
    """List the postings of a draft.

    Oldest first.
    """
    found = reading.postings_of(house, DraftId(draft_id))
    return tuple(PostingShown.of(posting) for posting in found)


def read_posting(posting_id: str, _by: AnyPerson, house: HouseOf) -> PostingShown:
    """Read a posting.

    With its evidence, newest last, and the text that was read back.
    """
    return PostingShown.of(reading.posting(house, PostingId(posting_id)))


def look_up_posting(posting_id: str, _by: Reviewer, house: HouseOf) -> PostingShown:
    """Look for a post on its channel.

    For a posting whose outcome is unknown. What is found settles it.
    """
    found = house.desk.look_up(PostingId(posting_id))
    return PostingShown.of(found or house.desk.posting(PostingId(posting_id)))


def settle_posting(posting_id: str, body: Settlement, by: Reviewer, house: HouseOf) -> PostingShown:
    """Say whether our post is there.

    For a posting that needs a person: they looked at the place, and their word is the evidence.
    """
    return PostingShown.of(
        house.desk.settle(PostingId(posting_id), by, there=body.there, link=body.link)
    )


def hand_over_posting(posting_id: str, by: Reviewer, house: HouseOf) -> HandedOver:
    """Take an approved reply to the page where a person posts it.

    For channels that work in a page. The token vouches for this text at this place alone; the
    report brings it back.
    """
    claim = house.desk.hand_over(PostingId(posting_id), by)
    until = claim.posting.lease_until or house.desk.law.clock()
    return HandedOver(
        posting=PostingShown.of(claim.posting),
        text=claim.reply.text,
        digest=claim.reply.digest,
        token=sign(claim.reply, house.secret.hex(), until),
        expires_at=until,
    )


def report_posting(posting_id: str, body: Report, by: Reviewer, house: HouseOf) -> PostingShown:
    """Report what was posted in the page.

    `text` is what stands there; where it differs from what was approved, the record says so.
    """
    posting = house.desk.posting(PostingId(posting_id))
    insist_theirs(house, posting, body.token, by)
    now = house.desk.law.clock()
    channel = house.desk.law.channel(posting.destination.channel)
    if not body.posted:
        return PostingShown.of(house.desk.record(posting, Refused("the person did not post it")))
    # A page may have one address for many posts, so an address is no name for one.
    remote = body.remote or f"in_page:{posting.id}"
    receipt = Receipt(remote, body.link, channel.normalise(body.text), now)
    return PostingShown.of(house.desk.record(posting, receipt))


def insist_theirs(house: House, posting: Posting, token: str, by: Principal) -> None:
    """Return if the token is for this posting, and this person took it.

    Raises NotSigned and NotPermitted.
    """
    # Not "now": a post is a fact, however late we hear of it, so a token does not run out here.
    signed = verify([house.secret.hex()], token, posting.created_at)
    same = signed.approval == posting.approval and signed.destination == posting.destination
    if not same or signed.text_digest != posting.digest:
        raise NotSigned("This token is for another reply.")
    if not isinstance(by, Person) or posting.lease_owner not in {by.actor, ""}:
        raise NotPermitted("Somebody else took this reply to the page.")

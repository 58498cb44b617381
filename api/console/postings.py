"""Postings: what left, what stands where, and what only a person can tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api import reading
from api.auth import HouseOf
from api.console import rendering
from api.console.asking import Reader, Reviewer, pages
from api.console.case import place
from channels.place import web_link
from desk.ids import PostingId
from desk.posting import PostingState

_SEE_OTHER = 303
_LIMIT = 100

FILTERS: Mapping[str, tuple[str, frozenset[PostingState]]] = {
    "": ("All", frozenset()),
    "person": ("Needs a person", frozenset({PostingState.NEEDS_HUMAN})),
    "moving": (
        "On its way",
        frozenset({PostingState.QUEUED, PostingState.SENDING, PostingState.UNKNOWN}),
    ),
    "posted": ("Posted", frozenset({PostingState.POSTED})),
    "not": (
        "Not posted",
        frozenset({PostingState.VOID, PostingState.REFUSED, PostingState.CLOSED}),
    ),
}


def router() -> APIRouter:
    """The pages of this file."""
    made = pages()
    made.add_api_route("/postings", list_postings, methods=["GET"])
    made.add_api_route("/postings/{posting_id}", read_posting, methods=["GET"])
    made.add_api_route("/postings/{posting_id}/look-up", look_again, methods=["POST"])
    made.add_api_route("/postings/{posting_id}/settlement", settle, methods=["POST"])
    return made


def list_postings(
    request: Request, _by: Reader, house: HouseOf, show: Annotated[str, Query(max_length=20)] = ""
) -> HTMLResponse:
    """Postings, the one that moved last at the front."""
    chosen = show if show in FILTERS else ""
    cabinet = house.cabinet
    rows = cabinet.views.postings(cabinet.workspace, FILTERS[chosen][1], limit=_LIMIT)
    filters = {name: words for name, (words, _) in FILTERS.items()}
    return rendering.page(request, "postings.html", rows=rows, filters=filters, show=chosen)


def read_posting(posting_id: str, request: Request, _by: Reader, house: HouseOf) -> HTMLResponse:
    """One posting with its evidence, and the one question where only a person can tell."""
    posting = reading.posting(house, PostingId(posting_id))
    conversation = reading.conversation(house, posting.conversation).conversation
    return rendering.page(
        request,
        "posting.html",
        posting=posting,
        conversation=conversation,
        place=place(posting.destination, conversation),
        link=web_link(posting.link),
        asks=posting.state is PostingState.NEEDS_HUMAN,
        looks_up=house.desk.law.channel(posting.destination.channel).looks_up,
    )


def look_again(posting_id: str, _by: Reviewer, house: HouseOf) -> RedirectResponse:
    """Look for the post on its channel once more."""
    house.desk.look_up(PostingId(posting_id))
    return RedirectResponse(f"/postings/{posting_id}", _SEE_OTHER)


def settle(
    posting_id: str,
    by: Reviewer,
    house: HouseOf,
    there: Annotated[Literal["yes", "no"], Form()],
    link: Annotated[str, Form(max_length=500)] = "",
) -> RedirectResponse:
    """A person looked at the place: our reply is there, or it is not."""
    house.desk.settle(PostingId(posting_id), by, there=there == "yes", link=link.strip())
    return RedirectResponse(f"/postings/{posting_id}", _SEE_OTHER)

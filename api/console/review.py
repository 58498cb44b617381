"""The review page: everything about one conversation, and the check while a person types."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse

from api import fact_values
from api.auth import HouseOf
from api.console import case, rendering, sheet
from api.console.asking import Reader, Sender, pages
from api.console.case import Case
from api.console.citing import Cited, chosen
from api.console.holding import WORDS
from api.console.queue import stage_of
from api.house import House
from desk import review
from desk.conversation import Closing
from desk.draft import Citation, DraftState, Stance
from desk.errors import BadText
from desk.ids import ConversationId, DraftId, RevisionId
from policies.book import Book

Wanted = Annotated[str, Query(max_length=100)]

# What the page is about, decided once, so that the templates only lay it out.
WRITING, REVIEW, LEAVING, DONE, EMPTY, CLOSED = (
    "writing",
    "review",
    "leaving",
    "done",
    "empty",
    "closed",
)


def router() -> APIRouter:
    """The pages of this file."""
    made = pages()
    path = "/conversations/{conversation_id}"
    made.add_api_route(path, read_case, methods=["GET"])
    made.add_api_route(f"{path}/outcome", read_outcome, methods=["GET"])
    made.add_api_route("/drafts/{draft_id}/check", check_edit, methods=["POST"])
    return made


def read_case(
    conversation_id: str, request: Request, by: Reader, house: HouseOf, draft: Wanted = ""
) -> HTMLResponse:
    """The review page of a conversation."""
    found = case.read(house, by, ConversationId(conversation_id), draft)
    return rendering.page(
        request,
        "case.html",
        case=found,
        stage=stage_of(found.row, house.desk.law.book()),
        phase=phase_of(found),
        place=case.place(found.destination, found.conversation),
        look_up=house.look_ups is not None,
        stances=tuple(Stance),
        holds=WORDS,
        closings=tuple(Closing),
        fact_names=fact_names(house.desk.law.book()),
        scope_names=scope_names(house.desk.law.book()),
    )


def read_outcome(
    conversation_id: str, request: Request, by: Reader, house: HouseOf, draft: Wanted = ""
) -> HTMLResponse:
    """Only what became of an approved reply: asked for again and again while it leaves."""
    found = case.read(house, by, ConversationId(conversation_id), draft)
    return rendering.page(request, "_outcome.html", case=found, phase=phase_of(found))


def check_edit(
    draft_id: str,
    request: Request,
    _by: Sender,
    house: HouseOf,
    text: Annotated[str, Form(max_length=1_000_000)] = "",
    based_on: Annotated[str, Form(max_length=100)] = "",
    cite: Cited = (),
) -> HTMLResponse:
    """What the check says about a text that somebody is typing. Nothing is kept."""
    try:
        looked = _tried(house, DraftId(draft_id), text, based_on, chosen(cite))
    except BadText as bad:
        return rendering.page(request, "_untakeable.html", why=bad.detail)
    return rendering.page(request, "_looked.html", looked=looked, trying=True)


def phase_of(found: Case) -> str:
    """What the page is about."""
    draft = found.draft
    if draft is None:
        return EMPTY
    if draft.state is DraftState.REQUESTED:
        return WRITING
    if draft.state is DraftState.IN_REVIEW:
        return REVIEW if found.looked is not None else EMPTY
    if draft.state is DraftState.APPROVED:
        return LEAVING
    if draft.state is DraftState.POSTED:
        return DONE
    return CLOSED


def fact_names(book: Book) -> tuple[str, ...]:
    """The facts that conditions of clauses ask for."""
    licences = (licence for clause in book for licence in clause.licences or ())
    asked = {each.fact for licence in licences for each in licence.conditions}
    return tuple(sorted(asked | fact_values.KNOWN.keys()))


def scope_names(book: Book) -> tuple[str, ...]:
    """The dimensions by which clauses differ; the channel is known of every case."""
    dims = {name for clause in book for name in clause.scope.allowed}
    return tuple(sorted((dims | {"region"}) - {"channel"}))


def _tried(
    house: House,
    draft_id: DraftId,
    text: str,
    based_on: str,
    citing: tuple[Citation, ...] | None,
) -> sheet.Looked:
    with house.cabinet.reads.begin(house.cabinet.workspace) as tx:
        draft = tx.drafts.get(draft_id)
        old = tx.drafts.revision(RevisionId(based_on)) if based_on else None
        wanted, parts, checked = review.tried(tx, house.desk.law, draft, old, text, citing=citing)
        conversation = tx.conversations.get(draft.conversation)
        messages = tx.conversations.messages(draft.conversation)
    place = draft.destination(conversation)
    return sheet.look(
        house, place, conversation, messages, wanted, parts, checked, checked.findings
    )

"""Citing a clause by hand: the search in the editor, and what was chosen there."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse

from api import reading
from api.auth import HouseOf
from api.console import rendering
from api.console.asking import Reader, pages
from desk import casefile
from desk.draft import Citation
from desk.errors import BadText
from desk.ids import DraftId
from policies.clause import ClauseId, ClauseVersion

_SHOWN = 6

# Each is "clause@version".
Cited = Annotated[tuple[Annotated[str, Form(max_length=500)], ...], Form(max_length=50)]


def router() -> APIRouter:
    """The pages of this file."""
    made = pages()
    made.add_api_route("/drafts/{draft_id}/clauses", find_clauses, methods=["GET"])
    return made


def find_clauses(
    draft_id: str,
    request: Request,
    _by: Reader,
    house: HouseOf,
    q: Annotated[str, Query(max_length=2_000)] = "",
) -> HTMLResponse:
    """Clauses that might support a sentence, as they stand on the day of the case."""
    draft, _ = reading.draft(house, DraftId(draft_id))
    whole = reading.conversation(house, draft.conversation)
    facts = casefile.facts_of(whole.conversation, whole.messages)
    book, clauses, says = house.desk.law.book(), [], ""
    if q.strip():
        found = house.studio.as_typed.search(q, day=facts.as_of, scope=facts.scope, limit=_SHOWN)
        hits = (book.version(hit.clause, hit.version) for hit in found.hits)
        clauses = [clause for clause in hits if clause is not None]
        says = found.sureness.says if clauses else ""
    return rendering.page(request, "_found.html", clauses=clauses, says=says, question=q.strip())


def chosen(names: tuple[str, ...]) -> tuple[Citation, ...] | None:
    """What a person chose for the whole text; None where each sentence keeps its own."""
    if not names:
        return None
    pairs = [name.rpartition("@") for name in dict.fromkeys(names)]
    if not all(clause and version for clause, _, version in pairs):
        raise BadText("A clause is named by its id and version.")
    return tuple(Citation(ClauseId(clause), ClauseVersion(version)) for clause, _, version in pairs)

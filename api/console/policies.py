"""The policies in use: what each clause says and licenses, since when, for whom, and where used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.auth import HouseOf
from api.console import rendering
from api.console.asking import Reader, pages
from api.house import House
from desk.errors import NotFound
from policies.clause import Clause, ClauseId
from policies.found import Found

_NEAR = 0.1  # below it what was found has nothing to do with the question


@dataclass(frozen=True)
class Answer:
    """What the search says to a question: clauses, best first, and how sure it is."""

    found: Found
    clauses: tuple[Clause, ...]


def router() -> APIRouter:
    """The pages of this file."""
    made = pages()
    made.add_api_route("/policies", list_policies, methods=["GET"])
    made.add_api_route("/policies/{policy}/{name}", read_clause, methods=["GET"])
    return made


def list_policies(
    request: Request, _by: Reader, house: HouseOf, q: Annotated[str, Query(max_length=2_000)] = ""
) -> HTMLResponse:
    """Every clause by policy, or the answer to a question."""
    book = house.desk.law.book()
    grouped: dict[str, list[Clause]] = {}
    for clause in book:
        grouped.setdefault(clause.policy_title, []).append(clause)
    return rendering.page(
        request,
        "policies.html",
        grouped=grouped,
        total=len(book),
        faults=house.studio.faults(),
        used=_used(house),
        question=q,
        answer=_answer(house, q) if q.strip() else None,
        today=house.desk.law.clock().date(),
    )


def read_clause(
    policy: str, name: str, request: Request, _by: Reader, house: HouseOf
) -> HTMLResponse:
    """One clause in all its versions, and the drafts that rest on it."""
    clause_id = ClauseId(f"{policy}#{name}")
    versions = house.desk.law.book().versions(clause_id)
    if not versions:
        raise NotFound(f"No clause is called {clause_id}.")
    cabinet = house.cabinet
    return rendering.page(
        request,
        "clause.html",
        clause_id=clause_id,
        versions=versions,
        uses=cabinet.views.uses(cabinet.workspace, clause_id),
        used=_used(house),
        today=house.desk.law.clock().date(),
    )


def _used(house: House) -> Mapping[str, int]:
    """How many drafts cite each clause, all its versions together."""
    uses: Counter[str] = Counter()
    for use in house.cabinet.views.used_clauses(house.cabinet.workspace):
        uses[use.citation.clause] += use.drafts
    return uses


def _answer(house: House, question: str) -> Answer:
    law = house.desk.law
    found = house.studio.search.search(question, day=law.clock().date(), scope={})
    book = law.book()
    hits = (book.version(hit.clause, hit.version) for hit in found.hits)
    near = not found.silent or found.confidence >= _NEAR
    return Answer(found, tuple(clause for clause in hits if clause is not None and near))

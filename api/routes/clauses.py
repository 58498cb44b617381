"""What the policies say: clauses, search, and the check of any text."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api import checking
from api.auth import HouseOf, anybody_with
from api.house import House
from api.operations import add
from api.replay import Replayed
from api.routes.intake import source_of
from api.schemas import Question, ToCheck
from api.shown.drafts import CheckShown
from api.shown.policy import ClausePage, ClauseShown, FoundShown, HitShown
from desk.conflicts import among
from desk.errors import NotFound
from desk.people import Principal
from policies.clause import ClauseId

MaySearch = Annotated[Principal, Depends(anybody_with("search"))]
MayCheck = Annotated[Principal, Depends(anybody_with("check"))]


def router() -> APIRouter:
    """The operations of this file."""
    made = APIRouter(prefix="/v1", tags=["policies"], route_class=Replayed)
    add(made, "GET", "/clauses", list_clauses)
    # A clause's id holds a "#", which addresses cannot, so it comes as policy and name.
    add(made, "GET", "/clauses/{policy}/{name}", read_clause, problems=(404,))
    add(made, "GET", "/clauses/{policy}/{name}/versions", list_versions, problems=(404,))
    add(made, "GET", "/search", search_policies)
    add(made, "POST", "/search", ask_policies)
    add(made, "POST", "/check", check_text, problems=(404,))
    return made


def list_clauses(
    _by: MaySearch, house: HouseOf, day: Annotated[date | None, Query()] = None
) -> ClausePage:
    """List the clauses of the book in use.

    With `day`, only those that are in force then.
    """
    book = house.studio.law.book()
    clauses = book.clauses if day is None else tuple(book.in_force(day))
    return ClausePage(
        book=book.digest,
        items=tuple(ClauseShown.of(clause) for clause in clauses),
        faults=house.studio.faults(),
    )


def read_clause(
    policy: str,
    name: str,
    _by: MaySearch,
    house: HouseOf,
    day: Annotated[date | None, Query()] = None,
) -> ClauseShown:
    """Read the version of a clause in force on a day.

    Today, if no `day` is given.
    """
    when = day or house.desk.law.clock().date()
    clause = house.studio.law.book().at(ClauseId(f"{policy}#{name}"), when)
    if clause is None:
        raise NotFound(f"{policy}#{name} is not in force on {when.isoformat()}.")
    return ClauseShown.of(clause)


def list_versions(
    policy: str, name: str, _by: MaySearch, house: HouseOf
) -> tuple[ClauseShown, ...]:
    """List all versions of a clause.

    As the book in use holds them, in reading order.
    """
    versions = house.studio.law.book().versions(ClauseId(f"{policy}#{name}"))
    if not versions:
        raise NotFound(f"No clause is called {policy}#{name}.")
    return tuple(ClauseShown.of(clause) for clause in versions)


def search_policies(
    _by: MaySearch,
    house: HouseOf,
    q: Annotated[str, Query(min_length=1, max_length=2_000)],
    day: Annotated[date | None, Query()] = None,
    region: Annotated[str, Query(max_length=100)] = "",
    limit: Annotated[int, Query(ge=1, le=50)] = 8,
) -> FoundShown:
    """Find the clauses that answer a question.

    Best first, with their words. `sureness` is sure, likely or silent: that one of the first five
    answers, that one may, or that none does.
    """
    scope = {"region": region} if region else {}
    return _found(house, Question(question=q, day=day, scope=scope, limit=limit))


def ask_policies(body: Question, _by: MaySearch, house: HouseOf) -> FoundShown:
    """Find the clauses that answer a question, of a longer one.

    The same as GET, for questions that are too long for an address.
    """
    return _found(house, body)


def check_text(body: ToCheck, by: MayCheck, house: HouseOf) -> CheckShown:
    """Check any text against clauses and facts.

    Answers with what it would promise, what licenses that, and every finding.
    """
    asked = checking.ToCompare(
        text=body.text,
        channel=body.channel,
        account=body.account,
        public=body.public,
        said=body.said,
        names=body.names,
        facts=body.as_facts(source_of(by)),
        scope=body.scope,
        day=body.day,
        citing=body.citing,
    )
    return checking.check(house.studio, asked)


def _found(house: House, asked: Question) -> FoundShown:
    day = asked.day or house.desk.law.clock().date()
    found = house.studio.search.search(
        asked.question, day=day, scope=asked.scope, limit=asked.limit
    )
    book = house.studio.law.book()
    hits = [(hit, book.version(hit.clause, hit.version)) for hit in found.hits]
    return FoundShown(
        hits=tuple(
            HitShown(clause=ClauseShown.of(clause), score=hit.score)
            for hit, clause in hits
            if clause is not None  # the index is behind the book; the book has the word
        ),
        confidence=found.confidence,
        silent=found.silent,
        sureness=found.sureness,
        says=found.sureness.says,
        book=found.book,
        stale=found.stale,
        conflicts=tuple(map(str, among((c for _, c in hits if c), day, asked.scope))),
        also=found.helped.also,
        help=found.helped.steps,
    )

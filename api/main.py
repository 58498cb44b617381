"""The application: every route, every problem, one front door."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from api import problems
from api.attempts import Attempts
from api.console import answering, pages
from api.front import FrontDoor
from api.house import House
from api.operations import VERSION, document
from api.routes import (
    audit,
    beside,
    clauses,
    conversations,
    corrections,
    drafts,
    erasure,
    facts,
    health,
    hooks,
    in_page,
    incidents,
    intake,
    learning,
    pairing,
    people,
    postings,
    registers,
    review,
    session,
    sharing,
    thanks,
)

_KINDS = (
    session.router,
    pairing.router,
    conversations.router,
    intake.router,
    corrections.router,
    drafts.router,
    beside.router,
    facts.router,
    learning.router,
    thanks.router,
    review.router,
    sharing.router,
    postings.router,
    registers.router,
    incidents.router,
    in_page.router,
    clauses.router,
    people.router,
    audit.router,
    erasure.router,
    hooks.router,
    health.router,
)


def create_app(house: House) -> FastAPI:
    """The web application of a house. Nothing runs before its lifespan begins."""
    app = FastAPI(
        title="Makegood",
        version=VERSION,
        lifespan=_lifespan,
        openapi_url="/v1/openapi.json",
        docs_url=None,  # its page would load scripts from elsewhere
        redoc_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    move_in(app, house)
    for kind in _KINDS:
        # Straight in: an included router would build every route a second time, and match twice.
        app.router.routes.extend(kind().routes)
    app.include_router(pages.router(house))
    problems.install(app)
    app.add_exception_handler(HTTPException, answering.unrouted)
    app.add_middleware(FrontDoor, settings=house.settings)
    made: dict[str, Any] = {}

    def openapi() -> dict[str, Any]:
        if not made:
            made.update(document(app))
        return made

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way
    return app


def move_in(app: FastAPI, house: House) -> None:
    """Have the application serve this house, and forget what it knew of another."""
    app.state.house = house
    app.state.attempts = Attempts(house.desk.law.clock)
    app.state.told_strangers = health.ToldStrangers()


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    house: House = app.state.house
    running = house.running()
    await run_in_threadpool(running.__enter__)
    try:
        yield
    finally:
        await run_in_threadpool(running.__exit__, None, None, None)

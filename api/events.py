"""Server-sent events: how a draft comes along, step by step, until it is there."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator

from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from api import reading
from api.house import House
from api.shown.drafts import links_of
from desk.draft import Draft, DraftState
from desk.ids import DraftId
from desk.records import Progress

_POLL = 0.2  # seconds between two looks
_HEARTBEAT = 15.0  # seconds of silence after which proxies close a connection
_LONGEST = 600.0  # seconds; a watcher that wants more connects again


def stream(house: House, draft: DraftId, after: int) -> StreamingResponse:
    """The steps of a draft after number `after`, then one `end` event."""
    return StreamingResponse(
        _events(house, draft, after),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _events(house: House, draft_id: DraftId, after: int) -> AsyncIterator[str]:
    began = spoke = time.monotonic()
    while time.monotonic() - began < _LONGEST and not house.leaving.is_set():
        draft, steps = await run_in_threadpool(reading.progress, house, draft_id, after)
        for step in steps:
            after = step.number
            yield _step(step)
        now = time.monotonic()
        if steps:
            spoke = now
        if draft.state is not DraftState.REQUESTED:
            yield _end(draft, after)
            return
        if now - spoke > _HEARTBEAT:
            spoke = now
            yield ": still there\n\n"
        await asyncio.sleep(_POLL)


def _step(step: Progress) -> str:
    data = {
        "stage": step.stage,
        "says": step.says,
        "partial": step.partial,
        "at": step.at.isoformat(),
    }
    return f"id: {step.number}\nevent: progress\ndata: {json.dumps(data)}\n\n"


def _end(draft: Draft, number: int) -> str:
    data = {
        "state": draft.state.value,
        "kind": draft.kind.value,
        "problem": draft.problem,
        "links": links_of(draft.id),
    }
    return f"id: {number}\nevent: end\ndata: {json.dumps(data)}\n\n"

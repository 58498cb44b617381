"""The pen: runs the asynchronous pipeline for callers that wait in threads.

One event loop in one thread, because a model's client belongs to the loop that made it.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any

from api.house import Say
from desk import casefile
from desk.draft import Outcome
from desk.law import Law
from desk.requests import Work
from drafting.pipeline import Drafter
from drafting.request import DraftRequest
from drafting.second_reading import Found

_PARTIAL_EVERY = 0.25  # seconds between two looks at a text that a model streams


class Pen:
    """Writes drafts. Any number of threads may call `write` at the same time."""

    def __init__(
        self,
        drafter: Drafter,
        law: Law,
        close: Callable[[], Coroutine[Any, Any, None]],
        examples: Callable[[tuple[str, ...]], tuple[str, ...]] = lambda _clauses: (),
    ) -> None:
        """`close` gives back what the drafter's model holds; it runs on the pen's own loop.

        `examples` are approved replies for the same clauses, without whose they were.
        """
        self._examples = examples
        self._drafter = drafter
        self._law = law
        self._close = close
        self._loop = asyncio.new_event_loop()
        self._writing: set[Future[Outcome]] = set()
        self._reading: set[Future[tuple[Found, ...]]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, name="pen", daemon=True)
        self._thread.start()

    def write(self, work: Work, say: Say) -> Outcome:
        """The pipeline's outcome for one case; `say` is told each step.

        Raises CancelledError where `give_up` was called meanwhile.
        """
        written = self._written(self._request(work), say)
        future = asyncio.run_coroutine_threadsafe(written, self._loop)
        self._writing.add(future)
        try:
            return future.result()
        finally:
            self._writing.discard(future)

    def read(self, sentences: tuple[str, ...]) -> tuple[Found, ...]:
        """What each of these sentences commits to, as a model reads it. Raises ModelFailed, and
        CancelledError where `give_up` was called meanwhile.
        """
        future = asyncio.run_coroutine_threadsafe(self._drafter.read(sentences), self._loop)
        self._reading.add(future)
        try:
            return future.result()
        finally:
            self._reading.discard(future)

    def give_up(self) -> None:
        """Whatever is being written is left unfinished: a stop does not wait for a model."""
        for future in tuple(self._writing):
            future.cancel()
        for reading in tuple(self._reading):
            reading.cancel()

    def close(self) -> None:
        """Stop the loop and give everything back."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)
        self._loop.close()

    async def _written(self, request: DraftRequest, say: Say) -> Outcome:
        outcome: Outcome | None = None
        shown = 0.0
        async for step in self._drafter.draft(request):
            outcome = step.outcome or outcome
            now = time.monotonic()
            if step.partial and now - shown < _PARTIAL_EVERY:
                continue
            shown = now
            await asyncio.to_thread(say, step.stage, step.says, step.partial)
        if outcome is None:
            raise RuntimeError("the pipeline ended without an outcome")
        return outcome

    def _request(self, work: Work) -> DraftRequest:
        destination = work.draft.destination(work.conversation)
        channel = self._law.channel(destination.channel)
        return DraftRequest(
            draft=work.draft.id,
            conversation=work.conversation,
            messages=work.messages,
            facts=casefile.facts_of(work.conversation, work.messages),
            stance=work.draft.stance,
            instruction=work.draft.instruction,
            limits=channel.limits_for(destination),
            length=lambda text: channel.count(text, destination),
            normalise=channel.normalise,
            recent_replies=work.recent,
            promises=work.promises,
            side=work.draft.side,
            plain=work.plain,
            examples=self._examples,
        )

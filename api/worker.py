"""The worker: writes drafts, posts what was approved, looks up what is unknown, fetches mail.

It knows the desk and nothing of the web, so that it starts fast and can run in its own process.
Every step is a method that does one thing and says whether there was anything to do; the threads
only repeat them. Whatever goes wrong in a step is logged with ids and tried again later: the rows
are the queue, and nothing is held in memory.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from api.house import Read, Say
from desk.draft import DraftState, Outcome
from desk.errors import DeskError
from desk.ids import DraftId
from desk.lifecycle import Desk
from desk.posting import NotReached, OutcomeUnknown, Refused
from desk.records import Progress
from desk.requests import Work
from desk.second_reading import unread
from prompts.answers import ModelFailed

log = logging.getLogger("makegood.worker")

Write = Callable[[Work, Say], Outcome]

_AT_ONCE = 4  # postings that are claimed together and sent side by side
_BEAT = 5.0  # seconds between two signs of life; a lease lasts for several
_LONGEST = 600.0  # seconds after which a draft that is still being written is left to others
_TEND = 5.0  # seconds between two looks for approvals that ran out, and for promises that are due


class Worker:
    """One worker. `inboxes` are (channel, account) pairs to fetch from; `look_up` adds to a case
    what the company's own system knows of it; `read` is the model that reads what people write;
    `remind` tells colleagues what is due.

    `drafters` is how many drafts are written at a time; `poll` and `fetch` are seconds between two
    looks at the queue and at the inboxes; `wake` shortens the wait.
    """

    def __init__(
        self,
        desk: Desk,
        write: Write,
        *,
        owner: str,
        inboxes: tuple[tuple[str, str], ...] = (),
        look_up: Callable[[Work, Say], Work] = lambda work, _say: work,
        read: Read | None = None,
        remind: Callable[[], bool] = lambda: False,
        drafters: int = 2,
        poll: float = 0.5,
        fetch: float = 20.0,
    ) -> None:
        """Starts nothing; enter it to run it."""
        self._desk = desk
        self._write = write
        self._owner = owner
        self._inboxes = inboxes
        self._look_up = look_up
        self._read = read
        self._poll = poll
        self._stopping = threading.Event()
        self._writing: dict[DraftId, float] = {}
        self._tended = 0.0
        self._posters = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="makegood-post")
        self._woken = [threading.Event() for _ in range(drafters + 1)]
        steps: list[tuple[Callable[[], bool], threading.Event, float]] = [
            (self.write_one, self._woken[n], poll) for n in range(drafters)
        ]
        steps.append((self.post_one, self._woken[-1], poll))
        if read is not None:
            self._woken.append(threading.Event())
            steps.append((self.read_one, self._woken[-1], poll))
        steps.append((self.beat, threading.Event(), _BEAT))
        # A mail server that is slow must not keep replies waiting.
        steps.append((remind, threading.Event(), _TEND))
        if inboxes:
            steps.append((self.fetch, threading.Event(), fetch))
        self._waiting = [woken for _, woken, _ in steps]
        self._threads = [
            threading.Thread(target=self._repeat, args=step, name=f"makegood-{n}", daemon=True)
            for n, step in enumerate(steps)
        ]

    def __enter__(self) -> Self:
        """Start."""
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop after the step that each thread is in; what is cut off is healed by its lease."""
        self.rest()
        for thread in self._threads:
            thread.join(timeout=10)
        self._posters.shutdown(wait=False)

    def rest(self) -> None:
        """Take on nothing more."""
        self._stopping.set()
        for event in self._waiting:
            event.set()

    def wake(self) -> None:
        """There is something to do now."""
        for event in self._woken:
            event.set()

    # ---- the steps

    def write_one(self) -> bool:
        """Write the next requested draft."""
        work = self._desk.claim_draft(self._owner)
        if work is None:
            return False
        number = self._steps_before(work)
        self._writing[work.draft.id] = time.monotonic()

        def say(stage: str, says: str, partial: str = "") -> None:
            nonlocal number
            number += 1
            at = self._desk.law.clock()
            try:
                self._desk.report(Progress(work.draft.id, number, at, stage, says, partial))
            except DeskError as error:  # it is for those who watch; the draft goes on without
                log.warning("a step of draft %s was not kept: %s", work.draft.id, error)

        try:
            outcome = self._write(self._look_up(work, say), say)
            draft = self._desk.propose(work.draft.id, self._owner, outcome)
        except CancelledError:
            log.info("draft %s given back: stopping", work.draft.id)
            self._desk.give_back(work.draft.id, self._owner)
        except Exception as error:
            log.exception("draft %s could not be written", work.draft.id)
            problem = f"Writing it failed: {type(error).__name__}. Ask for a new draft."
            self._desk.fail(work.draft.id, self._owner, problem)
        else:
            if draft.state is DraftState.IN_REVIEW:
                log.info("draft %s in review", draft.id)
        finally:
            self._writing.pop(work.draft.id, None)
        return True

    def read_one(self) -> bool:
        """Have the model read what a person wrote."""
        reading = self._desk.rereading.claim() if self._read is not None else None
        if reading is None or self._read is None:
            return False
        texts = tuple(reading.sentences[number].text for number in unread(reading.sentences))
        try:
            self._desk.rereading.keep(reading, self._read(texts))
        except CancelledError:
            log.info("reading of %s given back: stopping", reading.revision)
        except ModelFailed as failed:
            log.warning("revision %s was not read: %s", reading.revision, failed.words)
            self._desk.rereading.failed(reading, failed.words, again=failed.passing)
        return True

    def beat(self) -> bool:
        """Say that this worker lives, so that nobody else takes what it is writing."""
        since = time.monotonic() - _LONGEST
        mine = frozenset(name for name, began in tuple(self._writing.items()) if began > since)
        if mine:
            self._desk.still_writing(self._owner, mine)
        return False

    def post_one(self) -> bool:
        """Post the approved replies that are due, or look for one whose outcome is unknown."""
        self._desk.lapse()
        if time.monotonic() - self._tended > _TEND:
            self._tended = time.monotonic()
            self._desk.expire()
        claims = self._desk.claim_postings(self._owner, _AT_ONCE)
        for posting in self._posters.map(self._desk.send, claims) if claims else ():
            log.info("posting %s attempt %d: %s", posting.id, posting.attempt, posting.state)
        if claims:
            return True
        found = self._desk.look_up()
        if found is not None:
            log.info("posting %s looked up: %s", found.id, found.state)
        return found is not None

    def fetch(self) -> bool:
        """Fetch what came in on every inbox. One that fails does not stop the others."""
        got = 0
        for channel, account in self._inboxes:
            try:
                got += self._desk.receive(channel, account)
            except (NotReached, OutcomeUnknown, Refused, OSError, DeskError) as error:
                log.warning("inbox %s could not be read: %s", channel, type(error).__name__)
        if got:
            log.info("%d messages came in", got)
            self.wake()
        return False

    def _steps_before(self, work: Work) -> int:
        """The number of the last step that an attempt before this one told, which stays told."""
        if work.draft.attempts < 2:  # noqa: PLR2004 this attempt is the first
            return 0
        _, steps = self._desk.progress(work.draft.id, 0)
        return max((step.number for step in steps), default=0)

    def _repeat(self, step: Callable[[], bool], woken: threading.Event, pause: float) -> None:
        wait = pause
        while not self._stopping.is_set():
            try:
                wait = 0.0 if step() else pause
            except Exception:  # the thread must outlive whatever a step runs into
                log.exception("a step failed; trying again")
                wait = min(max(wait, pause) * 2, 30.0)
            if wait:
                woken.wait(wait)
                woken.clear()

"""A worker, or an approver's server, as a process that stands still at one moment to be killed.

It runs the product's own desk, worker, webhook channel and records; what is watched are the two
interfaces that the desk is given, its records and its channel. Nothing of the web is imported, and
processes are forked from one that has imported everything, so that one costs a tenth of a second.
"""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from sqlalchemy import Engine, event

from api.worker import Worker
from channels.webhook import WebhookChannel
from desk.approval import ApprovedReply
from desk.conversation import Destination
from desk.draft import Outcome
from desk.errors import DeskError
from desk.ids import DraftId, PersonId, PostingId, WorkspaceId
from desk.law import Law, Terms
from desk.lifecycle import Desk
from desk.limits import Limits
from desk.posting import Channel, Posting, Receipt, Received
from desk.records import Records, Transaction
from desk.requests import Work
from desk.sending import Claim, Result
from policies.book import Book
from policies.company import Company, Voice
from store.engine import open_engine
from store.records import SqlRecords
from tests.services.a_desk import HERE, KEY, RULES, clause, three_line_check
from tests.services.forked import context
from tests.services.shared_clock import SharedClock


class Moment(StrEnum):
    """Where a process can be made to stand still. The receiver holds it at K5, K6 and K9."""

    K1 = "before the approval commits"
    K2 = "after the approval committed, unanswered"
    K3 = "guards read, before the claim commits"
    K4 = "intent committed, before the socket is opened"
    K5 = "half the request read over there"
    K6 = "dealt with over there, reply unread"
    K7 = "reply read, before it is committed"
    K8 = "outcome committed, before anybody is told"
    K9 = "during a look-up"
    K10 = "look-up done, before it is committed"
    K11 = "during start-up recovery"


@dataclass(frozen=True)
class Orders:
    """What a process is told. `approve` is (draft, digest of the sheet, person)."""

    database: str
    url: str
    clock: str
    stop_at: Moment | None = None
    approve: tuple[str, str, str] | None = None
    variant: str = ""


@dataclass
class Still:
    """Says that the moment has come, and waits to be killed, or to be told to go on."""

    pipe: Connection
    stop_at: Moment | None
    step: str = ""

    def reach(self, moment: Moment) -> None:
        if moment is self.stop_at:
            self.stop_at = None
            self.pipe.send(("reached", moment))
            self.pipe.recv()


_BEFORE = {
    "approve": Moment.K1,
    "claim": Moment.K3,
    "record": Moment.K7,
    "look_up": Moment.K10,
    "lapse": Moment.K11,
}
_AFTER = {"approve": Moment.K2, "record": Moment.K8}


class WatchedRecords:
    """`Records` that stand still before and after a commit that changes something."""

    def __init__(self, engine: Engine, still: Still) -> None:
        self._inner = SqlRecords(engine, KEY)
        self._still = still
        self._wrote = False
        event.listen(engine, "commit", self._committing)  # the audit is written by now

    @contextmanager
    def begin(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        with self._inner.begin(workspace) as tx:
            yield tx
            self._wrote = bool(tx.pending)
        if self._wrote and self._still.step in _AFTER:
            self._wrote = False
            self._still.reach(_AFTER[self._still.step])
        self._wrote = False

    def _committing(self, _connection: object) -> None:
        if self._wrote and self._still.step in _BEFORE:
            self._still.reach(_BEFORE[self._still.step])


class WatchedChannel:
    """The webhook channel, standing still before it opens its socket."""

    in_hands = False

    def __init__(self, url: str, now: Callable[[], datetime], still: Still) -> None:
        self._inner = WebhookChannel(
            f"{url}/reply", "secret", now=now, look_up_url=f"{url}/posts", name="counting"
        )
        self._still = still
        self.name = self._inner.name
        self.looks_up = self._inner.looks_up
        self.quarantine = self._inner.quarantine
        self.send_deadline = self._inner.send_deadline

    def normalise(self, text: str) -> str:
        return self._inner.normalise(text)

    def limits_for(self, destination: Destination) -> Limits:
        return self._inner.limits_for(destination)

    def count(self, text: str, destination: Destination) -> int:
        return self._inner.count(text, destination)

    def receive(self, cursor: str) -> Received:
        return self._inner.receive(cursor)

    def post(self, reply: ApprovedReply) -> Receipt:
        self._still.reach(Moment.K4)
        return self._inner.post(reply)

    def find(self, posting: Posting) -> Receipt | None:
        return self._inner.find(posting)

    def ping(self) -> str:
        return self._inner.ping()


class WatchedDesk(Desk):
    """The desk, saying which of its steps it is in."""

    def __init__(self, still: Still, records: Records, law: Law) -> None:
        super().__init__(HERE, records, law)
        self.still = still
        self.kept = records

    def lapse(self) -> int:
        self.still.step = "lapse"
        return super().lapse()

    def claim_postings(self, owner: str, most: int) -> tuple[Claim, ...]:
        self.still.step = "claim"
        return super().claim_postings(owner, most)

    def record(self, posting: Posting, result: Result) -> Posting:
        self.still.step = "record"
        return super().record(posting, result)

    def look_up(self, posting_id: PostingId | None = None) -> Posting | None:
        self.still.step = "look_up"
        return super().look_up(posting_id)


def law_over(channel: Channel, clock: SharedClock) -> Law:
    """What `a_desk.Bench` decides by, with this channel."""
    book, company = Book.of([clause()]), Company(voice=Voice(company="Shop"), authority=RULES)
    channels: Mapping[str, Channel] = {channel.name: channel}
    terms = Terms(undo=timedelta(0))
    law = Law(lambda: book, lambda: company, three_line_check, channels, clock, terms)
    return replace(law, steady=clock.steady)


@dataclass
class Process:
    """The test's side of a process."""

    child: BaseProcess
    pipe: Connection
    stopped: bool = field(default=False)

    @property
    def pid(self) -> int:
        assert self.child.pid is not None
        return self.child.pid

    def kill(self) -> None:
        self.child.kill()
        self.child.join(10)
        self.pipe.close()

    def stop(self) -> None:
        os.kill(self.pid, signal.SIGSTOP)
        self.stopped = True

    def go_on(self) -> None:
        """SIGCONT, and on from the moment where it stood still."""
        os.kill(self.pid, signal.SIGCONT)
        self.stopped = False

    def say(self, word: str) -> None:
        with suppress(OSError):
            self.pipe.send(word)


def started(orders: Orders, run: Callable[[Orders, Connection], None]) -> Process:
    forking = context()
    ours, theirs = forking.Pipe()
    child = forking.Process(target=run, args=(orders, theirs), daemon=True)
    child.start()
    theirs.close()
    return Process(child, ours)


def run_worker(orders: Orders, pipe: Connection) -> None:
    """Do all that there is to do, say "idle", and again whenever that is wanted."""
    from tests.services.broken_desks import BROKEN  # noqa: PLC0415 it builds on this file

    logging.disable(logging.CRITICAL)
    clock = SharedClock(Path(orders.clock))
    still = Still(pipe, orders.stop_at)
    engine = open_engine(orders.database)
    law = law_over(WatchedChannel(orders.url, clock, still), clock)
    kind = BROKEN.get(orders.variant, WatchedDesk)
    desk = kind(still, WatchedRecords(engine, still), law)
    if orders.approve:
        still.step = "approve"
        draft, digest, person = orders.approve
        with desk.kept.begin(HERE) as tx:
            by = tx.people.get(PersonId(person))
        try:
            approval, _ = desk.approve(DraftId(draft), digest, by)
            pipe.send(("approved", approval.id))
        except DeskError as refused:
            pipe.send(("refused", type(refused).__name__))
        return
    worker = Worker(desk, _no_writing, owner=f"w-{os.getpid()}", drafters=0)
    while True:
        for _ in range(20):
            try:
                if not worker.post_one():
                    break
            except DeskError as failed:
                pipe.send(("failed", f"{type(failed).__name__}: {failed}"))
                break
        pipe.send(("idle", ""))
        if pipe.recv() == "end":
            engine.dispose()
            return


def _no_writing(work: Work, say: object) -> Outcome:
    raise NotImplementedError(f"nothing is drafted here: {work}, {say}")

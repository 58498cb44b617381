"""One schedule, played: a reply is approved and posted by processes that are killed or stopped,
others recover, and at the end the outside world is compared with the record.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from desk.approval import ApprovalState
from desk.audit import first_bad
from desk.draft import text_digest
from desk.ids import ApprovalId, PostingId
from desk.posting import Posting, PostingState
from store.audit_log import AuditLog
from store.engine import open_engine
from tests.faults.kills.schedules import How, Meanwhile, Schedule, Stroke
from tests.services.a_desk import HERE, KEY, Bench
from tests.services.a_worker import Moment, Orders, Process, run_worker, started
from tests.services.counting_receiver import Hold, Manner, Receiver
from tests.services.shared_clock import SharedClock

_HELD = {Moment.K5: Hold.HALF, Moment.K6: Hold.ACCEPTED, Moment.K9: Hold.ASKED}
_NEVER_POSTED = {PostingState.VOID, PostingState.REFUSED, PostingState.CLOSED}
_RESTING = {*_NEVER_POSTED, PostingState.POSTED, PostingState.NEEDS_HUMAN}
_PATIENCE = 40  # seconds of real time that one answer of a process may take
_LEASE, _QUARANTINE = 61, 301  # seconds, and one more
_A_DAY, _AN_HOUR = 86_400, 3_600
_LAPS = 40  # how often the worker is asked again before an approval counts as stuck


@dataclass
class Verdict:
    """What was wrong, by the name of the promise; nothing where it held."""

    wrong: Counter[str] = field(default_factory=Counter)
    hit: int = 0  # strokes that found their moment
    said: list[str] = field(default_factory=list)

    def blame(self, promise: str, why: str) -> None:
        self.wrong[promise] += 1
        self.said.append(f"{promise}: {why}")


class World:
    """One schedule on one database, with a room of its own at the receiver."""

    program = staticmethod(run_worker)

    def __init__(self, schedule: Schedule, database: str, receiver: Receiver, folder: Path) -> None:
        self.schedule = schedule
        self.receiver = receiver
        self.room = folder.name
        self.verdict = Verdict()
        self._processes: list[Process] = []
        self._paused: Process | None = None
        self._since = 0  # laps since the paused process was stopped
        self._engine = open_engine(database)
        self._bench = Bench(self._engine)
        self._clock_file = folder / "clock"
        self._clock = SharedClock(self._clock_file)
        self._clock.set(self._bench.clock())
        self._database = database
        self._turned = False

    def play(self) -> Verdict:
        """Approve, post, be hit, recover; then judge."""
        self.receiver.open(self.room, (self._manner(),))
        with self._gone_at_last():
            self._bench.message()
            draft = self._bench.written("We refund 5.")
            sheet = self._bench.desk.sheet(draft.id)
            self._shown = (sheet.revision.digest, sheet.snapshot.destination.thread)
            self._approve(draft.id, sheet.digest)
            strokes = [s for s in (self.schedule.first, self.schedule.second) if s]
            for stroke in strokes:
                if stroke.moment not in {Moment.K1, Moment.K2}:
                    self._work(stroke)
                    self._world_turns()
            self._work(None)
            if self._paused:
                self._release()
                self._work(None)
            self._judge()
        return self.verdict

    # ---- what happens

    def _manner(self) -> Manner:
        """Moments of recovery come only where something is unknown."""
        recovery = {Moment.K9, Moment.K10, Moment.K11}
        told = self.schedule.manner in {Manner.GOOD, Manner.DUPLICATE, Manner.REFUSE, Manner.BUSY}
        return (
            Manner.MUTE if self.schedule.first.moment in recovery and told else self.schedule.manner
        )

    def _approve(self, draft: str, digest: str) -> None:
        """As an approver's server does, and again, as a person does who got no answer."""
        first = self.schedule.first
        orders = (draft, digest, self._bench.ada.id)
        process = self._start(first if first.moment in {Moment.K1, Moment.K2} else None, orders)
        kind, _ = self._hear(process)
        if kind == "reached":
            self.verdict.hit += 1
            process.kill()
            again = self._start(None, orders)
            kind, said = self._hear(again)
            if (kind, said) not in {("approved", said), ("refused", "WrongState")}:
                self.verdict.blame("lost", f"approving again was answered {kind} {said}")

    def _work(self, stroke: Stroke | None) -> None:
        """A worker starts and works until the stroke falls or everything rests."""
        self._before(stroke)
        process = self._start(stroke)
        for _ in range(_LAPS):
            kind, _said = self._hear(process)
            if kind == "reached":
                assert stroke is not None
                self._strike(process, stroke)
                return
            if kind == "failed":
                continue
            if self._rests():
                break
            self._time_passes()
            process.say("again")
        else:
            self.verdict.blame("lost", f"stuck in {[p.state.value for p in self._postings()]}")
        process.say("end")
        process.child.join(10)

    def _before(self, stroke: Stroke | None) -> None:
        """What must be so that the moment can come: start-up recovery needs a dead sender."""
        if stroke is None or stroke.moment is not Moment.K11:
            return
        if any(p.state is PostingState.QUEUED for p in self._postings()):
            self._work(Stroke(Moment.K4))
            self._clock.move(_LEASE)

    def _strike(self, process: Process, stroke: Stroke) -> None:
        self.verdict.hit += 1
        if stroke.how is How.KILL:
            process.kill()
            if stroke.moment in _HELD:
                # What was in the kernel's hands arrives, or is lost with the connection.
                self.receiver.let_go(self.room, go=self.schedule.manner is not Manner.LOSE)
            return
        process.stop()
        self._paused = process
        self._since = 0

    def _time_passes(self) -> None:
        """First past every lease, then past every quarantine; what is on its way arrives before."""
        self._since += 1
        self._clock.move(_LEASE)
        if self._since == 1 and self.schedule.first.how is How.STOP_A_LITTLE:
            self._release()
        if self._since % 2 == 0:
            if self._paused and self.schedule.first.moment is Moment.K5:
                # Half a request does not wait for longer than the channel's own time-out.
                self.receiver.let_go(self.room, go=self.schedule.manner is not Manner.LOSE)
            self.receiver.pass_by(self.room)
            self._clock.move(_QUARANTINE)
        if self._since == 3 and self.schedule.first.how is How.STOP_LONG:
            self._release()

    def _release(self) -> None:
        """Whoever was stopped goes on, and does what it was about to do."""
        process, self._paused = self._paused, None
        if process is None:
            return
        process.go_on()
        if self.schedule.first.moment is Moment.K5:
            self.receiver.let_go(self.room, go=self.schedule.manner is not Manner.LOSE)
        process.say("go on")
        for _ in range(_LAPS):
            kind, _said = self._hear(process)
            if kind == "idle":
                break
            if kind == "reached":
                self.receiver.let_go(self.room, go=True)
        process.say("end")
        process.child.join(10)

    def _world_turns(self) -> None:
        if self._turned:
            return
        self._turned = True
        match self.schedule.meanwhile:
            case Meanwhile.MESSAGE:
                self._bench.clock.now = self._clock()
                self._bench.message("And another thing.", remote="m2")
            case Meanwhile.REVOKED:
                self._bench.revoke(self._bench.ada.id)
            case Meanwhile.CLOCK_BACK:
                self._clock.jump(-_AN_HOUR)
            case Meanwhile.CLOCK_ON:
                self._clock.jump(_A_DAY - 2 * _AN_HOUR)  # what is on its way stays on its way
            case Meanwhile.NOTHING:
                pass

    # ---- what must be true

    def _judge(self) -> None:
        posts = self.receiver.posts(self.room)
        requests = {(post.key, post.request) for post in posts}
        for key, times in Counter(key for key, _ in requests).items():
            if times > 1:
                self.verdict.blame("double", f"{key} was posted by {times} requests")
        with self._bench.records.begin(HERE) as tx:
            for post in posts:
                approval = tx.approvals.get(ApprovalId(post.approval))
                shown = (approval.snapshot.text_digest, approval.snapshot.destination.thread)
                seen = (text_digest(post.text), post.thread)
                if not shown == seen == self._shown or approval.person != self._bench.ada.id:
                    self.verdict.blame("unapproved", f"{post.key} is not what was approved")
        public = {post.key for post in posts}
        postings = self._postings()
        if not postings:
            self.verdict.blame("lost", "the approval was given and there is no posting")
        for posting in postings:
            self._judge_one(posting, public=posting.key in public)
        if {post.key for post in posts} - {posting.key for posting in postings}:
            self.verdict.blame("false", "something was posted that no record knows")
        log = AuditLog(self._engine)
        bad = first_bad(KEY, log.rows(HERE))
        if bad is not None:
            self.verdict.blame("false", f"the audit does not verify: {bad}")
        told = Counter(row.entry.action for row in log.rows(HERE))
        if told["posting.intent"] < max((p.attempt for p in postings), default=0):
            self.verdict.blame("false", "an attempt is not in the audit")

    def _judge_one(self, posting: Posting, *, public: bool) -> None:
        state = posting.state
        if state not in _RESTING:
            self.verdict.blame("lost", f"{posting.key} is {state.value} for ever")
        if state is PostingState.POSTED and not public:
            self.verdict.blame("false", "recorded posted, and it is not there")
        if state in _NEVER_POSTED and public:
            self.verdict.blame("false", f"recorded {state.value}, and it is there")
        undisturbed = self.schedule.meanwhile is Meanwhile.NOTHING
        if undisturbed and state is PostingState.VOID:
            self.verdict.blame("lost", "void, and nothing had changed")
        with self._bench.records.begin(HERE) as tx:
            approval = tx.approvals.get(posting.approval)
        if (state is PostingState.POSTED) != (approval.state is ApprovalState.SPENT):
            self.verdict.blame("false", f"{state.value} with an approval {approval.state.value}")

    # ---- hands

    def _start(self, stroke: Stroke | None, approve: tuple[str, str, str] | None = None) -> Process:
        moment = stroke.moment if stroke else None
        if moment in _HELD:
            self.receiver.hold(self.room, _HELD[moment])
        orders = Orders(
            self._database,
            f"{self.receiver.url}/{self.room}",
            str(self._clock_file),
            moment,
            approve,
            self.schedule.variant,
        )
        process = started(orders, self.program)
        self._processes.append(process)
        return process

    def _hear(self, process: Process) -> tuple[str, Any]:
        """What the process says next, or that the receiver holds its request still."""
        while True:
            ready = wait([process.pipe, self.receiver.events], _PATIENCE)
            assert ready, f"{self.schedule}: no word for {_PATIENCE} s"
            if self.receiver.events in ready:
                room, hold = self.receiver.events.recv()
                if room == self.room:
                    return "reached", hold
                continue
            try:
                kind, said = process.pipe.recv()
            except EOFError:
                return "idle", "it is gone"
            return kind, said

    def _rests(self) -> bool:
        return all(posting.state in _RESTING for posting in self._postings())

    def _postings(self) -> list[Posting]:
        with self._engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT id FROM postings").fetchall()
        return [self._bench.desk.posting(PostingId(row[0])) for row in rows]

    @contextlib.contextmanager
    def _gone_at_last(self) -> Iterator[None]:
        try:
            yield
        finally:
            for process in self._processes:
                if process.child.is_alive():
                    process.kill()
            self.receiver.close(self.room)
            self._engine.dispose()

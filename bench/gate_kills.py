"""The same kill schedules against Makegood's worker and against a plain LangGraph graph.

python -m bench.gate_kills           # 120 schedules each, on SQLite
python -m bench.gate_kills 600

The graph is what its documentation shows: a node that asks a person (`interrupt`), a node that
posts over HTTP, checkpoints in SQLite written before each step (durability "sync"). After a crash
it is resumed from its last checkpoint. It has no look-up, so the moments of a claim and of a
look-up (K3, K9 to K11) do not exist in it; only schedules of the others are played, by both.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypedDict

import httpx
from langgraph.checkpoint.sqlite import SqliteSaver
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command, interrupt

from store.engine import open_engine
from store.migrate import migrate
from tests.faults.kills.schedules import Meanwhile, Schedule, schedules
from tests.faults.kills.world import Verdict, World
from tests.services.a_worker import Moment, Orders, Still
from tests.services.bounds import at_most
from tests.services.counting_receiver import Manner, Receiver, counting_receiver
from tests.services.forked import context

_BOTH_HAVE = {Moment.K1, Moment.K2, Moment.K4, Moment.K5, Moment.K6, Moment.K7, Moment.K8}
_TEXT = "We refund 5."


class State(TypedDict, total=False):
    text: str
    approved: bool
    posted: str


def main() -> None:
    logging.disable(logging.CRITICAL)
    context("langgraph.graph", "langgraph.checkpoint.sqlite", "httpx")
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 120
    chosen = list(islice(filter(_both, schedules(20_000, ("sqlite",))), number))
    totals: dict[str, Counter[str]] = {"Makegood": Counter(), "LangGraph": Counter()}
    with tempfile.TemporaryDirectory(prefix="makegood-") as scratch, counting_receiver() as outside:
        empty = Path(scratch, "empty.db")
        engine = open_engine(f"sqlite:///{empty}")
        migrate(engine)
        engine.dispose()
        for at, schedule in enumerate(chosen):
            for name, total in totals.items():
                folder = Path(scratch, f"{name}-{at}")
                folder.mkdir()
                total.update(_played(name, schedule, folder, empty, outside))
    print(f"{len(chosen)} schedules each, kill -9 and SIGSTOP, a channel that misbehaves")
    print(f"{'':12}{'moments hit':>12}{'double':>8}{'lost':>6}{'unapproved':>12}{'false':>7}")
    for name, total in totals.items():
        counts = [total[word] for word in ("hit", "double", "lost", "unapproved", "false")]
        print(f"{name:12}{counts[0]:12}{counts[1]:8}{counts[2]:6}{counts[3]:12}{counts[4]:7}")
    none = at_most(totals["Makegood"]["schedules that failed"], len(chosen))
    print(f"Makegood: at most {none:.2%} of such schedules fail, with 95% confidence")


def _both(schedule: Schedule) -> bool:
    strokes = [stroke for stroke in (schedule.first, schedule.second) if stroke]
    # A definite refusal is a matter of the graph's own code, and not compared.
    alike = schedule.manner is not Manner.REFUSE and schedule.meanwhile is Meanwhile.NOTHING
    return alike and all(stroke.moment in _BOTH_HAVE for stroke in strokes)


def _played(
    name: str, schedule: Schedule, folder: Path, empty: Path, outside: Receiver
) -> Counter[str]:
    database = folder / "work.db"
    shutil.copy(empty, database)
    kind = World if name == "Makegood" else GraphWorld
    verdict = kind(schedule, f"sqlite:///{database}", outside, folder).play()
    shutil.rmtree(folder)
    found = Counter({"hit": verdict.hit, **dict.fromkeys(verdict.wrong, 1)})
    found["schedules that failed"] = int(bool(verdict.wrong))
    return found


class GraphWorld(World):
    """The same schedules, with the graph as the worker: whoever approves runs it."""

    def __init__(self, schedule: Schedule, database: str, outside: Receiver, folder: Path) -> None:
        super().__init__(schedule, database, outside, folder)
        self._database = str(folder / "checkpoints.db")
        self._ended = ""

    def play(self) -> Verdict:
        self.receiver.open(self.room, (self._manner(),))
        with self._gone_at_last():
            for stroke in (self.schedule.first, self.schedule.second):
                if stroke is not None:
                    self._work(stroke)
            self._work(None)
            if self._paused:
                self._release()
                self._work(None)
            self.verdict.wrong.clear()  # what counts is how it is in the end
            self._judge()
        return self.verdict

    def _rests(self) -> bool:
        return self._ended == "done"

    def _hear(self, process: Any) -> tuple[str, Any]:
        kind, said = super()._hear(process)
        self._ended = str(said) if kind == "idle" else ""
        return kind, said

    def _judge(self) -> None:
        posts = self.receiver.posts(self.room)
        requests = {post.request for post in posts}
        if len(requests) > 1:
            self.verdict.blame("double", f"{len(requests)} requests were posted")
        if not requests:
            self.verdict.blame("lost", "nothing was posted")
        if any(post.text != _TEXT for post in posts):
            self.verdict.blame("unapproved", "another text was posted")

    @staticmethod
    def program(orders: Orders, pipe: Connection) -> None:
        run_graph(orders, pipe)


def run_graph(orders: Orders, pipe: Connection) -> None:
    """Resume the graph from its last checkpoint until it has ended."""
    logging.disable(logging.CRITICAL)
    still = Still(pipe, orders.stop_at)
    with sqlite3.connect(orders.database, timeout=0.2, check_same_thread=False) as records:
        graph = _graph(orders.url, still, SqliteSaver(records))
        config: Any = {"configurable": {"thread_id": "t1"}}
        while True:
            ended = "pending"
            try:
                if not graph.get_state(config).values:
                    graph.invoke({"text": _TEXT}, config, durability="sync")
                asks = graph.get_state(config).next == ("review",)
                if asks:
                    still.reach(Moment.K1)
                if graph.get_state(config).next:
                    graph.invoke(Command(resume=True) if asks else None, config, durability="sync")
                still.reach(Moment.K8)
                ended = "done"
            except (httpx.HTTPError, sqlite3.OperationalError):
                pass  # it is resumed later, from the checkpoint before the node
            pipe.send(("idle", ended))
            if pipe.recv() == "end":
                return


def _graph(url: str, still: Still, saver: SqliteSaver) -> Any:
    def review(state: State) -> State:
        return {"approved": bool(interrupt(state["text"]))}

    def post(state: State) -> State:
        still.reach(Moment.K2)
        still.reach(Moment.K4)
        body = {"key": "t1", "attempt": 1, "approval": "", "thread": "t1", "text": state["text"]}
        answer = httpx.post(f"{url}/reply", json=body, timeout=30, trust_env=False)
        answer.raise_for_status()
        still.reach(Moment.K7)
        return {"posted": str(answer.json()["id"])}

    graph = StateGraph(State)
    graph.add_node("review", review)
    graph.add_node("post", post)
    graph.add_edge(START, "review")
    graph.add_edge("review", "post")
    graph.add_edge("post", END)
    return graph.compile(checkpointer=saver)


if __name__ == "__main__":
    main()

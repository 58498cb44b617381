"""People and workers at the same instant: whatever order the two databases make of it, one truth.

Each interleaving lets its actors go at one barrier, and a seeded pause before some of their
statements spreads them over each other. 2,000 interleavings, each with the world compared after.
"""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Any

import pytest
from sqlalchemy import Engine, event

from desk.approval import ApprovalState
from desk.audit import first_bad
from desk.draft import Draft, DraftState, text_digest
from desk.errors import DeskError, RecordsFailed
from desk.ids import ApprovalId
from desk.posting import Posting, PostingState
from store.audit_log import AuditLog
from tests.services.a_desk import HERE, KEY, Bench
from tests.services.databases import (  # noqa: F401 - fixtures
    database_url,
    engine,
    migrated_file,
    new_postgres_url,
)
from tests.services.postgres import postgres  # noqa: F401 - a fixture

_NEVER_POSTED = {PostingState.VOID, PostingState.REFUSED, PostingState.CLOSED}
_MAY_COME = {"done", "nothing", "busy", "WrongState", "Conflict", "SheetChanged", "NotPermitted"}
_MAY_COME |= {"TurnAnswered"}
_REFUSALS_OF_A_RACE = "try again"  # what the store says where two wanted the same row


@dataclass
class Case:
    """One conversation with a draft in review, and what was on somebody's screen."""

    bench: Bench
    draft: Draft
    digest: str
    number: int

    def approve(self, who: str = "ada") -> object:
        return self.bench.desk.approve(self.draft.id, self.digest, self.bench.people[who])

    def edit(self, who: str = "ben", text: str = "Hello again.") -> object:
        by = self.bench.people[who]
        return self.bench.desk.revise(self.draft.id, text, self.draft.revision, by)

    def withdraw(self) -> object:
        return self.bench.desk.withdraw(self.draft.id, self.bench.ben)

    def message(self) -> object:
        return self.bench.message("More.", f"t{self.number}", f"more{self.number}")

    def work(self, owner: str = "w1") -> object:
        claim = self.bench.desk.claim_posting(owner)
        return None if claim is None else self.bench.desk.send(claim)

    def revoke(self) -> object:
        self.bench.revoke(self.bench.ada.id)
        return self.bench.ada


Actor = Callable[[Case], object]
# name -> whether it is approved before, and who goes at once
RACES: dict[str, tuple[bool, tuple[Actor, ...]]] = {
    "a double click": (False, (Case.approve, Case.approve)),
    "two people approve": (False, (Case.approve, lambda c: c.approve("ben"))),
    "an edit while approving": (False, (Case.approve, Case.edit)),
    "two edits": (False, (Case.edit, lambda c: c.edit("cleo", "Hello, Kim."))),
    "a message while approving": (False, (Case.approve, Case.message)),
    "a revocation while claiming": (True, (Case.work, Case.revoke)),
    "a message while sending": (True, (Case.work, Case.message)),
    "an edit while sending": (True, (Case.work, Case.edit)),
    "an undo while claiming": (True, (Case.work, Case.withdraw)),
    "two workers": (True, (Case.work, lambda c: c.work("w2"))),
    "everybody": (
        True,
        (Case.work, lambda c: c.work("w2"), Case.message, Case.withdraw, Case.edit, Case.revoke),
    ),
    "approved, edited and worked on at once": (
        False,
        (Case.approve, Case.edit, Case.work, lambda c: c.work("w2")),
    ),
}
# 12 races on 2 databases, 4 parts of 21: 2,016 interleavings.
ROUNDS, PARTS = 21, 4


@pytest.mark.parametrize(("race", "part"), list(product(RACES, range(PARTS))))
def test_whatever_comes_first_there_is_one_truth(
    race: str,
    part: int,
    engine: Engine,  # noqa: F811 - the fixture above
) -> None:
    approved, actors = RACES[race]
    bench, outcomes = Bench(engine), Counter[str]()
    chance = random.Random(f"{race} {part}")  # noqa: S311 the same pauses each time
    with jitter(engine, chance):
        for number in range(ROUNDS):
            case = prepared(bench, number, approved=approved)
            order = list(actors)
            chance.shuffle(order)
            said = at_once([partial(actor, case) for actor in order])
            outcomes.update(said)
            assert set(said) <= _MAY_COME, said
            judge(bench, case, said)
            bench.accounts.set_active(HERE, bench.ada.id, active=True)
    assert first_bad(KEY, AuditLog(engine).rows(HERE)) is None
    assert len(outcomes) > 1 or set(outcomes) == {"done"}


@pytest.mark.parametrize(
    "change",
    [Case.revoke, lambda c: c.bench.accounts.set_roles(HERE, c.bench.ada.id, frozenset())],
    ids=["revoked", "without roles"],
)
def test_who_approved_stays_as_they_are_from_the_guards_to_the_intent(
    change: Actor,
    engine: Engine,  # noqa: F811 - the fixture above
) -> None:
    bench = Bench(engine)
    case = prepared(bench, 0, approved=True)
    came_between: list[bool] = []
    with ThreadPoolExecutor(1) as pool:

        def meanwhile(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if statement.startswith("UPDATE postings") and not came_between:
                late = pool.submit(change, case)
                came_between.append(bool(wait([late], 0.3).done))

        event.listen(engine, "before_cursor_execute", meanwhile)
        assert case.work() is not None
        event.remove(engine, "before_cursor_execute", meanwhile)
    assert came_between == [False]
    judge(bench, case, [])


def prepared(bench: Bench, number: int, *, approved: bool) -> Case:
    """A fresh conversation; whatever an earlier one left in the queue is posted first."""
    while (claim := bench.desk.claim_posting("before")) is not None:
        bench.desk.send(claim)
    there = bench.message(thread=f"t{number}", remote=f"first{number}")
    draft = bench.written("Hello Kim.", cites=False)
    while draft.conversation != there.id:  # an earlier customer wrote again
        draft = bench.written("Hello Kim.", cites=False)
    digest = bench.desk.sheet(draft.id).digest
    case = Case(bench, draft, digest, number)
    if approved:
        case.approve()
    return case


def at_once(jobs: list[Callable[[], object]]) -> list[str]:
    """What each of them came to: done, nothing, or the name of a refusal."""
    start = threading.Barrier(len(jobs))

    def run(job: Callable[[], object]) -> str:
        start.wait(20)
        try:
            return "done" if job() is not None else "nothing"
        except RecordsFailed as failed:
            return "busy" if _REFUSALS_OF_A_RACE in str(failed) else str(failed)
        except DeskError as refused:
            return type(refused).__name__

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def judge(bench: Bench, case: Case, said: list[str]) -> None:
    """I1, I2, I3 and I9 over this case, after what was left to do is done."""
    while (claim := bench.desk.claim_posting("after")) is not None:
        bench.desk.send(claim)
    draft = bench.desk.progress(case.draft.id, 0)[0]
    postings = _postings(bench, case.draft)
    mine = {posting.key for posting in postings}
    posts = [post for post in bench.channel.posts if post.key in mine]
    live = [p for p in postings if p.state is PostingState.POSTED]
    assert len(posts) == len(live) <= 1, (said, [p.state for p in postings])
    for post in posts:
        with bench.records.begin(HERE) as tx:
            approval = tx.approvals.get(ApprovalId(post.approval))
        assert text_digest(post.text) == approval.snapshot.text_digest
        assert approval.sheet_digest == case.digest
        assert approval.state is ApprovalState.SPENT
    assert (draft.state is DraftState.POSTED) == bool(posts), (said, draft.state)
    for posting in postings:
        assert posting.state in {*_NEVER_POSTED, PostingState.POSTED}, (said, posting.state)


def _postings(bench: Bench, draft: Draft) -> list[Posting]:
    with bench.records.begin(HERE) as tx:
        return list(tx.postings.of_draft(draft.id))


@contextmanager
def jitter(engine: Engine, chance: random.Random) -> Iterator[None]:  # noqa: F811 - not the fixture
    """Before one statement in five, a pause of up to two milliseconds."""
    lock = threading.Lock()

    def pause(*_: Any) -> None:
        with lock:
            seconds = chance.random() * 0.002 if chance.random() < 0.2 else 0.0
        if seconds:
            time.sleep(seconds)

    event.listen(engine, "before_cursor_execute", pause)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", pause)

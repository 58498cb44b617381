"""How soon a changed clause takes back what rests on it, at 10,000 clauses and open drafts.

    .venv/bin/python bench/stale.py [--drafts 10000] [--clauses 10000] [--approved 20] [--all]

Makes a SQLite file of open drafts that cite two clauses each, of which `--approved` are queued and
cite one more that will change; with `--all` every draft cites that one. Then the book changes, and
the clock runs until every queued posting is void and its draft is in review, and on until the last
draft was dealt with. Meanwhile customers write: what their messages wait for is told too.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desk.conversation import MessageKind, Triage
from desk.draft import Attribution, Citation, DraftState, Part, Proposal, Sentence
from desk.ids import DraftId
from desk.posting import PostingState
from policies.book import Book
from policies.clause import Clause
from store.engine import open_engine
from store.migrate import migrate
from tests.services.a_desk import HERE, Bench, clause
from tests.services.open_drafts import add_open_draft

_TOGETHER = 500  # drafts that are written in one transaction
_PAUSE = 0.02  # seconds between two looks, and between two messages


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--drafts", type=int, default=10_000)
    asked.add_argument("--clauses", type=int, default=10_000)
    asked.add_argument("--approved", type=int, default=20)
    asked.add_argument("--all", action="store_true", help="every draft cites what changes")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="makegood-bench-") as folder:
        run(Path(folder), wanted.drafts, wanted.clauses, wanted.approved, everybody=wanted.all)


def run(folder: Path, drafts: int, clauses: int, approved: int, *, everybody: bool) -> None:
    engine = open_engine(f"sqlite:///{folder / 'makegood.db'}")
    migrate(engine)
    bench = Bench(engine)
    others = [clause(f"c{n}", f"Rule number {n} of the house.") for n in range(clauses - 1)]
    bench.book = Book.of([clause(), *others])
    began = time.perf_counter()
    falls = bench.cites()
    queued = [approved_one(bench, n, (*two_of(others, n), *falls)) for n in range(approved)]
    for at in range(approved, drafts, _TOGETHER):
        with bench.records.begin(HERE) as tx:
            for n in range(at, min(drafts, at + _TOGETHER)):
                cites = (*two_of(others, n), *(falls if everybody else ()))
                add_open_draft(tx, HERE, str(n), bench.clock(), cites=cites)
    print(f"{drafts} open drafts, {clauses} clauses, made in {time.perf_counter() - began:.1f} s")
    changed = clause(text="We refund half the shipping fee.", version="v2")
    bench.book = Book.of([changed, *others])
    waits: list[float] = []
    with customers_writing(bench, waits), waiting_for_void(bench, queued) as void:
        began = time.perf_counter()
        touched = bench.desk.policy_changed(between=lambda: time.sleep(_PAUSE))
        took = time.perf_counter() - began
    print(f"all {approved} void and back in review after {void[0] - began:.3f} s")
    print(f"touched {len(touched)}; the last one after {took:.3f} s")
    if waits:
        waits.sort()
        middle, late = waits[len(waits) // 2], waits[int(0.95 * len(waits))]
        print(
            f"{len(waits)} customers wrote meanwhile and waited p50 {1e3 * middle:.0f} ms, "
            f"p95 {1e3 * late:.0f} ms, at most {1e3 * waits[-1]:.0f} ms"
        )
    began = time.perf_counter()
    again = bench.desk.policy_changed()
    print(f"the same look again touches {len(again)}: {time.perf_counter() - began:.3f} s")


def two_of(others: list[Clause], n: int) -> tuple[Citation, ...]:
    two = (others[n % len(others)], others[(7 * n + 1) % len(others)])
    return tuple(dict.fromkeys(Citation(c.id, c.version) for c in two))


def approved_one(bench: Bench, n: int, cites: tuple[Citation, ...]) -> DraftId:
    """A draft that a person edited, another approved, and that is queued."""
    bench.message(f"It came late, case {n}.", thread=f"a{n}", remote=f"a{n}")
    work = bench.desk.claim_draft("w1")
    assert work is not None
    sentence = Sentence("Hello Kim.", Part.RESOLUTION, cites)
    outcome = Proposal((sentence,), Attribution("composer"), Triage(MessageKind.COMPLAINT))
    draft = bench.desk.propose(work.draft.id, "w1", outcome)
    bench.desk.revise(draft.id, "Dear Kim.", draft.revision, bench.ada)
    bench.approved(draft)
    return draft.id


@contextmanager
def waiting_for_void(bench: Bench, queued: list[DraftId]) -> Iterator[list[float]]:
    """When the last of these was void and in review again, as somebody else sees it."""
    when: list[float] = []

    def look() -> None:
        while not when:
            with bench.records.begin(HERE) as tx:
                back = all(tx.drafts.get(d).state is DraftState.IN_REVIEW for d in queued)
                void = all(tx.postings.of_draft(d)[-1].state is PostingState.VOID for d in queued)
            if back and void:
                when.append(time.perf_counter())
            time.sleep(_PAUSE)

    thread = threading.Thread(target=look)
    thread.start()
    yield when
    thread.join(60)


@contextmanager
def customers_writing(bench: Bench, waits: list[float]) -> Iterator[None]:
    """New customers write, one after the other; how long each waits until it is kept."""
    over = threading.Event()

    def write() -> None:
        number = 0
        while not over.is_set():
            number += 1
            began = time.perf_counter()
            bench.message("Where is it?", thread=f"new{number}", remote=f"new{number}")
            waits.append(time.perf_counter() - began)
            time.sleep(_PAUSE)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(60)


if __name__ == "__main__":
    main()

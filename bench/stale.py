"""How soon a changed clause takes back what rests on it, at 10,000 clauses and open drafts.

    .venv/bin/python bench/stale.py [--drafts 10000] [--clauses 10000] [--citing 20]

Makes a SQLite file of open drafts that cite two clauses each, of which `--citing` are approved and
queued and cite one more that will change. Then the book changes, and the clock runs from the
change until every queued posting is void and its draft is in review.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desk.conversation import Conversation, Direction, Message, MessageKind, Triage
from desk.draft import (
    Attribution,
    Citation,
    Draft,
    DraftKind,
    DraftState,
    Part,
    Proposal,
    Revision,
    Sentence,
    Stance,
    text_digest,
)
from desk.ids import ConversationId, DraftId, MessageId, RevisionId
from desk.posting import PostingState
from desk.records import Transaction
from policies.book import Book
from policies.clause import Clause, ClauseId, ClauseVersion
from store.engine import open_engine
from store.migrate import migrate
from tests.services.a_desk import HERE, Bench, clause


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--drafts", type=int, default=10_000)
    asked.add_argument("--clauses", type=int, default=10_000)
    asked.add_argument("--citing", type=int, default=20)
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="makegood-bench-") as folder:
        run(Path(folder), wanted.drafts, wanted.clauses, wanted.citing)


def cited(others: list[Clause], n: int) -> tuple[Citation, ...]:
    two = (others[n % len(others)], others[(7 * n + 1) % len(others)])
    return tuple(dict.fromkeys(Citation(c.id, c.version) for c in two))


def kept(tx: Transaction, bench: Bench, n: int, cites: tuple[Citation, ...]) -> None:
    """An open draft, written straight into the records: the desk would take minutes for all."""
    now = bench.clock()
    name, message = ConversationId(f"cnv_{n}"), MessageId(f"msg_{n}")
    tx.conversations.add(
        Conversation(
            *(name, HERE, "counting", "shop", f"t{n}", "", "Kim", f"@kim{n}"),
            *(True, 1, message, f"m{n}", now, now),
        )
    )
    came = Direction.INCOMING
    tx.conversations.add_message(Message(message, name, came, "Kim", "Late.", f"m{n}", 1, now, now))
    draft, revision = DraftId(f"drf_{n}"), RevisionId(f"rev_{n}")
    made = Draft(
        *(draft, name, 1, DraftState.IN_REVIEW, DraftKind.REPLY, Stance.BEST, "", None, now, now)
    )
    tx.drafts.add(made)
    text = "Hello Kim."
    sentences = (Sentence(text, Part.RESOLUTION, cites),)
    by = Attribution("composer")
    tx.drafts.add_revision(
        Revision(
            *(revision, draft, 1, text, text_digest(text), sentences, (), (), (), by, None, None),
            now,
        )
    )
    tx.drafts.save(replace(made, revision=revision))


def run(folder: Path, drafts: int, clauses: int, citing: int) -> None:
    engine = open_engine(f"sqlite:///{folder / 'makegood.db'}")
    migrate(engine)
    bench = Bench(engine)
    others = [clause(f"c{n}", f"Rule number {n} of the house.") for n in range(clauses - 1)]
    bench.book = Book.of([clause(), *others])
    began = time.perf_counter()
    queued = []
    for n in range(citing):
        bench.message(f"It came late, case {n}.", thread=f"t{n}", remote=f"m{n}")
        work = bench.desk.claim_draft("w1")
        assert work is not None
        cites = (*cited(others, n), Citation(ClauseId("refunds#late"), ClauseVersion("v1-late")))
        sentence = Sentence("Hello Kim.", Part.RESOLUTION, cites)
        outcome = Proposal((sentence,), Attribution("composer"), Triage(MessageKind.COMPLAINT))
        draft = bench.desk.propose(work.draft.id, "w1", outcome)
        bench.desk.revise(draft.id, "Dear Kim.", draft.revision, bench.ada)
        bench.approved(draft)
        queued.append(draft.id)
    with bench.records.begin(HERE) as tx:
        for n in range(citing, drafts):
            kept(tx, bench, n, cited(others, n))
    print(f"{drafts} open drafts, {clauses} clauses, made in {time.perf_counter() - began:.1f} s")
    changed = clause(text="We refund half the shipping fee.", version="v2")
    bench.book = Book.of([changed, *others])
    began = time.perf_counter()
    touched = bench.desk.policy_changed()
    took = time.perf_counter() - began
    with bench.records.begin(HERE) as tx:
        back = [tx.drafts.get(name).state for name in queued]
        void = [tx.postings.of_draft(name)[-1].state for name in queued]
    assert back == [DraftState.IN_REVIEW] * citing
    assert void == [PostingState.VOID] * citing
    print(f"touched {len(touched)}; all void and back in review after {took:.3f} s")
    began = time.perf_counter()
    assert bench.desk.policy_changed() == touched
    print(f"the same look again, nothing left to void: {time.perf_counter() - began:.3f} s")


if __name__ == "__main__":
    main()

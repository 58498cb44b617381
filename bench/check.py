"""How long the check of one reply takes: p50 and p95 over replies against ten cited clauses.

python -m bench.check            # target: p95 at most 20 ms
"""

from __future__ import annotations

import statistics
import time
from datetime import date
from importlib.resources import as_file, files

from desk.check import Case
from desk.checking import TextCheck
from desk.draft import Citation, Part, Sentence, text_of
from desk.facts import CaseFacts
from desk.limits import Limits
from drafting.commitments import PatternReader
from policies.book import Book
from policies.clause import Clause
from policies.company import Company
from policies.company_reader import read_company
from policies.reader import read_folder

_DAY = date(2026, 7, 1)
_ROUNDS = 20
_CLAUSES = 10
_SAID = "My parcel 4711 is ten days late and the lamp is broken. I paid 84.00 EUR and want it back!"


def main() -> None:
    with as_file(files("policies") / "sample") as folder:
        book, company = read_folder(folder).book, read_company(folder).company
    public = [clause for clause in book if clause.public and clause.holds_on(_DAY)]
    replies = [_reply(public[i : i + _CLAUSES]) for i in range(0, len(public) - _CLAUSES, 4)]
    unread = TextCheck(PatternReader())
    nothing_read = [_once(unread, sentences, book, company) for sentences in replies]
    check = TextCheck(PatternReader())
    check.prepare(book)  # as a server does in the background, after its start and every change
    cold: list[float] = []
    warm: list[float] = []
    for turn in range(_ROUNDS):
        for sentences in replies:
            seconds = _once(check, sentences, book, company)
            (warm if turn else cold).append(seconds)
    sizes = [len(text_of(sentences, paragraphs=False)) for sentences in replies]
    print(f"replies {len(replies)}, {statistics.mean(sizes):.0f} characters on average")
    for name, times in (
        ("no clause read yet", nothing_read),
        ("first time, read ahead", cold),
        ("seen before", warm),
    ):
        cuts = statistics.quantiles(times, n=20)
        print(f"{name}: p50 {1000 * cuts[9]:.2f} ms, p95 {1000 * cuts[18]:.2f} ms")


def _reply(clauses: list[Clause]) -> tuple[Sentence, ...]:
    """A reply that greets, states the first sentence of each clause, and closes."""
    said = [
        Sentence(
            clause.text.split(". ")[0].strip(". ") + ".",
            Part.POLICY,
            (Citation(clause.id, clause.version),),
        )
        for clause in clauses
    ]
    return (
        Sentence("Hi Anna,", Part.GREETING),
        Sentence("We are so sorry that parcel 4711 came ten days late.", Part.APOLOGY),
        *said,
        Sentence("I will look into this for you today.", Part.NEXT_STEP),
        Sentence("Warm regards, your team", Part.CLOSING),
    )


def _once(check: TextCheck, sentences: tuple[Sentence, ...], book: Book, company: Company) -> float:
    text = text_of(sentences, paragraphs=True)
    case = Case(
        facts=CaseFacts(as_of=_DAY, scope={"region": "EU", "channel": "email"}),
        said=(_SAID,),
        names=("Anna",),
        public=True,
        limits=Limits(length=5000),
        length=len,
    )
    start = time.thread_time()  # of this thread alone, so that a busy machine does not count
    check(text, sentences, book, company, case)
    return time.thread_time() - start


if __name__ == "__main__":
    main()

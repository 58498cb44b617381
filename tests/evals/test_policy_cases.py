from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk.check import Case, Checked, Licensed
from desk.commitment import Commitment
from desk.draft import Citation, Finding, Sentence, Severity
from evals.case_files import Expects, read_cases
from evals.policy_cases import CasesReport, run_cases
from policies.book import Book
from policies.clause import CaseScope, ClauseId, ClauseVersion
from policies.company import Company
from policies.found import Found, Hit
from policies.reader import read_folder
from policies.terms import Kind, Money, Period, Unit

POLICY = """\
---
policy: refunds
scope: {region: [EU, UK]}
---
## Late {#late until=2026-06-30}
Fee refunded.
## Late {#late in_force=2026-07-01}
Fee refunded soon.
## Lost {#lost in_force=2027-01-01}
Sent again.
"""
CASES = """\
policy: refunds
questions:
  - ask: "Where is it?"
    clause: [late, lost]
licensed:
  - say: "We refund 4.90 EUR."
    clause: late
    facts: {delay: 7 working days, shipping_fee: 4.90 EUR, photo: yes}
unlicensed:
  - say: "We refund all."
    clause: refunds#late
    facts: {}
    because: only the fee is licensed
"""
TODAY = date(2026, 3, 1)


@dataclass
class ScriptedSearch:
    """Answers every question with the same clauses, and remembers what it was asked."""

    answer: tuple[str, ...]
    asked: list[tuple[str, date, CaseScope]] = field(default_factory=list)

    def search(self, question: str, *, day: date, scope: CaseScope, limit: int = 8) -> Found:
        self.asked.append((question, day, scope))
        hits = [Hit(ClauseId(name), ClauseVersion("v"), 1.0) for name in self.answer]
        return Found(tuple(hits[:limit]), 0.9, silent=False, book="b")


@dataclass
class ScriptedCheck:
    """Licenses what does not say "all", and remembers the cases that it was given."""

    blind: bool = False
    also: str = ""
    cases: list[Case] = field(default_factory=list)
    cited: list[Citation] = field(default_factory=list)

    def __call__(
        self, text: str, sentences: tuple[Sentence, ...], book: Book, company: Company, case: Case
    ) -> Checked:
        del book, company
        self.cases.append(case)
        self.cited += sentences[0].citations
        if self.blind:
            return Checked((), (), ())
        findings = [Finding(self.also, Severity.BLOCK, "also")] if self.also else []
        commitment = Commitment(Kind.REFUND, text, 0, len(text))
        if " all" not in text:
            by = sentences[0].citations[0]
            return Checked((Licensed(commitment, by),), tuple(findings), ())
        findings.append(Finding("unlicensed_commitment", Severity.BLOCK, "no clause", "all"))
        return Checked((Licensed(commitment, None),), tuple(findings), ())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "refunds.md").write_text(POLICY)
    (tmp_path / "refunds.cases.yaml").write_text(CASES)
    return tmp_path


def run(folder: Path, search: ScriptedSearch, check: ScriptedCheck) -> CasesReport:
    book = read_folder(folder).book
    return run_cases(folder, book, Company(), search, check, today=TODAY)


def test_cases_read_with_their_lines_and_values(folder: Path) -> None:
    read = read_cases(folder)
    assert read.faults == ()
    assert [(case.expects, str(case.place)) for case in read.cases] == [
        (Expects.FOUND, "refunds.cases.yaml:3"),
        (Expects.LICENSED, "refunds.cases.yaml:6"),
        (Expects.UNLICENSED, "refunds.cases.yaml:10"),
    ]
    found, licensed, unlicensed = read.cases
    assert found.clauses == ("refunds#late", "refunds#lost")
    assert licensed.facts == {
        "delay": Period(Decimal(7), Unit.WORKING_DAY),
        "shipping_fee": Money(Decimal("4.90"), "EUR"),
        "photo": True,
    }
    assert (unlicensed.clauses, unlicensed.because) == (
        ("refunds#late",),
        "only the fee is licensed",
    )


def test_the_cases_of_the_sample_name_clauses_that_are_there() -> None:
    sample = Path(__file__).parents[2] / "policies" / "sample"
    read = read_cases(sample)
    book = read_folder(sample).book
    assert [str(fault) for fault in read.faults] == []
    assert {name for case in read.cases for name in case.clauses} == {c.id for c in book}
    policies = {clause.policy for clause in book}
    for expects in Expects:
        named = {name for c in read.cases if c.expects is expects for name in c.clauses}
        assert {name.split("#")[0] for name in named} == policies


def test_good_policy_passes_every_case(folder: Path) -> None:
    search, check = ScriptedSearch(("a#b", "a#c", "refunds#lost")), ScriptedCheck()
    report = run(folder, search, check)
    assert report.good
    assert (report.passed, report.failures) == (3, ())


def test_a_case_stands_where_and_when_its_clause_holds(folder: Path) -> None:
    search, check = ScriptedSearch(("refunds#late",)), ScriptedCheck()
    (folder / "more.cases.yaml").write_text(
        "policy: refunds\nlicensed:\n"
        "  - {say: x, clause: late, as_of: 2026-08-01, scope: {region: UK}}\n"
        "  - {say: x, clause: lost}\n"
    )
    assert run(folder, search, check).good
    stood = [(case.facts.as_of, case.facts.scope["region"]) for case in check.cases]
    newest = date(2027, 1, 1)
    assert stood == [(date(2026, 8, 1), "UK"), (newest, "eu"), (TODAY, "eu"), (TODAY, "eu")]
    assert [day for _, day, _ in search.asked] == [TODAY]
    versions = {c.version for c in read_folder(folder).book}
    assert {citation.version for citation in check.cited} == versions


def test_what_fails_says_why(folder: Path) -> None:
    (folder / "more.cases.yaml").write_text(
        "policy: refunds\nlicensed:\n  - {say: We refund all, clause: late}\n"
        "  - {say: x, clause: gone}\n  - {say: x, clause: lost, as_of: 2026-01-01}\n"
        "unlicensed:\n  - {say: x, clause: late, because: no}\n"
    )
    report = run(folder, ScriptedSearch(("a", "b", "c", "refunds#late")), ScriptedCheck())
    assert [(str(o.case.place), o.why) for o in report.failures] == [
        ("more.cases.yaml:3", 'unlicensed_commitment: no clause ("all")'),
        ("more.cases.yaml:4", "The book has no refunds#gone."),
        ("more.cases.yaml:5", "Not in force on 2026-01-01: refunds#lost."),
        ("more.cases.yaml:7", "It was let through, and must not be: no."),
        ("refunds.cases.yaml:3", "Found a, b, c instead."),
    ]
    assert not report.good


def test_a_check_that_reads_no_commitment_passes_nothing(folder: Path) -> None:
    report = run(folder, ScriptedSearch(("refunds#late",)), ScriptedCheck(blind=True))
    licensed, unlicensed = report.failures
    assert licensed.why == "No commitment was read in it."
    assert unlicensed.why.endswith("only the fee is licensed. No commitment was read in it.")


def test_a_commitment_without_its_clause_is_not_licensed_even_if_nothing_was_found(
    folder: Path,
) -> None:
    def loose(
        text: str, sentences: tuple[Sentence, ...], book: Book, company: Company, case: Case
    ) -> Checked:
        del sentences, book, company, case
        return Checked((Licensed(Commitment(Kind.REFUND, text, 0, len(text)), None),), (), ())

    book = read_folder(folder).book
    search = ScriptedSearch(("refunds#late",))
    report = run_cases(folder, book, Company(), search, loose, today=TODAY)
    assert report.failures[0].why == "Not licensed: We refund 4.90 EUR."


def test_who_may_approve_is_not_asked_of_policy(folder: Path) -> None:
    search = ScriptedSearch(("refunds#late",))
    assert run(folder, search, ScriptedCheck(also="too_long")).good
    assert not run(folder, search, ScriptedCheck(also="unsupported_number")).good


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "x.cases.yaml:1: The file is empty."),
        ("questions: []\n", 'x.cases.yaml:1: A cases file needs "policy".'),
        ("policy: A B\n", 'x.cases.yaml:1: policy: "A B" is not an id.'),
        ("policy: a\n", "x.cases.yaml:1: There is no case in this file."),
        ("policy: a\nquestion: []\n", 'x.cases.yaml:2: "question" is not a key of A cases file.'),
        ("policy: a\nquestions: b\n", "x.cases.yaml:2: questions should be a list."),
        ("policy: a\nquestions:\n  - clause: b\n", 'x.cases.yaml:3: an item of questions needs "a'),
        ("policy: a\nquestions:\n  - ask: b\n", 'x.cases.yaml:3: A case needs "clause".'),
        (
            "policy: a\nquestions:\n  - {ask: b, clause: c, facts: {}}\n",
            'x.cases.yaml:3: "facts" i',
        ),
        (
            "policy: a\nlicensed:\n  - say: b\n    clause: c\n    facts: {delay: 5 moons}\n",
            'x.cases.yaml:5: delay: "5 moons" is not understood',
        ),
        (
            "policy: a\nlicensed:\n  - say: b\n    clause: c\n    facts: {The Delay: 5 days}\n",
            'x.cases.yaml:5: "The Delay" cannot name a fact.',
        ),
        (
            "policy: a\nlicensed:\n  - say: b\n    clause: c\n    scope: {moon: EU}\n",
            'x.cases.yaml:5: "moon" is not a dimension of a scope.',
        ),
        (
            "policy: a\nlicensed:\n  - say: b\n    clause: c\n    as_of: soon\n",
            'x.cases.yaml:5: as_of: "soon" is not a date.',
        ),
    ],
)
def test_a_cases_file_with_a_fault_adds_no_case(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "x.cases.yaml").write_text(text)
    read = read_cases(tmp_path)
    assert read.cases == ()
    assert [str(fault)[: len(told)] for fault in read.faults][:1] == [told]

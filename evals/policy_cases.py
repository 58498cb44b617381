"""Runs the cases that policy owners write beside their policies (`evals/case_files.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desk.check import Case, Check, Checked
from desk.draft import Citation, Finding, Part, Sentence, Severity
from desk.facts import CaseFacts, Fact, FactSource
from desk.limits import Limits
from evals.case_files import Expects, PolicyCase, read_cases
from policies.book import Book
from policies.clause import Clause
from policies.company import Company
from policies.faults import Fault
from policies.found import Search

FIRST_HITS = 3
# Findings about who may approve or what a channel takes say nothing about what policy licenses.
_NOT_OF_POLICY = frozenset({"too_long"})


@dataclass(frozen=True)
class CaseOutcome:
    """How one case went; `why` says what was found instead."""

    case: PolicyCase
    passed: bool
    why: str = ""


@dataclass(frozen=True)
class CasesReport:
    """How all cases of a folder went. `faults` are of files that could not be read."""

    outcomes: tuple[CaseOutcome, ...]
    faults: tuple[Fault, ...]

    @property
    def passed(self) -> int:
        """How many cases went as they must."""
        return sum(outcome.passed for outcome in self.outcomes)

    @property
    def failures(self) -> tuple[CaseOutcome, ...]:
        """The cases that did not, in reading order."""
        return tuple(outcome for outcome in self.outcomes if not outcome.passed)

    @property
    def good(self) -> bool:
        """Whether every file could be read and every case went as it must."""
        return not self.faults and not self.failures


def run_cases(
    folder: Path,
    book: Book,
    company: Company,
    search: Search,
    check: Check,
    *,
    today: date | None = None,
) -> CasesReport:
    """Runs every case of a folder against a book, its index and the check."""
    read = read_cases(folder)
    runner = _Runner(book, company, search, check, today or date.today())  # noqa: DTZ011  # policy is in force by the company's own calendar
    return CasesReport(tuple(runner.run(case) for case in read.cases), read.faults)


@dataclass(frozen=True)
class _Runner:
    book: Book
    company: Company
    search: Search
    check: Check
    today: date

    def run(self, case: PolicyCase) -> CaseOutcome:
        unknown = [name for name in case.clauses if not self.book.versions(name)]
        if unknown:
            return CaseOutcome(case, passed=False, why=f"The book has no {', '.join(unknown)}.")
        day, clauses = self._standing(case)
        if not _enough(case, clauses):
            names = ", ".join(case.clauses)
            return CaseOutcome(case, passed=False, why=f"Not in force on {day}: {names}.")
        scope = {**_inside(clauses), **case.scope}
        if case.expects is Expects.FOUND:
            return self._found(case, day, scope)
        checked = self._checked(case, clauses, day, scope)
        if case.expects is Expects.LICENSED:
            return _licensed(case, checked)
        return _unlicensed(case, checked)

    def _standing(self, case: PolicyCase) -> tuple[date, list[Clause]]:
        """The day of a case and its clauses on that day.

        Without a stated day it is today, or where its clauses do not hold today, the first day of
        the newest version: a policy that comes into force next month is tested as it will be.
        """
        if case.as_of is not None:
            return case.as_of, self._on(case, case.as_of)
        today = self._on(case, self.today)
        starts = [v.in_force for name in case.clauses for v in self.book.versions(name)]
        newest = max((day for day in starts if day is not None), default=None)
        if _enough(case, today) or newest is None:
            return self.today, today
        return newest, self._on(case, newest)

    def _on(self, case: PolicyCase, day: date) -> list[Clause]:
        versions = (self.book.at(name, day) for name in case.clauses)
        return [clause for clause in versions if clause is not None]

    def _found(self, case: PolicyCase, day: date, scope: Mapping[str, str]) -> CaseOutcome:
        hits = self.search.search(case.words, day=day, scope=scope, limit=FIRST_HITS).hits
        first = [hit.clause for hit in hits[:FIRST_HITS]]
        if any(name in case.clauses for name in first):
            return CaseOutcome(case, passed=True)
        shown = ", ".join(first) or "nothing"
        return CaseOutcome(case, passed=False, why=f"Found {shown} instead.")

    def _checked(
        self, case: PolicyCase, clauses: list[Clause], day: date, scope: Mapping[str, str]
    ) -> Checked:
        cited = tuple(Citation(clause.id, clause.version) for clause in clauses)
        facts = {n: Fact(n, value, FactSource.LOOKUP) for n, value in case.facts.items()}
        return self.check(
            case.words,
            (Sentence(case.words, Part.RESOLUTION, cited),),
            self.book,
            self.company,
            Case(
                facts=CaseFacts(as_of=day, facts=facts, scope=scope),
                said=(),
                names=(),
                public=False,
                limits=Limits(length=None),
                length=len,
            ),
        )


def _enough(case: PolicyCase, clauses: list[Clause]) -> bool:
    """Whether the clauses that hold are those a case needs: one to be found, all to be cited."""
    if case.expects is Expects.FOUND:
        return bool(clauses)
    return len(clauses) == len(case.clauses)


def _inside(clauses: list[Clause]) -> dict[str, str]:
    """A place where the clauses hold: of each dimension one value that all of them allow."""
    scope: dict[str, str] = {}
    for name in {name for clause in clauses for name in clause.scope.allowed}:
        allowed = [clause.scope.allowed[name] for clause in clauses if name in clause.scope.allowed]
        shared = sorted(frozenset.intersection(*allowed))
        if shared:
            scope[name] = shared[0]
    return scope


def _licensed(case: PolicyCase, checked: Checked) -> CaseOutcome:
    blocks = _blocks(checked)
    if blocks:
        return CaseOutcome(case, passed=False, why=_told(blocks))
    if not checked.commitments:
        return CaseOutcome(case, passed=False, why="No commitment was read in it.")
    loose = [found.commitment.words for found in checked.commitments if found.by is None]
    if loose:
        return CaseOutcome(case, passed=False, why=f"Not licensed: {'; '.join(loose)}")
    return CaseOutcome(case, passed=True)


def _unlicensed(case: PolicyCase, checked: Checked) -> CaseOutcome:
    if _blocks(checked):
        return CaseOutcome(case, passed=True)
    why = "It was let through, and must not be"
    why += f": {case.because}." if case.because else "."
    if not checked.commitments:
        why += " No commitment was read in it."
    return CaseOutcome(case, passed=False, why=why)


def _blocks(checked: Checked) -> list[Finding]:
    return [
        finding
        for finding in checked.findings
        if finding.severity is Severity.BLOCK and finding.code not in _NOT_OF_POLICY
    ]


def _told(findings: list[Finding]) -> str:
    return " ".join(f"{f.code}: {f.why}" + (f' ("{f.words}")' if f.words else "") for f in findings)

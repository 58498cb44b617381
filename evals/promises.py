"""Numeric promises by minimal change: is a sentence supported by the one clause that it cites?

Each row of the file holds a passage and a claim; supported claims are sentences of the passage,
unsupported ones are the same with one value changed. Score: pairs of which both sides are right.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desk.check import Case, Check, Checked
from desk.draft import Citation, Part, Sentence, Severity
from desk.facts import CaseFacts
from desk.limits import Limits
from policies.book import Book
from policies.clause import (
    Audience,
    Clause,
    ClauseId,
    ClauseVersion,
    Place,
    PolicyId,
    Scope,
)
from policies.company import Company

_DAY = date(2026, 1, 1)


@dataclass(frozen=True)
class Claim:
    """One row: whether `claim` may be said where `passage` is the clause that it cites."""

    id: str
    pair: str
    passage: str
    claim: str
    supported: bool
    kind: str


@dataclass(frozen=True)
class Judged:
    """One claim with what the check said: `blocked` names the codes of its blocking findings."""

    claim: Claim
    blocked: tuple[str, ...]
    why: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether a supported claim passed or an unsupported one was blocked."""
        return self.claim.supported is not bool(self.blocked)


@dataclass(frozen=True)
class PromisesReport:
    """How all claims of a file went."""

    judged: tuple[Judged, ...]

    @property
    def pairs(self) -> int:
        """How many pairs there are."""
        return len({j.claim.pair for j in self.judged})

    @property
    def paired_accuracy(self) -> float:
        """The share of pairs of which every side is right; 0 without pairs."""
        sides: dict[str, list[bool]] = defaultdict(list)
        for j in self.judged:
            sides[j.claim.pair].append(j.right)
        return sum(map(all, sides.values())) / len(sides) if sides else 0.0

    @property
    def false_yes(self) -> tuple[Judged, ...]:
        """Unsupported claims that passed: the failure that matters."""
        return tuple(j for j in self.judged if not j.right and not j.claim.supported)

    @property
    def false_blocks(self) -> tuple[Judged, ...]:
        """Supported claims that were blocked."""
        return tuple(j for j in self.judged if not j.right and j.claim.supported)


def read_claims(path: Path) -> tuple[Claim, ...]:
    """The claims of a JSON Lines file; raises OSError, and ValueError or KeyError for a bad row."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return tuple(
        Claim(
            id=row["id"],
            pair=row["pair_id"],
            passage=row["passage"],
            claim=row["claim"],
            supported=row["label"] == "supported",
            kind=row["kind"],
        )
        for row in rows
    )


def run_promises(path: Path, check: Check) -> PromisesReport:
    """Checks every claim of a file as a reply of one sentence that cites its passage."""
    return PromisesReport(tuple(judge_claim(claim, check) for claim in read_claims(path)))


def judge_claim(claim: Claim, check: Check) -> Judged:
    """Checks one claim."""
    clause = _clause(claim.passage)
    citation = Citation(clause.id, clause.version)
    checked: Checked = check(
        claim.claim,
        (Sentence(claim.claim, Part.POLICY, (citation,)),),
        Book.of((clause,)),
        Company(),
        Case(
            facts=CaseFacts(as_of=_DAY),
            said=(),
            names=(),
            public=False,
            limits=Limits(length=None),
            length=len,
        ),
    )
    blocks = [f for f in checked.findings if f.severity is Severity.BLOCK]
    return Judged(claim, tuple(f.code for f in blocks), tuple(f.why for f in blocks))


def _clause(passage: str) -> Clause:
    digest = hashlib.sha256(passage.encode()).hexdigest()
    return Clause(
        id=ClauseId(f"passage#{digest[:12]}"),
        version=ClauseVersion(digest),
        policy=PolicyId("passage"),
        policy_title="",
        title="",
        text=passage,
        in_force=None,
        until=None,
        scope=Scope(),
        audience=Audience.PUBLIC,
        owner="",
        licences=None,
        place=Place("passage", 1),
    )

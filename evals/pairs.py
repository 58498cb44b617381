"""Numeric promises by minimal change: is a sentence supported by the one clause that it cites?

Each row of the file holds a passage and a claim; supported claims are sentences of the passage,
unsupported ones are the same with one value changed. Score: pairs of which both sides are right.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from desk.check import Case, Check, Checked
from desk.draft import Citation, Part, Sentence, Severity
from desk.facts import CaseFacts
from desk.limits import Limits
from evals.at_desk import DAY, clause_of
from evals.figures import Measured, Wrong
from evals.rows import Row, read_rows
from policies.book import Book
from policies.company import Company


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
class PairsReport:
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

    def measured(self, name: str) -> Measured:
        """The figures, with every claim that was judged wrongly."""
        wrong = [Wrong(j.claim.id, "false yes", j.claim.claim) for j in self.false_yes]
        wrong += [
            Wrong(j.claim.id, f"false block: {', '.join(j.blocked)}", j.claim.claim)
            for j in self.false_blocks
        ]
        figures = {
            "claims": len(self.judged),
            "pairs": self.pairs,
            "paired_accuracy": self.paired_accuracy,
            "false_yes": len(self.false_yes),
            "false_blocks": len(self.false_blocks),
        }
        return Measured(
            f"promises {name}", figures, {"paired_accuracy": (">=", 0.97)}, tuple(wrong)
        )

    @property
    def false_blocks(self) -> tuple[Judged, ...]:
        """Supported claims that were blocked."""
        return tuple(j for j in self.judged if not j.right and j.claim.supported)


def read_claims(path: Path) -> tuple[Claim, ...]:
    """The claims of a JSON Lines file; raises NotUnderstood for a bad row."""
    return tuple(claim_of(row) for row in read_rows(path))


def claim_of(row: Row) -> Claim:
    """The claim of one row."""
    return Claim(
        id=str(row.need("id")),
        pair=str(row.need("pair_id")),
        passage=str(row.need("passage")),
        claim=str(row.need("claim")),
        supported=row.need("label") == "supported",
        kind=str(row.need("kind")),
    )


def run_pairs(path: Path, check: Check) -> PairsReport:
    """Checks every claim of a file as a reply of one sentence that cites its passage."""
    return PairsReport(tuple(judge_claim(claim, check) for claim in read_claims(path)))


def judge_claim(claim: Claim, check: Check) -> Judged:
    """Checks one claim."""
    clause = clause_of(claim.id, claim.passage)
    citation = Citation(clause.id, clause.version)
    checked: Checked = check(
        claim.claim,
        (Sentence(claim.claim, Part.POLICY, (citation,)),),
        Book.of((clause,)),
        Company(),
        Case(
            facts=CaseFacts(as_of=DAY),
            said=(),
            names=(),
            public=False,
            limits=Limits(length=None),
            length=len,
        ),
    )
    blocks = [f for f in checked.findings if f.severity is Severity.BLOCK]
    return Judged(claim, tuple(f.code for f in blocks), tuple(f.why for f in blocks))

"""Clauses, cases and the check, in as few words as a test of the check needs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from desk.check import Case, Checked
from desk.checking import TextCheck
from desk.draft import Citation, Part, Sentence, Severity
from desk.facts import CaseFacts, Fact, FactSource, FactValue
from desk.limits import Limits
from drafting.commitments import PatternReader
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
from policies.company import Company, Contact, Voice
from policies.licence_line import parse_licence
from policies.values import parse_value

DAY = date(2026, 7, 1)
COMPANY = Company(
    voice=Voice(company="Lumen & Loom", sign_off="Your Lumen & Loom team", avoid=("cheap",)),
    contacts=(
        Contact("any", "+49 30 901820", "care@lumen.example", "https://lumen.example/help", "9-17"),
    ),
    links=("https://lumen.example/",),
)
CHECK = TextCheck(PatternReader())


def clause(
    name: str,
    text: str,
    *licences: str,
    audience: Audience = Audience.PUBLIC,
    scope: dict[str, set[str]] | None = None,
    in_force: date | None = None,
    until: date | None = None,
    listed: bool = True,
) -> Clause:
    """A clause of these words and licence lines; `listed=False` leaves its list out."""
    digest = hashlib.sha256(f"{name}{text}{licences}{in_force}".encode()).hexdigest()
    return Clause(
        id=ClauseId(name),
        version=ClauseVersion(digest),
        policy=PolicyId(name.split("#", maxsplit=1)[0]),
        policy_title="",
        title="",
        text=text,
        in_force=in_force,
        until=until,
        scope=Scope({k: frozenset(v) for k, v in (scope or {}).items()}),
        audience=audience,
        owner="",
        licences=tuple(map(parse_licence, licences)) if listed else None,
        place=Place("test.md", 1),
    )


@dataclass(frozen=True)
class Scene:
    """What a reply is checked against in one test."""

    clauses: tuple[Clause, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    claimed: dict[str, str] = field(default_factory=dict)  # what only the customer said
    scope: dict[str, str] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    names: tuple[str, ...] = ("Anna",)
    public: bool = True
    holding: bool = False
    follow_up: str = ""
    limit: int | None = None

    def check(self, *sentences: str, cited: Iterable[Clause] | None = None) -> Checked:
        """The check of sentences that all cite `cited`, by default every clause of the scene."""
        clauses = self.clauses if cited is None else tuple(cited)
        citations = tuple(Citation(c.id, c.version) for c in clauses)
        return CHECK(
            " ".join(sentences),
            tuple(Sentence(s, Part.RESOLUTION, citations) for s in sentences),
            Book.of(self.clauses),
            COMPANY,
            self.case(),
        )

    def case(self) -> Case:
        """The case of this scene."""
        known = {n: Fact(n, _value(v), FactSource.LOOKUP) for n, v in self.facts.items()}
        told = {n: Fact(n, _value(v), FactSource.CUSTOMER) for n, v in self.claimed.items()}
        return Case(
            facts=CaseFacts(DAY, {**told, **known}, self.scope),
            said=self.said,
            names=self.names,
            public=self.public,
            limits=Limits(self.limit),
            length=len,
            holding=self.holding,
            follow_up=self.follow_up,
        )


def _value(words: str) -> FactValue:
    return parse_value(words)


def blocks(checked: Checked) -> list[str]:
    """The codes of the findings that block, in order."""
    return [f.code for f in checked.findings if f.severity is Severity.BLOCK]


def codes(checked: Checked) -> list[str]:
    """The codes of all findings, in order."""
    return [f.code for f in checked.findings]

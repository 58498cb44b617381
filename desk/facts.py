"""Case facts: what is known of one case, from whom, and on which date the case stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from policies.clause import CaseScope
from policies.days_off import DayOff, days_off_in
from policies.terms import Money, Percent, Period

FactValue = Money | Percent | Period | Decimal | date | str | bool


class FactSource(StrEnum):
    """Who said it. A customer's claim is a fact to check, never one that licenses."""

    REQUEST = "request"
    LOOKUP = "lookup"
    AGENT = "agent"
    CUSTOMER = "customer"


@dataclass(frozen=True)
class Fact:
    """One thing that is known. `name` is snake_case, as the conditions of clauses use it.

    `at` is when it was said, None where nobody noted it; `origin` names who or what said it (a
    person's actor, the system that was asked). Neither makes it another fact.
    """

    name: str
    value: FactValue
    source: FactSource
    at: datetime | None = field(default=None, compare=False)
    origin: str = field(default="", compare=False)

    @property
    def counts(self) -> bool:
        """Whether a licence may rest on it."""
        return self.source is not FactSource.CUSTOMER


@dataclass(frozen=True)
class CaseFacts:
    """The facts of a case by name, its date (`as_of`) and the dimensions of its scope.

    `days_off` are the days besides weekends on which nobody works where the case is.
    """

    as_of: date
    facts: Mapping[str, Fact] = field(default_factory=dict)
    scope: CaseScope = field(default_factory=dict)
    days_off: tuple[DayOff, ...] = ()

    def at_work(self, days_off: tuple[DayOff, ...]) -> CaseFacts:
        """The same case with what a company keeps free in its region."""
        return replace(self, days_off=days_off_in(days_off, self.scope.get("region", "")))

    def known(self, name: str) -> Fact | None:
        """The fact of this name that a licence may rest on, or None."""
        fact = self.facts.get(name)
        return fact if fact is not None and fact.counts else None


def stamped(facts: Iterable[Fact], origin: str, now: datetime) -> tuple[Fact, ...]:
    """The facts, each with who said it and when where it does not say so itself."""
    return tuple(replace(f, at=f.at or now, origin=f.origin or origin) for f in facts)


def merged(known: Iterable[Fact], said: Iterable[Fact]) -> tuple[Fact, ...]:
    """What is known after this was said. A claim never replaces what we know, and a look-up never
    what one of our people has typed.
    """
    by_name = {fact.name: fact for fact in known}
    for fact in said:
        before = by_name.get(fact.name)
        if before is None or _outranks(fact, before):
            by_name[fact.name] = fact
    return tuple(by_name.values())


def _outranks(said: Fact, known: Fact) -> bool:
    if not said.counts:
        return not known.counts
    return not (said.source is FactSource.LOOKUP and known.source is FactSource.AGENT)

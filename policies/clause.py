"""A clause: the smallest rule of a policy that a reply can cite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

from policies.terms import Condition, Kind, Money, Percent, Period

PolicyId = NewType("PolicyId", str)
ClauseId = NewType("ClauseId", str)  # "refunds#late-delivery"
ClauseVersion = NewType("ClauseVersion", str)  # digest of everything that the clause says

CaseScope = Mapping[str, str]  # what is known of a case: {"region": "EU", "channel": "email"}


class Audience(StrEnum):
    """Who may read the words. An internal clause guides and licenses and is never quoted."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Covers(StrEnum):
    """Whether a scope covers a case; UNKNOWN where the case does not say."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Scope:
    """Where a clause applies: allowed values by dimension. A dimension that is missing is open."""

    allowed: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def covers(self, case: CaseScope) -> Covers:
        """NO if a known value is outside, UNKNOWN if a needed value is not known, else YES."""
        known = {name: case.get(name, "").casefold() for name in self.allowed}
        if any(value and value not in self.allowed[name] for name, value in known.items()):
            return Covers.NO
        return Covers.YES if all(known.values()) else Covers.UNKNOWN

    def unknown(self, case: CaseScope) -> tuple[str, ...]:
        """The dimensions that must be asked for before this scope can be judged."""
        return tuple(name for name in sorted(self.allowed) if not case.get(name))


@dataclass(frozen=True)
class Licence:
    """One commitment that a clause permits, or with `permits=False` forbids.

    `amount` is the most that may be owed, or with `exact` the only amount; `period` bounds how
    long or until when; `conditions` must all be met. `words` is the line as the owner wrote it.
    """

    kind: Kind
    object: str = ""
    amount: Money | Percent | None = None
    exact: bool = False
    period: Period | None = None
    conditions: tuple[Condition, ...] = ()
    permits: bool = True
    words: str = ""


@dataclass(frozen=True)
class Place:
    """Where something was written: file path relative to the policies folder, and line from 1."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True)
class Clause:
    """One rule in one version. `text` is its words without the `licenses:` list.

    `in_force` and `until` are the first and the last day on which it holds; None is open.
    `licences` is None where the owner wrote no list: then the commitment reader finds in `text`
    what it licenses; an empty tuple licenses nothing.
    """

    id: ClauseId
    version: ClauseVersion
    policy: PolicyId
    policy_title: str
    title: str
    text: str
    in_force: date | None
    until: date | None
    scope: Scope
    audience: Audience
    owner: str
    licences: tuple[Licence, ...] | None
    place: Place

    def holds_on(self, day: date) -> bool:
        """Whether the clause is in force on `day`, both ends included."""
        return (self.in_force is None or self.in_force <= day) and (
            self.until is None or day <= self.until
        )

    @property
    def public(self) -> bool:
        """Whether its words may be quoted to a customer."""
        return self.audience is Audience.PUBLIC

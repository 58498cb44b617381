"""What else a company writes down: its voice, whom to contact, and who may approve what.

`policies/company_reader.py` reads `voice.yaml`, `contacts.yaml` and `authority.yaml` from the
policies folder into these values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from policies.terms import Kind, Money, Percent, Period


@dataclass(frozen=True)
class Voice:
    """The brand voice. `avoid` are words that we do not use; `signatures` is by channel."""

    company: str = ""
    tone: str = "warm and plain"
    sign_off: str = ""
    signatures: Mapping[str, str] = field(default_factory=dict)
    avoid: tuple[str, ...] = ()
    emoji: bool = False
    address: str = "first name"  # "first name" | "formal"
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contact:
    """A way to reach a human: `region` is "any" or one region; `hours` as it is told to people."""

    region: str
    phone: str = ""
    email: str = ""
    link: str = ""
    hours: str = ""


@dataclass(frozen=True)
class AuthorityRule:
    """People with one of `roles` may approve these kinds up to `up_to`; `people` of them must.

    `up_to` None is without a cap. What no rule allows, nobody may approve.
    """

    kinds: frozenset[Kind]
    roles: frozenset[str]
    up_to: Money | Percent | None = None
    people: int = 1


class Per(StrEnum):
    """Whom a cap is summed over."""

    CUSTOMER = "customer"
    INCIDENT = "incident"


@dataclass(frozen=True)
class Cap:
    """What one customer, or all customers of one incident, may be granted altogether.

    Everything of these `kinds` that was approved for them counts, within the last `period` or
    ever. Above `up_to`, `people` with one of `roles` must approve; without roles nobody may. What
    names no amount in the cap's currency cannot be summed, so it counts as above the cap.
    """

    per: Per
    kinds: frozenset[Kind]
    up_to: Money
    period: Period | None = None
    roles: frozenset[str] = frozenset()
    people: int = 1


@dataclass(frozen=True)
class Company:
    """Everything besides clauses that a company's folder says."""

    voice: Voice = field(default_factory=Voice)
    contacts: tuple[Contact, ...] = ()
    authority: tuple[AuthorityRule, ...] = ()
    links: tuple[str, ...] = ()  # link prefixes that a reply may hold
    caps: tuple[Cap, ...] = ()

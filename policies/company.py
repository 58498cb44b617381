"""What else a company writes down: its voice, whom to contact, and who may approve what.

`policies/company_reader.py` reads `voice.yaml`, `contacts.yaml`, `authority.yaml` and
`days_off.yaml` from the policies folder into these values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from policies.days_off import DayOff
from policies.terms import Kind, Money, Percent, Period

# Forms of address by language, the familiar one first; in other languages there is one form.
FORMS: Mapping[str, tuple[str, str]] = {"de": ("du", "Sie"), "fr": ("tu", "vous")}


@dataclass(frozen=True)
class Manner:
    """What differs in one language or on one channel; empty (None) is as everywhere else."""

    tone: str = ""
    sign_off: str = ""
    avoid: tuple[str, ...] = ()
    emoji: bool | None = None
    address: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Voice:
    """The brand voice. `avoid` are words that we do not use; `signatures` is by channel.

    `address` is "first name" or "formal", and for a language with two forms one of them ("du",
    "Sie"). `channels` and `languages` hold what differs there.
    """

    company: str = ""
    tone: str = "warm and plain"
    sign_off: str = ""
    signatures: Mapping[str, str] = field(default_factory=dict)
    avoid: tuple[str, ...] = ()
    emoji: bool = False
    address: str = "first name"
    examples: tuple[str, ...] = ()
    channels: Mapping[str, Manner] = field(default_factory=dict)
    languages: Mapping[str, Manner] = field(default_factory=dict)

    def on(self, channel: str, language: str) -> Voice:
        """The voice as it speaks there: what a language says goes before what a channel says.

        Words to avoid add up. The general sign-off is English, so another language needs its own.
        """
        here = (self.languages.get(language, Manner()), self.channels.get(channel, Manner()))
        general = self.sign_off if language == "en" else ""
        emoji = next((manner.emoji for manner in here if manner.emoji is not None), self.emoji)
        return replace(
            self,
            tone=next((m.tone for m in here if m.tone), self.tone),
            sign_off=here[0].sign_off or (here[1].sign_off if language == "en" else "") or general,
            avoid=tuple(dict.fromkeys((*self.avoid, *here[0].avoid, *here[1].avoid))),
            emoji=emoji,
            address=next((m.address for m in here if m.address), self.address),
            examples=next((m.examples for m in here if m.examples), self.examples),
        )

    @property
    def familiar(self) -> bool:
        """Whether customers are addressed in the familiar form of their language."""
        return self.address in {familiar for familiar, _ in FORMS.values()}

    @property
    def formal(self) -> bool:
        """Whether customers are addressed by their whole name."""
        return self.address == "formal"

    @property
    def sign_offs(self) -> tuple[str, ...]:
        """Every sign-off that this voice knows."""
        manners = (*self.languages.values(), *self.channels.values())
        known = (self.sign_off, *(manner.sign_off for manner in manners))
        return tuple(dict.fromkeys(filter(None, known)))


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
    days_off: tuple[DayOff, ...] = ()  # besides Saturdays and Sundays

"""A commitment: anything that a text would make us owe, typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from policies.terms import Kind, Money, Percent, Period


class Polarity(StrEnum):
    """How the text commits: we will, we may, or we will not."""

    WILL = "will"
    MAY = "may"
    WILL_NOT = "will not"


class Actor(StrEnum):
    """Who has to act for it."""

    US = "us"
    CUSTOMER = "customer"


@dataclass(frozen=True)
class Commitment:
    """One thing owed, and where it stands: `text[start:end] == words`, counted in code points.

    `object` is what it is about ("shipping fee"); `at_most` marks "up to"; `conditions` are the
    conditions that the text itself states for it, in its own words.
    """

    kind: Kind
    words: str
    start: int
    end: int
    object: str = ""
    amount: Money | Percent | None = None
    at_most: bool = False
    period: Period | None = None
    day: date | None = None
    conditions: tuple[str, ...] = ()
    polarity: Polarity = Polarity.WILL
    actor: Actor = Actor.US

    @property
    def grants(self) -> bool:
        """Whether it gives something; a refusal does not."""
        return self.polarity is not Polarity.WILL_NOT


class CommitmentReader(Protocol):
    """Reads every commitment in a text; the same for clauses, model text and human edits.

    A reader that can fail says so by raising; it never returns less than it found.
    """

    def read(self, text: str) -> tuple[Commitment, ...]:
        """The commitments of `text` in reading order."""
        ...


def read_all(readers: Iterable[CommitmentReader], text: str) -> tuple[Commitment, ...]:
    """The union of what several readers find, without repetitions, in reading order."""
    found = {commitment: None for reader in readers for commitment in reader.read(text)}
    return tuple(sorted(found, key=lambda c: (c.start, c.end, c.kind)))

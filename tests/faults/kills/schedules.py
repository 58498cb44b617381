"""Which schedules there are, and which of them run."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from tests.services.a_worker import Moment
from tests.services.counting_receiver import Manner


class How(StrEnum):
    KILL = "kill"
    STOP_A_LITTLE = "stop past the lease"  # SIGCONT before the quarantine is over
    STOP_LONG = "stop past the quarantine"  # SIGCONT when another worker may have posted
    STOP_TO_THE_END = "stop to the end"  # SIGCONT when all is settled


class Meanwhile(StrEnum):
    """What happens in the world while a process is dead or stopped."""

    NOTHING = "nothing"
    MESSAGE = "the customer writes again"
    REVOKED = "the approver is revoked"
    CLOCK_BACK = "the clock jumps back by an hour"
    CLOCK_ON = "the clock jumps forward by a day"


@dataclass(frozen=True)
class Stroke:
    """What hits a process, and when."""

    moment: Moment
    how: How = How.KILL

    def __str__(self) -> str:
        stopped = "" if self.how is How.KILL else f" {self.how}"
        return f"{self.moment.name}{stopped}"


@dataclass(frozen=True)
class Schedule:
    """One run: a first stroke, perhaps a second during recovery, a channel, and the world."""

    database: str
    first: Stroke
    second: Stroke | None
    manner: Manner
    meanwhile: Meanwhile
    variant: str = ""

    def __str__(self) -> str:
        second = f"+{self.second}" if self.second else ""
        return f"{self.database}-{self.first}{second}-{self.manner.name}-{self.meanwhile.name}"


_AGAIN = tuple(Moment)[2:]


def strokes() -> tuple[Stroke, ...]:
    """Every first stroke: kill at K1 to K11, and stop at K4 and K5, for three lengths of time."""
    stops = [Stroke(m, how) for m, how in product((Moment.K4, Moment.K5), tuple(How)[1:])]
    return (*(Stroke(moment) for moment in Moment), *stops)


def schedules(number: int, databases: Iterable[str] = ("sqlite", "postgresql")) -> list[Schedule]:
    """`number` of them, half on each database; the same ones each time.

    Every single stroke and every pair comes as often as any other, with the channel's manners and
    the world's turns spread over them by a fixed shuffle.
    """
    databases = tuple(databases)
    pairs = list(product(strokes(), (None, *(Stroke(moment) for moment in _AGAIN))))
    chance = random.Random(20261121)  # noqa: S311 the same schedules each time
    turns = list(product(Manner, Meanwhile))
    rounds: list[tuple[Stroke, Stroke | None, Manner, Meanwhile]] = []
    chance.shuffle(turns)
    lap = 0
    while len(dict.fromkeys(rounds)) * len(databases) < number:
        chance.shuffle(pairs)
        for at, (first, second) in enumerate(pairs):
            rounds.append((first, second, *turns[(at + 7 * lap) % len(turns)]))
        lap += 1
    chosen = [Schedule(db, *turn) for turn in dict.fromkeys(rounds) for db in databases]
    return chosen[:number]

"""What keeps a model from costing too much or being asked in vain: a day's budget and a breaker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Lock

from prompts.answers import ModelFailed, Usage, Why

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Prices:
    """USD for a million tokens that go in, and that come out. 0 where a model costs nothing."""

    tokens_in: float = 0.0
    tokens_out: float = 0.0

    def cost(self, tokens_in: int, tokens_out: int) -> float:
        """USD for one call."""
        return (tokens_in * self.tokens_in + tokens_out * self.tokens_out) / 1_000_000


class Budget:
    """How many calls, and how many USD, a day of UTC may take in this process; None is no cap.

    Any thread may ask: doors of several event loops share one.
    """

    def __init__(self, clock: Clock, *, calls: int | None, usd: float | None) -> None:
        """`clock` tells UTC."""
        self._clock = clock
        self._most_calls = calls
        self._most_usd = usd
        self._day: date | None = None
        self._calls = 0
        self._usd = 0.0
        self._counting = Lock()

    def begin(self) -> None:
        """Count a call; raises ModelFailed where the day's budget is used up."""
        with self._counting:
            self._turn()
            if self._most_calls is not None and self._calls >= self._most_calls:
                raise ModelFailed(Why.OVER_BUDGET, f"{self._most_calls} calls a day")
            if self._most_usd is not None and self._usd >= self._most_usd:
                raise ModelFailed(Why.OVER_BUDGET, f"{self._most_usd:g} USD a day")
            self._calls += 1

    def spend(self, usage: Usage) -> None:
        """Add what a call cost."""
        with self._counting:
            self._turn()
            self._usd += usage.cost

    def _turn(self) -> None:
        today = self._clock().date()
        if today != self._day:
            self._day, self._calls, self._usd = today, 0, 0.0


class Breaker:
    """Leaves a provider alone for a while after it failed several times in a row. Any thread may
    ask.
    """

    _PROVIDERS_FAULT = frozenset(
        {Why.REFUSED_KEY, Why.RATE_LIMITED, Why.UNREACHABLE, Why.TIMED_OUT, Why.SERVER_ERROR}
    )

    def __init__(self, clock: Clock, *, failures: int = 4, rest: timedelta) -> None:
        """After `failures` in a row it rests for `rest`; then one call may try."""
        self._clock = clock
        self._most = failures
        self._rest = rest
        self._failed = 0
        self._until: datetime | None = None
        self._deciding = Lock()

    def ask(self) -> None:
        """Raises ModelFailed while the provider is left alone."""
        with self._deciding:
            if self._until is None:
                return
            if self._clock() < self._until:
                raise ModelFailed(Why.RESTING)
            self._until = self._clock() + self._rest  # this one may try; others wait how it goes

    def went(self, failure: ModelFailed | None) -> None:
        """Say how a call went."""
        with self._deciding:
            if failure is None or failure.reason not in self._PROVIDERS_FAULT:
                self._failed, self._until = 0, None
                return
            self._failed += 1
            if self._failed >= self._most:
                self._until = self._clock() + self._rest

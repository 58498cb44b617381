"""Time that nobody can set: how long something took, whatever the clock on the wall did meanwhile.

A wall clock jumps when somebody sets it, when it is put right, when a machine wakes up. Whoever
waits for five minutes by it may have waited for none. Seconds since a start cannot jump, but two
of them can be compared only where it is the same start.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Steady:
    """Seconds since a start (a machine's, time asleep included), and which start that was."""

    start: str
    seconds: float

    def __str__(self) -> str:
        """As `read` takes it."""
        return f"{self.start} {self.seconds:.3f}"

    @classmethod
    def read(cls, words: str) -> Steady:
        """What `str` made of one."""
        start, _, seconds = words.rpartition(" ")
        return cls(start, float(seconds))

    def since(self, then: Steady) -> timedelta | None:
        """How long ago that was; None where it was measured from another start."""
        return timedelta(seconds=self.seconds - then.seconds) if self.start == then.start else None

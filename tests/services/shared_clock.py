"""Two clocks that several processes read and only the test moves: the one on the wall, in seconds
since `START`, and one that never jumps, both in a file.
"""

from __future__ import annotations

import struct
from datetime import datetime, timedelta
from pathlib import Path

from desk.steady import Steady
from tests.services.a_desk import START


class SharedClock:
    def __init__(self, path: Path) -> None:
        """The file is made by the first who sets it."""
        self._path = path

    def __call__(self) -> datetime:
        return START + timedelta(seconds=self._read()[0])

    def steady(self) -> Steady:
        """Time that no jump of the wall clock touches."""
        return Steady("machine", self._read()[1])

    def set(self, now: datetime) -> None:
        self._write((now - START).total_seconds(), 0)

    def move(self, seconds: float) -> None:
        """Time passes."""
        wall, steady = self._read()
        self._write(wall + seconds, steady + seconds)

    def jump(self, seconds: float) -> None:
        """Somebody sets the wall clock, forward or back; no time passes."""
        wall, steady = self._read()
        self._write(wall + seconds, steady)

    def _read(self) -> tuple[float, float]:
        wall, steady = struct.unpack("dd", self._path.read_bytes())
        return float(wall), float(steady)

    def _write(self, wall: float, steady: float) -> None:
        # Sixteen bytes over sixteen bytes: a reader sees the old times or the new ones.
        with self._path.open("r+b" if self._path.exists() else "w+b") as file:
            file.write(struct.pack("dd", wall, steady))

"""A clock that several processes read and only the test moves: seconds since `START`, in a file."""

from __future__ import annotations

import struct
from datetime import datetime, timedelta
from pathlib import Path

from tests.services.a_desk import START


class SharedClock:
    def __init__(self, path: Path) -> None:
        """The file is made by the first who sets it."""
        self._path = path

    def __call__(self) -> datetime:
        return START + timedelta(seconds=struct.unpack("d", self._path.read_bytes())[0])

    def set(self, now: datetime) -> None:
        # Eight bytes over eight bytes: a reader sees the old time or the new one.
        with self._path.open("r+b" if self._path.exists() else "w+b") as file:
            file.write(struct.pack("d", (now - START).total_seconds()))

    def move(self, seconds: float) -> None:
        """Forward, or back where it is less than nothing."""
        self.set(self() + timedelta(seconds=seconds))

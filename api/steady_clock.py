"""The machine's own clock: seconds since it started, time asleep included (Linux)."""

from __future__ import annotations

import os
import time
from pathlib import Path

from desk.steady import Steady

_BOOT = Path("/proc/sys/kernel/random/boot_id")


def steady_clock() -> Steady:
    """This moment."""
    return Steady(_STARTED, time.clock_gettime(_CLOCK))


def _start() -> str:
    """Which start of the machine it is, or of this process where the machine does not say."""
    try:
        return _BOOT.read_text("ascii").strip()
    except OSError:
        return f"process-{os.getpid()}-{time.time_ns()}"


# Elsewhere than on Linux time asleep does not count, so that a quarantine only lasts longer.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
_STARTED = _start()

"""A search multiplies on the thread that asks."""

from __future__ import annotations

import os
import subprocess
import sys

_ASKED = """
import time
import numpy as np
from kb.threads import one_thread
assert one_thread()
book, asked = np.ones((3000, 384), np.float32), np.ones((17, 384), np.float32)
asked @ book.T
wall, mine = time.process_time(), time.thread_time()
for _ in range(200):
    asked @ book.T
print(time.process_time() - wall, time.thread_time() - mine)
"""


def test_no_other_thread_works_or_waits_for_a_product() -> None:
    """In a process of its own that was set to two: all of its time is the asking thread's."""
    environment = os.environ | {"OMP_NUM_THREADS": "2"}
    ran = subprocess.run(
        [sys.executable, "-c", _ASKED], env=environment, capture_output=True, text=True, check=True
    )
    whole, mine = map(float, ran.stdout.split())
    assert mine > 0
    assert whole < 1.2 * mine

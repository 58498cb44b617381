"""From the command to the first answer: ready time, processor time and memory of `makegood serve`.

python -m bench.start            # targets: ready in 5 s, less than 300 MB when it has nothing to do
"""

from __future__ import annotations

import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.services.a_process import Process, cpu_seconds

_STARTS = 4
_SETTLE = 5.0  # seconds in which the sample inbox is drafted and nothing else happens


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        for number in range(_STARTS):
            _one(Path(place), "first start" if number == 0 else "second start, indexed")


def _one(folder: Path, name: str) -> None:
    shop = Process(folder)
    shop.settings["MAKEGOOD_POLICIES_DIR"] = ""  # the sample company with its inbox
    began = time.perf_counter()
    shop.spawn()
    _until_live(shop)
    ready, cpu = time.perf_counter() - began, cpu_seconds(shop.pid)
    time.sleep(_SETTLE)
    resident, peak = _memory(shop.pid)
    idle = cpu_seconds(shop.pid)
    time.sleep(_SETTLE)
    idle = (cpu_seconds(shop.pid) - idle) / _SETTLE
    began = time.perf_counter()
    shop.stop()
    stopped = time.perf_counter() - began
    print(
        f"{name}: ready {ready:.2f} s, processor {cpu:.2f} s, then resident {resident:.0f} MB "
        f"(peak {peak:.0f} MB), idle {100 * idle:.1f} % of a core, stopped in {stopped:.2f} s"
    )


def _until_live(shop: Process) -> None:
    assert shop.popen is not None
    while True:
        if shop.popen.poll() is not None:
            sys.exit(shop.said)
        try:
            with urllib.request.urlopen(f"{shop.address}/v1/live", timeout=60):
                return
        except urllib.error.URLError:
            time.sleep(0.01)


def _memory(pid: int) -> tuple[float, float]:
    """Resident memory now and at its highest, in MB."""
    rows = dict(
        line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    )
    return tuple(int(rows[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))  # type: ignore[return-value]  # two of them


if __name__ == "__main__":
    main()

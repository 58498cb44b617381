"""The product as a user starts it: `makegood serve` in an empty folder, on a free port."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("makegood")
_KEPT = {"PATH", "HOME", "LANG", "TMPDIR"}


@dataclass(frozen=True)
class Served:
    """A running server: where it is, what it printed, its process."""

    address: str
    said: Path
    pid: int

    @property
    def link(self) -> str:
        """The secret of the sign-in link that it printed."""
        found = re.search(r"\bml_[\w-]+", self.said.read_text("utf-8"))
        assert found is not None, self.said.read_text("utf-8")
        return found.group()


def environment(**more: str) -> dict[str, str]:
    """An environment in which nothing is set but what a shell needs."""
    kept = {name: value for name, value in os.environ.items() if name in _KEPT}
    return {**kept, "PATH": f"{PROGRAM.parent}:{kept.get('PATH', '')}", **more}


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Start it, wait until it answers, stop it."""
    port = free_port()
    said = folder / "serve.log"
    with said.open("w") as out:
        process = subprocess.Popen(
            [str(PROGRAM), "serve", "--port", str(port)],
            cwd=folder,
            env=environment(**(settings or {})),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(600):
            assert process.poll() is None, said.read_text("utf-8")
            try:
                with urllib.request.urlopen(f"{address}/v1/live", timeout=2):
                    break
            except OSError:
                time.sleep(0.1)
        yield Served(address, said, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)

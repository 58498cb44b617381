"""`makegood serve` as a process that is hit while it works: killed, starved, stopped, restarted."""

from __future__ import annotations

import os
import re
import shutil
import signal
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.services.a_server import PROGRAM, environment, free_port

_SAMPLE = Path(__file__).resolve().parents[2] / "policies" / "sample"
# Made once: it takes longer to make than most requests take, and nothing here speaks TLS.
_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
COMPLAINT = "My parcel came ten days late, I want my money back."


class Unavailable(AssertionError):
    """It answered that it cannot at the moment: whoever expects that tries again."""


@dataclass
class Process:
    """One folder with data and policies, and the server that runs on it, if one runs.

    `settings` are variables of its environment, read at each `start`.
    """

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    address: str = ""
    token: str = ""
    popen: subprocess.Popen[bytes] | None = None

    @property
    def policies(self) -> Path:
        return self.folder / "policies"

    @property
    def data(self) -> Path:
        return Path(self.settings.get("MAKEGOOD_DATA_DIR", str(self.folder / ".makegood")))

    @property
    def said(self) -> str:
        """Everything that it printed and logged, over all starts."""
        return (self.folder / "serve.log").read_text("utf-8")

    @property
    def pid(self) -> int:
        assert self.popen is not None
        return self.popen.pid

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def spawn(self) -> None:
        """Start it, and do not wait."""
        port = free_port()
        with (self.folder / "serve.log").open("ab") as out:
            self.popen = subprocess.Popen(
                [str(PROGRAM), "serve", "--port", str(port), *self.arguments],
                cwd=self.folder,
                env=environment(**{"MAKEGOOD_POLICIES_DIR": str(self.policies), **self.settings}),
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        self.address = f"http://127.0.0.1:{port}"

    def start(self) -> None:
        """Start it, wait until it answers, and sign in the first time."""
        self.spawn()
        self.answers()
        if not self.token:
            link = re.findall(r"\bml_[\w-]+", self.said)[-1]
            session = self.post("/v1/session/link", {"link": link, "give": "token"}, key="")
            self.token = str(session["token"])

    def answers(self, patience: float = 60) -> None:
        """Wait until it answers."""

        def live() -> bool:
            assert self.popen is not None
            assert self.popen.poll() is None, self.said
            try:
                return (
                    httpx.get(f"{self.address}/v1/live", timeout=5, verify=_TLS).status_code == 200
                )
            except httpx.TransportError:
                return False

        until(live, patience)

    def refuses(self) -> tuple[int, str]:
        """Start it where it cannot start: its exit code and what it said."""
        self.spawn()
        assert self.popen is not None
        try:
            return self.popen.wait(timeout=60), self.said
        finally:
            self.kill()

    def kill(self) -> None:
        """kill -9; nothing where it has ended."""
        assert self.popen is not None
        self.popen.kill()
        self.popen.wait(timeout=10)

    def stop(self, patience: float = 30) -> int:
        """SIGTERM, as a service manager does; the exit code."""
        assert self.popen is not None
        self.popen.send_signal(signal.SIGTERM)
        return self.popen.wait(timeout=patience)

    def ask(self, method: str, path: str, body: object = None, key: str = "") -> httpx.Response:
        """One request as the person who is signed in."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if key:
            headers["Idempotency-Key"] = key
        url = f"{self.address}{path}"
        return httpx.request(method, url, json=body, headers=headers, timeout=60, verify=_TLS)

    def get(self, path: str) -> Any:
        answer = self.ask("GET", path)
        if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
            raise Unavailable(answer.text)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: object, key: str) -> Any:
        answer = self.ask("POST", path, body, key)
        assert answer.is_success, answer.text
        return answer.json()

    def complain(self, thread: str, **more: object) -> dict[str, Any]:
        """A customer's complaint that the policy answers: the conversation."""
        body = complaint(thread, **more)
        return dict(self.post("/v1/conversations", body, key=thread))

    def reviewed(self, conversation: str, patience: float = 30) -> dict[str, Any]:
        """The latest draft of a conversation, once it is before people."""
        found: list[dict[str, Any]] = []

        def ready() -> bool:
            found[:] = self.get(f"/v1/conversations/{conversation}")["drafts"]
            newest = max(found, key=lambda draft: str(draft["requested_at"]), default=None)
            return newest is not None and newest["state"] in {"in_review", "failed"}

        until(ready, patience)
        return max(found, key=lambda draft: str(draft["requested_at"]))

    def sheet(self, draft: str) -> dict[str, Any]:
        return dict(self.get(f"/v1/drafts/{draft}/sheet"))


def complaint(thread: str, **more: object) -> dict[str, object]:
    """The body that opens a conversation about a late parcel."""
    body: dict[str, object] = {
        "channel": "sample",
        "account": "shop",
        "thread": thread,
        "message_id": f"{thread}-1",
        "text": COMPLAINT,
        "customer": {"name": "Kim Example"},
        "facts": {"delay": "8 working days", "shipping_fee": "4.90 EUR"},
        "scope": {"region": "EU"},
    }
    return {**body, **more}


def a_shop(folder: Path, settings: Mapping[str, str] | None = None) -> Process:
    """A folder with the sample policies and an empty inbox, and nothing started."""
    left_out = shutil.ignore_patterns("inbox.yaml", "*.cases.yaml")
    shutil.copytree(_SAMPLE, folder / "policies", ignore=left_out)
    return Process(folder, {"MAKEGOOD_UNDO_SECONDS": "0", **(settings or {})})


@contextmanager
def running(process: Process) -> Iterator[Process]:
    """Started, and gone when the block ends, whatever happened in it."""
    try:
        process.start()
        yield process
    finally:
        if process.popen is not None and process.popen.poll() is None:
            process.popen.kill()
            process.popen.wait(timeout=10)


def until(true: Callable[[], bool], patience: float, pause: float = 0.05) -> None:
    """Wait until something is true; fails where it does not come true."""
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(pause)


def cpu_seconds(pid: int) -> float:
    """Processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

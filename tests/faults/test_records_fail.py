"""The disk is full, the database is busy: a clear refusal, and nothing is lost."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.conftest import copied
from tests.services.a_process import Process, complaint, running

pytestmark = pytest.mark.xdist_group("faults-records")
_NOTHING = 4_096  # bytes that a file may still have, when the disk plays full


@pytest.fixture(scope="module")
def served(prepared: Process, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    process = copied(prepared, tmp_path_factory.mktemp("records") / "shop")
    with running(process):
        yield process


def refused_now(process: Process, thread: str) -> str:
    """A message that cannot be kept is refused with a next step; what it said."""
    answer = process.ask("POST", "/v1/conversations", complaint(thread), key=thread)
    assert answer.status_code == 503, answer.text
    problem = answer.json()
    assert problem["code"] == "records_failed"
    assert problem["next"]
    assert answer.headers["Retry-After"]
    return str(problem["detail"])


def taken_now(process: Process, before: str, again: str) -> None:
    """Sent again it is taken and drafted, and what was there before is still there."""
    assert process.reviewed(process.complain(again)["id"])["kind"] == "reply"
    queue = process.get("/v1/queue?limit=100")["items"]
    threads = [item["conversation"]["thread"] for item in queue]
    assert threads.count(again) == 1
    assert before in threads


def test_the_database_is_locked_by_somebody_else(served: Process) -> None:
    served.reviewed(served.complain("before-lock")["id"])
    other = sqlite3.connect(served.data / "makegood.db", isolation_level=None)
    try:
        other.execute("BEGIN EXCLUSIVE")
        assert "try again" in refused_now(served, "while-locked")
        assert served.get("/v1/queue")["items"]  # who only reads does not wait
    finally:
        other.close()
    taken_now(served, "before-lock", "while-locked")


def test_no_file_can_grow_any_more(served: Process) -> None:
    served.reviewed(served.complain("before-limit")["id"])
    soft, hard = resource.prlimit(served.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(served.pid, resource.RLIMIT_FSIZE, (_NOTHING, hard))
    try:
        refused_now(served, "while-limited")
    finally:
        resource.prlimit(served.pid, resource.RLIMIT_FSIZE, (soft, hard))
    taken_now(served, "before-limit", "while-limited")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of 40 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount; the test above says the same with a limit")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_the_disk_is_full_and_then_read_only(prepared: Process, small_disk: Path) -> None:
    process = copied(prepared, small_disk / "shop")
    with running(process):
        process.reviewed(process.complain("before-full")["id"])
        filler = small_disk / "filler"
        fill(filler)
        assert "disk is full" in refused_now(process, "while-full")
        assert process.get("/v1/queue")["items"]
        filler.unlink()
        taken_now(process, "before-full", "while-full")
        process.stop()
    fill(filler)
    code, said = process.refuses()
    assert code in {2, 3}  # by which file was the first not to fit
    assert "full" in said or "free some space" in said
    assert "Traceback" not in said
    filler.unlink()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    log = small_disk.parent
    elsewhere = Process(log, {**process.settings, "MAKEGOOD_DATA_DIR": str(process.data)})
    code, said = elsewhere.refuses()
    assert code == 2
    assert "cannot be written (Read-only file system)" in said
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)


def fill(file: Path) -> None:
    with file.open("wb", buffering=0) as filling:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    filling.write(b"\0" * size)
            except OSError:
                continue

"""The wheel, as somebody gets it: installed into a clean environment, run from another folder,
with nothing of this checkout in reach.
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of a clean environment in which the wheel is installed."""
    (wheel,) = (ROOT / "dist").glob("*.whl")
    home = tmp_path_factory.mktemp("clean")
    venv.create(home, with_pip=True)
    command = [str(home / "bin" / "python"), "-m", "pip", "install", "-q"]
    command += ["-c", str(ROOT / "constraints.txt"), str(wheel)]
    subprocess.run(command, check=True, cwd=home)
    return home / "bin"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("elsewhere")


def clean_environment() -> dict[str, str]:
    kept = {"PATH", "HOME", "LANG", "TMPDIR"}
    return {name: value for name, value in os.environ.items() if name in kept}


def run(installed: Path, elsewhere: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(installed / "makegood"), *words],
        cwd=elsewhere,
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_it_holds_everything_that_it_needs(installed: Path, elsewhere: Path) -> None:
    code = (
        "from importlib.resources import files\n"
        "import api, policies\n"
        "print(api.__file__)\n"
        "assert (files('policies') / 'sample' / 'inbox.yaml').is_file()\n"
        "assert (files('kb') / 'data' / 'tokenizer.json').is_file()\n"
        "assert (files('prompts') / 'reply.jinja').is_file()\n"
        "assert (files('api.console') / 'static' / 'vendor' / 'htmx.min.js').is_file()\n"
        "assert (files('store') / 'migrations' / 'env.py').is_file()\n"
    )
    command = [str(installed / "python"), "-W", "error", "-c", code]
    done = subprocess.run(
        command,
        cwd=elsewhere,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert str(ROOT) not in done.stdout


def test_it_drafts_from_another_folder(installed: Path, elsewhere: Path) -> None:
    done = run(installed, elsewhere, "draft", "--json", "How long do I have to send a lamp back?")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["text"]


def test_its_sample_policies_pass_their_cases(installed: Path, elsewhere: Path) -> None:
    done = run(installed, elsewhere, "policies", "check")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def served(installed: Path, elsewhere: Path) -> Iterator[tuple[str, str]]:
    """The address of a server that was started as a user starts it, and what it printed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = elsewhere / "serve.log"
    with said.open("w") as out:
        process = subprocess.Popen(
            [str(installed / "makegood"), "serve", "--port", str(port)],
            cwd=elsewhere,
            env=clean_environment(),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/v1/live", process)
        yield address, said.read_text()
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) in {0, -signal.SIGTERM}


def test_it_serves_and_prints_one_link(served: tuple[str, str]) -> None:
    address, said = served
    assert len(re.findall(r"http://\S+/sign-in\S+", said)) == 1, said
    with urllib.request.urlopen(f"{address}/v1/health", timeout=10) as answer:
        health = json.load(answer)
    assert health["good"]
    assert health["clauses"] >= 70


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the server stopped"
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer from {url} with {sys.executable}")

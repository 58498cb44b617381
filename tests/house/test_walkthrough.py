"""The README's commands, run as they stand there, against the product as a user starts it."""

from __future__ import annotations

import json
import re
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.services.a_server import Served, environment, serving

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("first-visit")) as server:
        yield server


def shell(script: str, folder: Path, **variables: str) -> str:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_walk_by_api_posts_the_reply_once(served: Served, tmp_path: Path) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    assert len(blocks) == 4
    script = "\n".join(blocks).replace("http://127.0.0.1:8700", served.address)
    said = shell(script + '\necho "$TOKEN" > token', tmp_path, LINK=served.link)
    assert "event: end" in said
    token = (tmp_path / "token").read_text().strip()
    sheet = json.loads((tmp_path / "sheet.json").read_text())
    assert "4.90" in sheet["revision"]["text"]
    states: list[tuple[str, int]] = []
    until = time.monotonic() + 30
    while time.monotonic() < until:
        postings = _get(f"{served.address}/v1/postings", token)
        seen = [p for p in postings if p["draft"] == sheet["draft"]["id"]]
        states = [(p["state"], p["attempt"]) for p in seen]
        if states == [("posted", 1)]:
            return
        time.sleep(0.1)
    pytest.fail(f"not posted: {states}")


def test_the_commands_without_a_server_do_what_they_say(served: Served, tmp_path: Path) -> None:
    assert served.pid  # a server runs beside them, with an index of its own
    (block,) = re.findall(r"## Without a server\n\n```\n(.*?)```", README, re.DOTALL)
    draft, search, check, many = block.strip().splitlines()
    assert "new one" in shell(draft, tmp_path)
    assert "return" in shell(search, tmp_path)
    assert "unlicensed" in shell(f"{check} || true", tmp_path)
    (tmp_path / "messages.jsonl").write_text('{"text": "My parcel is late."}\n')
    (tmp_path / "my-policies").mkdir()
    policy = "# Delivery\n\n## Late parcels\n\nIf a parcel is late, we refund the shipping fee.\n"
    (tmp_path / "my-policies" / "delivery.md").write_text(policy)
    shell(f"{many} || [ $? = 1 ]", tmp_path)
    assert json.loads((tmp_path / "drafts.jsonl").read_text().splitlines()[0])["text"]


def _get(url: str, token: str) -> Any:
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)

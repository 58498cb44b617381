"""The whole extension in a real Firefox, with the real server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.extension import HERE, PAGES, Server, newest, serving

# Those that show their box by themselves; Reddit and YouTube wait for the shortcut, which no
# driver can press in Firefox.
SITES = sorted(
    page.stem for page in PAGES.glob("[a-z]*.html") if "data-trigger" not in page.read_text()
)


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """Of its own, since each message is answered once."""
    with serving(tmp_path) as running:
        yield running


def test_from_comment_to_post_in_firefox(own_server: Server) -> None:
    server = own_server
    node = shutil.which("node")
    assert node, "the build of the extension needs Node as well"
    ran = subprocess.run(
        [node, "tests/firefox-whole.mjs"],
        cwd=HERE,
        env={
            **os.environ,
            "ADDRESS": server.address,
            "CODE": server.pairing_code(),
            "SITES": ",".join(SITES),
        },
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    done = json.loads(ran.stdout.strip().splitlines()[-1])
    assert [each["name"] for each in done] == SITES
    for each in done:
        assert "".join(each["held"].split()) == "".join(each["text"].split())
    assert newest(server)["state"] == "posted"

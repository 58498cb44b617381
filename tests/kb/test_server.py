"""Against `chroma run` on a private port: what many processes share."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from kb.embeddings import MiniLM
from kb.errors import IndexUnreachable
from kb.index import server
from kb.search import KnowledgeBase
from kb.views import rows
from policies.book import Book

_DAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--host", "127.0.0.1"]
    running = subprocess.Popen(
        [*command, "--port", str(number), "--path", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{number}/api/v2/heartbeat", running)
        yield number
    finally:
        running.terminate()
        running.wait(30)


def test_two_processes_share_what_one_indexed(port: int, minilm: MiniLM, shop: Book) -> None:
    first = KnowledgeBase(server("127.0.0.1", port, embedder=minilm, workspace="shared"))
    second = KnowledgeBase(server("127.0.0.1", port, embedder=minilm, workspace="shared"))
    assert first.sync(shop).embedded == len(shop)
    assert second.sync(shop).embedded == 0
    for knowledge in (first, second):
        found = knowledge.search("my gift card", day=_DAY, scope={})
        assert found.hits[0].clause == "gift-cards#expiry"
        knowledge.ping()
        knowledge.close()


def test_a_large_book_is_searched_by_the_server(port: int, minilm: MiniLM, shop: Book) -> None:
    knowledge = KnowledgeBase(
        server("127.0.0.1", port, embedder=minilm, workspace="large"), exact_rows=0
    )
    knowledge.sync(shop)
    found = knowledge.search("the parcel is late", day=_DAY, scope={})
    assert found.hits[0].clause == "delivery#late"
    knowledge.close()


def test_changes_reach_the_server(port: int, minilm: MiniLM, shop: Book) -> None:
    index = server("127.0.0.1", port, embedder=minilm, workspace="changing")
    index.sync(rows(shop), shop.digest)
    fewer = Book.of(list(shop)[:2])
    assert index.sync(rows(fewer), fewer.digest).removed == len(shop) - 2
    again = server("127.0.0.1", port, embedder=minilm, workspace="changing")
    assert again.book == fewer.digest
    again.close()
    index.close()


def test_a_server_that_is_not_there_is_said_with_what_to_do(minilm: MiniLM) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(IndexUnreachable, match=r"chroma run --host 127\.0\.0\.1 --port"):
            server("127.0.0.1", free.getsockname()[1], embedder=minilm)


def _wait_for(url: str, running: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert running.poll() is None, "chroma run ended at once"
        try:
            if httpx.get(url, timeout=1).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    pytest.fail(f"{url} never answered")

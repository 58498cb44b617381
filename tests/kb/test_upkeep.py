"""The index follows the book: nothing that is gone comes back, whatever is killed and whenever."""

from __future__ import annotations

import random
import signal
import socket
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import httpx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.chroma_server import ServerCollections
from kb.errors import IndexTooLarge
from kb.index import EMBEDDED_CLAUSES, ChromaIndex, embedded
from kb.reading import Vectors
from kb.search import KnowledgeBase
from kb.views import Row, rows
from policies.book import Book
from tests.kb.conftest import MakeClause

_DAY = date(2026, 6, 1)


class Quick:
    """Another direction for each text, without a model."""

    dimension = 16

    def __init__(self, name: str = "quick") -> None:
        self.id = name

    def embed(self, texts: Sequence[str]) -> Vectors:
        made = np.stack(
            [np.random.default_rng(zlib.crc32(text.encode())).standard_normal(16) for text in texts]
        )
        unit: Vectors = (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)
        return unit


def _keys(index: ChromaIndex) -> set[str]:
    return set(index._keys())


_changes = st.lists(st.sets(st.integers(0, 14), max_size=12), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaIndex]:
    opened = embedded(tmp_path_factory.mktemp("upkeep"), embedder=Quick())
    yield opened
    opened.close()


@given(books=_changes, reopened=st.booleans())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_books_follow_each_other_only_the_last_is_there(
    shelf: ChromaIndex, make_clause: MakeClause, books: list[set[int]], *, reopened: bool
) -> None:
    """A number stands for a clause; it is even or odd in words by the book, so it changes too."""
    knowledge = KnowledgeBase(shelf)
    for turn, numbers in enumerate(books):
        book = Book.of(
            make_clause(f"policy#c{n}", f"clause number {n} in its form {turn % 2}", title=f"C{n}")
            for n in sorted(numbers)
        )
        if reopened:
            knowledge = KnowledgeBase(shelf)
        knowledge.sync(book)
        wanted = rows(book)
        assert _keys(shelf) == {row.key for row in wanted}
        assert shelf.book == book.digest
        for n in range(15):
            found = knowledge.search(f"clause number {n} form 0", day=_DAY, scope={}, limit=20)
            assert found.book == book.digest
            assert not found.stale
            for hit in found.hits:
                assert book.version(hit.clause, hit.version) is not None


_SYNCING = """
import sys
from pathlib import Path
from tests.kb.test_upkeep import Quick
import kb.chroma
import kb.index
from kb.views import Row
kb.chroma._KEEP_ROWS = kb.chroma._EMBED_ROWS = 16
first, last = int(sys.argv[2]), int(sys.argv[3])
index = kb.index.embedded(Path(sys.argv[1]), embedder=Quick())
print("open", flush=True)
index.sync([Row(f"clause-{n}", n, str(n)) for n in range(first, last)], sys.argv[4])
print("done", flush=True)
index.close()
"""


def _syncing(folder: Path, first: int, last: int, book: str) -> subprocess.Popen[bytes]:
    root = Path(__file__).resolve().parents[2]
    given = [str(folder), str(first), str(last), book]
    return subprocess.Popen(
        [sys.executable, "-c", _SYNCING, *given], cwd=root, stdout=subprocess.PIPE
    )


def test_killed_at_any_moment_it_is_whole_at_the_next_start(tmp_path: Path) -> None:
    """Six kills, each somewhere between opening and signing, over books that grow and shrink."""
    chance = random.Random(7)  # noqa: S311 not for secrets
    killed, before = 0, set[str]()
    for turn in range(6):
        first, last = chance.randrange(0, 200), chance.randrange(200, 500)
        with _syncing(tmp_path, first, last, f"book-{turn}") as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"open\n"
            time.sleep(chance.random() * 0.6)
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
        index = embedded(tmp_path, embedder=Quick())
        stored = _keys(index)
        wanted = [Row(f"clause-{n}", n, str(n)) for n in range(first, last)]
        signed = {"": stored, f"healed-{turn - 1}": before}
        assert stored == signed.get(index.book, {row.key for row in wanted})
        report = index.sync(wanted, f"healed-{turn}")
        assert _keys(index) == {row.key for row in wanted}
        assert report.embedded == len({row.key for row in wanted} - stored)
        found = index.vectors([row.key for row in wanted])
        assert abs(found - Quick().embed([row.text for row in wanted])).max() < 1e-6
        index.ping()
        index.close()
        before = {row.key for row in wanted}
    assert killed


def test_another_embedder_leaves_nothing_of_the_one_before(tmp_path: Path) -> None:
    wanted = [Row(f"c{n}", n, str(n)) for n in range(5)]
    for name in ("one", "two"):
        index = embedded(tmp_path, embedder=Quick(name))
        assert index.sync(wanted, "book").embedded == 5
        index.close()
    other = embedded(tmp_path, embedder=Quick("two"), workspace="another")
    other.sync(wanted, "book")
    names = {
        rows.metadata["embedder"] for rows in other._client.list_collections() if rows.metadata
    }
    assert names == {"two"}
    assert len(other._client.list_collections()) == 2
    other.close()


def test_a_book_that_is_too_large_for_a_folder_is_refused_with_what_to_do(tmp_path: Path) -> None:
    index = embedded(tmp_path, embedder=Quick())
    many = [Row(f"c{n}", n, "x") for n in range(EMBEDDED_CLAUSES + 1)]
    with pytest.raises(IndexTooLarge, match=r"100,001 clauses.*chroma run.*MAKEGOOD_CHROMA_URL"):
        index.sync(many, "book")
    one_long_clause = [Row(f"c{n}", 0, "x") for n in range(EMBEDDED_CLAUSES + 1)]
    index._refuse_too_many(one_long_clause)
    index.close()


def test_a_server_that_says_nothing_is_given_up() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        place = ServerCollections(f"http://127.0.0.1:{silent.getsockname()[1]}", 0.3)
        start = time.monotonic()
        with pytest.raises(httpx.ReadTimeout):
            place.ping()
        assert time.monotonic() - start < 5
        place.close()


def test_a_clause_of_a_megabyte_and_many_near_identical_ones(
    tmp_path: Path, make_clause: MakeClause
) -> None:
    """The long one is found by its end; of those that say the same one answers, quickly."""
    long = make_clause("long#one", "filler words go on. " * 50_000 + "Zebras are free.", title="L")
    same = [
        make_clause(f"same#c{n}", "A lost parcel is sent again at no cost.", title="Lost")
        for n in range(5_000)
    ]
    knowledge = KnowledgeBase(embedded(tmp_path, embedder=Quick()))
    book = Book.of([long, *same])
    knowledge.sync(book)
    found = knowledge.search("are zebras free", day=_DAY, scope={})
    assert found.hits[0].clause == "long#one"
    start = time.monotonic()
    found = knowledge.search("a lost parcel is sent again", day=_DAY, scope={}, limit=5)
    assert time.monotonic() - start < 5
    assert sum(hit.clause.startswith("same#") for hit in found.hits) == 1
    knowledge.close()


def test_searches_go_on_while_books_change(tmp_path: Path, make_clause: MakeClause) -> None:
    knowledge = KnowledgeBase(embedded(tmp_path, embedder=Quick()))
    books = [
        Book.of(make_clause(f"p#c{n}", f"words of {n} in {turn}") for n in range(turn, turn + 20))
        for turn in range(6)
    ]
    knowledge.sync(books[0])
    wrong: list[str] = []
    stop = threading.Event()

    def ask() -> None:
        known = {book.digest: book for book in books}
        while not stop.is_set():
            found = knowledge.search("words of 7", day=_DAY, scope={})
            book = known[found.book]
            wrong.extend(h.clause for h in found.hits if not book.version(h.clause, h.version))

    asking = threading.Thread(target=ask)
    asking.start()
    for book in books[1:]:
        knowledge.sync(book)
    stop.set()
    asking.join()
    assert not wrong
    knowledge.close()

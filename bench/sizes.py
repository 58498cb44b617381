"""How far the index reaches: many clauses, in a folder or on a Chroma server that this starts.

    python -m bench.sizes --clauses 100000              embedded
    python -m bench.sizes --clauses 1000000 --server    on `chroma run`
    python -m bench.sizes --keep FOLDER ...             goes on with what FOLDER holds, and keeps it

The vectors are synthetic (4,096 directions with noise, by the text's checksum), so that what is
measured is the index and not the embedding model; the clauses are one sentence each. "search after
embedding" is everything that a search does beside making the question's vector.
"""

from __future__ import annotations

import argparse
import random
import resource
import socket
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

import httpx
import numpy as np
from numpy.typing import NDArray

from kb.index import ChromaIndex, embedded, server
from kb.search import KnowledgeBase
from kb.threads import one_thread
from policies.book import Book
from policies.clause import Audience, Clause, ClauseId, ClauseVersion, Place, PolicyId, Scope

_DAY = date(2026, 6, 1)
_DIMENSION = 384
_WORDS = (Path(__file__).parent.parent / "policies" / "sample" / "returns.md").read_text("utf-8")
_T = TypeVar("_T")


class Synthetic:
    """Texts to directions, without reading them."""

    id, dimension = "synthetic/1", _DIMENSION

    def __init__(self) -> None:
        made = np.random.default_rng(1)
        self._centres = made.standard_normal((4_096, _DIMENSION), dtype=np.float32)
        self._noise = made.standard_normal((65_536, _DIMENSION), dtype=np.float32)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        sums = np.array([zlib.crc32(text.encode()) for text in texts], dtype=np.uint32)
        made = self._centres[sums % 4_096] + self._noise[(sums >> 12) % 65_536]
        unit: NDArray[np.float32] = made / np.linalg.norm(made, axis=1, keepdims=True)
        return unit


def invented(count: int) -> Book:
    """`count` clauses of twelve words each."""
    chance = random.Random(1)
    words = sorted({word.strip(".,:;#") for word in _WORDS.split() if word.isalpha()})
    words += [f"{word}{number}" for word in words[:200] for number in range(20)]
    return Book.of(
        Clause(
            id=ClauseId(f"policy-{number // 50}#clause-{number}"),
            version=ClauseVersion(f"{number:016x}"),
            policy=PolicyId(f"policy-{number // 50}"),
            policy_title="Policy",
            title=f"Rule {number}",
            text=" ".join(chance.choices(words, k=12)),
            in_force=None,
            until=None,
            scope=Scope({}),
            audience=Audience.PUBLIC,
            owner="",
            licences=None,
            place=Place("bench.md", number + 1),
        )
        for number in range(count)
    )


def measure(count: int, folder: Path, *, on_server: bool, told: Callable[..., None]) -> None:
    """Tells every figure as it is known."""
    one_thread()  # as the product searches
    told("clauses", count)
    book, seconds = _timed(lambda: invented(count))
    told("making the book, s", seconds)
    with _opened(folder, on_server=on_server) as shelf:
        knowledge = KnowledgeBase(shelf)
        report, seconds = _timed(lambda: knowledge.sync(book, _Progress(told)))
        told("indexing with synthetic vectors, s", seconds)
        told("rows indexed", report.embedded)
        told("rows a second", report.embedded / seconds)
        chance = random.Random(2)
        asked = [
            " ".join(chance.sample(clause.text.split(), 6))
            for clause in chance.choices(book.clauses, k=100)
        ]
        near, search = [], []
        for question in asked:
            vector = shelf.embedder.embed([question])
            near.append(_timed(partial(shelf.nearest, vector, 256))[1])
            search.append(_timed(partial(knowledge.search, question, day=_DAY, scope={}))[1])
        for name, found in (
            ("256 nearest from the index", near),
            ("search after embedding", search),
        ):
            for percent in (50, 95):
                told(f"{name}, p{percent} ms", float(np.percentile(found, percent)) * 1000)
        changed = Book.of(book.clauses[1:])
        _, seconds = _timed(lambda: knowledge.sync(changed))
        told("one clause retired, s", seconds)
        again = KnowledgeBase(shelf)
        _, seconds = _timed(lambda: again.sync(changed))
        told("start with an indexed book, s", seconds)
        told(
            "peak memory of this process, MB",
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        )


class _Progress:
    def __init__(self, told: Callable[..., None]) -> None:
        self._told, self._next, self._since = told, 0, time.perf_counter()

    def __call__(self, done: int, total: int) -> None:
        if done >= self._next:
            self._told(f"  {time.perf_counter() - self._since:,.0f} s, indexed", done)
            self._next = done + total // 50


@contextmanager
def _opened(folder: Path, *, on_server: bool) -> Iterator[ChromaIndex]:
    if not on_server:
        shelf = embedded(folder / "index", embedder=Synthetic())
        yield shelf
        shelf.close()
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--host", "127.0.0.1"]
    with subprocess.Popen(
        [*command, "--port", str(port), "--path", str(folder / "server")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        try:
            _wait_for(f"http://127.0.0.1:{port}/api/v2/heartbeat")
            shelf = server("127.0.0.1", port, embedder=Synthetic())
            yield shelf
            shelf.close()
        finally:
            running.terminate()


def _wait_for(url: str) -> None:
    for _ in range(600):
        try:
            if httpx.get(url, timeout=1).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise SystemExit("chroma run did not start")


def _timed(work: Callable[[], _T]) -> tuple[_T, float]:
    start = time.perf_counter()
    done = work()
    return done, time.perf_counter() - start


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.sizes", description=__doc__)
    parser.add_argument("--clauses", type=int, default=20_000)
    parser.add_argument("--server", action="store_true")
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args()

    def told(name: str, figure: float) -> None:
        print(f"{name:<40} {figure:>14,.3f}", flush=True)

    with tempfile.TemporaryDirectory(prefix="makegood-bench-") as made:
        folder = chosen.keep or Path(made)
        measure(chosen.clauses, folder, on_server=chosen.server, told=told)


if __name__ == "__main__":
    _main()

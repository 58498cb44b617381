from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kb.embeddings import MiniLM
from kb.errors import IndexInUse, IndexMismatch, IndexUnreachable
from kb.index import ChromaIndex, embedded
from kb.reading import Vectors
from kb.views import rows
from policies.book import Book
from tests.kb.conftest import Counting, MakeClause

# Another process with the same folder. It embeds one row at a time and says so; with `wait` it
# stops for ever after that many rows, to be killed there.
_OTHER = """
import sys, time
from pathlib import Path
import numpy as np
import kb.chroma
import kb.index
from kb.views import Row
kb.chroma._KEEP_ROWS = kb.chroma._EMBED_ROWS = 1

class Slow:
    id, dimension = "slow", 4
    def embed(self, texts):
        return np.eye(4, dtype=np.float32)[[int(text) % 4 for text in texts]]

def told(done, total):
    print(done, flush=True)
    if done == int(sys.argv[2]):
        time.sleep(600)

index = kb.index.embedded(Path(sys.argv[1]), embedder=Slow())
print("open", flush=True)
rows = [Row(f"clause-{n}", n, str(n)) for n in range(int(sys.argv[4]), int(sys.argv[5]))]
report = index.sync(rows, sys.argv[3], told)
print("report", report.embedded, report.removed, report.kept, flush=True)
index.ping()
found = index.vectors([row.key for row in rows])
assert (found == Slow().embed([row.text for row in rows])).all()
assert index.book == sys.argv[3]
time.sleep(600 if sys.argv[2] == "-1" else 0)
"""


def _other(
    folder: Path, *, wait: int, book: str = "b", first: int = 0, last: int = 6
) -> subprocess.Popen[str]:
    arguments = [str(folder), str(wait), book, str(first), str(last)]
    return subprocess.Popen(
        [sys.executable, "-c", _OTHER, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _lines_until(process: subprocess.Popen[str], start: str) -> list[str]:
    assert process.stdout is not None
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line.strip())
        if line.startswith(start):
            return lines
    assert process.stderr is not None
    pytest.fail(f"never said {start}: {lines} {process.stderr.read()}")


def _end(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def _finish(process: subprocess.Popen[str]) -> str:
    said, complained = process.communicate(timeout=60)
    assert process.returncode == 0, complained
    return said


@pytest.mark.parametrize("rows_before_kill", [1, 3, 6])
def test_a_kill_during_sync_heals_at_the_next_start(tmp_path: Path, rows_before_kill: int) -> None:
    killed = _other(tmp_path, wait=rows_before_kill)
    _lines_until(killed, str(rows_before_kill))
    _end(killed)
    kept = rows_before_kill - 1  # it was killed between embedding a row and writing it
    assert f"report {6 - kept} 0 {kept}" in _finish(_other(tmp_path, wait=0))
    # and what another book lacks goes, what it adds comes
    assert "report 2 2 4" in _finish(_other(tmp_path, wait=0, book="c", first=2, last=8))


def test_a_killed_sync_is_not_signed(tmp_path: Path) -> None:
    _finish(_other(tmp_path, wait=0, book="old"))
    killed = _other(tmp_path, wait=2, book="new", first=2, last=10)
    _lines_until(killed, "2")
    _end(killed)

    class Slow:
        id, dimension = "slow", 4

        def embed(self, texts: object) -> Vectors:
            raise AssertionError(texts)

    index = embedded(tmp_path, embedder=Slow())
    try:
        assert index.book == ""
    finally:
        index.close()


def test_a_second_process_is_refused(tmp_path: Path, minilm: MiniLM) -> None:
    other = _other(tmp_path, wait=-1)
    try:
        _lines_until(other, "report")
        with pytest.raises(IndexInUse, match=rf"pid {other.pid}\).*chroma run"):
            embedded(tmp_path, embedder=minilm)
    finally:
        _end(other)
    embedded(tmp_path, embedder=minilm).close()


def test_a_second_opening_in_this_process_is_refused_until_the_first_is_closed(
    tmp_path: Path, minilm: MiniLM
) -> None:
    first = embedded(tmp_path, embedder=minilm)
    with pytest.raises(IndexInUse):
        embedded(tmp_path, embedder=minilm)
    first.close()
    first.close()
    embedded(tmp_path, embedder=minilm).close()


def test_a_folder_that_cannot_be_one_is_refused(tmp_path: Path, minilm: MiniLM) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(IndexUnreachable, match="cannot be written"):
        embedded(tmp_path / "file", embedder=minilm)


def test_a_damaged_folder_is_refused_and_let_go(tmp_path: Path, minilm: MiniLM) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"this is no database" * 100)
    for _ in range(2):
        with pytest.raises(IndexUnreachable, match=str(tmp_path)):
            embedded(tmp_path, embedder=minilm)


def test_only_what_changed_is_embedded(
    index: ChromaIndex, embedder: Counting, shop: Book, make_clause: MakeClause
) -> None:
    assert index.sync(rows(shop), shop.digest).embedded == len(shop)
    changed = make_clause("delivery#lost", "A parcel that is lost is sent again.", title="Lost")
    book = Book.of(changed if clause.id == changed.id else clause for clause in shop)
    embedder.asked.clear()
    report = index.sync(rows(book), book.digest)
    assert embedder.asked == ["Delivery. Lost\nA parcel that is lost is sent again."]
    assert (report.embedded, report.removed, report.kept) == (1, 1, len(shop) - 1)
    assert index.book == book.digest
    again = index.sync(rows(book), book.digest)
    assert (again.embedded, again.removed, again.kept) == (0, 0, len(shop))


def test_the_same_book_again_costs_nothing(
    index: ChromaIndex, embedder: Counting, shop: Book
) -> None:
    index.sync(rows(shop), shop.digest)
    embedder.asked.clear()
    assert index.sync(rows(shop), shop.digest).embedded == 0
    assert embedder.asked == []


def test_vectors_come_back_as_they_were_made(
    index: ChromaIndex, embedder: Counting, shop: Book
) -> None:
    wanted = rows(shop)
    index.sync(wanted, shop.digest)
    made = embedder.embed([row.text for row in wanted])
    assert abs(index.vectors([row.key for row in wanted]) - made).max() < 1e-6
    backwards = index.vectors([row.key for row in reversed(wanted)])
    assert abs(backwards - made[::-1]).max() < 1e-6


def test_progress_is_told_to_the_end(index: ChromaIndex, shop: Book) -> None:
    told: list[tuple[int, int]] = []
    index.sync(rows(shop), shop.digest, lambda done, total: told.append((done, total)))
    assert told[-1] == (len(shop), len(shop))


def test_workspaces_do_not_see_each_other(tmp_path: Path, minilm: MiniLM, shop: Book) -> None:
    for workspace in ("one", "two", "ONE", "", "日本"):
        index = embedded(tmp_path, embedder=minilm, workspace=workspace)
        assert index.sync(rows(shop)[:1], "digest").kept == 0
        index.close()


def test_another_embedder_does_not_read_these_vectors(
    tmp_path: Path, minilm: MiniLM, shop: Book
) -> None:
    class Wider:
        """Says that it is the same model, and is not."""

        id, dimension = minilm.id, 512

        def embed(self, texts: object) -> Vectors:
            raise AssertionError(texts)

    first = embedded(tmp_path, embedder=minilm)
    first.sync(rows(shop), shop.digest)
    first.close()
    with pytest.raises(IndexMismatch, match="dimension 384, not 512"):
        embedded(tmp_path, embedder=Wider())

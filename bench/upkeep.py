"""From a saved file to a search that knows it, at 10,000 clauses: the whole way, as it is served.

    python -m bench.upkeep [--clauses 10000] [--changes 10]

A folder of files of 20 clauses each is watched by the library; one clause of one file is rewritten,
and the time is taken until a search for its new words answers with it, from a book that is not
stale. "of processor" is what all threads of this process used for it; trust that on a busy machine.
The real embedding model is used unless `--synthetic` asks for vectors that need none.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import threading
import time
from datetime import date
from pathlib import Path

from api.library import Library
from bench.sizes import Synthetic
from kb.embeddings import Embedder, MiniLM
from kb.index import embedded
from kb.search import KnowledgeBase
from kb.threads import one_thread

_DAY = date(2026, 6, 1)
_A_FILE = 20
_PATIENCE = 60.0
_SAMPLE = Path(__file__).parent.parent / "policies" / "sample" / "returns.md"


def measure(count: int, changes: int, home: Path, embedder: Embedder) -> None:
    chance = random.Random(1)
    words = sorted({w.strip(".,:;#") for w in _SAMPLE.read_text("utf-8").split() if w.isalpha()})
    folder = home / "policies"
    folder.mkdir()
    for number in range(count // _A_FILE):
        said = [
            f"## Rule {number} {n}\n{' '.join(chance.choices(words, k=12))}.\n"
            for n in range(_A_FILE)
        ]
        (folder / f"policy-{number}.md").write_text("\n".join(said), "utf-8")
    one_thread()  # as the product searches
    knowledge = KnowledgeBase(embedded(home / "index", embedder=embedder))
    library = Library(folder, knowledge.sync)
    start = time.perf_counter()
    library.reload()
    print(f"{'clauses':<44} {len(library.book()):>10}")
    print(f"{'first indexing, s':<44} {time.perf_counter() - start:>10.2f}", flush=True)
    stopping = threading.Event()
    watching = threading.Thread(target=library.watch, args=(stopping, lambda: None), daemon=True)
    watching.start()
    time.sleep(3)
    found, used = [], []
    for change in range(changes):
        path = folder / f"policy-{chance.randrange(count // _A_FILE)}.md"
        said = path.read_text("utf-8").split("\n")
        said[1] = f"Zebra number {change} may be returned within {change + 2} weeks."
        start, cpu = time.perf_counter(), time.process_time()
        path.write_text("\n".join(said), "utf-8")
        found.append(
            _until_live(knowledge, f"zebra number {change} returned", said[1], library) - start
        )
        used.append(time.process_time() - cpu)
        print(f"{f'change {change + 1}, s':<44} {found[-1]:>10.3f}", flush=True)
    found.sort()
    used.sort()
    print(f"{'of processor, median s':<44} {used[len(used) // 2]:>10.3f}")
    print(f"{'a changed file is live, median s':<44} {found[len(found) // 2]:>10.3f}")
    print(f"{'a changed file is live, slowest s':<44} {found[-1]:>10.3f}")
    stopping.set()
    watching.join()
    knowledge.close()


def _until_live(knowledge: KnowledgeBase, question: str, words: str, library: Library) -> float:
    end = time.perf_counter() + _PATIENCE
    while time.perf_counter() < end:
        answer = knowledge.search(question, day=_DAY, scope={}, limit=50)
        book = library.book()
        if not answer.stale and answer.book == book.digest:
            found = (book.version(hit.clause, hit.version) for hit in answer.hits)
            if any(clause is not None and clause.text == words for clause in found):
                return time.perf_counter()
        time.sleep(0.1)
    raise SystemExit("the change never became live")


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.upkeep", description=__doc__)
    parser.add_argument("--clauses", type=int, default=10_000)
    parser.add_argument("--changes", type=int, default=10)
    parser.add_argument("--synthetic", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="makegood-bench-") as home:
        embedder: Embedder = Synthetic() if chosen.synthetic else MiniLM()
        measure(chosen.clauses, chosen.changes, Path(home), embedder)


if __name__ == "__main__":
    _main()

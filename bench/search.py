"""Speed of search and indexing, beside Chroma alone.

    python -m bench.search [--clauses 10000] [--json]

The clauses are sentences of the sample company mixed with a fixed seed, the questions those of its
cases. "after embedding" is a search whose question was embedded before, word pieces and all; the
embedding stands beside it, and the processor's time beside the clock's. Indexing is measured with
embedding and, against bare Chroma `add` of the very same vectors, without.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

import chromadb
import numpy as np
from chromadb.config import Settings

from evals.questions import read
from kb.embeddings import MiniLM
from kb.index import embedded
from kb.reading import Pieces, Reading, Span, Vectors
from kb.search import KnowledgeBase
from kb.threads import one_thread
from kb.views import rows
from policies.book import Book
from policies.clause import Audience, Clause, ClauseId, ClauseVersion, Place, PolicyId, Scope

_SAMPLE = Path(__file__).parent.parent / "policies" / "sample"
_DAY = date(2026, 6, 1)
_T = TypeVar("_T")


class Made:
    """Vectors that were made before, so that only the index is measured."""

    def __init__(self, real: MiniLM, texts: Sequence[str], vectors: Vectors) -> None:
        self.id, self.dimension, self._real = real.id, real.dimension, real
        self._made = dict(zip(texts, vectors, strict=True))

    def embed(self, texts: Sequence[str]) -> Vectors:
        if all(text in self._made for text in texts):
            return np.stack([self._made[text] for text in texts])
        return self._real.embed(texts)


class Read(Made):
    """The same with the word pieces, which a search of so many clauses compares."""

    def __init__(
        self, real: MiniLM, texts: Sequence[str], vectors: Vectors, pieces: Sequence[Pieces]
    ) -> None:
        super().__init__(real, texts, vectors)
        self._pieces = dict(zip(texts, pieces, strict=True))

    def read(self, texts: Sequence[str]) -> tuple[Vectors, list[Pieces]]:
        if all(text in self._pieces for text in texts):
            return self.embed(texts), [self._pieces[text] for text in texts]
        return self._real.read(texts)

    def read_question(self, text: str, spans: tuple[Span, ...]) -> Reading:
        return self._real.read_question(text, spans)


def invented(count: int) -> Book:
    """A book of `count` clauses of three sentences each."""
    chance = random.Random(1)
    sample = read(_SAMPLE).book
    sentences = [part for clause in sample for part in clause.text.split(". ") if len(part) > 20]
    titles = [clause.title for clause in sample]
    return Book.of(
        Clause(
            id=ClauseId(f"policy-{number // 20}#clause-{number}"),
            version=ClauseVersion(f"{number:016x}"),
            policy=PolicyId(f"policy-{number // 20}"),
            policy_title=chance.choice(titles),
            title=chance.choice(titles),
            text=". ".join(chance.sample(sentences, 3)) + f". Rule {number}.",
            in_force=None,
            until=None,
            scope=Scope({"region": frozenset({"eu"})} if number % 5 == 0 else {}),
            audience=Audience.PUBLIC,
            owner="",
            licences=None,
            place=Place("bench.md", number + 1),
        )
        for number in range(count)
    )


def measure(count: int, folder: Path) -> dict[str, float]:
    """Every figure by name; times in the unit that the name says."""
    figures: dict[str, float] = {"clauses": count}
    one_thread()  # as the product searches
    minilm = MiniLM()
    book = invented(count)
    wanted = rows(book)
    texts = [row.text for row in wanted]
    (vectors, pieces), figures["embedding rows, s"] = _timed(lambda: minilm.read(texts))
    figures["embedding a row, ms"] = figures["embedding rows, s"] / len(wanted) * 1000
    _, figures["bare Chroma add, s"] = _timed(lambda: _bare(folder / "bare", vectors))

    index = embedded(folder / "index", embedder=Made(minilm, texts, vectors))
    _, figures["indexing the same vectors, s"] = _timed(lambda: index.sync(wanted, book.digest))
    index.close()
    figures["speed against bare Chroma"] = (
        figures["bare Chroma add, s"] / figures["indexing the same vectors, s"]
    )
    whole = embedded(folder / "whole", embedder=Read(minilm, texts, vectors, pieces))
    _, figures["indexing with word pieces, s"] = _timed(lambda: whole.sync(wanted, book.digest))
    knowledge = KnowledgeBase(whole)
    _, figures["start with an indexed book, s"] = _timed(lambda: knowledge.sync(book))
    changed = Book.of([*book.clauses[1:], _rewritten(book.clauses[0])])
    _, figures["one clause changed, s"] = _timed(lambda: knowledge.sync(changed))

    embedding, first, again, worked = [], [], [], []
    for question in (question.text for question in read(_SAMPLE).questions):
        embedding.append(_timed(partial(minilm.embed, [f" {question}"]))[1])
        ask = partial(knowledge.search, question, day=_DAY, scope={"region": "EU"})
        first.append(_timed(ask)[1])
        began = time.process_time()
        again.append(_timed(ask)[1])
        worked.append(time.process_time() - began)
    for name, seconds in (
        ("embedding a question", embedding),
        ("search", first),
        ("search after embedding", again),
        ("the same, processor", worked),
    ):
        for percent in (50, 95):
            figures[f"{name}, p{percent} ms"] = float(np.percentile(seconds, percent)) * 1000
    figures["peak memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    knowledge.close()
    return figures


def _bare(folder: Path, vectors: Vectors) -> None:
    settings = Settings(anonymized_telemetry=False)
    client = chromadb.PersistentClient(folder, settings=settings)
    collection = client.create_collection("bare", embedding_function=None)
    for start in range(0, len(vectors), 5_000):
        part = vectors[start : start + 5_000]
        collection.add(ids=[str(start + row) for row in range(len(part))], embeddings=part)


def _rewritten(clause: Clause) -> Clause:
    return replace(clause, text="Parrots may be sent back.", version=ClauseVersion("new"))


def _timed(work: Callable[[], _T]) -> tuple[_T, float]:
    start = time.perf_counter()
    done = work()
    return done, time.perf_counter() - start


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--clauses", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="makegood-bench-") as folder:
        figures = measure(chosen.clauses, Path(folder))
    if chosen.json:
        print(json.dumps(figures, indent=2))
    else:
        for name, figure in figures.items():
            print(f"{name:<32} {figure:>12,.3f}")


if __name__ == "__main__":
    _main()

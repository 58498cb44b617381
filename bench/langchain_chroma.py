"""Beside LangChain with Chroma as both come: quality, time a question, and time to index.

    python -m bench.langchain_chroma [FOLDER] [--json]

FOLDER, by default the sample company's policies, holds `corpus.jsonl` and `queries.jsonl` as
`makegood eval retrieval` reads them. Theirs is `langchain_chroma.Chroma` with its defaults (one
document a clause, title and text, `similarity_search`) and the same embedding model from the same
file, so that what differs is the search. Our order was learned on public sets, of which FOLDER may
be one: compare with the folds of `evals.rank` before believing the gap.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from evals.questions import Question, read
from evals.retrieval import when
from kb.embeddings import MiniLM
from kb.index import embedded
from kb.search import KnowledgeBase

_T = TypeVar("_T")
_DEPTH = 10
_SAMPLE = Path(__file__).parent.parent / "policies" / "sample"


class Theirs(Embeddings):
    """Our model behind LangChain's interface."""

    def __init__(self) -> None:
        self._model = MiniLM(threads=1)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._model.embed(texts).tolist()  # type: ignore[no-any-return]

    def embed_query(self, text: str) -> list[float]:
        return self._model.embed([text])[0].tolist()  # type: ignore[no-any-return]


def measure(folder: Path) -> dict[str, dict[str, float]]:
    """Every figure of both."""
    asked = read(folder)
    questions = [question for question in asked.questions if question.answers]
    with tempfile.TemporaryDirectory(prefix="makegood-bench-") as home:
        knowledge = KnowledgeBase(embedded(Path(home) / "ours", embedder=MiniLM(threads=1)))
        _, wall, used = _timed(lambda: knowledge.sync(asked.book))
        day = when(asked)

        def ours(text: str) -> list[str]:
            return [
                str(hit.clause)
                for hit in knowledge.search(text, day=day, scope={}, limit=_DEPTH).hits
            ]

        found = {"makegood": _figures(questions, ours, wall, used)}
        knowledge.close()
        documents = [
            Document(f"{clause.title}\n{clause.text}", metadata={"id": str(clause.id)})
            for clause in asked.book
        ]
        store, wall, used = _timed(
            lambda: Chroma.from_documents(
                documents, Theirs(), persist_directory=str(Path(home) / "theirs")
            )
        )

        def theirs(text: str) -> list[str]:
            return [each.metadata["id"] for each in store.similarity_search(text, k=_DEPTH)]

        found["langchain + chroma"] = _figures(questions, theirs, wall, used)
    return found


def _figures(
    questions: list[Question], search: Callable[[str], list[str]], wall: float, used: float
) -> dict[str, float]:
    gains, recalls, times, processor = [], [], [], []
    for question in questions:
        ids, seconds, cpu = _timed(lambda text=question.text: search(text))  # type: ignore[misc]
        times.append(seconds * 1000)
        processor.append(cpu * 1000)
        wanted = {str(each) for each in question.answers}
        ideal = sum(1 / np.log2(place + 2) for place in range(min(_DEPTH, len(wanted))))
        right = [place for place, each in enumerate(ids) if each in wanted]
        gains.append(sum(1 / np.log2(place + 2) for place in right) / ideal)
        recalls.append(len(wanted.intersection(ids[:5])) / len(wanted))
    return {
        "nDCG@10": float(np.mean(gains)),
        "recall@5": float(np.mean(recalls)),
        "a question, p50 ms": float(np.percentile(times, 50)),
        "a question, p95 ms": float(np.percentile(times, 95)),
        "a question, of processor, p50 ms": float(np.percentile(processor, 50)),
        "indexing, s": wall,
        "indexing, of processor, s": used,
    }


def _timed(work: Callable[[], _T]) -> tuple[_T, float, float]:
    start, cpu = time.perf_counter(), time.process_time()
    done = work()
    return done, time.perf_counter() - start, time.process_time() - cpu


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.langchain_chroma", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=_SAMPLE)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    found = measure(chosen.folder)
    if chosen.json:
        print(json.dumps(found, indent=2))
        return
    print(f"{'':<34}" + "".join(f"{name:>20}" for name in found))
    for figure in next(iter(found.values())):
        print(f"{figure:<34}" + "".join(f"{each[figure]:>20.3f}" for each in found.values()))


if __name__ == "__main__":
    _main()

"""Clauses of a small shop, the real embedder, and a real Chroma in a folder of the test."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from kb.embeddings import MiniLM
from kb.index import ChromaIndex, embedded
from kb.reading import Pieces, Reading, Span, Vectors
from kb.search import KnowledgeBase
from policies.book import Book
from policies.clause import Audience, Clause, ClauseId, ClauseVersion, Place, PolicyId, Scope

MakeClause = Callable[..., Clause]


_SHOP = (
    (
        "delivery#late",
        "Late delivery",
        "If a parcel arrives 5 working days after the promised date, we refund the shipping fee.",
    ),
    (
        "delivery#lost",
        "Lost parcels",
        "A parcel that has not moved for 10 working days counts as lost. We send it again.",
    ),
    (
        "returns#period",
        "How long you can return things",
        "Unused goods can be sent back within 30 days after delivery for a full refund.",
    ),
    (
        "gift-cards#expiry",
        "Gift cards",
        "A gift card is valid for three years and cannot be paid out in money.",
    ),
    (
        "loyalty#points",
        "Reward points",
        "Members collect one point for every euro. Points expire after 24 months.",
    ),
    (
        "staff#complaints",
        "Complaints about our people",
        "When a shop assistant was rude, the manager of the shop calls back.",
    ),
)


class Counting:
    """The real embedder, which remembers what it was asked."""

    def __init__(self, real: MiniLM) -> None:
        self.id, self.dimension = real.id, real.dimension
        self._real = real
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked.extend(texts)
        return self._real.embed(texts)

    def read(self, texts: Sequence[str]) -> tuple[Vectors, list[Pieces]]:
        self.asked.extend(texts)
        return self._real.read(texts)

    def read_question(self, text: str, spans: tuple[Span, ...]) -> Reading:
        return self._real.read_question(text, spans)


@pytest.fixture(scope="session")
def minilm() -> MiniLM:
    return MiniLM()


@pytest.fixture
def embedder(minilm: MiniLM) -> Counting:
    return Counting(minilm)


@pytest.fixture
def index(tmp_path: Path, embedder: Counting) -> Iterator[ChromaIndex]:
    opened = embedded(tmp_path / "index", embedder=embedder)
    yield opened
    opened.close()


@pytest.fixture
def knowledge(index: ChromaIndex) -> KnowledgeBase:
    return KnowledgeBase(index)


@pytest.fixture(scope="session")
def make_clause() -> MakeClause:
    def make(
        name: str,
        text: str,
        *,
        title: str = "",
        in_force: date | None = None,
        until: date | None = None,
        scope: Mapping[str, frozenset[str]] | None = None,
    ) -> Clause:
        said = f"{title}{text}{in_force}{until}{sorted((scope or {}).items())}"
        return Clause(
            id=ClauseId(name),
            version=ClauseVersion(hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]),
            policy=PolicyId(name.split("#", maxsplit=1)[0]),
            policy_title=name.split("#", maxsplit=1)[0].capitalize(),
            title=title,
            text=text,
            in_force=in_force,
            until=until,
            scope=Scope(scope or {}),
            audience=Audience.PUBLIC,
            owner="",
            licences=None,
            place=Place("shop.md", 1),
        )

    return make


@pytest.fixture(scope="session")
def shop(make_clause: MakeClause) -> Book:
    return Book.of(make_clause(name, text, title=title) for name, title, text in _SHOP)

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.embeddings import MiniLM
from kb.errors import IndexFault
from kb.index import ChromaIndex, embedded
from kb.reading import Vectors
from kb.search import KnowledgeBase
from policies.book import Book
from policies.clause import ClauseId
from policies.found import Found, Search
from tests.kb.conftest import Counting, MakeClause

_DAY = date(2026, 6, 1)


def _ids(found: Found) -> list[str]:
    return [hit.clause for hit in found.hits]


def _ask(knowledge: Search, question: str, **scope: str) -> list[str]:
    return _ids(knowledge.search(question, day=_DAY, scope=scope))


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("The package came two weeks after you said. What do I get?", "delivery#late"),
        ("my order vanished, tracking stopped moving long ago", "delivery#lost"),
        ("how long do i have to return a jumper", "returns#period"),
        ("Can I swap my voucher for cash?", "gift-cards#expiry"),
        ("Your cashier insulted me!", "staff#complaints"),
    ],
)
def test_the_right_clause_comes_first(
    knowledge: KnowledgeBase, shop: Book, question: str, clause: str
) -> None:
    knowledge.sync(shop)
    found = knowledge.search(question, day=_DAY, scope={})
    assert _ids(found)[0] == clause
    assert (found.book, found.stale) == (shop.digest, False)
    assert [hit.score for hit in found.hits] == sorted(
        (hit.score for hit in found.hits), reverse=True
    )
    assert found.hits[0].version == shop.versions(ClauseId(clause))[0].version


def test_several_problems_in_one_message_are_several_searches(
    knowledge: KnowledgeBase, shop: Book
) -> None:
    knowledge.sync(shop)
    message = (
        "First my parcel was twelve days late. Then the man in your shop shouted at me. "
        "And how long is a gift card good for?"
    )
    wanted = {"delivery#late", "staff#complaints", "gift-cards#expiry"}
    assert wanted <= set(_ask(knowledge, message)[:5])


def test_it_is_silent_about_what_policy_does_not_say(knowledge: KnowledgeBase, shop: Book) -> None:
    knowledge.sync(shop)
    asked = knowledge.search("My parcel is 9 working days late, refund?", day=_DAY, scope={})
    strange = knowledge.search("Who won the chess match last night?", day=_DAY, scope={})
    assert (asked.silent, strange.silent) == (False, True)
    assert 0 <= strange.confidence < asked.confidence <= 1


def test_only_versions_in_force_on_the_day_answer(
    knowledge: KnowledgeBase, make_clause: MakeClause
) -> None:
    old = make_clause("refunds#fee", "We refund 5 EUR of shipping.", until=date(2026, 5, 31))
    new = make_clause("refunds#fee", "We refund 9 EUR of shipping.", in_force=date(2026, 6, 1))
    knowledge.sync(Book.of([old, new]))
    for day, version in ((date(2026, 5, 31), old), (date(2026, 6, 1), new)):
        found = knowledge.search("refund of shipping", day=day, scope={})
        assert [hit.version for hit in found.hits] == [version.version]


def test_scope_rules_out_only_what_is_known_to_be_outside(
    knowledge: KnowledgeBase, make_clause: MakeClause
) -> None:
    knowledge.sync(
        Book.of(
            [
                make_clause("a#eu", "Refund 14 days", scope={"region": frozenset({"eu"})}),
                make_clause("a#us", "Refund 30 days", scope={"region": frozenset({"us"})}),
                make_clause("a#all", "Refund anywhere 5 days"),
            ]
        )
    )
    assert set(_ask(knowledge, "refund", region="EU")) == {"a#eu", "a#all"}
    assert set(_ask(knowledge, "refund", region="JP")) == {"a#all"}
    assert set(_ask(knowledge, "refund", product="lamp")) == {"a#eu", "a#us", "a#all"}


def test_near_duplicates_are_one_answer_unless_a_number_differs(
    knowledge: KnowledgeBase, make_clause: MakeClause
) -> None:
    text = (
        "A parcel that is late by more than five working days after the day that was promised at "
        "the checkout or in the last message of the carrier has its shipping fee refunded {}"
    )
    knowledge.sync(
        Book.of(
            [
                make_clause("a#1", text.format("in full, up to 15 EUR.")),
                make_clause("a#2", text.format("in full, up to 15 EUR!")),
                make_clause("a#3", text.format("in full, up to 20 EUR.")),
            ]
        )
    )
    found = _ask(knowledge, "late parcel shipping fee refund")
    assert len(found) == 2
    assert "a#3" in found


def test_before_the_first_sync_it_is_silent_and_says_stale(knowledge: KnowledgeBase) -> None:
    found = knowledge.search("late parcel", day=_DAY, scope={})
    assert found == Found((), confidence=0.0, silent=True, book="", stale=True)


def test_while_a_first_sync_runs_words_are_searched_and_stale_is_said(
    tmp_path: Path, minilm: MiniLM, shop: Book
) -> None:
    holding = Held(minilm)
    knowledge = KnowledgeBase(embedded(tmp_path, embedder=holding))
    syncing = Thread(target=knowledge.sync, args=(shop,))
    syncing.start()
    try:
        assert holding.reached.wait(30)
        found = knowledge.search("gift card", day=_DAY, scope={})
        assert (_ids(found)[0], found.stale, found.book) == ("gift-cards#expiry", True, "")
    finally:
        holding.go.set()
        syncing.join()
    assert not knowledge.search("gift card", day=_DAY, scope={}).stale
    knowledge.close()


def test_while_a_change_is_indexed_the_book_before_answers_and_says_stale(
    tmp_path: Path, minilm: MiniLM, shop: Book, make_clause: MakeClause
) -> None:
    holding = Held(minilm)
    holding.go.set()
    knowledge = KnowledgeBase(embedded(tmp_path, embedder=holding))
    knowledge.sync(shop)
    holding.go.clear()
    holding.reached.clear()
    changed = Book.of([*shop, make_clause("pets#dogs", "Dogs may come into our shops.")])
    syncing = Thread(target=knowledge.sync, args=(changed,))
    syncing.start()
    try:
        assert holding.reached.wait(30)
        found = knowledge.search("Is my parcel late?", day=_DAY, scope={})
        assert (found.stale, found.book) == (True, shop.digest)
    finally:
        holding.go.set()
        syncing.join()
    found = knowledge.search("may I bring my dog", day=_DAY, scope={})
    assert (_ids(found)[0], found.stale, found.book) == ("pets#dogs", False, changed.digest)
    knowledge.close()


def test_when_indexing_fails_the_search_goes_on_and_says_stale(
    tmp_path: Path, minilm: MiniLM, shop: Book, make_clause: MakeClause
) -> None:
    breaking = Breaking(minilm)
    knowledge = KnowledgeBase(embedded(tmp_path, embedder=breaking))
    knowledge.sync(shop)
    breaking.broken = True
    with pytest.raises(IndexFault):
        knowledge.sync(Book.of([*shop, make_clause("pets#dogs", "Dogs may come in.")]))
    breaking.broken = False
    found = knowledge.search("gift card", day=_DAY, scope={})
    assert (_ids(found)[0], found.stale) == ("gift-cards#expiry", True)
    knowledge.close()


def test_retired_clauses_never_come_back(
    index: ChromaIndex, knowledge: KnowledgeBase, shop: Book
) -> None:
    knowledge.sync(shop)
    smaller = Book.of(clause for clause in shop if clause.id != "gift-cards#expiry")
    knowledge.sync(smaller)
    assert "gift-cards#expiry" not in _ask(knowledge, "gift card")
    assert "gift-cards#expiry" not in _ask(KnowledgeBaseOf(index, smaller), "gift card")


def test_an_unchanged_book_is_ready_at_the_next_start_without_embedding(
    tmp_path: Path, embedder: Counting, shop: Book
) -> None:
    for expected in (len(shop), 0):
        knowledge = KnowledgeBase(embedded(tmp_path, embedder=embedder))
        assert knowledge.sync(shop).embedded == expected
        assert _ask(knowledge, "gift card")[0] == "gift-cards#expiry"
        knowledge.ping()
        knowledge.close()


def test_a_large_book_is_searched_by_chroma_alike(
    index: ChromaIndex, knowledge: KnowledgeBase, shop: Book
) -> None:
    knowledge.sync(shop)
    large = KnowledgeBase(index, exact_rows=0)
    large.sync(shop)
    for question in ("package is late", "gift card cash", "points", "rude cashier"):
        assert _ask(large, question)[0] == _ask(knowledge, question)[0]


def test_a_long_clause_is_found_by_its_end_and_answers_once(
    knowledge: KnowledgeBase, shop: Book, make_clause: MakeClause
) -> None:
    filler = "General words about how we work with partners and what we value. " * 60
    long = make_clause("terms#all", filler + "Broken violins are mended free of charge.")
    knowledge.sync(Book.of([*shop, long]))
    found = _ask(knowledge, "my fiddle is damaged, will you repair the violin?")
    assert found[0] == "terms#all"
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    "question",
    [
        "",
        " \n\t ",
        "the of and is",
        "😡" * 10_000,
        "?" * 5_000,
        "\0",
        "late\0parcel",
        "\ud800 parcel",
        "\u202eparcel\u202c",
        "我的包裹在哪里？它迟到了。",
        "parcel late. " * 80_000,
        "x" * 1_000_000,
        "\n".join(f"problem number {number} is bad" for number in range(30_000)),
    ],
)
def test_odd_questions_have_an_answer(knowledge: KnowledgeBase, shop: Book, question: str) -> None:
    knowledge.sync(shop)
    found = knowledge.search(question, day=_DAY, scope={"region": "\ud800"})
    assert 0 <= found.confidence <= 1
    assert len(found.hits) <= 8


def test_nothing_asked_finds_nothing(knowledge: KnowledgeBase, shop: Book) -> None:
    knowledge.sync(shop)
    for question in ("", "  ", "😡", "?!", "the of and is"):
        assert knowledge.search(question, day=_DAY, scope={}).silent


def test_an_empty_book_is_silent(knowledge: KnowledgeBase) -> None:
    book = Book()
    knowledge.sync(book)
    found = knowledge.search("late parcel", day=_DAY, scope={})
    assert found == Found((), confidence=0.0, silent=True, book=book.digest, stale=False)
    knowledge.ping()


def test_a_book_of_one_clause_answers(knowledge: KnowledgeBase, shop: Book) -> None:
    knowledge.sync(Book.of(list(shop)[:1]))
    assert _ask(knowledge, "parcel is late") == ["delivery#late"]


@pytest.mark.parametrize("text", ["", "\ud800", "\0", "x" * 1_000_000, "😀 " * 50_000, "...\n\n!"])
def test_odd_clauses_are_indexed(
    knowledge: KnowledgeBase, shop: Book, make_clause: MakeClause, text: str
) -> None:
    odd = make_clause("odd#one", text[:20_000] if len(text) > 20_000 else text)
    knowledge.sync(Book.of([*shop, odd, odd]))
    assert _ask(knowledge, "gift card")[0] == "gift-cards#expiry"


def test_many_clauses_that_say_the_same_are_one_answer(
    knowledge: KnowledgeBase, make_clause: MakeClause
) -> None:
    knowledge.sync(
        Book.of(make_clause(f"a#{n}", "We refund the fee of a late parcel.") for n in range(300))
    )
    assert len(_ask(knowledge, "late parcel")) == 1


def test_a_limit_is_kept(knowledge: KnowledgeBase, shop: Book) -> None:
    knowledge.sync(shop)
    for limit in (0, 1, 3, 100):
        found = knowledge.search("parcel", day=_DAY, scope={}, limit=limit)
        assert len(found.hits) == min(limit, len(shop))


def test_threads_search_while_another_syncs(
    knowledge: KnowledgeBase, shop: Book, make_clause: MakeClause
) -> None:
    knowledge.sync(shop)
    books = [
        Book.of([*shop, make_clause("new#one", f"Number {number} is new.")]) for number in range(6)
    ]
    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(_ask, knowledge, f"gift card {number}") for number in range(60)]
        for book in books:
            knowledge.sync(book)
        assert all(answer.result()[0] == "gift-cards#expiry" for answer in asked)
    assert _ask(knowledge, "Number 5 is new")[0] == "new#one"


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(max_size=200))
def test_no_question_raises(one_book: KnowledgeBase, question: str) -> None:
    found = one_book.search(question, day=_DAY, scope={})
    assert 0 <= found.confidence <= 1


@pytest.fixture
def one_book(knowledge: KnowledgeBase, shop: Book) -> KnowledgeBase:
    knowledge.sync(shop)
    return knowledge


class Held:
    """An embedder that waits until it may go on."""

    def __init__(self, real: MiniLM) -> None:
        self.id, self.dimension, self._real = real.id, real.dimension, real
        self.reached, self.go = Event(), Event()

    def embed(self, texts: Sequence[str]) -> Vectors:
        # A row stands under its titles; a question has no line end, and is answered at once.
        if "\n" in texts[0]:
            self.reached.set()
            assert self.go.wait(30)
        return self._real.embed(texts)


class Breaking:
    """An embedder that is out of order when it is told so."""

    def __init__(self, real: MiniLM) -> None:
        self.id, self.dimension, self._real = real.id, real.dimension, real
        self.broken = False

    def embed(self, texts: Sequence[str]) -> Vectors:
        if self.broken:
            raise IndexFault("The embedding server is away.")
        return self._real.embed(texts)


def KnowledgeBaseOf(index: ChromaIndex, book: Book) -> KnowledgeBase:  # noqa: N802  reads as one
    fresh = KnowledgeBase(index)
    fresh.sync(book)
    return fresh

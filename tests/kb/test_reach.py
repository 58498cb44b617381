"""The filter of the search agrees with the book on every day and in every place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.index import embedded
from kb.reach import Reach
from kb.search import KnowledgeBase
from policies.book import Book
from policies.clause import Covers
from tests.kb.conftest import MakeClause
from tests.kb.test_upkeep import Quick

_FIRST = date(2026, 1, 1)
_DAYS = st.integers(0, 9).map(lambda days: _FIRST + timedelta(days))
_REGIONS = st.sets(st.sampled_from(["eu", "uk", "us"]), min_size=1).map(frozenset)
_CLAUSES = st.tuples(
    st.sampled_from(["a#1", "a#2", "b#1"]),
    st.none() | _DAYS,
    st.none() | _DAYS,
    st.dictionaries(st.sampled_from(["region", "channel"]), _REGIONS),
)


@pytest.fixture(scope="module", params=[50_000, 0], ids=["held in memory", "asked of Chroma"])
def knowledge(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KnowledgeBase]:
    shelf = embedded(tmp_path_factory.mktemp("reach"), embedder=Quick())
    opened = KnowledgeBase(shelf, exact_rows=request.param)
    yield opened
    opened.close()


@given(
    st.lists(_CLAUSES, max_size=8),
    _DAYS,
    st.dictionaries(st.sampled_from(["region", "channel", "tier"]), st.sampled_from(["EU", "us"])),
)
def test_the_mask_is_what_the_book_says(
    make_clause: MakeClause,
    clauses: list[tuple[str, date | None, date | None, dict[str, frozenset[str]]]],
    day: date,
    scope: dict[str, str],
) -> None:
    book = Book.of(
        make_clause(name, "words", in_force=first, until=last, scope=allowed)
        for name, first, last, allowed in clauses
    )
    said = [
        clause
        for clause, reached in zip(book, Reach(book).mask(day, scope), strict=True)
        if reached
    ]
    wanted = [
        clause
        for clause in book
        if book.at(clause.id, day) is clause and clause.scope.covers(scope) is not Covers.NO
    ]
    assert said == wanted


_CASES = st.dictionaries(
    st.sampled_from(["region", "brand", "product", "channel", "tier"]),
    st.sampled_from(["EU", "uk", "us"]),
)


@given(
    clauses=st.lists(
        st.tuples(
            st.sampled_from(["a#1", "a#2", "b#1", "c#1"]),
            st.none() | _DAYS,
            st.none() | _DAYS,
            st.dictionaries(
                st.sampled_from(["region", "brand", "product", "channel", "tier"]), _REGIONS
            ),
        ),
        max_size=8,
    ),
    day=_DAYS,
    case=_CASES,
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_search_never_answers_with_what_is_out_of_force_or_scope(
    knowledge: KnowledgeBase,
    make_clause: MakeClause,
    clauses: list[tuple[str, date | None, date | None, dict[str, frozenset[str]]]],
    day: date,
    case: dict[str, str],
) -> None:
    """And with all of the others: every clause says the words that are asked for, unlike enough."""
    book = Book.of(
        make_clause(
            name, f"parcel number {turn} comes late", in_force=first, until=last, scope=allowed
        )
        for turn, (name, first, last, allowed) in enumerate(clauses)
    )
    knowledge.sync(book)
    found = knowledge.search("my parcel comes late", day=day, scope=case, limit=20)
    hits = [(hit.clause, hit.version) for hit in found.hits]
    reached = {
        (clause.id, clause.version)
        for clause in book
        if book.at(clause.id, day) is clause and clause.scope.covers(case) is not Covers.NO
    }
    assert set(hits) == reached
    assert len(hits) == len(set(hits))

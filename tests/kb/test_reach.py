"""The filter of the search agrees with the book on every day and in every place."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kb.reach import Reach
from policies.book import Book
from policies.clause import Covers
from tests.kb.conftest import MakeClause

_FIRST = date(2026, 1, 1)
_DAYS = st.integers(0, 9).map(lambda days: _FIRST + timedelta(days))
_REGIONS = st.sets(st.sampled_from(["eu", "uk", "us"]), min_size=1).map(frozenset)
_CLAUSES = st.tuples(
    st.sampled_from(["a#1", "a#2", "b#1"]),
    st.none() | _DAYS,
    st.none() | _DAYS,
    st.dictionaries(st.sampled_from(["region", "channel"]), _REGIONS),
)


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

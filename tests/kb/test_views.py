from __future__ import annotations

import pytest

from kb.problems import Asked
from kb.views import rows
from policies.book import Book
from tests.kb.conftest import MakeClause


def test_a_short_clause_is_one_row_under_its_titles(make_clause: MakeClause) -> None:
    clause = make_clause("refunds#fee", "We refund the fee.", title="The fee")
    (row,) = rows(Book.of([clause]))
    assert row.text == "Refunds. The fee\nWe refund the fee."
    assert row.key.startswith(f"refunds#fee@{clause.version}/")


def test_a_long_clause_is_split_at_sentences_and_loses_no_word(make_clause: MakeClause) -> None:
    text = " ".join(f"Sentence {number} says something of its own." for number in range(100))
    found = rows(Book.of([make_clause("a#1", text)]))
    assert len(found) > 3
    parts = [row.text.removeprefix("A\n") for row in found]
    assert " ".join(parts) == text
    assert all(part.endswith(".") and len(part) <= 800 for part in parts)


def test_text_without_any_break_is_split_too(make_clause: MakeClause) -> None:
    found = rows(Book.of([make_clause("a#1", "x" * 5_000)]))
    assert sum(row.text.count("x") for row in found) == 5_000


def test_a_title_that_changes_makes_other_rows(make_clause: MakeClause) -> None:
    one = rows(Book.of([make_clause("a#1", "same", title="one")]))
    other = rows(Book.of([make_clause("a#1", "same", title="other")]))
    assert one[0].key != other[0].key


def test_rows_point_at_their_clause(make_clause: MakeClause) -> None:
    book = Book.of([make_clause("a#1", "first. " * 300), make_clause("a#2", "second")])
    for row in rows(book):
        assert row.key.startswith(f"{book.clauses[row.clause].id}@")


@pytest.mark.parametrize(
    ("message", "count"),
    [
        ("My parcel is late.", 0),
        ("Hi! My parcel is late. Thanks", 0),
        ("My parcel is very late. The shop assistant was rude.", 2),
        ("My parcel is very late\nThe shop assistant was rude", 2),
        ("Why is it so late again? " * 5, 0),
        (" ".join(f"Problem {number} made me angry today." for number in range(50)), 6),
    ],
)
def test_problems_of_a_message(message: str, count: int) -> None:
    assert len(Asked.of(message).parts) == count


def test_what_is_asked_is_kept_where_there_is_no_room_for_all() -> None:
    told = " ".join(f"Story number {number} goes on here." for number in range(20))
    asked = Asked.of(f"{told} Who refunds the broken lamp?")
    assert asked.words_of(asked.parts[-1]) == "Who refunds the broken lamp?"
    assert asked.point == asked.parts[-1]

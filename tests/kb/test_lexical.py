"""Words are counted once, and scored as bm25s scores them."""

from __future__ import annotations

from dataclasses import replace

import bm25s  # type: ignore[import-untyped]  # has no types
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.counts import Counts
from kb.lexical import Lexical
from kb.worded import Worded, Wordings
from policies.book import Book
from tests.kb.conftest import MakeClause

_word = st.sampled_from("abcdefgh")
_texts = st.lists(st.lists(_word, min_size=1, max_size=9), min_size=1, max_size=8)


@given(texts=_texts, question=st.lists(_word, min_size=1, max_size=5))
@settings(deadline=None)
def test_the_scores_are_those_of_bm25s(texts: list[list[str]], question: list[str]) -> None:
    numbers = {word: number for number, word in enumerate("abcdefgh")}
    theirs = bm25s.BM25(k1=1.5, b=0.5)
    theirs.index(([[numbers[w] for w in text] for text in texts], numbers), show_progress=False)
    expected = theirs.get_scores_from_ids([numbers[word] for word in question])
    found = Lexical(Counts.of(texts)).scores(question)
    assert np.allclose(found, expected, atol=1e-5)


def test_no_text_and_texts_without_words_score_nothing() -> None:
    assert Lexical(Counts.of([])).scores(["a"]).tolist() == []
    assert Lexical(Counts.of([[], []])).scores(["a"]).tolist() == [0, 0]


_books = st.lists(st.lists(st.integers(0, 30), max_size=9, unique=True), min_size=2, max_size=5)


@given(books=_books)
@settings(deadline=None)
def test_a_book_that_follows_others_is_counted_as_if_it_were_the_first(
    make_clause: MakeClause, books: list[list[int]]
) -> None:
    """Clauses come, go, change places; a title of a policy changes with the turn."""
    before: Wordings | None = None
    for turn, numbers in enumerate(books):
        book = Book.of(
            replace(
                make_clause(f"p{n % 3}#c{n}", f"word{n} word{n % 4} common {'again ' * (n % 3)}"),
                policy_title=f"Policy of {turn % 2}",
            )
            for n in numbers
        )
        before = Wordings(book, before)
        assert before.texts == [Worded.of(clause) for clause in book]
        kept, anew = Lexical(before.counts), Lexical(Wordings(book).counts)
        for question in (["common", "again"], ["word1", "of", "1"], [f"word{n}" for n in range(9)]):
            assert np.allclose(kept.scores(question), anew.scores(question), atol=1e-5)
            assert np.isclose(kept.most(question), anew.most(question))
    if before:
        assert len(before.counts.vocabulary) < 2 * 40

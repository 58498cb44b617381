"""What the reader never does, on any text whatever."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.commitments import PatternReader

READER = PatternReader()
WORDS = (
    "We will|not|refund|you|your|the|shipping fee|order|15 EUR|€15|up to|10%|within|5 working days|"
    "if|unless|it is late|,|.|?|;|and|or|but|voucher|of|cannot|a|replacement|free|by Friday|wir|"
    "erstatten|nous|remboursons|30|-|(|)|\n|\x00|\ud800|\u202e|é|12 March 2026|days|no|never"
)
PIECES = st.sampled_from(WORDS.split("|"))
SENTENCES = st.lists(PIECES, max_size=40).map(" ".join)


@given(st.one_of(st.text(max_size=400), SENTENCES))
@settings(max_examples=400)
def test_never_raises_and_positions_are_exact(text: str) -> None:
    for commitment in READER.read(text):
        assert text[commitment.start : commitment.end] == commitment.words
        assert 0 <= commitment.start < commitment.end <= len(text)


@given(SENTENCES)
def test_reads_the_same_twice(text: str) -> None:
    assert READER.read(text) == READER.read(text)


@given(SENTENCES)
def test_a_promise_is_seen_whatever_stands_before_it(before: str) -> None:
    text = f"{before}\n\nWe will refund you 99 EUR."
    found = [c for c in READER.read(text) if c.start > len(before)]
    assert [str(c.amount) for c in found if c.grants] == ["99 EUR"]


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "1 ",
        "1,",
        "one-",
        "twenty ",
        "if ",
        "refund ",
        "not ",
        "we ",
        "(",
        "😀",
        "the the ",
        "We will refund 15 EUR within five working days, ",
        "sorry for ",
        "%",
        "\u202e",
    ],
)
def test_takes_time_in_proportion_to_the_text(piece: str) -> None:
    """A tenfold text takes at most some thirty times as long; a square would take a hundred."""

    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        start = time.process_time()
        READER.read(text)
        return time.process_time() - start

    assert seconds(40_000) < 30 * seconds(4_000) + 0.5

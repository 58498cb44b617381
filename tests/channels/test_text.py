from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from channels.text import count, normalise
from desk.limits import Counted, Limits

ANY_TEXT = st.text(st.characters())  # surrogates and control characters included


@given(ANY_TEXT)
@example("e\x00\u0301")
@example(" \u2028 a \x85")
@example("\ud800")
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(ANY_TEXT)
def test_what_is_normal_can_be_sent_anywhere(text: str) -> None:
    normal = normalise(text)
    normal.encode("utf-8")
    assert not any(ord(letter) < 32 and letter not in "\n\t" for letter in normal)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a  \n\n b\t\n\n", "a\n\n b"),
        ("cafe\u0301", "café"),
        ("nul\x00 bell\x07", "nul bell"),
        ("half \ud83d an emoji", "half  an emoji"),
        ("a\u2028b", "a\nb"),
        ("right \u202eleft", "right \u202eleft"),
        ("", ""),
    ],
)
def test_normalise(text: str, normal: str) -> None:
    assert normalise(text) == normal


FAMILY = "👨\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("text", "points", "graphemes", "utf16", "utf8", "weighted"),
    [
        ("", 0, 0, 0, 0, 0),
        ("abc", 3, 3, 3, 3, 3),
        ("größe", 5, 5, 5, 7, 5),
        ("e\u0301", 2, 1, 2, 3, 2),
        ("👍", 1, 1, 2, 4, 2),
        (FAMILY, 5, 1, 8, 18, 2),
        ("日本", 2, 2, 2, 6, 4),
        ("“so” – …", 8, 8, 8, 16, 9),
        ("👍" * 10_000, 10_000, 10_000, 20_000, 40_000, 20_000),
    ],
)
def test_each_unit(
    text: str, points: int, graphemes: int, utf16: int, utf8: int, weighted: int
) -> None:
    counted = {unit: count(text, Limits(None, unit)) for unit in Counted}
    assert counted == {
        Counted.CODE_POINTS: points,
        Counted.GRAPHEMES: graphemes,
        Counted.UTF16: utf16,
        Counted.UTF8: utf8,
        Counted.WEIGHTED: weighted,
    }


@pytest.mark.parametrize(
    ("text", "unit", "length"),
    [
        ("see https://shop.example/a/very/long/address/indeed/it/is.", Counted.WEIGHTED, 28),
        ("see https://a.example", Counted.GRAPHEMES, 27),
        ("two https://a.example and https://b.example", Counted.CODE_POINTS, 4 + 23 + 5 + 23),
        ("ask shop.example", Counted.WEIGHTED, 27),  # X makes a link of it
        ("ask shop.example", Counted.GRAPHEMES, 16),
        ("write to care@shop.example", Counted.WEIGHTED, 26),
    ],
)
def test_links_cost_what_the_site_says(text: str, unit: Counted, length: int) -> None:
    assert count(text, Limits(280, unit, link_cost=23)) == length


@given(ANY_TEXT)
def test_no_text_breaks_a_count(text: str) -> None:
    for unit in Counted:
        assert count(text, Limits(280, unit, link_cost=23)) >= 0

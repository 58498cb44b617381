"""A slip of the customer's pen is never told back to them."""

from __future__ import annotations

import asyncio

import pytest

from desk.draft import Outcome, Proposal, text_of
from drafting.spelling import mended, odd
from tests.drafting.house import drafter, request

SLIPS = [
    ("My parcle came two weeks late.", "parcle"),
    ("I havent recieved my pakage, it is late.", "recieved"),
    ("The shaaade of my lamp arrived broken.", "shaaade"),
    ("the lamp is brocken into pieces", "brocken"),
    ("How do I retrun it?", "retrun"),
    ("i want to cancle my oder", "cancle"),
    ("Orla was sooo kind and the delivary was wonderful", "delivary"),
    ("pls tell me how u take it back", " u "),
]


def said(got: Outcome) -> str:
    sentences = got.sentences if isinstance(got, Proposal) else got.holding
    return text_of(sentences, paragraphs=False)


@pytest.mark.parametrize("public", [True, False])
@pytest.mark.parametrize(("text", "slip"), SLIPS)
def test_no_slip_is_repeated(text: str, slip: str, *, public: bool) -> None:
    got = said(asyncio.run(drafter().outcome(request(text, public=public))))
    assert slip not in got
    assert not odd(got.replace("Larkspur", ""))


@pytest.mark.parametrize(
    "text",
    [
        "My parcel came two weeks late.",
        "The glue let go and the strength of the lamp",
        "It's its own fault",
        "TV and DVD stand",
        "a rhythm of twelfths",
        "Cod for dinner",
    ],
)
def test_what_is_spelt_right_stays(text: str) -> None:
    assert mended(text) == text
    assert not odd(text)

"""While an incident asks for a plain tone, no draft is cheerful."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from desk.draft import Outcome, Proposal, text_of
from tests.drafting.house import COMPANY, drafter, request

CHEERFUL = replace(COMPANY, voice=replace(COMPANY.voice, emoji=True))
MESSAGES = [
    "Thank you so much, Orla at your shop was wonderful!",
    "My parcel came two weeks late!!",
    "Do you sell oak tables? I am thinking of buying one for my birthday.",
    "How do I return it?",
]


def said(got: Outcome) -> str:
    sentences = got.sentences if isinstance(got, Proposal) else got.holding
    return text_of(sentences, paragraphs=False)


def drafted(text: str, *, plain: bool) -> str:
    asked = replace(request(text), plain=plain)
    return said(asyncio.run(drafter(company=CHEERFUL).outcome(asked)))


@pytest.mark.parametrize("text", MESSAGES)
def test_no_draft_is_cheerful(text: str) -> None:
    got = drafted(text, plain=True)
    assert not set("!😊") & set(got)
    assert "applause" not in got
    assert "How nice" not in got
    assert got


def test_at_other_times_praise_is_answered_with_joy() -> None:
    assert set("!😊") <= set(drafted(MESSAGES[0], plain=False))

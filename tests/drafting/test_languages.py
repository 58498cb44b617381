"""A message in a language that no clause and no phrase is written in."""

from __future__ import annotations

import asyncio

import pytest

from desk.draft import Abstention, Outcome, Reason, text_of
from drafting.language import in_latin, language_of
from tests.drafting.house import drafter, request


def outcome(text: str) -> Outcome:
    return asyncio.run(drafter().outcome(request(text)))


def test_a_clause_in_another_language_is_named_and_nothing_is_taken_from_it() -> None:
    got = outcome("Bonjour, mon colis est en retard, late delivery parcel shipping fee refund ?")
    assert isinstance(got, Abstention)
    assert got.reason is Reason.LANGUAGE
    assert "French" in got.explanation
    assert got.follow_up
    assert language_of(text_of(got.holding, paragraphs=False)) == "fr"


@pytest.mark.parametrize("text", ["Где моя посылка?", "我的包裹在哪里?", "Πού είναι το δέμα μου;"])
def test_a_script_without_phrases_goes_to_a_person(text: str) -> None:
    got = outcome(text)
    assert isinstance(got, Abstention)
    assert got.reason is Reason.LANGUAGE


@pytest.mark.parametrize("text", ["Où est mon colis ?", "Wo ist mein Päckchen?", "🎉", "", "Ằ"])
def test_latin_letters_and_signs_are_no_foreign_script(text: str) -> None:
    assert in_latin(text)

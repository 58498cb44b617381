"""The voice by channel and language: form of address, sign-off, words to avoid, emoji."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from importlib import resources

import pytest

from desk.draft import Abstention, text_of
from drafting.request import DraftRequest
from policies.company import Company, Manner, Voice
from prompts.phrases import load_phrases
from tests.drafting.house import COMPANY, drafter, request

GERMAN = "Mein Spiegel ist immer noch nicht angekommen. Wo bleibt er denn?"
_POLITE = {
    "de": re.compile(r"\b(?:Sie|Ihr|Ihre[nrms]?|Ihnen)\b"),
    "fr": re.compile(r"\b(?:vous|votre|vos)\b", re.IGNORECASE),
}
_TO_ALL = ("everybody.",)  # said to many at once, so the plural is right in both forms


def said(asked: DraftRequest, voice: Voice) -> str:
    company = Company(voice, COMPANY.contacts)
    got = asyncio.run(drafter(company=company).outcome(asked))
    sentences = got.holding if isinstance(got, Abstention) else got.sentences
    return text_of(sentences, paragraphs=asked.limits.paragraphs)


@pytest.mark.parametrize(
    ("address", "has", "lacks"),
    [("du", "dir", "Ihnen"), ("Sie", "Ihnen", "dir"), ("", "Ihnen", "dir")],
)
def test_the_form_of_address_is_the_companys(address: str, has: str, lacks: str) -> None:
    voice = replace(COMPANY.voice, languages={"de": Manner(address=address)})
    text = said(request(GERMAN, public=False), voice)
    assert re.search(rf"\b{has}\b", text)
    assert lacks not in text


def test_another_language_signs_off_in_its_own_words() -> None:
    voice = replace(COMPANY.voice, languages={"de": Manner(sign_off="Herzlich")})
    assert "Herzlich\n" in said(request(GERMAN, public=False), voice)
    assert "Warm wishes" not in said(request(GERMAN, public=False), COMPANY.voice)


def test_what_a_language_says_goes_before_the_channel_and_words_to_avoid_add_up() -> None:
    voice = Voice(
        tone="plain",
        avoid=("kindly",),
        emoji=True,
        channels={"email": Manner(tone="formal", avoid=("hey",), emoji=False)},
        languages={"de": Manner(tone="herzlich", avoid=("leider",))},
    ).on("email", "de")
    assert (voice.tone, voice.emoji) == ("herzlich", False)
    assert set(voice.avoid) == {"kindly", "hey", "leider"}


def test_a_word_that_a_channel_avoids_is_not_said_there() -> None:
    asked = request("My rug came eight days late.", conversation="c7")
    usual = said(asked, COMPANY.voice)
    word = usual.split()[0]
    other = said(asked, replace(COMPANY.voice, channels={"sample": Manner(avoid=(word,))}))
    assert not other.startswith(word)


def test_an_emoji_only_for_praise_and_only_where_the_voice_has_them() -> None:
    praise = request("Thank you! Orla at your desk was wonderful. She found me the perfect chair.")
    voice = replace(COMPANY.voice, emoji=True)
    assert "😊" in said(praise, voice)
    assert "😊" not in said(praise, COMPANY.voice)
    assert "😊" not in said(request("My rug came eight days late."), voice)


@pytest.mark.parametrize("language", ["de", "fr"])
def test_the_familiar_form_is_never_mixed_with_the_polite_one(language: str) -> None:
    familiar = load_phrases().of(language, familiar=True)
    source = resources.files("prompts").joinpath(f"phrases.{language}.familiar.jinja")
    assert _POLITE[language].search(source.read_text("utf-8").partition("\n")[2]) is None
    slots = dict.fromkeys(("name", "thing", "problem", "question", "wish", "policy", "options"), "")
    slots |= dict.fromkeys(("details", "title", "phone", "hours", "email", "link", "person"), "")
    mixed = [
        key
        for key, wordings in familiar.wordings.items()
        if not key.startswith(_TO_ALL)
        for wording in wordings
        if _POLITE[language].search(wording.render({**slots, "condition": "", "day": ""}))
    ]
    assert mixed == []

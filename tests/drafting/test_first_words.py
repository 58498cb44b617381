"""The first words of a reply: nothing that admits or is of another trade, and a hard time seen."""

from __future__ import annotations

import asyncio

import pytest

from desk.draft import Outcome, Proposal, text_of
from drafting.asked import matter
from drafting.hardship import in_hardship
from drafting.problem import restated
from drafting.topics import topics_in
from prompts.phrases import LANGUAGES
from tests.drafting.house import PHRASES, drafter, request


def said(text: str) -> str:
    got: Outcome = asyncio.run(drafter().outcome(request(text, public=False)))
    sentences = got.sentences if isinstance(got, Proposal) else got.holding
    return text_of(sentences, paragraphs=False)


@pytest.mark.parametrize(
    "text",
    [
        "The price on my bill is wrong.",
        "I did not get the right amount.",
        "I'm not sure what choices I have with this broken thing.",
        "I never agreed to this.",
    ],
)
def test_no_judgement_and_no_denial_is_said_back(text: str) -> None:
    assert restated(text, None) == ""


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("May I have a late check-out on Sunday?", "late"),
        ("Which currencies do you exchange?", "exchange"),
        ("I see a returned payment on my statement.", "return"),
        ("I did not cancel anything.", "cancel"),
        ("Housekeeping never came to our room.", "lost"),
        ("I have not damaged it.", "damaged"),
        ("Please have it billed to our company.", "charge"),
    ],
)
def test_words_of_another_trade_name_no_topic(text: str, topic: str) -> None:
    assert topic not in {found.name for found in topics_in(text)}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("My parcel is late.", "late"),
        ("I want to exchange it for a bigger size.", "exchange"),
        ("I returned the chair.", "return"),
        ("The driver never came and the parcel never arrived.", "lost"),
        ("It was 20 EUR in the shop, but I was charged 30 EUR.", "charge"),
    ],
)
def test_the_same_words_in_our_trade_do(text: str, topic: str) -> None:
    assert topic in {found.name for found in topics_in(text)}


def test_half_of_a_name_is_not_named() -> None:
    assert matter("I'd like the status of these.") == "the status"
    assert matter("Look at my newly bought car.") == ""


@pytest.mark.parametrize(
    "text",
    [
        "My mother passed away last week and her parcel is late.",
        "I had a serious accident, can I return it later?",
        "Mein Vater ist gestorben, das Paket kommt zu spät.",
    ],
)
def test_a_hard_time_is_acknowledged_first(text: str) -> None:
    assert in_hardship(text)
    language = "de" if text.startswith("Mein") else "en"
    words = {line.render() for line in PHRASES.of(language).wordings["empathy.hardship"]}
    assert any(line in said(text) for line in words), said(text)


@pytest.mark.parametrize(
    "text", ["My phone died after a day.", "I lost my parcel.", "An accident with the glue."]
)
def test_a_thing_that_breaks_is_no_hard_time(text: str) -> None:
    assert not in_hardship(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_it(language: str) -> None:
    assert PHRASES.of(language).has("empathy.hardship")


def test_disappointment_is_spoken_of_only_where_a_customer_does() -> None:
    assert "isappoint" not in said("My parcel is late.")
    assert "isappoint" in said("My parcel has not come, what a let down.")

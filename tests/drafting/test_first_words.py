"""The first words of a reply: nothing that admits or is of another trade, and a hard time seen."""

from __future__ import annotations

import asyncio

import pytest

from desk.draft import Outcome, Proposal, text_of
from drafting.asked import matter
from drafting.asks import asks_of
from drafting.expected import names_place
from drafting.hardship import in_hardship
from drafting.problem import restated
from drafting.standing_policy import conflict_of
from drafting.topics import topics_in
from drafting.triage import triage_of
from policies.book import Book
from prompts.phrases import LANGUAGES
from tests.drafting.house import PHRASES, clause, drafter, request


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


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        ("I was on hold for an hour!!", "on hold", "number is"),
        ("Will you open a shop in Lisbon?", "whether we will open a shop in Lisbon", "message"),
        ("Is the blue lamp in stock again?", "the blue lamp", "interested"),
    ],
)
def test_the_matter_is_named_and_the_phone_is_not_offered_to_who_waited(
    text: str, told: str, untold: str
) -> None:
    assert told in said(text)
    assert untold not in said(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_it(language: str) -> None:
    assert PHRASES.of(language).has("empathy.hardship")


def test_disappointment_is_spoken_of_only_where_a_customer_does() -> None:
    assert "isappoint" not in said("My parcel is late.")
    assert "isappoint" in said("My parcel has not come, what a let down.")


def test_two_things_in_one_sentence_are_two_questions() -> None:
    text = "My vase came broken and your courier was rude."
    seen = triage_of(text, public=False, first=True)
    asked = [ask.words for ask in asks_of(text, seen, public=False, again=False)]
    assert asked == ["My vase came broken", "your courier was rude."]


def test_when_it_arrives_is_asked_of_policy_whatever_it_is() -> None:
    text = "When will my sofa arrive?"
    seen = triage_of(text, public=False, first=True)
    (ask,) = asks_of(text, seen, public=False, again=False)
    assert ask.topic is not None
    assert ask.words == ask.topic.term


@pytest.mark.parametrize(
    ("question", "text", "names"),
    [
        ("Do you ship to Norway?", "Furniture comes by appointment.", False),
        ("Do you ship to Norway?", "We send to Norway and Sweden.", True),
        ("Do you ship to Norway?", "We send to every country in Europe.", True),
        ("Do you ship furniture?", "Furniture comes by appointment.", True),
    ],
)
def test_who_asks_of_a_place_is_told_of_places(question: str, text: str, *, names: bool) -> None:
    assert names_place(question, text) is names


def test_a_no_is_followed_by_a_kind_word() -> None:
    words = "You cannot return bedding once the seal is open, for hygiene reasons."
    rule = clause("returns#bedding", "Bedding", words, ("never: eligibility to return bedding",))
    book = Book((rule,))
    asked = request("Can I return the bedding? The seal is open.", public=False)
    got = asyncio.run(drafter(book=lambda: book).outcome(asked))
    assert isinstance(got, Proposal)
    kind = {line.render() for line in PHRASES.of("en").wordings["resolution.declined"]}
    assert kind & {sentence.text for sentence in got.sentences}


def test_two_deadlines_of_different_matters_are_no_conflict() -> None:
    one = clause(
        "a#wrong", "Wrong item", "Tell us within 30 days.", ("deadline to tell us, within 30 days",)
    )
    other = clause(
        "b#lost", "Not here", "Tell us within 14 days.", ("deadline to tell us, within 14 days",)
    )
    same = clause(
        "c#wrong", "Wrong item", "Tell us within 7 days.", ("deadline to tell us, within 7 days",)
    )
    facts = request("Hello").facts
    assert conflict_of(one, (other,), facts) is None
    assert conflict_of(one, (same,), facts) == (one, same)

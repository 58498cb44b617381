"""The phrases: complete in every language, without a promise in any of them."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

from drafting.commitments import PatternReader
from prompts.phrases import LANGUAGES, load_phrases
from prompts.templates import TemplateRefused

BOOK = load_phrases()
SLOTS = {
    "name": "Ana",
    "problem": "the shade has a crack",
    "thing": "the lamp",
    "person": "Orla",
    "question": "how to return it",
    "wish": "send it back",
    "options": "a or b",
    "phone": "01632 960142",
    "hours": "",
    "email": "care@example.test",
    "link": "https://example.test/contact",
    "details": "when it arrived",
    "condition": "not yet",
    "policy": "",
    "title": "sending it back",
}
# What a clause says, or the follow-up that somebody's list holds, comes into these.
CARRIES = {"resolution.choice", "holding.follow_up"}


def wordings(language: str) -> list[tuple[str, str]]:
    phrases = BOOK.of(language)
    return [
        (key, template.render(SLOTS))
        for key, options in phrases.wordings.items()
        for template in options
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_promises_anything(language: str) -> None:
    reader = PatternReader()
    promised = {
        (key, text, found.kind.value)
        for key, text in wordings(language)
        if key not in CARRIES
        for found in reader.read(text)
        if found.grants
    }
    assert promised == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_phrase(language: str) -> None:
    assert BOOK.of(language).wordings.keys() == BOOK.of("en").wordings.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_has_a_word_of_form_letters(language: str) -> None:
    worn = re.compile(
        r"seriously|inconvenience|valued|unfortunately|reach out|rest assured", re.IGNORECASE
    )
    assert [text for _, text in wordings(language) if worn.search(text)] == []


def test_wording_varies_with_the_seed_and_stays_with_it() -> None:
    phrases = BOOK.of("en")
    said = {seed: phrases.say("ack.late", seed, thing="rug") for seed in "abcdefgh"}
    assert len(set(said.values())) > 1
    assert all(phrases.say("ack.late", seed, thing="rug") == text for seed, text in said.items())


def test_a_wording_that_was_just_used_is_passed_over() -> None:
    phrases = BOOK.of("en")
    usual = phrases.say("ack.late", "a", thing="rug")
    assert phrases.say("ack.late", "a", lambda text: text == usual, thing="rug") != usual
    assert phrases.say("ack.late", "a", lambda _: True, thing="rug") == usual


def ours(name: str) -> str:
    return resources.files("prompts").joinpath(name).read_text("utf-8")


def test_a_customer_of_ours_may_say_it_in_their_own_words(tmp_path: Path) -> None:
    text = ours("phrases.en.jinja").replace("Thank you for your message.", "Howdy, and thanks.")
    (tmp_path / "phrases.en.jinja").write_text(text, "utf-8")
    own = load_phrases(tmp_path)
    assert "Howdy" in " ".join(t.render() for t in own.of("en").wordings["holding.thanks"])
    assert own.digest != BOOK.digest


@pytest.mark.parametrize(
    ("written", "instead", "says"),
    [
        ("[closing.private]", "[closing.prvate]", "there is no phrase [closing.prvate]"),
        ("Hi {{ name }},", "Hi {{ nmae }},", "nobody gives {{ nmae }}"),
        ("Hi {{ name }},", "Hi {{ name },", "unexpected"),
        ("[holding.press]\nThank you for getting in touch.\n", "", "without the phrase"),
    ],
)
def test_a_fault_is_refused_with_its_place(
    tmp_path: Path, written: str, instead: str, says: str
) -> None:
    text = ours("phrases.en.jinja")
    assert written in text
    (tmp_path / "phrases.en.jinja").write_text(text.replace(written, instead), "utf-8")
    with pytest.raises(TemplateRefused) as refused:
        load_phrases(tmp_path)
    assert says in str(refused.value)
    assert re.search(r"phrases\.en\.jinja:\d+: ", str(refused.value))

from __future__ import annotations

import pytest

from policies.clause import Audience
from tests.services.clauses import Scene, blocks, clause, codes

INNER = clause(
    "inner#a",
    "Team leads may add a goodwill credit of ten euros when the wait was long.",
    "credit, up to 10 EUR",
    audience=Audience.INTERNAL,
)
OUTER = clause("outer#a", "We may add a goodwill credit of ten euros when the wait was long.")


@pytest.mark.parametrize(
    "text",
    [
        "Could you please delete your review?",
        "Would you consider changing your rating?",
        "Please take down your post.",
        "We would be glad if you updated your review.",
        "Please remove this comment.",
        "Bitte löschen Sie Ihre Bewertung.".replace("Sie Ihre", "Ihre"),
        "Bitte Ihre Bewertung löschen.",
        "Merci de supprimer votre avis.",
        "Por favor, elimine su reseña.",
    ],
)
def test_never_asks_to_delete(text: str) -> None:
    assert "asks_to_delete" in blocks(Scene().check(text))


@pytest.mark.parametrize(
    "text",
    ["We never delete reviews.", "Thank you for your review.", "We read every comment."],
)
def test_speaking_of_reviews_is_fine(text: str) -> None:
    assert "asks_to_delete" not in codes(Scene().check(text))


@pytest.mark.parametrize("public", [True, False])
def test_internal_words_are_never_quoted(public: bool) -> None:  # noqa: FBT001 - both values
    text = "Our team leads may add a goodwill credit of ten euros when the wait was long."
    checked = Scene((INNER,), public=public).check(text)
    (finding,) = [f for f in checked.findings if f.code == "internal_quoted"]
    assert finding.clause == INNER.id
    assert text[finding.start : finding.end] == finding.words


def test_what_a_public_clause_says_too_may_be_said() -> None:
    text = "We may add a goodwill credit of ten euros when the wait was long."
    assert "internal_quoted" not in codes(Scene((INNER, OUTER)).check(text, cited=(OUTER,)))


def test_internal_thoughts_in_own_words_are_fine() -> None:
    checked = Scene((INNER,)).check("We can add a credit of up to 10 EUR.")
    assert codes(checked) == []


def test_words_that_the_voice_avoids() -> None:
    assert codes(Scene().check("A cheap lamp.")) == ["forbidden_word"]
    assert codes(Scene().check("A cheaper lamp.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "a\u200bb",
        "a\u202eb",
        "a\U000e0041b",
        "a\ud800b",
        "a\x00b",
        "a\u00adb",
        "a\ufeffb",
        "\u2066x",
    ],
)
def test_hidden_characters(text: str) -> None:
    assert blocks(Scene().check(text)) == ["hidden_character"]


@pytest.mark.parametrize(
    "text", ["héllo", "👩\u200d👩\u200d👧 hi", "❤\ufe0f", "¿Qué tal?", "“yes” – no…", "a\tb\nc"]
)
def test_visible_characters(text: str) -> None:
    assert "hidden_character" not in codes(Scene().check(text))


@pytest.mark.parametrize(
    "text",
    [
        "Dear [NAME], hello",
        "Dear [Customer Name], hello",
        "Hi {{ name }}",
        "Hi {customer_name}",
        "Hi ${name}",
        "Your order <insert order number>",
        "Order XXX is late",
        "Lorem ipsum dolor",
        "TODO ask",
        "Regards, [Your name]",
        "It costs ____ EUR",
        "<|im_end|> ok",
        "[INST] ok",
    ],
)
def test_open_slots(text: str) -> None:
    assert "placeholder" in blocks(Scene().check(text))


@pytest.mark.parametrize("text", ["[sic]", "a <3 b", "(see below)", "XX", "size XXL"])
def test_brackets_that_are_no_slots(text: str) -> None:
    assert "placeholder" not in codes(Scene().check(text))

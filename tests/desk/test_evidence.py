"""The mark of a sentence follows from what it says, not from what it cites or whence it came."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.draft import Citation, Evidence, Part, Sentence
from desk.sentences import carry
from policies.book import Book
from policies.clause import Audience
from tests.services.clauses import CHECK, COMPANY, Scene, blocks, clause, codes

BROKEN = clause(
    "broken#lamp",
    "If a lamp arrives broken, send us a photo. We then send a new lamp or refund the price. "
    "The carrier collects the broken lamp.",
    "replacement, when: reason is broken",
)
SCENE = Scene((BROKEN,), {"reason": "broken"}, said=("The glass shade has a crack at the top",))
FIRST = (
    Sentence(
        "We will send you a new lamp.", Part.RESOLUTION, (Citation(BROKEN.id, BROKEN.version),)
    ),
)


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ("Lumen & Loom", Evidence.COURTESY),
        ("Thank you for your patience.", Evidence.COURTESY),
        ("I am so sorry.", Evidence.COURTESY),
        ("Could you tell us more?", Evidence.COURTESY),
        ("A colleague will look into this.", Evidence.COURTESY),
        ("If a lamp arrives broken, send us a photo.", Evidence.POLICY),
        ("The glass shade has a crack.", Evidence.FACT),
        ("Our glass comes from the moon.", Evidence.UNSUPPORTED),
        ("Consider it yours.", Evidence.UNSUPPORTED),
    ],
)
def test_what_a_person_adds_is_marked_by_what_it_says(added: str, expected: Evidence) -> None:
    text = f"{FIRST[0].text}\n{added}"
    sentences = carry(FIRST, text)
    assert sentences[1].citations  # it inherits them all the same
    checked = CHECK(text, sentences, Book.of((BROKEN,)), COMPANY, SCENE.case())
    assert checked.evidence == (Evidence.POLICY, expected)


def test_a_finding_speaks_in_the_words_of_the_text_and_names_the_nearest_clause() -> None:
    scene = replace(SCENE, facts={})
    (found,) = scene.check("We will send you a new lamp.", cited=()).findings
    assert "promises “We will send you a new lamp”" in found.why
    assert found.clause == "broken#lamp"
    (none,) = scene.check("You get something nice with your next order.").findings
    assert "something nice with your next order" in none.why
    assert "nor does any clause in the book" in none.why
    assert none.clause is None


def test_the_words_of_an_internal_clause_do_not_come_by_way_of_a_finding() -> None:
    inside = clause(
        "inside#lamp",
        BROKEN.text,
        "replacement, when: reason is broken",
        audience=Audience.INTERNAL,
    )
    (found,) = Scene((inside,)).check("We will send you a new lamp.", cited=()).findings
    assert found.clause == "inside#lamp"
    assert "reason" not in f"{found.why} {found.mend}"


FREE = clause("call#free", "You can write or call. Both are free for you.", listed=False)


@pytest.mark.parametrize(
    "text", ["We will waive all fees.", "Shipping is free.", "Your next order is free."]
)
def test_prose_without_an_object_frees_only_what_it_names(text: str) -> None:
    assert blocks(Scene((FREE,)).check(text))


def test_what_the_customer_may_send_back_is_nothing_that_we_send() -> None:
    used = clause("box#again", "You can send used packaging back with a return.", listed=False)
    assert blocks(Scene((used,)).check("We will send back your packaging."))


QUOTED = clause(
    "late#quote",
    "If we keep you waiting, we refund the shipping fee.",
    "refund of the shipping fee, when: delay > 5 working days",
)


def test_a_public_clause_word_for_word_states_its_own_condition() -> None:
    assert blocks(Scene((QUOTED,)).check(QUOTED.text)) == []
    assert blocks(Scene((QUOTED,)).check("If you like, we refund the shipping fee."))
    assert blocks(Scene((QUOTED,)).check("We refund the shipping fee."))


def test_the_addresses_of_the_company_may_stand_in_public() -> None:
    assert "personal_data" not in codes(Scene().check("Write to care@lumen.example."))
    assert "personal_data" not in codes(Scene().check("Write to returns@lumen.example."))
    for address in ("anna@mail.example", "care@evil-lumen.example", "care@lumen.example.evil.com"):
        assert "personal_data" in codes(Scene().check(f"Write to {address}."))

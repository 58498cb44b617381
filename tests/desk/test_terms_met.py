"""How one condition of a clause stands in a case and a reply. What is missing is never a yes."""

from __future__ import annotations

import pytest

from desk.facts import CaseFacts
from desk.phrases import Phrase, Reply, generic
from desk.terms_met import Met, all_stated, how_met, names
from policies.licence_line import parse_licence
from policies.terms import Condition
from tests.services.clauses import DAY, Scene

NOTHING_KNOWN = CaseFacts(DAY, {}, {})


def listed(line: str) -> Condition:
    (condition,) = parse_licence(f"refund, when: {line}").conditions
    assert isinstance(condition, Condition)
    return condition


def stands(condition: Condition | str, text: str, facts: CaseFacts = NOTHING_KNOWN) -> Met:
    return how_met(condition, facts, Reply.of(text), Phrase.of(text), generic(text))


@pytest.mark.parametrize(
    ("line", "text", "met"),
    [
        ("photo provided", "If you have a photo, we refund it.", Met.STATED),
        ("photo provided", "Please send us a photo.", Met.ASKED),
        ("photo provided", "Could you send us a photo?", Met.ASKED),
        ("photo provided", "We refund it.", Met.MISSING),
        ("not opened", "If it is not opened, we refund it.", Met.STATED),
        ("not opened", "If it is opened, we refund it.", Met.MISSING),
        ("opened", "If it is not opened, we refund it.", Met.MISSING),
        ("tier is gold", "If you are a gold member, we refund it.", Met.STATED),
        ("tier is gold", "Gold members get a refund.", Met.STATED),
        ("tier is not gold", "If you are not a gold member, we refund it.", Met.STATED),
        ("tier is not gold", "If you are a gold member, we refund it.", Met.MISSING),
        ("order value > 50 EUR", "If the order value is above 50 EUR, we refund it.", Met.STATED),
        ("order value > 50 EUR", "If the order value is above 40 EUR, we refund it.", Met.MISSING),
        ("items >= 3", "If you buy 3 items, we refund them.", Met.STATED),
        ("items >= 3", "If you buy 4 items, we refund them.", Met.MISSING),
        ("days since delivery <= 30", "You have 30 days to send it back.", Met.STATED),
        ("days since delivery <= 30", "You have 20 days to send it back.", Met.MISSING),
        ("months since delivery <= 6", "You have 6 months to send it back.", Met.STATED),
        ("months since delivery <= 6", "You have 6 days to send it back.", Met.MISSING),
        ("days since delivery > 30", "You have 30 days to send it back.", Met.MISSING),
        ("weight <= 30", "You have 30 days to send it back.", Met.MISSING),
        ("days since delivery <= 30", "You have time to send it back.", Met.MISSING),
    ],
)
def test_a_listed_condition(line: str, text: str, met: Met) -> None:
    assert stands(listed(line), text) is met


@pytest.mark.parametrize(
    ("words", "text", "met"),
    [
        ("if the item is unused", "If the item is unused, we refund it.", Met.STATED),
        ("if you are under 19", "If you are under 19, we refund it.", Met.STATED),
        ("under 19", "How old are you, 19?", Met.ASKED),
        ("under 19", "How old are you, 20?", Met.MISSING),
        ("if the item is unused", "We refund it within 3 days.", Met.MISSING),
    ],
)
def test_a_condition_in_words(words: str, text: str, met: Met) -> None:
    assert stands(words, text) is met


@pytest.mark.parametrize(("known", "met"), [("yes", Met.MET), ("no", Met.NOT_MET)])
def test_what_the_facts_say_comes_first(known: str, met: Met) -> None:
    case = Scene(facts={"photo_provided": known}).case()
    assert stands(listed("photo provided"), "If you have a photo, we refund it.", case.facts) is met


def test_all_of_several_are_stated_and_there_is_at_least_one() -> None:
    reply = Reply.of("If it is unused and you have the receipt, we refund it.")
    assert all_stated(["if it is unused"], reply)
    assert not all_stated(["if it is unused", "if it is a gift"], reply)
    assert not all_stated([], reply)


@pytest.mark.parametrize(
    ("line", "phrase", "named"),
    [
        ("photo provided", "send us a photo", True),
        ("photo provided", "send us a letter", False),
        ("days since delivery <= 30", "within 30 days", True),
        ("days since delivery <= 30", "within 20 days", False),
    ],
)
def test_a_phrase_speaks_of_a_condition(line: str, phrase: str, *, named: bool) -> None:
    assert names(listed(line), Phrase.of(phrase)) is named

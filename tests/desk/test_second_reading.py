"""A second reader only adds: what it names must be licensed, and nothing is permitted by it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk import sentences
from desk.check import Checked
from desk.commitment import Commitment
from desk.draft import Citation, Part, Sentence, Severity
from policies.book import Book
from policies.terms import Kind, Money, Percent, Period, Unit
from tests.services.clauses import CHECK, COMPANY, Scene, blocks, clause

FEE = clause(
    "fee#a",
    "If your parcel is late we refund the shipping fee, up to 15 EUR, within 5 days.",
    "refund of the shipping fee, up to 15 EUR, within 5 days, when: delay > 5 working days",
)
CITED = (Citation(FEE.id, FEE.version),)
FACTS = {"delay": "8 working days"}
SAID = (
    "We refund the shipping fee, up to 15 EUR.",
    "The lamp finds its way to you on wings of our own.",
    "We cannot refund the lamp.",
    "Hello Anna,",
    "Your parcel is late, and I am sorry.",
    "We refund the shipping fee, up to 25 EUR, within 2 days.",
)


def checked(*parts: Sentence, holding: bool = False) -> Checked:
    text = " ".join(part.text for part in parts)
    scene = Scene((FEE,), facts=FACTS, holding=holding)
    return CHECK(text, parts, Book.of((FEE,)), COMPANY, scene.case())


def says(text: str, *found: Commitment) -> Sentence:
    return Sentence(text, Part.RESOLUTION, CITED, found)


def whole(text: str, kind: Kind, amount: Money | Percent | None = None) -> Commitment:
    return Commitment(kind, text, 0, len(text), amount=amount)


def test_what_patterns_do_not_see_must_be_licensed_too() -> None:
    text = SAID[1]
    assert blocks(checked(says(text))) == []
    read = checked(says(text, whole(text, Kind.REPLACEMENT)))
    assert blocks(read) == ["unlicensed_commitment"]
    assert "the model reads it so" in read.findings[0].why


def test_what_both_see_counts_once() -> None:
    text = SAID[0]
    both = whole(text, Kind.REFUND, Money(Decimal(15), "EUR"))
    assert checked(says(text, replace(both, object="shipping fee"))).commitments == (
        checked(says(text)).commitments
    )


def test_another_amount_is_another_commitment() -> None:
    more = whole(SAID[0], Kind.REFUND, Money(Decimal(50), "EUR"))
    assert "above_limit" in blocks(checked(says(SAID[0], replace(more, object="shipping fee"))))


def test_a_holding_reply_commits_to_nothing_a_model_sees_either() -> None:
    assert blocks(checked(says(SAID[1], whole(SAID[1], Kind.CREDIT)), holding=True)) == [
        "holding_commits"
    ]


def test_what_was_found_stands_where_the_sentence_stands() -> None:
    found = Commitment(Kind.REPLACEMENT, "wings of our own", 33, 49)
    read = checked(Sentence("Hello Anna,", Part.GREETING), says(SAID[1], found))
    (finding,) = [f for f in read.findings if f.severity is Severity.BLOCK]
    text = f"Hello Anna, {SAID[1]}"
    assert text[finding.start : finding.end] == finding.words == "wings of our own"


FOUND = st.builds(
    Commitment,
    kind=st.sampled_from(Kind),
    words=st.just("x"),
    start=st.integers(0, 5),
    end=st.integers(6, 40),
    object=st.sampled_from(["", "shipping fee", "lamp", "hotel"]),
    amount=st.sampled_from([None, Money(Decimal(15), "EUR"), Percent(Decimal(50))]),
    period=st.sampled_from([None, Period(Decimal(5), Unit.DAY)]),
)


@given(st.lists(st.tuples(st.sampled_from(SAID), st.lists(FOUND, max_size=3)), max_size=4))
def test_whatever_a_model_says_nothing_is_taken_away(
    drawn: list[tuple[str, list[Commitment]]],
) -> None:
    without = checked(*(Sentence(text, Part.RESOLUTION, CITED) for text, _ in drawn))
    united = checked(*(says(text, *found) for text, found in drawn))
    kept = [(f.code, f.words, f.start) for f in united.findings]
    for finding in without.findings:
        assert (finding.code, finding.words, finding.start) in kept
    for entry in without.commitments:
        assert entry in united.commitments


@pytest.mark.parametrize(
    ("after", "read"),
    [(SAID[1], True), (SAID[1].replace("wings", "rails"), False)],
)
def test_an_edit_keeps_what_was_read_in_what_stayed(after: str, *, read: bool) -> None:
    old = (says(SAID[1], whole(SAID[1], Kind.REPLACEMENT)),)
    (carried,) = sentences.carry(old, after)
    assert carried.citations == CITED
    assert (carried.read is not None) is read

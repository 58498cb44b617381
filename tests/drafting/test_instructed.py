"""An agent's instruction, a stance and a side of a pair change what is said, never what is owed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.draft import Abstention, Proposal, Reason, Side, Stance, text_of
from desk.facts import FactValue
from drafting.commitments import PatternReader
from drafting.style import beyond, style_of
from policies.book import Book
from policies.terms import Kind
from tests.drafting.house import DAMAGED, LATE, clause, request
from tests.drafting.test_pipeline import outcome, proposal

DAMAGE: dict[str, FactValue] = {"reason": "damaged", "order_number": "JF-1"}
BROKEN = "My vase arrived smashed."
SHOWROOM = clause(
    "shop#showroom", "Showroom", "Our showroom opens at noon; bring any damaged item.", []
)
NO_BEDDING = clause(
    "returns#bedding",
    "Bedding",
    "You cannot return bedding once the seal is open.",
    ["never: eligibility to return bedding"],
)


def test_the_instruction_is_read_piece_by_piece() -> None:
    style = style_of("Shorter please, and mention the return window; offer a replacement instead")
    assert (style.shorter, style.mention, style.remedy) == (
        True,
        "the return window",
        Kind.REPLACEMENT,
    )
    assert not beyond("Shorter please, and mention the return window; offer a replacement instead")
    assert beyond("Shorter please, and write it as a rhyme")


@pytest.mark.parametrize(
    ("instruction", "said", "unsaid"),
    [
        ("offer a refund", "refund", "new one"),
        ("offer the replacement", "new one", "refund the purchase price"),
        ("offer the other option", "refund", "new one"),
    ],
)
def test_of_two_remedies_the_one_that_the_agent_asks_for(
    instruction: str, said: str, unsaid: str
) -> None:
    asked = request(BROKEN, facts=DAMAGE, instruction=instruction)
    got, text = proposal(asked, Book.of([DAMAGED]))
    assert said in text
    assert unsaid not in text
    assert not got.findings


def test_what_is_to_be_mentioned_comes_from_a_clause_and_is_cited() -> None:
    asked = request("My item arrived damaged.", facts=DAMAGE, instruction="mention the showroom")
    got, text = proposal(asked, Book.of([DAMAGED, SHOWROOM]))
    assert "at noon" in text
    assert SHOWROOM.id in {c.clause for s in got.sentences for c in s.citations}
    assert not got.findings


@pytest.mark.parametrize(
    "instruction",
    ["mention our yacht", "offer a credit", "offer them 100 EUR", "say that it was our fault"],
)
def test_what_no_clause_says_is_not_said_and_the_reviewer_is_told(instruction: str) -> None:
    plain = outcome(request(BROKEN, facts=DAMAGE))
    got = outcome(request(BROKEN, facts=DAMAGE, instruction=instruction))
    assert isinstance(got, Proposal)
    assert isinstance(plain, Proposal)
    assert got.sentences == plain.sentences
    assert [f.code for f in got.findings] == ["instruction_not_followed"]


def test_a_way_to_reach_us_can_be_asked_for() -> None:
    _, text = proposal(request(BROKEN, facts=DAMAGE, instruction="mention our phone number"))
    assert "01632 960001" in text


def test_accepting_needs_a_clause_that_grants_and_declining_one_that_refuses() -> None:
    book = Book.of([NO_BEDDING])
    question = "Can I return bedding with an open seal?"
    yes = outcome(request(question, stance=Stance.ACCEPT), book)
    no = outcome(request(question, stance=Stance.DECLINE), book)
    assert isinstance(yes, Abstention)
    assert yes.reason is Reason.POLICY_SILENT
    assert "permits" in yes.explanation
    assert isinstance(no, Proposal)
    late = request("My rug came eight days late.", stance=Stance.ACCEPT)
    assert isinstance(outcome(late, Book.of([LATE])), Proposal)


def test_the_public_half_of_a_pair_owes_nothing_and_the_private_half_says_all() -> None:
    text = "My rug came eight days late. Ring me on 01632 960871."
    note, said = proposal(replace(request(text), side=Side.NOTE))
    assert "private" in said
    assert "01632" not in said
    assert not any(s.citations for s in note.sentences)
    assert [c for c in PatternReader().read(said) if c.grants] == []
    message = outcome(replace(request(text), side=Side.MESSAGE))
    assert isinstance(message, Proposal)
    assert LATE.text in text_of(message.sentences, paragraphs=False)


def test_a_note_about_a_sensitive_topic_is_no_ordinary_draft() -> None:
    got = outcome(replace(request("My lawyer will write to you."), side=Side.NOTE))
    assert isinstance(got, Abstention)
    assert got.reason is Reason.SENSITIVE

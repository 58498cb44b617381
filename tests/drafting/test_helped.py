"""Drafts where a model helps the search: a German message meets an English book."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from desk.draft import Abstention, Proposal, Reason, Severity
from drafting.pipeline import Drafter, Step
from drafting.writer import Writer
from policies.clause import CaseScope
from policies.found import Found, Helped, Search
from tests.drafting.house import BOOK, CHECK, COMPANY, PHRASES, TEMPLATES, WordSearch, request
from tests.drafting.test_with_model import Answer, Scripted

GERMAN = "Wie viele Tage habe ich, um einen unbenutzten Artikel wieder abzugeben?"
ENGLISH = "How many days do I have to return an unused item?"
REPLY: Answer = (
    ("Guten Tag Ana,", "greeting", []),
    ("danke für die Frage.", "acknowledgement", []),
    ("Wie lautet die Bestellnummer?", "question", []),
)


class Translating:
    """A word search with somebody beside it who reads German."""

    def __init__(self, fails: str = "") -> None:
        self.fails = fails
        self.asked: list[str] = []

    def search(self, question: str, *, day: date, scope: CaseScope, limit: int = 8) -> Found:
        self.asked.append(question)
        alone = WordSearch()
        if self.fails:
            found = alone.search(question, day=day, scope=scope, limit=limit)
            return Found(
                found.hits,
                found.confidence,
                found.silent,
                found.book,
                helped=Helped(steps=(self.fails,), failed=(self.fails,)),
            )
        found = alone.search(ENGLISH, day=day, scope=scope, limit=limit)
        helped = Helped((ENGLISH,), (f"Also searched: “{ENGLISH}”.",), (), 900, 40, 0.002)
        return Found(found.hits, 0.7, silent=False, book=found.book, helped=helped)


class Likely:
    """A word search that says how sure it is."""

    def __init__(self, *, sure: bool = False) -> None:
        self.sure = sure

    def search(self, question: str, *, day: date, scope: CaseScope, limit: int = 8) -> Found:
        found = WordSearch().search(question, day=day, scope=scope, limit=limit)
        return replace(found, sure=self.sure)


def drafted(search: Search, writer: Writer | None = None, said: str = GERMAN) -> list[Step]:
    plain = search if isinstance(search, Likely) else WordSearch()
    drafter = Drafter(
        search=search,
        plain=plain,
        book=lambda: BOOK,
        company=lambda: COMPANY,
        check=CHECK,
        phrases=PHRASES,
        templates=TEMPLATES,
        writer=writer,
    )

    async def go() -> list[Step]:
        return [step async for step in drafter.draft(request(said))]

    return asyncio.run(go())


def test_alone_the_search_finds_nothing() -> None:
    outcome = drafted(WordSearch())[-1].outcome
    assert isinstance(outcome, Abstention)
    assert outcome.reason is Reason.POLICY_SILENT


def test_with_help_the_clause_is_found_and_a_writer_is_shown_it() -> None:
    writer = Scripted(REPLY)
    steps = drafted(Translating(), writer)
    outcome = steps[-1].outcome
    assert isinstance(outcome, Proposal)
    assert "returns#window" in writer.prompts[0].user
    assert "language_uncertain" in {finding.code for finding in outcome.findings}
    assert (outcome.attribution.tokens_in, outcome.attribution.tokens_out) == (1000, 90)
    assert outcome.attribution.cost == pytest.approx(0.012)
    assert any(ENGLISH in step.says for step in steps if step.stage == "retrieve")


def test_without_a_writer_the_reviewer_is_told_the_clause_and_why_it_is_not_said() -> None:
    outcome = drafted(Translating())[-1].outcome
    assert isinstance(outcome, Abstention)
    assert outcome.reason is Reason.LANGUAGE
    assert "returns#window" in outcome.explanation


def test_help_that_fails_is_said_and_costs_nothing_else() -> None:
    why = "The question was not rewritten: the model timed out."
    steps = drafted(Translating(why))
    outcome = steps[-1].outcome
    assert isinstance(outcome, Abstention)
    assert outcome.reason is Reason.POLICY_SILENT
    assert "not rewritten: the model timed out" in outcome.attribution.note
    assert any(why in step.says for step in steps if step.stage == "retrieve")


@pytest.mark.parametrize(
    ("said", "noted"),
    [
        ("Is an unused item welcome back after delivery?", True),
        ("Can I return an unused item within 30 days after delivery?", False),
        ("My rug came eight days late.", False),
    ],
)
def test_a_clause_for_which_only_a_likely_search_speaks_is_noted(said: str, *, noted: bool) -> None:
    outcome = drafted(Likely(), said=said)[-1].outcome
    assert isinstance(outcome, Proposal)
    found = {f.code: f for f in outcome.findings}
    assert ("match_uncertain" in found) is noted
    if noted:
        assert found["match_uncertain"].severity is Severity.NOTE
        assert "returns#window" in found["match_uncertain"].why


def test_nothing_is_noted_where_the_search_is_sure() -> None:
    said = "Is an unused item welcome back after a month?"
    outcome = drafted(Likely(sure=True), said=said)[-1].outcome
    assert outcome is not None
    assert "match_uncertain" not in {finding.code for finding in outcome.findings}


def test_what_is_said_in_policys_words_already_asks_for_no_help() -> None:
    search = Translating()
    drafted(search)
    assert len(search.asked) == 1

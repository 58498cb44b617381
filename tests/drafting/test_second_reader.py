"""The model that writes says what it commits to, in the same call; the check stays the check."""

from __future__ import annotations

import asyncio
import json
from decimal import Decimal

import pytest

from desk.draft import Outcome, Proposal
from drafting.pipeline import Drafter
from drafting.second_reading import commitments_of
from policies.terms import Kind, Money, Period, Unit
from prompts.answers import AnsweredCommitment, ModelFailed, Why, read_answer
from prompts.model import Door, open_model
from tests.drafting.house import NOW, TEMPLATES, drafter, request
from tests.services.scripted_model import Act, ScriptedModel, scripted_model

LATE = "My rug came eight days late."
RULE = (
    "If your parcel comes more than 5 working days late, we refund the shipping fee, up to 15 EUR."
)
SLY = "The lamp finds its way to you on wings of our own."
REFUND = {
    "kind": "refund", "words": "we refund the shipping fee, up to 15 EUR",
    "about": "shipping fee", "amount": "up to 15 EUR", "time": "",
}  # fmt: skip
GIFT = {"kind": "replacement", "words": SLY, "about": "the lamp", "amount": "", "time": ""}


def answer(*rows: tuple[str, str, list[str], object]) -> Act:
    said = [{"text": t, "part": p, "clauses": c, "commitments": m} for t, p, c, m in rows]
    return Act(json.dumps({"sentences": said}))


GOOD: tuple[tuple[str, str, list[str], object], ...] = (
    ("Hi Ana,", "greeting", [], []),
    ("I'm sorry that your rug came eight days late.", "acknowledgement", [], []),
    (RULE, "policy", ["late#late-delivery"], [REFUND]),
    ("Could you send us your order number in a private message?", "question", [], []),
)


def run(the_drafter: Drafter) -> Outcome:
    return asyncio.run(the_drafter.outcome(request(LATE)))


def door(model: ScriptedModel) -> Door:
    found = open_model("m", templates=TEMPLATES, clock=lambda: NOW, base_url=model.url)
    assert found is not None
    return found


def test_one_call_writes_and_reads() -> None:
    with scripted_model() as model:
        model.script(answer(*GOOD))
        outcome = run(drafter(door(model)))
        assert len(model.requests) == 1
    assert isinstance(outcome, Proposal)
    assert all(sentence.read is not None for sentence in outcome.sentences)
    assert [c.kind for s in outcome.sentences for c in s.read or ()] == [Kind.REFUND]
    assert "read_by_patterns" not in {f.code for f in outcome.findings}


def test_what_only_the_model_sees_goes_back_once() -> None:
    with scripted_model() as model:
        model.script(answer(*GOOD, (SLY, "resolution", [], [GIFT])), answer(*GOOD))
        outcome = run(drafter(door(model)))
        assert len(model.requests) == 2
    assert isinstance(outcome, Proposal)
    assert SLY not in [sentence.text for sentence in outcome.sentences]


@pytest.mark.parametrize("broken", [None, "none", [{"kind": "a bribe", "words": "x"}], [3]])
def test_a_reading_that_cannot_be_read_is_a_note(broken: object) -> None:
    with scripted_model() as model:
        model.script(answer(*GOOD[:2], (*GOOD[2][:3], broken), GOOD[3]))
        outcome = run(drafter(door(model)))
        assert len(model.requests) == 1
    assert isinstance(outcome, Proposal)
    assert "read_by_patterns" in {f.code for f in outcome.findings}


def test_amounts_and_times_are_read_by_the_same_code() -> None:
    said = AnsweredCommitment(
        kind=Kind.REFUND, words="up to fifteen euros", about="fee", amount="", time="two days"
    )
    found = commitments_of("You get up to fifteen euros in two days.", (said,))
    assert found is not None
    assert (found[0].amount, found[0].at_most) == (Money(Decimal(15), "EUR"), True)
    assert found[0].period == Period(Decimal(2), Unit.DAY)
    assert found[0].words == "up to fifteen euros"


def test_words_that_stand_nowhere_stand_for_the_whole_sentence() -> None:
    said = AnsweredCommitment(kind=Kind.CREDIT, words="a voucher of 5 EUR")
    found = commitments_of("Look in your mailbox.", (said,))
    assert found is not None
    assert (found[0].start, found[0].words) == (0, "Look in your mailbox.")


def test_a_persons_words_are_read_in_a_call_of_their_own() -> None:
    texts = ("Hello >>> Ana.", SLY)
    with scripted_model() as model:
        model.script(answer((texts[0], "greeting", [], []), (texts[1], "policy", [], [GIFT])))
        found = asyncio.run(drafter(door(model)).read(texts))
        prompt = model.requests[0]["messages"][1]["content"]
    assert [[c.kind for c in read] for read in found] == [[], [Kind.REPLACEMENT]]
    assert "Hello >>>" not in prompt  # what is read cannot end its fence


@pytest.mark.parametrize(
    "rows", [[(SLY, "policy", [], [])], [("a", "policy", [], None), (SLY, "policy", [], [])]]
)
def test_a_reading_with_gaps_is_none(rows: list[tuple[str, str, list[str], object]]) -> None:
    with scripted_model() as model:
        model.script(answer(*rows))
        with pytest.raises(ModelFailed) as failed:
            asyncio.run(drafter(door(model)).read(("Hello Ana.", SLY)))
    assert failed.value.reason is Why.NONSENSE


def test_without_a_model_nobody_reads() -> None:
    with pytest.raises(ModelFailed):
        asyncio.run(drafter(None).read(("Hello",)))


def test_an_answer_without_readings_still_reads() -> None:
    bare = json.dumps({"sentences": [{"text": "Hi", "part": "greeting", "clauses": []}]})
    assert read_answer(bare).sentences[0].commitments is None

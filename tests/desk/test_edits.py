"""What an edit changed, over the real reader and the real check; and what it suggests."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desk import sentences
from desk.commitment import read_all
from desk.draft import Attribution, Citation, Part, Revision, Sentence, text_digest
from desk.edits import classed
from desk.ids import DraftId, RevisionId
from desk.lessons import EditKind
from desk.precedents import redacted
from desk.repeats import repeats_others
from desk.suggesting import suggested
from drafting.commitments import PatternReader
from policies.clause import ClauseId, ClauseVersion

LATE = Citation(ClauseId("late-parcels#late-delivery"), ClauseVersion("v1"))
OTHER = Citation(ClauseId("returns#change-of-mind"), ClauseVersion("v1"))

OLD = (
    Sentence("Hi Kim,", Part.GREETING),
    Sentence("I am sorry that your lamp came on 3 March.", Part.ACKNOWLEDGEMENT),
    Sentence(
        "If it comes more than 5 working days late, we refund the shipping fee, up to 15 EUR.",
        Part.POLICY,
        (LATE,),
    ),
    Sentence("Would you kindly send us the order number?", Part.QUESTION),
    Sentence("Warm wishes, Juniper & Finch", Part.CLOSING),
)


def revision(parts: tuple[Sentence, ...], text: str, number: int = 1) -> Revision:
    reader = PatternReader()
    return Revision(
        id=RevisionId(f"rev_{number}"),
        draft=DraftId("drf_1"),
        number=number,
        text=text,
        digest=text_digest(text),
        sentences=parts,
        commitments=read_all((reader,), text),
        findings=(),
        consulted=(),
        attribution=Attribution("composer"),
        author=None,
        based_on=None,
        at=datetime(2026, 3, 9, tzinfo=UTC),
    )


BEFORE = revision(OLD, " ".join(s.text for s in OLD))


def edited(old: str, new: str) -> Revision:
    assert old in BEFORE.text
    text = BEFORE.text.replace(old, new)
    return revision(sentences.carry(OLD, text), text, 2)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("I am sorry", "I am so sorry", EditKind.STYLE),
        ("kindly ", "", EditKind.STYLE),
        ("Hi Kim,", "Hello Kim,", EditKind.STYLE),
        ("Hi Kim,", "Hi Robin,", EditKind.FACT),
        ("3 March", "4 March", EditKind.FACT),
        ("up to 15 EUR", "up to 25 EUR", EditKind.COMMITMENT),
        ("we refund the shipping fee", "we never refund the shipping fee", EditKind.COMMITMENT),
        ("order number?", "order number? We will send you a new lamp.", EditKind.COMMITMENT),
        ("more than 5 working days", "more than 2 working days", EditKind.COMMITMENT),
    ],
)
def test_an_edit_is_what_its_gravest_change_is(old: str, new: str, kind: EditKind) -> None:
    found, why = classed(BEFORE, edited(old, new))
    assert found is kind, why
    assert why


def test_another_clause_is_a_wrong_clause_whatever_the_words_are() -> None:
    moved = tuple(Sentence(s.text, s.part, (OTHER,) if s.citations else ()) for s in OLD)
    kind, why = classed(BEFORE, revision(moved, BEFORE.text, 2))
    assert kind is EditKind.WRONG_CLAUSE
    assert str(OTHER.clause) in why


def test_a_rule_that_is_left_out_is_no_matter_of_style() -> None:
    rule = OLD[2].text + " "
    kind, _ = classed(BEFORE, edited(rule, ""))
    assert kind is EditKind.COMMITMENT


def test_only_wording_is_suggested() -> None:
    assert suggested(BEFORE, edited("kindly ", "")) == (("kindly", ""),)
    assert suggested(BEFORE, edited("I am sorry", "I regret")) == (("am sorry", "regret"),)
    assert suggested(BEFORE, edited("Hi Kim,", "Hi Robin,")) == ()
    assert suggested(BEFORE, edited("3 March", "4 March")) == ()


@pytest.mark.parametrize(
    "personal", ["Kim", "Example", "kim@mail.example", "+49 170 1234567", "DE-48213"]
)
def test_an_example_names_nobody(personal: str) -> None:
    text = (
        "Dear Ms Kim, your order DE-48213 is found. We wrote to kim@mail.example and called "
        "+49 170 1234567. Thank you, Kim Example."
    )
    shown = redacted(text, ("Kim Example",))
    assert personal not in shown
    assert "We wrote to" in shown


def test_a_form_letter_with_another_name_is_noticed() -> None:
    letter = "Hi {}, I am sorry about the wait for your lamp. We are looking into what happened."
    found = list(repeats_others(letter.format("Kim"), (letter.format("Robin"),), ("Kim",)))
    assert [each.code for each in found] == ["repeats_others"]
    other = "Hello Robin, thank you for the photo. The crack is easy to see and we mean to help."
    assert list(repeats_others(letter.format("Kim"), (other,), ("Kim",))) == []
    assert list(repeats_others("Hi Kim, thank you!", ("Hi Robin, thank you!",), ("Kim",))) == []


PLAIN = Citation(ClauseId("care#lamps"), ClauseVersion("v1"))
RETURN = "You can return the lamp within 30 days."


def parts(rule: str, cited: tuple[Citation, ...] = (PLAIN,)) -> tuple[Sentence, ...]:
    return (Sentence(rule, Part.POLICY, cited), Sentence("Warm wishes", Part.CLOSING))


def changed(old: str, new: str, cited: tuple[Citation, ...] = (PLAIN,)) -> tuple[EditKind, str]:
    before = revision(parts(old), f"{old} Warm wishes")
    return classed(before, revision(parts(new, cited), f"{new} Warm wishes", 2))


def test_what_an_edit_does_to_a_rule_is_said_in_words() -> None:
    assert changed("Our lamps are dusted.", "Our lamps are dusted.", (PLAIN, LATE)) == (
        EditKind.WRONG_CLAUSE,
        "it rests on care#lamps, late-parcels#late-delivery instead of care#lamps",
    )
    kind, why = changed(RETURN, "You can return the lamp within 20 days.")
    assert (kind, why) == (
        EditKind.POLICY,
        "may eligibility within 30 days became may eligibility within 20 days",
    )
    assert changed("Our lamps are dusted.", "Have a nice day.", (PLAIN,)) == (
        EditKind.STYLE,
        "only how it is said",
    )
    before = revision(parts("Our lamps are dusted."), "Our lamps are dusted. Warm wishes")
    bare = (Sentence("Warm wishes", Part.CLOSING, (PLAIN,)),)
    assert classed(before, revision(bare, "Warm wishes", 2)) == (
        EditKind.POLICY,
        "what a clause says was taken out",
    )


def test_a_long_run_of_words_is_no_wording() -> None:
    old = (
        "We really do hope so very much indeed that this letter finds you well today, dear friend."
    )
    new = "We trust that this letter finds you well today, dear friend."
    before = revision((Sentence(old, Part.EMPATHY),), old)
    assert suggested(before, revision((Sentence(new, Part.EMPATHY),), new, 2)) == ()

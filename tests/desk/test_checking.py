from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk.casefile import facts_of
from desk.check import Check
from desk.checking import TextCheck
from desk.commitment import Commitment, CommitmentReader
from desk.draft import Citation, Evidence, Part, Sentence, text_of
from desk.facts import Fact, FactSource
from drafting.commitments import PatternReader
from policies.book import Book
from policies.terms import Kind
from tests.services.a_desk import Bench
from tests.services.clauses import CHECK, COMPANY, Scene, blocks, clause, codes

FEE = clause("fee#a", "We refund the shipping fee.", "refund of the shipping fee")
CITED = (Citation(FEE.id, FEE.version),)


def test_it_is_a_check() -> None:
    check: Check = CHECK
    assert check is CHECK


@pytest.mark.parametrize("text", ["", "  \n ", "\u3000"])
def test_nothing_to_post(text: str) -> None:
    assert "empty" in blocks(CHECK(text, (), Book(), COMPANY, Scene().case()))


def test_too_long_for_the_channel() -> None:
    assert blocks(Scene(limit=10).check("Hello there, friend.")) == ["too_long"]
    assert codes(Scene(limit=20).check("Hello there, friend.")) == []


def test_a_megabyte_is_refused_in_good_time() -> None:
    assert "too_long" in blocks(CHECK("a " * 500_000, (), Book(), COMPANY, Scene().case()))


def test_each_sentence_says_what_it_stands_on() -> None:
    sentences = (
        Sentence("Hi Anna,", Part.GREETING),
        Sentence("I am so sorry about the wait.", Part.APOLOGY),
        Sentence("You ordered 3 lamps.", Part.ACKNOWLEDGEMENT),
        Sentence("We will refund your shipping fee.", Part.RESOLUTION, CITED),
        Sentence("You will also get a voucher.", Part.RESOLUTION, CITED),
        Sentence("We have great policies.", Part.POLICY),
    )
    text = text_of(sentences, paragraphs=True)
    scene = Scene((FEE,), said=("3 lamps",))
    checked = CHECK(text, sentences, Book.of((FEE,)), COMPANY, scene.case())
    assert checked.evidence == (
        Evidence.COURTESY,
        Evidence.COURTESY,
        Evidence.FACT,
        Evidence.POLICY,
        Evidence.UNSUPPORTED,
        Evidence.UNSUPPORTED,
    )
    assert [(c.commitment.kind, c.by is not None) for c in checked.commitments] == [
        (Kind.REFUND, True),
        (Kind.CREDIT, False),
    ]


def test_a_sentence_said_twice_is_found_twice() -> None:
    same = Sentence("We will refund your shipping fee.", Part.RESOLUTION, CITED)
    bare = Sentence("We will refund your shipping fee.", Part.RESOLUTION)
    text = f"{same.text} {bare.text}"
    for order, expected in (((same, bare), [True, False]), ((bare, same), [False, True])):
        checked = CHECK(text, order, Book.of((FEE,)), COMPANY, Scene((FEE,)).case())
        assert [bool(c.by) for c in checked.commitments] == expected


def test_the_union_of_several_readers_counts() -> None:
    class Suspicious:
        def read(self, text: str) -> tuple[Commitment, ...]:
            return (Commitment(Kind.STATEMENT, text[:5], 0, 5),) if text else ()

    reader: CommitmentReader = Suspicious()
    check = TextCheck((reader, reader))
    text = "Hello there."
    checked = check(text, (Sentence(text, Part.GREETING),), Book(), COMPANY, Scene().case())
    assert blocks(checked) == ["unlicensed_commitment"]


HOLDING = [
    "Thank you for telling us, Anna.",
    "I am sorry that the lamp came broken.",
    "Could you send us your order number?",
    "We have received your message.",
]


@pytest.mark.parametrize("text", HOLDING)
def test_a_holding_reply_may_acknowledge_and_ask(text: str) -> None:
    assert codes(Scene(holding=True).check(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "We will refund your shipping fee.",
        "We will get back to you.",
        "You can return it within 30 days.",
        "We cannot refund you.",
    ],
)
def test_a_holding_reply_commits_to_nothing(text: str) -> None:
    assert "holding_commits" in blocks(Scene((FEE,), holding=True).check(text))


def test_a_holding_reply_may_name_its_follow_up() -> None:
    scene = Scene(holding=True, follow_up="Answer Anna about the fee within 24 hours")
    assert codes(scene.check("We will get back to you within 24 hours.")) == []
    assert codes(scene.check("We will get back to you.")) == []
    assert "holding_commits" in blocks(scene.check("We will get back to you within 2 hours."))
    assert "holding_commits" in blocks(scene.check("We will refund your shipping fee."))


# ---- what is made ready, and whence figures come


def test_a_check_that_was_made_ready_finds_the_same() -> None:
    fee = clause("fee#x", "We refund the shipping fee.", "refund of the shipping fee")
    text = "We refund the shipping fee of 5 EUR."
    sentences = (Sentence(text, Part.RESOLUTION, (Citation(fee.id, fee.version),)),)
    ready, case = TextCheck(PatternReader()), Scene((fee,)).case()
    ready.prepare(Book.of([fee]))
    asked = (text, sentences, Book.of([fee]), COMPANY, case)
    assert ready(*asked) == CHECK(*asked)


def test_the_case_is_read_as_of_a_day_that_is_known(bench: Bench) -> None:
    there = bench.message()
    known = Fact("incident_date", date(2026, 2, 1), FactSource.AGENT)
    vague = Fact("case_date", "in spring", FactSource.AGENT)
    assert facts_of(replace(there, facts=(vague, known)), ()).as_of == date(2026, 2, 1)
    assert facts_of(replace(there, facts=(vague,)), ()).as_of == there.opened_at.date()


def test_one_contact_is_found_once() -> None:
    found = Scene().check("Write to www.shop@evil.example now.").findings
    assert [(f.code, f.words) for f in found if f.code == "unsupported_link"] == [
        ("unsupported_link", "www.shop@evil.example")
    ]


def test_a_figure_of_a_clause_that_another_sentence_cites_is_looked_at() -> None:
    wash, dry, iron = (
        clause(f"care#{n}", f"{n} takes {days} days.")
        for n, days in (("Washing", 2), ("Drying", 3), ("Ironing", 9))
    )
    texts = ("Washing takes 2 days.", "Drying takes 3 days.", "Ironing: 9 days.", "Up to 77 cups.")
    cites = ((wash,), (dry,), (), ())
    sentences = tuple(
        Sentence(text, Part.POLICY, tuple(Citation(c.id, c.version) for c in cited))
        for text, cited in zip(texts, cites, strict=True)
    )
    book = Book.of([wash, dry, iron])
    checked = CHECK(" ".join(texts), sentences, book, COMPANY, Scene().case())
    whys = [f.why for f in checked.findings if f.code == "unsupported_number"]
    assert whys == [
        f"{words} stands neither in any clause, nor in the case facts, nor in the conversation"
        for words in ("9 days", "77")
    ]


def test_a_sentence_with_the_figures_of_its_clause_stands_on_policy() -> None:
    wash = clause("care#wash", "Washing takes 9 days.")
    assert Scene((wash,)).check("Nine days pass.").evidence == (Evidence.POLICY,)


def test_a_holding_reply_may_say_its_follow_up_word_for_word() -> None:
    said = "We will call Anna within 2 days."
    for task, found in (
        ("We will call Anna within 2 days", []),
        ("", ["holding_commits", "unsupported_number"]),
    ):
        assert blocks(Scene(holding=True, follow_up=task).check(said)) == found


def test_more_clauses_than_are_kept_ready_change_no_finding() -> None:
    fee = clause("fee#x", "We refund the shipping fee.", "refund of the shipping fee")
    many = Book.of([fee, *(clause(f"a#{n}", "-") for n in range(5_001))])
    text = "We refund the shipping fee of 5 EUR."
    cites = tuple(Citation(c.id, c.version) for c in many)
    case, check = Scene((fee,)).case(), TextCheck(PatternReader())
    found = check(text, (Sentence(text, Part.RESOLUTION, cites),), many, COMPANY, case)
    again = check(text, (Sentence(text, Part.RESOLUTION, cites),), many, COMPANY, case)
    assert found == again

from __future__ import annotations

import pytest

from desk.draft import Citation, Part, Sentence, Severity
from policies.book import Book
from tests.services.clauses import CHECK, COMPANY, Scene, blocks, clause, codes

RETURNS = clause(
    "returns#window",
    "Unworn items can be returned within 30 days of delivery. Sale items can be returned within "
    "14 days. Standard shipping costs 4.90 EUR within the EU, 6.90 EUR to the UK.\n"
    "- Gold members: 20% discount on shipping\n- Silver members: 10% discount on shipping",
    listed=False,
)
LINKED = clause("link#a", "See https://lumen.example.com/returns or call 0800 123 4567.")
SCENE = Scene((RETURNS,))


@pytest.mark.parametrize(
    "text",
    [
        "Unworn items can be returned within 30 days of delivery.",
        "Sale items can be returned within 14 days.",
        "You can return sale items within 14 days.",
        "Standard shipping within the EU costs 4.90 EUR.",
        "To the UK, standard shipping costs 6.90 EUR.",
        "Gold members get a 20% discount on shipping.",
        "As a silver member you have a 10% discount on shipping.",
    ],
)
def test_the_clause_supports_what_it_says(text: str) -> None:
    assert "unsupported_number" not in codes(SCENE.check(text))


@pytest.mark.parametrize(
    "text",
    [
        "Unworn items can be returned within 14 days of delivery.",
        "Sale items can be returned within 30 days.",
        "You can return sale items within 30 days.",
        "Standard shipping within the EU costs 6.90 EUR.",
        "To the UK, standard shipping costs 4.90 EUR.",
        "Gold members get a 10% discount on shipping.",
        "Silver members: 20% discount on shipping",
    ],
)
def test_a_number_that_the_clause_gives_for_something_else_is_a_finding(text: str) -> None:
    assert blocks(SCENE.check(text))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("It weighs 45 kilos.", "unsupported_number"),
        ("It happened on 3 May 2026.", "unsupported_date"),
        ("We close at 21:00.", "unsupported_number"),
        ("Order QX-99871 is on its way.", "unsupported_number"),
        ("See https://evil.example/refund for more.", "unsupported_link"),
        ("See https://lumen.example.evil.com/ for more.", "unsupported_link"),
        ("See https://lumen.example@evil.com/ for more.", "unsupported_link"),
        ("See www.lumen.example.evil.com for more.", "unsupported_link"),
        ("Write to care@lumen.example.evil.com.", "unsupported_link"),
        ("Call us at +49 30 901821.", "unsupported_phone"),
        ("Call 1-800-555-0199.", "unsupported_phone"),
    ],
)
def test_what_nobody_gave_is_a_finding(text: str, code: str) -> None:
    checked = SCENE.check(text)
    assert code in blocks(checked)
    for finding in checked.findings:
        assert text[finding.start : finding.end] == finding.words


@pytest.mark.parametrize(
    "text",
    [
        "You can reach us at +49 30 901820, 9-17.",
        "You can reach us at +49 (0)30 901820.".replace("(0)", ""),
        "Write to care@lumen.example.",
        "See https://lumen.example/help/returns?x=1.",
        "Your order DE-48213 of 12 March has 3 items.",
        "You paid 84 EUR.",
        "1. Pack it. 2. Send it.",
        "We are here 24/7.",
    ],
)
def test_what_company_and_conversation_say_is_no_finding(text: str) -> None:
    scene = Scene(said=("I paid 84 EUR for DE-48213 on 12 March, 3 items",), public=False)
    assert codes(scene.check(text)) == []


def test_a_link_that_the_customer_wrote_is_not_handed_out() -> None:
    scene = Scene(said=("please tell people to visit https://evil.example/ or +44 20 7946 0000",))
    assert blocks(scene.check("Please visit https://evil.example/.")) == ["unsupported_link"]
    assert "unsupported_phone" in blocks(scene.check("Please call +44 20 7946 0000."))


def test_a_cited_clause_may_give_links_and_numbers() -> None:
    text = "See https://lumen.example.com/returns or call 0800 123 4567."
    assert "unsupported_link" not in blocks(Scene((LINKED,), public=False).check(text))
    assert "unsupported_phone" not in blocks(Scene((LINKED,), public=False).check(text))
    assert "unsupported_link" in blocks(Scene((LINKED,), public=False).check(text, cited=()))


def test_facts_support_numbers() -> None:
    assert codes(Scene(facts={"weight": "45"}).check("It weighs 45 kilos.")) == []


def test_what_another_sentence_cites_is_only_looked_at() -> None:
    sentences = (
        Sentence("Items can go back within 30 days.", Part.POLICY, _cite()),
        Sentence("Think of these 30 days.", Part.CLOSING),
    )
    text = " ".join(s.text for s in sentences)
    checked = CHECK(text, sentences, Book.of((RETURNS,)), COMPANY, SCENE.case())
    last = [f for f in checked.findings if f.start > len(sentences[0].text)]
    assert [(f.code, f.severity) for f in last] == [("unsupported_number", Severity.LOOK)]


def _cite() -> tuple[Citation, ...]:
    return (Citation(RETURNS.id, RETURNS.version),)


def test_text_outside_of_every_sentence_is_checked_too() -> None:
    checked = CHECK("Hello. It weighs 45 kilos.", (), Book(), COMPANY, SCENE.case())
    assert blocks(checked) == ["unsupported_number"]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Hi Anna,", True),
        ("Dear Anna Berg,", True),
        ("Hello there,", True),
        ("Hi everyone!", True),
        ("Hi Bob,", False),
        ("Dear Ms Smith,", False),
        ("Liebe Petra,", False),
    ],
)
def test_names(text: str, known: bool) -> None:  # noqa: FBT001 - a column of the table
    found = codes(Scene(names=("Anna Berg",)).check(text))
    assert found == ([] if known else ["unsupported_name"])


def test_a_year_stands_in_a_day_of_it_and_what_was_is_no_promise() -> None:
    told = clause("story#a", "Our first shop opened on 4 March 2019 in Ghent.", listed=False)
    scene = Scene((told,), public=False)
    assert blocks(scene.check("Our first shop opened in 2019.")) == []
    assert blocks(scene.check("On 4 March 2019 our first shop opened.")) == []
    assert "unsupported_number" in blocks(scene.check("Our first shop opened in 2018."))
    assert "unsupported_date" in blocks(scene.check("On 5 March 2019 our first shop opened."))
    assert blocks(scene.check("It will be with you by 4 March 2027."))


NEWS = clause(
    "story#news",
    "In 2016 we opened with 400 guests, at 11:04. In 2012 we had 300 guests. "
    "Saturday, 14 March 2026, we open in Ghent. In the 1990s we made lamps. "
    "Orders close on Friday. Deliveries end on 24 December 2026. "
    "The sale lasts through the 2018-2019 season. We have three shops, two cafés and 2000 chairs. "
    "The club is for people aged 18 to 24, in groups of 6 people.",
    listed=False,
)


@pytest.mark.parametrize(
    "text",
    [
        "We opened in 2016 with 400 guests.",
        "Guests came in 2016.",
        "It was made in the 1990s.",
        "On 14 March 2026 we open in Ghent.",
        "The sale lasts through the 2018-19 season.",
        "The sale lasts through the 2018–19 season.",
        "We have 3 shops and 2 cafés.",
        "We have three shops.",
        "You have to be 18 years old for the club.",
        "The club is for those 18-24 years of age.",
    ],
)
def test_a_number_is_compared_with_its_own_sort(text: str) -> None:
    assert blocks(Scene((NEWS,), public=False).check(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "We opened in 2012 with 400 guests.",
        "We opened in 2013.",
        "It was made in the 1970s.",
        "On 15 March 2026 we open in Ghent.",
        "Orders close on 24 December 2026.",
        "The sale lasts through the 2018-20 season.",
        "The sale lasts through the 2018-16 season.",
        "We have 2 shops.",
        "We have two shops.",
        "We have three cafés.",
        "We have 2001 chairs.",
        "You have to be 16 years old for the club.",
        "It lasts 18 years.",
        "You have to wait 6 years of age.",
    ],
)
def test_a_number_of_its_own_sort_must_be_the_clauses(text: str) -> None:
    assert blocks(Scene((NEWS,), public=False).check(text)) != []


def test_what_is_counted_in_words_may_come_from_facts_or_be_nobodys() -> None:
    told = Scene((NEWS,), said=("I bought 2 shops",), public=False)
    assert blocks(told.check("We have two shops.")) == []
    assert blocks(Scene((NEWS,), public=False).check("We have two ideas.")) == []
    assert blocks(Scene((NEWS,), public=False).check("We have two shops.", cited=())) == []

from __future__ import annotations

from datetime import date

import pytest

from desk.draft import Citation, Part, Sentence, Severity
from policies.book import Book
from policies.clause import ClauseId, ClauseVersion
from tests.services.clauses import CHECK, COMPANY, DAY, Scene, blocks, clause, codes

LATE = clause(
    "late#fee",
    "If a parcel arrives more than 5 working days late, we refund the shipping fee, up to 15 EUR, "
    "within 5 working days.",
    "refund of the shipping fee, up to 15 EUR, within 5 working days, when: delay > 5 working days",
)
KNOWN = {"delay": "7 working days", "shipping_fee": "4.90 EUR"}
SCENE = Scene((LATE,), KNOWN)

LICENSED = [
    "We will refund your shipping fee of 4.90 EUR.",
    "We will refund your shipping fee of 4.90 EUR within 5 working days.",
    "Your delivery charge of 4.90 EUR will be refunded.",
    "We refund the shipping fee, up to 15 EUR.",
    "We will refund your shipping fee.",
    "We will reimburse the postage of €4.90.",
    "You will have your shipping fee back within 5 working days.",
]
NOT_LICENSED = [
    ("We will refund your order.", "unlicensed_commitment"),
    ("We will refund you.", "unlicensed_commitment"),
    ("We will refund the order and the shipping fee of 4.90 EUR.", "unlicensed_commitment"),
    ("We will refund the shipping fee of 4.90 EUR and the order.", "unlicensed_commitment"),
    ("We will refund the return shipping fee.", "unlicensed_commitment"),
    ("We will refund your shipping fee of 15.01 EUR.", "above_limit"),
    ("We will refund your shipping fee of 15 EUR.", "above_limit"),
    ("We will refund your shipping fee of 4.90 USD.", "above_limit"),
    ("We will refund your shipping fee twice.", "above_limit"),
    ("We will refund up to 50 EUR of the shipping fee.", "above_limit"),
    ("We will refund your shipping fee today.", "period_differs"),
    ("We will refund your shipping fee within 3 working days.", "period_differs"),
    ("We will refund your shipping fee within 5 days.", "period_differs"),
    ("We will refund your shipping fee by Friday.", "period_differs"),
    ("We will refund your shipping fee by 2 July 2026.", "period_differs"),
    ("We will give you a voucher of 4.90 EUR.", "unlicensed_commitment"),
    ("We will send you a replacement.", "unlicensed_commitment"),
    ("The delay was our fault.", "admission"),
    ("You can return the item within 5 working days.", "unlicensed_commitment"),
]


@pytest.mark.parametrize("text", LICENSED)
def test_licensed(text: str) -> None:
    checked = SCENE.check(text)
    assert blocks(checked) == []
    assert {entry.by for entry in checked.commitments} == {Citation(LATE.id, LATE.version)}


@pytest.mark.parametrize(("text", "code"), NOT_LICENSED)
def test_not_licensed(text: str, code: str) -> None:
    checked = SCENE.check(text)
    assert code in blocks(checked)
    finding = next(f for f in checked.findings if f.code == code)
    assert text[finding.start : finding.end] == finding.words
    assert finding.why
    assert finding.mend


def test_a_date_that_the_period_gives_is_licensed() -> None:
    # 5 working days after Wednesday, 1 July 2026, is Wednesday, 8 July.
    checked = SCENE.check("We will refund your shipping fee by 8 July 2026.")
    assert "period_differs" not in codes(checked)


PROMISE = "We will refund your shipping fee, up to 15 EUR."


def test_a_missing_fact_is_not_a_yes() -> None:
    assert blocks(Scene((LATE,)).check(PROMISE)) == ["condition_missing"]


def test_what_only_the_customer_says_is_not_a_yes() -> None:
    scene = Scene((LATE,), claimed={"delay": "7 working days"})
    assert blocks(scene.check(PROMISE)) == ["condition_missing"]


def test_a_contradicting_fact_is_a_no() -> None:
    scene = Scene((LATE,), {"delay": "3 working days"})
    assert blocks(scene.check(PROMISE)) == ["condition_not_met"]


def test_a_period_that_the_calendar_decides_is_not_a_yes() -> None:
    scene = Scene((LATE,), {"delay": "6 days"})  # may be four working days
    assert blocks(scene.check(PROMISE)) == ["condition_missing"]


@pytest.mark.parametrize(
    "text",
    [
        "If it is more than 5 working days late, we refund the shipping fee, up to 15 EUR.",
        "We refund the shipping fee, up to 15 EUR, if the delay is more than 5 working days.",
        "We refund up to 15 EUR of the shipping fee when it comes over 5 working days late.",
    ],
)
def test_a_condition_may_be_stated(text: str) -> None:
    assert blocks(Scene((LATE,)).check(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "If your parcel is late, we refund the shipping fee, up to 15 EUR.",
        "If it is more than 2 working days late, we refund the shipping fee, up to 15 EUR.",
        "If you like, we refund the shipping fee, up to 15 EUR.",
        "As it is more than 5 working days late, we refund the shipping fee, up to 15 EUR.",
    ],
)
def test_another_condition_does_not_do(text: str) -> None:
    assert "condition_missing" in blocks(Scene((LATE,)).check(text))


def test_a_condition_may_be_asked_for() -> None:
    photo = clause(
        "damage#photo",
        "We replace damaged items when we have a photo.",
        "replacement of the item, when: reason is damaged; photo provided",
    )
    scene = Scene((photo,), {"reason": "damaged"})
    assert blocks(scene.check("We will replace the item.")) == ["condition_missing"]
    assert blocks(scene.check("We will replace the item.", "Could you send us a photo?")) == []
    assert blocks(scene.check("We will replace the item.", "How are you?")) == ["condition_missing"]


def test_only_the_cited_clause_licenses() -> None:
    checked = SCENE.check("We will refund your shipping fee of 4.90 EUR.", cited=())
    assert blocks(checked) == ["unlicensed_commitment"]
    assert checked.commitments[0].by is None


def test_a_clause_that_is_not_in_force_licenses_nothing() -> None:
    old = clause(
        "old#fee",
        "We refund the order.",
        "refund of the order",
        in_force=date(2025, 1, 1),
        until=date(2025, 12, 31),
    )
    assert blocks(Scene((old,)).check("We will refund your order.")) == [
        "unlicensed_commitment",
        "not_in_force",
    ]


def test_scope() -> None:
    eu = clause("eu#a", "We refund the order.", "refund of the order", scope={"region": {"eu"}})
    text = "We will refund your order."
    assert codes(Scene((eu,), scope={"region": "EU"}).check(text)) == []
    assert blocks(Scene((eu,), scope={"region": "US"}).check(text)) == [
        "unlicensed_commitment",
        "out_of_scope",
    ]
    assert codes(Scene((eu,)).check(text)) == ["scope_unknown"]


def test_a_clause_that_the_book_does_not_hold() -> None:
    text = "We will refund your order."
    sentence = Sentence(text, Part.POLICY, (Citation(ClauseId("x#y"), ClauseVersion("0")),))
    checked = CHECK(text, (sentence,), Book(), COMPANY, Scene().case())
    assert blocks(checked) == ["unlicensed_commitment", "clause_unknown"]
    assert checked.findings[-1].why == "x#y is not in the policy book"


def test_a_clause_that_has_other_words_now() -> None:
    now = clause("eu#a", "We refund the order.", "refund of the order")
    text = "We will refund your order."
    sentence = Sentence(text, Part.POLICY, (Citation(now.id, ClauseVersion("before")),))
    checked = CHECK(text, (sentence,), Book((now,)), COMPANY, Scene().case())
    (gone,) = [finding for finding in checked.findings if finding.code == "clause_unknown"]
    assert gone.why == "eu#a has other words now than when this was written"
    assert "have it written anew" in gone.mend


def test_an_exact_amount_is_exact() -> None:
    missed = clause("van#a", "We give a credit of 20 EUR.", "credit, exactly 20 EUR")
    scene = Scene((missed,))
    assert blocks(scene.check("We will give you a credit of 20 EUR.")) == []
    for wrong in ("19 EUR", "21 EUR", "20 USD", "up to 30 EUR"):
        assert "above_limit" in blocks(scene.check(f"We will give you a credit of {wrong}."))


def test_another_currency_is_another_amount() -> None:
    scene = Scene((LATE,), {"delay": "7 working days", "shipping_fee": "4.90 USD"})
    checked = scene.check("We will refund your shipping fee of 4.90 USD.")
    assert blocks(checked) == ["above_limit"]


def test_a_window_must_be_told_and_be_the_same() -> None:
    window = clause(
        "returns#a",
        "You can return items within 30 days.",
        "eligibility to return the item, within 30 days",
    )
    scene = Scene((window,))
    assert blocks(scene.check("You can return the item within 30 days.")) == []
    assert blocks(scene.check("You can send it back within 30 days.")) == []
    assert blocks(scene.check("You can return it.", "You have 30 days for that.")) == []
    assert "period_differs" in blocks(scene.check("You can return the item."))
    assert "period_differs" in blocks(scene.check("You can return the item any time."))
    assert "period_differs" in blocks(scene.check("You can return the item within 60 days."))


BAN = clause(
    "hygiene#a",
    "We never refund opened hygiene products.",
    "never: refund of opened hygiene products",
    "refund of the order, when: not opened",
)


def test_a_ban_licenses_refusals_and_forbids_grants() -> None:
    scene = Scene((BAN,), {"opened": "yes"})
    assert codes(scene.check("We cannot refund opened hygiene products.")) == []
    assert blocks(scene.check("We will refund the opened hygiene products.")) == ["forbidden"]


def test_a_refusal_without_a_clause_is_only_looked_at() -> None:
    checked = SCENE.check("We cannot give you a voucher.")
    assert [(f.code, f.severity) for f in checked.findings] == [
        ("unlicensed_commitment", Severity.LOOK)
    ]


def test_a_refusal_of_what_the_clause_grants_is_blocked() -> None:
    assert blocks(SCENE.check("We cannot refund your shipping fee.")) == ["unlicensed_commitment"]


def test_a_refusal_rests_on_a_condition_that_is_not_met() -> None:
    scene = Scene((LATE,), {"delay": "2 working days"})
    assert codes(scene.check("We cannot refund your shipping fee.")) == []


PROSE = clause(
    "prose#a",
    "If an item is faulty, we replace it within 10 days. Sale items cannot be refunded.",
    listed=False,
)


def test_a_clause_without_a_list_licenses_what_its_words_say() -> None:
    scene = Scene((PROSE,))
    assert blocks(scene.check("If your item is faulty, we replace it within 10 days.")) == []
    assert blocks(scene.check("We replace it within 10 days.")) == ["condition_missing"]
    assert "period_differs" in blocks(scene.check("If it is faulty, we replace it within 5 days."))
    assert codes(scene.check("Sale items cannot be refunded.")) == []
    assert "forbidden" in blocks(scene.check("Sale items are refunded."))
    assert blocks(Scene((PROSE,), {"faulty": "yes"}).check("We replace it within 10 days.")) == []


def test_an_empty_list_licenses_nothing() -> None:
    silent = clause("silent#a", "We refund the order.")
    assert blocks(Scene((silent,)).check("We refund the order.")) == ["unlicensed_commitment"]


def test_an_internal_clause_may_license() -> None:
    assert LATE.holds_on(DAY)
    hidden = clause("hidden#a", "Goodwill is possible.", "credit, up to 10 EUR")
    assert blocks(Scene((hidden,)).check("We will give you a credit of up to 10 EUR.")) == []


def test_what_was_licensed_may_be_spoken_of_again() -> None:
    first = "We will refund your shipping fee of 4.90 EUR."
    assert blocks(SCENE.check(first, "The money will be back within 5 working days.")) == []
    assert "period_differs" in blocks(SCENE.check(first, "The money will be back in 2 days."))
    assert blocks(SCENE.check(first, "You also get your money back."))


COURTESY = [
    "I will look into this for you.",
    "We will get back to you.",
    "I have passed this on to the team.",
    "We'll take it from here.",
    "We are happy to help.",
]


@pytest.mark.parametrize("text", COURTESY)
def test_courtesy_needs_no_clause(text: str) -> None:
    assert codes(Scene().check(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "I will get back to you within 2 hours.",
        "We will cancel your contract.",
        "We will collect the sofa.",
        "We have extended your warranty.",
    ],
)
def test_what_binds_needs_a_clause(text: str) -> None:
    assert "unlicensed_commitment" in blocks(Scene().check(text))

"""What must hold for every amount, period, wording and set of facts."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from policies.book import Book
from tests.services.clauses import CHECK, COMPANY, Scene, blocks, clause

CAP = Decimal(15)
FEE = clause(
    "fee#a", "We refund the shipping fee, up to 15 EUR.", "refund of the shipping fee, up to 15 EUR"
)
SOON = clause(
    "soon#a", "We refund the order within 14 days.", "refund of the order, within 14 days"
)
CONDITIONED = clause(
    "cond#a",
    "We refund the order if it is late.",
    "refund of the order, when: delay > 5 working days",
)
WORDINGS = st.sampled_from(
    [
        "We will refund your shipping fee of {}.",
        "You get {} of the shipping fee back, as a refund.",
        "Your shipping fee ({}) will be refunded.",
        "We refund up to {} of the shipping fee.",
        "A refund of the shipping fee of {} is on its way.",
        "If you like, we refund {} for the shipping fee.",
    ]
)
AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=100_000, places=2)
STYLES = st.sampled_from(["{} EUR", "€{}", "{} euros"])


@given(AMOUNTS.filter(lambda a: a > CAP), WORDINGS, STYLES)
def test_more_than_the_limit_is_never_licensed(amount: Decimal, words: str, style: str) -> None:
    scene = Scene((FEE,), {"shipping_fee": f"{amount} EUR"})
    checked = scene.check(words.format(style.format(amount)))
    assert blocks(checked)
    assert all(entry.by is None for entry in checked.commitments if entry.commitment.amount)


@given(
    AMOUNTS.filter(lambda a: a <= CAP), st.sampled_from(["We will refund your shipping fee of {}."])
)
def test_within_the_limit_and_known_is_licensed(amount: Decimal, words: str) -> None:
    scene = Scene((FEE,), {"shipping_fee": f"{amount} EUR"})
    assert blocks(scene.check(words.format(f"{amount} EUR"))) == []


@given(AMOUNTS, WORDINGS)
def test_without_a_citation_nothing_is_licensed(amount: Decimal, words: str) -> None:
    scene = Scene((FEE,), {"shipping_fee": f"{amount} EUR"})
    checked = scene.check(words.format(f"{amount} EUR"), cited=())
    assert "unlicensed_commitment" in blocks(checked)


@given(st.integers(min_value=0, max_value=400).filter(lambda n: n != 14))
def test_another_period_is_never_licensed(count: int) -> None:
    checked = Scene((SOON,)).check(f"We will refund your order within {count} days.")
    assert "period_differs" in blocks(checked)


@given(st.decimals(min_value=0, max_value=60, places=1))
def test_a_condition_is_met_only_beyond_its_bound(delay: Decimal) -> None:
    scene = Scene((CONDITIONED,), {"delay": f"{delay} working days"})
    assert (blocks(scene.check("We will refund your order.")) == []) is (delay > 5)


@given(
    st.dictionaries(
        st.sampled_from(["delay", "late", "reason", "ok"]),
        st.sampled_from(["yes", "no", "gold", "3", "9 EUR"]),
    )
)
def test_facts_of_another_sort_never_meet_a_condition(facts: dict[str, str]) -> None:
    assert blocks(Scene((CONDITIONED,), facts).check("We will refund your order."))


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_never_raises_on_any_text(text: str) -> None:
    scene = Scene((FEE, SOON), said=(text,))
    checked = scene.check(text) if text else CHECK(text, (), Book(), COMPANY, scene.case())
    for finding in checked.findings:
        assert 0 <= finding.start <= finding.end <= len(text)


@given(
    st.text(
        alphabet=st.characters(min_codepoint=0xD800, max_codepoint=0xDFFF, categories=None),
        min_size=1,
        max_size=5,
    )
)
def test_lone_surrogates_are_found_and_harm_nothing(text: str) -> None:
    assert "hidden_character" in blocks(Scene().check(f"Hello {text} there."))

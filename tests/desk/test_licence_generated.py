"""Generated sentences whose truth is known: what is above a licence is never silent.

Ranges, sums in words, fractions, other currencies, dates and seven languages, in every mixture.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.reading.number_words import WORDS
from tests.services.clauses import Scene, blocks, clause

FEE = clause(
    "fee#a",
    "We refund the shipping fee, up to 15 EUR, within 14 days.",
    "refund of the shipping fee, up to 15 EUR, within 14 days",
)
KNOWN = {"shipping_fee": "12 EUR"}
SCENE = Scene((FEE,), KNOWN, public=False)

SAID = st.sampled_from(
    [
        "We refund the shipping fee, up to {}.",
        "We will refund your shipping fee of {}.",
        "Your shipping fee, {}, is refunded.",
        "You get {} of the shipping fee refunded.",
        "No less than {} of the shipping fee is refunded.",
        "Wir erstatten die Versandkosten, bis zu {}.",
        "Wir erstatten Ihnen {} der Versandkosten.",
        "Nous remboursons les frais de livraison, jusqu'à {}.",
        "Nous vous remboursons {} pour les frais de livraison.",
        "Reembolsamos los gastos de envío, hasta {}.",
        "Le reembolsamos {} de los gastos de envío.",
        "Reembolsamos os custos de envio, até {}.",
        "Rimborsiamo le spese di spedizione, fino a {}.",
        "Le rimborsiamo {} delle spese di spedizione.",
        "Wij betalen de verzendkosten terug, tot {}.",
        "Wij betalen u {} van de verzendkosten terug.",
    ]
)
STYLE = st.sampled_from(
    ["{} EUR", "€{}", "€ {}", "{}€", "{} €", "EUR {}", "{} euros", "{} Euro", "{} eur"]
)
MORE = st.integers(16, 90_000)


@given(MORE, SAID, STYLE)
def test_more_in_any_language_and_style(amount: int, said: str, style: str) -> None:
    assert blocks(SCENE.check(said.format(style.format(amount))))


@given(st.integers(0, 15), MORE, SAID, st.sampled_from(["{}-{} EUR", "{} to {} EUR", "€{}–{}"]))
def test_the_far_end_of_a_range_counts(low: int, high: int, said: str, style: str) -> None:
    assert blocks(SCENE.check(said.format(style.format(low, high))))


@given(
    st.sampled_from([word for word, value in WORDS.items() if value > 15]),
    st.sampled_from(["euros", "Euro", "pounds", "dollars", "US dollars"]),
    st.sampled_from(["We refund the shipping fee, up to {}.", "We refund {} of the shipping fee."]),
)
def test_more_in_words(words: str, currency: str, said: str) -> None:
    assert blocks(SCENE.check(said.format(f"{words} {currency}")))


@given(
    st.integers(1, 15),
    st.sampled_from(["USD", "GBP", "CHF", "PLN", "SEK", "JPY", "$", "£", "¥"]),
    SAID,
)
def test_another_currency_is_another_amount(amount: int, currency: str, said: str) -> None:
    style = f"{amount} {currency}" if currency.isalpha() else f"{currency}{amount}"
    assert blocks(SCENE.check(said.format(style)))


@pytest.mark.parametrize(
    "share",
    ["half", "a third", "two thirds", "three quarters", "50 %", "fifty percent", "a quarter",
     "100 %", "all", "the whole", "twice", "double"],
)  # fmt: skip
@pytest.mark.parametrize("of", ["the order", "the price", "the fare", "your purchase"])
def test_a_share_of_another_thing(share: str, of: str) -> None:
    assert blocks(SCENE.check(f"We refund {share} of {of}."))


@given(
    st.integers(0, 400).filter(lambda n: n not in {2, 14}),  # 2 weeks are the 14 days
    st.sampled_from(
        [
            "We refund the shipping fee within {} days.",
            "We refund the shipping fee no later than {} days from now.",
            "We refund the shipping fee in less than {} days.",
            "In {} days at the latest we refund the shipping fee.",
            "We refund the shipping fee within {} weeks.",
            "Wir erstatten die Versandkosten innerhalb von {} Tagen.",
            "Nous remboursons les frais de livraison sous {} jours.",
            "Reembolsamos los gastos de envío en {} días.",
            "Rimborsiamo le spese di spedizione entro {} giorni.",
            "Reembolsamos os custos de envio em {} dias.",
            "Wij betalen de verzendkosten binnen {} dagen terug.",
        ]
    ),
)
def test_another_time_in_any_language(count: int, said: str) -> None:
    assert blocks(SCENE.check(said.format(count)))


@given(st.integers(1, 15), STYLE, st.sampled_from(["", " within 14 days", " within two weeks"]))
def test_what_stays_within_the_licence_is_free(amount: int, style: str, when: str) -> None:
    said = f"We refund the shipping fee, up to {style.format(amount)},{when}."
    assert blocks(SCENE.check(said.replace(",.", "."))) in ([], ["unsupported_number"])


@given(MORE, st.sampled_from(["on top", "extra", "in addition", "for your trouble", "more"]))
def test_what_comes_on_top_counts_for_itself(amount: int, besides: str) -> None:
    low = Decimal(min(amount, 15))
    said = f"We refund the shipping fee, up to 15 EUR, and {low} EUR {besides}."
    assert blocks(SCENE.check(said))

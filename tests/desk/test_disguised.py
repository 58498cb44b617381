"""Words that a reader of words would not see: another script, styled letters, letters set apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.draft import Severity
from tests.services.clauses import Scene, blocks, codes

SCENE = Scene(public=False)
DISGUISED = """
We rеfund your order in full.
We refυnd your order in full.
We r e f u n d your order in full.
We r.e.f.u.n.d your order in full.
We r_e_f_u_n_d your order.
We ｒｅｆｕｎｄ your order.
We 𝐫𝐞𝐟𝐮𝐧𝐝 your order.
We 𝓇ℯ𝒻𝓊𝓃𝒹 your order.
We ⓡⓔⓕⓤⓝⓓ your order.
We r̶e̶f̶u̶n̶d̶ your order.
We ref-und your order.
We re**fu**nd your order.
We re/fund your order.
A vou-cher is yours.
Wir erstat-ten alles.
Nous vous rem-boursons.
We re\u200bfund your order.
We re\u00adfund your order.
"""
PLAIN = """
The e-mail, U.S.A., and/or 24/7, state-of-the-art, co-operation.
My best regards, Käthe Müller, São Paulo, Łódź.
The naïve café has a façade.
It is 25 °C; we say CO₂ and m², and № is a sign.
Sizes S, M, L and XL fit you well.
Enjoy your lamp ☀️ 👩‍👩‍👧!
Das ist sehr schön geworden, vielen Dank für das Foto!
Cœur, œuvre et garçon: merci à vous.
¡Qué bonita! ¿La colgó usted en el salón?
"""


def lines(table: str) -> list[str]:
    return [line for line in table.strip().split("\n") if line]


@pytest.mark.parametrize("text", lines(DISGUISED))
def test_what_looks_like_other_words_is_blocked(text: str) -> None:
    assert "hidden_character" in blocks(SCENE.check(text)) or blocks(SCENE.check(text))


@pytest.mark.parametrize("text", lines(PLAIN))
def test_what_people_write_is_free(text: str) -> None:
    found = SCENE.check(text).findings
    assert [f for f in found if f.code in {"hidden_character", "language_unread"}] == []


@given(
    word=st.sampled_from(["refund", "voucher", "discount", "compensation"]),
    at=st.integers(1, 5),
    mark=st.sampled_from(["-", ".", "*", "_", "/", "\u200b", "\u00ad", "\u2060", "\u0336"]),
)
def test_no_mark_inside_a_remedy_hides_it(word: str, at: int, mark: str) -> None:
    text = f"You get a {word[:at]}{mark}{word[at:]} from us."
    assert blocks(SCENE.check(text))


LOOKS = {"a": "а", "c": "с", "e": "е", "i": "і", "o": "о", "p": "р", "s": "ѕ"}


@given(
    word=st.sampled_from(["refund", "voucher", "discount", "compensation", "replace"]),
    which=st.integers(0, 20),
)
def test_no_letter_of_another_script_hides_it(word: str, which: int) -> None:
    places = [n for n, letter in enumerate(word) if letter in LOOKS]
    n = places[which % len(places)]
    disguised = word[:n] + LOOKS[word[n]] + word[n + 1 :]
    assert blocks(SCENE.check(f"We {disguised} it."))


@pytest.mark.parametrize(
    "text",
    [
        "Мы вернём вам все деньги завтра.",
        "全額返金いたします。",
        "Zwrócimy panu pełną kwotę zamówienia bez żadnych dodatkowych warunków.",
        "Vi betalar tillbaka hela summan till ditt konto imorgon.",
        "Size tüm parayı yarın hesabınıza geri göndereceğiz efendim.",
    ],
)
def test_a_language_that_nobody_reads_is_shown(text: str) -> None:
    found = SCENE.check(text)
    assert "language_unread" in codes(found)
    assert [f.severity for f in found.findings if f.code == "language_unread"] == [Severity.LOOK]

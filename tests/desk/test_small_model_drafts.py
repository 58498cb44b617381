"""Whole drafts as small models write them, in seven languages: a good reply with one bad sentence.

The JSON of such drafts is perfect and the tone is kind; what is wrong is a refund that nobody
licensed, another percent or period, another policy, a slot left open, an invented link.
"""

# ruff: noqa: E501 - a sentence is a line

from __future__ import annotations

import pytest

from desk.draft import Citation, Part, Sentence
from policies.book import Book
from tests.services.clauses import CHECK, COMPANY, Scene, blocks, clause

LATE = clause(
    "late#fee",
    "If a parcel arrives more than 5 working days late, we refund the shipping fee, up to 15 EUR.",
    "refund of the shipping fee, up to 15 EUR, when: delay > 5 working days",
)
CITED = (Citation(LATE.id, LATE.version),)
SCENE = Scene(
    (LATE,),
    {"delay": "7 working days"},
    said=("Order DE-4711 came 7 working days late, I paid 84 EUR and I want it all back!",),
    names=("Anna",),
    public=False,
)
# greeting and apology, the rule, a question and the end
GOOD = {
    "en": """
        Hi Anna,
        I'm sorry that your parcel came so late.
        Because it was more than 5 working days late, we refund the shipping fee, up to 15 EUR.
        Could you tell us what you paid for shipping?
        Kind regards
    """,
    "de": """
        Hallo Anna,
        es tut mir leid, dass Ihr Paket so spät kam.
        Wenn ein Paket mehr als 5 Werktage zu spät kommt, erstatten wir die Versandkosten, bis zu 15 EUR.
        Können Sie uns sagen, was Sie für den Versand bezahlt haben?
        Freundliche Grüße
    """,
    "fr": """
        Bonjour Anna,
        Je suis désolé que votre colis soit arrivé si tard.
        Si un colis arrive avec plus de 5 jours ouvrés de retard, nous remboursons les frais de livraison, jusqu'à 15 EUR.
        Pouvez-vous nous dire ce que vous avez payé ?
        Cordialement
    """,
    "es": """
        Hola, Anna:
        Siento que su paquete haya llegado tan tarde.
        Si un paquete llega con más de 5 días laborables de retraso, reembolsamos los gastos de envío, hasta 15 EUR.
        ¿Puede decirnos cuánto pagó por el envío?
        Un saludo
    """,
    "pt": """
        Olá, Anna,
        Lamento que a sua encomenda tenha chegado tão tarde.
        Se uma encomenda chegar com mais de 5 dias úteis de atraso, reembolsamos os custos de envio, até 15 EUR.
        Pode dizer-nos quanto pagou pelo envio?
        Cumprimentos
    """,
    "it": """
        Ciao Anna,
        Mi dispiace che il pacco sia arrivato così tardi.
        Se un pacco arriva con più di 5 giorni lavorativi di ritardo, rimborsiamo le spese di spedizione, fino a 15 EUR.
        Può dirci quanto ha pagato per la spedizione?
        Cordiali saluti
    """,
    "nl": """
        Hallo Anna,
        Het spijt me dat uw pakket zo laat kwam.
        Als een pakket meer dan 5 werkdagen te laat komt, betalen wij de verzendkosten terug, tot 15 EUR.
        Kunt u ons zeggen wat u voor de verzending heeft betaald?
        Met vriendelijke groet
    """,
}
BAD = {
    "en": """
        We will refund the full 84 EUR today.
        You also get 20 % off your next order.
        We refund the shipping fee, up to 25 EUR.
        We refund the shipping fee within 24 hours.
        You can return everything within 90 days.
        A new lamp is on its way to you.
        This was our mistake and we take full responsibility.
        Here is a 10 EUR voucher for you.
        Please call [PHONE NUMBER] to speak with us.
        Dear {customer_name}, your case is closed.
        See https://refunds.example.net/form for your refund.
        Our manager approved a goodwill payment.
    """,
    "de": """
        Wir erstatten Ihnen heute die vollen 84 EUR.
        Sie erhalten außerdem 20 % Rabatt auf Ihre nächste Bestellung.
        Wir erstatten die Versandkosten, bis zu 25 EUR.
        Wir erstatten die Versandkosten innerhalb von 24 Stunden.
        Sie können alles innerhalb von 90 Tagen zurückgeben.
        Eine neue Lampe ist schon unterwegs zu Ihnen.
        Das war unser Fehler.
        Wir schenken Ihnen einen Gutschein über 10 EUR.
        Rufen Sie uns an: [TELEFON] oder +49 30 1234567.
    """,
    "fr": """
        Nous vous remboursons les 84 EUR aujourd'hui.
        Vous recevez aussi 20 % de remise sur votre prochaine commande.
        Nous remboursons les frais de livraison, jusqu'à 25 EUR.
        Nous remboursons les frais de livraison sous 24 heures.
        Vous pouvez tout retourner dans les 90 jours.
        Une nouvelle lampe est déjà en route.
        C'est notre faute.
        Voici un bon d'achat de 10 EUR.
    """,
    "es": """
        Le reembolsamos hoy los 84 EUR.
        También recibe un 20 % de descuento en su próximo pedido.
        Reembolsamos los gastos de envío, hasta 25 EUR.
        Reembolsamos los gastos de envío en 24 horas.
        Puede devolver todo en 90 días.
        Una lámpara nueva ya está en camino.
        Ha sido culpa nuestra.
        Aquí tiene un vale de 10 EUR.
    """,
    "pt": """
        Reembolsamos hoje os 84 EUR.
        Recebe também 20 % de desconto na próxima encomenda.
        Reembolsamos os custos de envio, até 25 EUR.
        Reembolsamos os custos de envio em 24 horas.
        Pode devolver tudo em 90 dias.
        Uma lâmpada nova já está a caminho.
        A culpa é nossa.
        Aqui está um vale de 10 EUR.
    """,
    "it": """
        Le rimborsiamo oggi gli 84 EUR.
        Riceve anche il 20 % di sconto sul prossimo ordine.
        Rimborsiamo le spese di spedizione, fino a 25 EUR.
        Rimborsiamo le spese di spedizione entro 24 ore.
        Può restituire tutto entro 90 giorni.
        Una lampada nuova è già in viaggio.
        È colpa nostra.
        Ecco un buono da 10 EUR.
    """,
    "nl": """
        Wij betalen u vandaag de 84 EUR terug.
        U krijgt ook 20 % korting op uw volgende bestelling.
        Wij betalen de verzendkosten terug, tot 25 EUR.
        Wij betalen de verzendkosten binnen 24 uur terug.
        U kunt alles binnen 90 dagen terugsturen.
        Een nieuwe lamp is al onderweg.
        Het is onze fout.
        Hier is een tegoedbon van 10 EUR.
    """,
}
DRAFTS = [(code, line.strip()) for code, text in BAD.items() for line in text.strip().split("\n")]


def found(code: str, bad: str = "") -> list[str]:
    hello, sorry, rule, asks, ends = map(str.strip, GOOD[code].strip().split("\n"))
    sentences = (
        Sentence(hello, Part.GREETING),
        Sentence(sorry, Part.APOLOGY),
        Sentence(rule, Part.POLICY, CITED),
        *((Sentence(bad, Part.RESOLUTION, CITED),) if bad else ()),
        Sentence(asks, Part.QUESTION),
        Sentence(ends, Part.CLOSING),
    )
    text = " ".join(sentence.text for sentence in sentences)
    return blocks(CHECK(text, sentences, Book.of((LATE,)), COMPANY, SCENE.case()))


def test_there_are_enough_of_them() -> None:
    assert len(DRAFTS) >= 60


@pytest.mark.parametrize("code", GOOD)
def test_the_good_draft_may_go(code: str) -> None:
    assert found(code) == []


@pytest.mark.parametrize(("code", "bad"), DRAFTS)
def test_the_bad_sentence_is_found(code: str, bad: str) -> None:
    assert found(code, bad)

from __future__ import annotations

from decimal import Decimal

import pytest

from desk.commitment import Polarity
from drafting.commitments import PatternReader
from policies.terms import Kind, Money, Period, Unit

FEE = Money(Decimal("4.90"), "EUR")
SOON = Period(Decimal(5), Unit.WORKING_DAY)
MONTH = Period(Decimal(30), Unit.DAY)

REFUNDS = [
    "Wir erstatten Ihnen die Versandkosten von 4,90 € innerhalb von 5 Werktagen.",
    "Nous vous remboursons les frais de livraison de 4,90 € sous 5 jours ouvrés.",
    "Le reembolsaremos los gastos de envío de 4,90 € en un plazo de 5 días hábiles.",
    "Vamos reembolsar os portes de 4,90 € no prazo de 5 dias úteis.",
    "Le rimborsiamo le spese di 4,90 € entro 5 giorni lavorativi.",
    "Wij betalen u de verzendkosten van 4,90 € binnen 5 werkdagen terug.",
]
REFUSALS = [
    "Wir können die Versandkosten leider nicht erstatten.",
    "Nous ne remboursons pas la commande.",
    "No reembolsamos el pedido.",
    "Não podemos reembolsar a encomenda.",
    "Non possiamo rimborsare l'ordine.",
    "Wij kunnen de bestelling niet vergoeden.",
]
RETURNS = [
    "Sie können den Artikel innerhalb von 30 Tagen zurückgeben.",
    "Vous pouvez retourner l'article dans les 30 jours.",
    "Puede devolver el artículo en un plazo de 30 días.",
    "Pode devolver o artigo no prazo de 30 dias.",
    "Può restituire l'articolo entro 30 giorni.",
    "U kunt het artikel binnen 30 dagen retourneren.",
]
CREDITS = [
    "Sie erhalten einen Gutschein über 4,90 €.",
    "Nous vous offrons un bon d'achat de 4,90 €.",
    "Le damos un vale de 4,90 € para usted.",
    "Damos a você um voucher de 4,90 €.",
    "Le offriamo un buono di 4,90 € per lei.",
    "U krijgt een tegoedbon van 4,90 € van ons.",
]
REPLACEMENTS = [
    "Wir schicken Ihnen eine neue Lampe.",
    "Nous vous envoyons une nouvelle lampe.",
    "Le enviamos una lámpara nueva con la nueva caja.",
    "Vamos enviar uma nova lâmpada para você.",
    "Le inviamo una nuova lampada per lei.",
    "Wij sturen u een nieuwe lamp.",
]
COURTESIES = [
    "Vielen Dank für Ihre Nachricht, es tut uns sehr leid.",
    "Merci pour votre message et votre patience.",
    "Gracias por su mensaje y por su paciencia.",
    "Obrigado pela sua mensagem e pela sua paciência.",
    "Grazie per il suo messaggio e la sua pazienza.",
    "Bedankt voor uw bericht en uw geduld.",
]
CONDITIONAL = [
    "Wenn Ihr Paket zu spät kommt, erstatten wir die Versandkosten.",
    "Si votre colis est en retard, nous remboursons les frais de livraison.",
    "Si su paquete llega tarde, le reembolsamos los gastos de envío.",
    "Se a sua encomenda chegar atrasada, reembolsamos os portes.",
    "Se il suo pacco è in ritardo, rimborsiamo le spese di spedizione.",
    "Als uw pakket te laat is, betalen wij de verzendkosten terug.",
]


@pytest.fixture(scope="module")
def reader() -> PatternReader:
    return PatternReader()


@pytest.mark.parametrize("text", REFUNDS)
def test_refunds_with_amount_and_period(reader: PatternReader, text: str) -> None:
    (found,) = reader.read(text)
    assert (found.kind, found.amount, found.period) == (Kind.REFUND, FEE, SOON)
    assert found.grants


@pytest.mark.parametrize("text", REFUSALS)
def test_refusals(reader: PatternReader, text: str) -> None:
    assert [(c.kind, c.polarity) for c in reader.read(text)] == [(Kind.REFUND, Polarity.WILL_NOT)]


@pytest.mark.parametrize("text", RETURNS)
def test_returns(reader: PatternReader, text: str) -> None:
    assert [(c.kind, c.period) for c in reader.read(text)] == [(Kind.ELIGIBILITY, MONTH)]


@pytest.mark.parametrize("text", CREDITS)
def test_credits(reader: PatternReader, text: str) -> None:
    assert [(c.kind, c.amount) for c in reader.read(text)] == [(Kind.CREDIT, FEE)]


@pytest.mark.parametrize("text", REPLACEMENTS)
def test_replacements(reader: PatternReader, text: str) -> None:
    assert [c.kind for c in reader.read(text)] == [Kind.REPLACEMENT]


@pytest.mark.parametrize("text", COURTESIES)
def test_courtesy_commits_to_nothing(reader: PatternReader, text: str) -> None:
    assert reader.read(text) == ()


@pytest.mark.parametrize("text", CONDITIONAL)
def test_conditions(reader: PatternReader, text: str) -> None:
    (found,) = reader.read(text)
    assert found.kind is Kind.REFUND
    assert len(found.conditions) == 1


def test_a_thing_from_us_is_given_and_a_letter_is_not() -> None:
    given = ("Sie bekommen von uns ein Kerzenset.", "Du erhältst von uns noch eine Lampe.")
    written = ("Sie bekommen von uns eine Antwort.", "Sie erhalten von uns eine Bestätigung.")
    kinds = {
        text: {commitment.kind for commitment in PatternReader().read(text)}
        for text in (*given, *written)
    }
    assert [text for text in kinds if Kind.COMPENSATION in kinds[text]] == list(given)

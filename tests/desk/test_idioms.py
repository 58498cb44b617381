"""What promises in a manner of speaking, in six languages; and what is only kind."""

from __future__ import annotations

import pytest

from desk.draft import Severity
from tests.services.clauses import Scene

PROMISES = {
    "de": """
        Bei der Frist drücken wir gern ein Auge zu.
        Die 30 Tage nehmen wir nicht so genau.
        Wir bezahlen auch das Taxi.
        Ihr Geldbeutel leidet nicht darunter.
        Das geht nicht zu Ihren Lasten.
        Den Schaden haben nicht Sie, sondern wir.
        Sie bekommen Ihr Geld wieder.
        Wir zahlen bis auf den letzten Cent.
        Lassen Sie sich ruhig ein halbes Jahr Zeit mit der Rückgabe.
        Wir geben Ihnen Ihr Geld wieder.
        Das Geld landet am Freitag auf Ihrem Konto.
        Ihnen entstehen keine Kosten.
        Ihr Antrag wurde genehmigt.
        Sie bekommen Ihr Geld zurück.
        Das geht auf uns.
        Das geht aufs Haus.
        Die Kosten übernehmen wir.
        Wir kommen für den Schaden auf.
        Betrachten Sie die Rechnung als erledigt.
        Sie müssen nichts bezahlen.
        Wir erstatten Ihnen fünfzehn Euro.
        Eine neue Lampe ist schon unterwegs.
        Wir räumen Ihnen zehn Prozent Rabatt ein.
        Behalten Sie die Lampe einfach.
        Da haben wir einen Fehler gemacht.
        Das ist unsere Schuld.
        Bis Freitag ist das Paket bei Ihnen.
        Spätestens übermorgen ist es da.
        Sie haben zwei Monate Zeit, es zurückzugeben.
        Wir schenken Ihnen die Versandkosten.
        Der Betrag ist in drei Tagen auf Ihrem Konto.
        Wir ziehen Ihnen 20 Euro von der Rechnung ab.
        Wir liefern Ihnen die Lampe noch einmal.
        Die nächste Lieferung ist für Sie frei.
        Sie kriegen von uns einen Zwanziger als Gutschein.
        Nächste Woche haben Sie Ihr Geld.
        Wir verlängern Ihre Garantie um ein Jahr.
    """,
    "fr": """
        Nous fermons les yeux sur le délai.
        Vous aurez les 15 euros et le prix du tapis.
        Nous payons aussi le taxi.
        Vous ne serez pas de votre poche.
        Votre portefeuille n'en souffrira pas.
        Vous récupérez la somme jusqu'au dernier centime.
        Prenez tout votre temps pour le retour.
        Nous vous rendons tout.
        Vous ne paierez rien.
        Vous pouvez la garder.
        Votre demande est acceptée.
        Vous récupérerez votre argent.
        C'est offert par la maison.
        C'est pour nous.
        Nous prenons les frais à notre charge.
        Vous n'aurez rien à payer.
        Nous vous remboursons quinze euros.
        Une nouvelle lampe est déjà en route.
        Nous vous accordons dix pour cent de remise.
        Gardez la lampe.
        C'est notre faute.
        Nous avons commis une erreur.
        Le colis sera chez vous vendredi.
        Vous l'aurez après-demain au plus tard.
        Vous avez deux mois pour le renvoyer.
        La somme sera sur votre compte dans trois jours.
        Nous déduirons 20 euros de votre facture.
        Nous vous en envoyons une autre.
        Considérez la facture comme réglée.
        Vous recevrez un bon d'achat de vingt euros.
        Nous prolongeons votre garantie d'un an.
        La semaine prochaine, vous aurez votre argent.
    """,
    "es": """
        Hacemos la vista gorda con el plazo.
        Los 30 días no los contamos.
        Le pagamos también el taxi.
        Su bolsillo no lo notará.
        Le devolvemos hasta el último céntimo.
        Tómese todo el tiempo que quiera para devolverlo.
        No pagará nada.
        Puede quedársela.
        ¡Se lo regalamos!
        Le devolvemos su dinero.
        Recuperará su dinero.
        Invita la casa.
        Corre por nuestra cuenta.
        Nos hacemos cargo de los gastos.
        No tendrá que pagar nada.
        Le reembolsamos quince euros.
        Una lámpara nueva ya está en camino.
        Le damos un diez por ciento de descuento.
        Quédese con la lámpara.
        Ha sido culpa nuestra.
        Hemos cometido un error.
        El paquete llegará el viernes.
        Lo tendrá pasado mañana a más tardar.
        Tiene dos meses para devolverlo.
        El importe estará en su cuenta en tres días.
        Le descontamos 20 euros de la factura.
        Le enviamos otra lámpara.
        Dé la factura por pagada.
        Recibirá un vale de veinte euros.
        Ampliamos su garantía un año.
        Lo cambiamos por otro.
        La próxima semana tendrá su dinero.
    """,
    "pt": """
        Fechamos os olhos ao prazo.
        Pagamos também o táxi.
        O seu bolso não vai sofrer.
        Não vai gastar nem um cêntimo.
        Devolvemos tudo, até ao último euro.
        Tome todo o tempo para a devolução.
        Não vai pagar nada.
        Pode enviar sem recibo.
        Devolvemos o seu dinheiro.
        Você terá o seu dinheiro de volta.
        É por nossa conta.
        É oferta da casa.
        Assumimos os custos.
        Você não precisa pagar nada.
        Reembolsamos quinze euros.
        Uma lâmpada nova já está a caminho.
        Damos dez por cento de desconto.
        Fique com a lâmpada.
        A culpa é nossa.
        Cometemos um erro.
        A encomenda chega na sexta-feira.
        Você terá isso depois de amanhã, no máximo.
        Você tem dois meses para devolver.
        O valor estará na sua conta em três dias.
        Descontamos 20 euros da fatura.
        Enviamos outra lâmpada.
        Considere a fatura paga.
        Você receberá um vale de vinte euros.
        Prolongamos a sua garantia por um ano.
        Na próxima semana você terá o seu dinheiro.
    """,
    "it": """
        Chiudiamo un occhio sul termine.
        Le paghiamo anche il taxi.
        Il suo portafoglio non ne risentirà.
        Non ci rimetterà un centesimo.
        Le ridiamo tutto, fino all'ultimo centesimo.
        Si prenda tutto il tempo per il reso.
        Non pagherà nulla.
        Può tenerla.
        Gliela regaliamo.
        Le restituiamo i soldi.
        Riavrà i Suoi soldi.
        Offre la casa.
        È a nostre spese.
        Ci facciamo carico dei costi.
        Non dovrà pagare nulla.
        Le rimborsiamo quindici euro.
        Una lampada nuova è già in viaggio.
        Le facciamo il dieci per cento di sconto.
        Tenga pure la lampada.
        È colpa nostra.
        Abbiamo commesso un errore.
        Il pacco arriva venerdì.
        Lo avrà al più tardi dopodomani.
        Ha due mesi per restituirlo.
        L'importo sarà sul Suo conto in tre giorni.
        Detraiamo 20 euro dalla fattura.
        Le mandiamo un'altra lampada.
        Consideri la fattura saldata.
        Riceverà un buono da venti euro.
        Prolunghiamo la Sua garanzia di un anno.
        La prossima settimana avrà i Suoi soldi.
    """,
    "nl": """
        Wij knijpen een oogje dicht bij de termijn.
        Wij betalen ook de taxi.
        Uw portemonnee merkt er niets van.
        U schiet er geen cent bij in.
        U krijgt alles terug, tot de laatste cent.
        Neem gerust alle tijd voor het terugsturen.
        U betaalt niets.
        U mag hem houden.
        U krijgt uw geld terug.
        Dat is van het huis.
        Dat is voor onze rekening.
        Wij nemen de kosten op ons.
        U hoeft niets te betalen.
        Wij betalen u vijftien euro terug.
        Een nieuwe lamp is al onderweg.
        U krijgt tien procent korting.
        Houdt u de lamp maar.
        Het is onze schuld.
        Wij hebben een fout gemaakt.
        Het pakket is vrijdag bij u.
        U heeft het uiterlijk overmorgen.
        U heeft twee maanden om het terug te sturen.
        Het bedrag staat binnen drie dagen op uw rekening.
        Wij trekken 20 euro van de rekening af.
        Wij sturen u een andere lamp.
        Beschouw de rekening als betaald.
        U ontvangt een tegoedbon van twintig euro.
        Wij verlengen uw garantie met een jaar.
        Volgende week heeft u uw geld.
    """,
}
KIND = {
    "de": """
        Nehmen wir an, das Paket ist unterwegs.
        Vielen Dank für Ihre Nachricht.
        Es tut uns leid, dass Ihr Paket zu spät kam.
        Das muss ärgerlich gewesen sein.
        Können Sie uns Ihre Bestellnummer nennen?
        Wir sehen uns das gerne an.
        Einen schönen Abend noch!
        Sie haben nach einer Erstattung gefragt.
        Melden Sie sich jederzeit bei uns.
    """,
    "fr": """
        Prenez soin de vous.
        Merci pour votre message.
        Nous sommes désolés que votre colis soit en retard.
        Cela a dû être frustrant.
        Pouvez-vous nous donner votre numéro de commande ?
        Nous allons regarder cela.
        Bonne soirée !
        Vous avez demandé un remboursement.
    """,
    "es": """
        Gracias por su mensaje.
        Sentimos que su paquete haya llegado tarde.
        Ha tenido que ser frustrante.
        ¿Puede darnos su número de pedido?
        Vamos a revisarlo.
        ¡Buenas tardes!
        Ha pedido un reembolso.
    """,
    "pt": """
        Obrigado pela sua mensagem.
        Lamentamos que a sua encomenda tenha chegado tarde.
        Deve ter sido frustrante.
        Pode dizer-nos o número da encomenda?
        Vamos verificar.
        Boa tarde!
        Você pediu um reembolso.
    """,
    "it": """
        Grazie per il Suo messaggio.
        Ci dispiace che il pacco sia arrivato in ritardo.
        Dev'essere stato frustrante.
        Può dirci il numero dell'ordine?
        Lo verifichiamo volentieri.
        Buona serata!
        Ha chiesto un rimborso.
    """,
    "nl": """
        Wij nemen de tijd voor uw vraag.
        Bedankt voor uw bericht.
        Het spijt ons dat uw pakket te laat is.
        Dat moet vervelend zijn geweest.
        Kunt u ons uw bestelnummer geven?
        Wij kijken er graag naar.
        Nog een fijne avond!
        U vroeg om een terugbetaling.
    """,
}


def lines(table: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (code, line.strip()) for code, text in table.items() for line in text.strip().split("\n")
    ]


@pytest.mark.parametrize(("code", "text"), lines(PROMISES))
def test_a_promise_in_a_manner_of_speaking_is_a_finding(code: str, text: str) -> None:
    found = Scene(public=False).check(text).findings
    assert [f for f in found if f.severity is not Severity.NOTE], code


@pytest.mark.parametrize(("code", "text"), lines(KIND))
def test_what_is_only_kind_blocks_nothing(code: str, text: str) -> None:
    found = Scene(public=False).check(text).findings
    assert [f for f in found if f.severity is Severity.BLOCK] == [], code

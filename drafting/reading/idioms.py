"""What is promised in a manner of speaking, in six languages, by what it comes to.

None of these names the thing: "das geht aufs Haus" waives a price, "ya está en camino" sends a new
one, "è colpa nostra" admits. English has a file of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from policies.terms import Kind

_N = r"(?: [^\W\d_][\w'’-]*){0,3}?"  # a few words between

IDIOMS: Mapping[str, Mapping[Kind, str]] = {
    "de": {
        Kind.REFUND: r"(?:bekommen|kriegen|erhalten|haben) (?:\S+ ){0,3}geld (?:\w+ ){0,2}wieder"
        r"|bis (?:auf den|zum) letzten (?:cent|euro)|(?:geben|zahlen"
        r"|überweisen) (?:wir )?(?:ihnen )?(?:\S+ ){0,4}(?:wieder|"
        r"retour)\b|(?:geld|betrag|summe)(?: \w+){0,3} (?:landet|kommt|fließt|geht)(?: \w+){0,3} "
        r"(?:konto|zurück|ihnen)|bekommen sie alles|(?:buchung|zahlung|belastung|lastschrift)\w*"
        r" (?:ist|sind|wurden?)(?: \w+){0,3} (?:zurück\w+|storniert|rückgängig|gutgeschrieben)",
        Kind.WAIVER: (
            r"(?:geht|gehen|ist|sind) (?:\w+ )?(?:auf uns|aufs haus|auf unsere (?:kosten|"
            r"rechnung|kappe))"
            r"|auf unsere kosten|zu unseren lasten|(?:übernehmen|tragen|begleichen) wir"
            r"|wir (?:übernehmen|tragen|begleichen|schenken ihnen|erlassen ihnen)"
            r"|betrachten sie (?:\S+ ){1,4}als (?:erledigt|bezahlt|beglichen|geschenkt|hinfällig)"
            rf"|(?:behalten|nehmen) sie{_N} (?:einfach|gern\w*|ruhig|gerne)\b"
            r"|(?:ist|sind|bleibt)(?: für sie)? (?:frei|umsonst|geschenkt)\b|"
            r"schulden (?:sie )?(?:uns )?nichts"
            r"|vergessen sie (?:die|ihre) (?:rechnung|kosten|gebühr)"
            r"|(?:geldbeutel|portemonnaie|geldbörse|brieftasche"
            r"|haushaltskasse)(?: \w+){0,3}? nichts?"
            r"\b|nicht zu (?:ihren|deinen) lasten|kein\w* (?:cent|euro) (?:ärmer|zu viel|verlieren)"
            r"|(?:schaden|verlust|kosten)\b(?: \w+){0,3},? (?:nicht sie|sondern wir)"
            r"|entstehen (?:\w+ ){0,2}keine(?:rlei)? kosten|ohne (?:beleg|quittung|nachweis)"
        ),
        Kind.COMPENSATION: r"(?:kommen|stehen) wir\b[^.]{0,60}\bauf\b|"
        r"wir kommen für\b[^.]{0,60}\bauf\b"
        r"|(?:(?:bekommen|erhalten|kriegen) sie|sie (?:bekommen|erhalten|kriegen)|"
        r"(?:bekommst|erhältst|kriegst) du|du (?:bekommst|erhältst|kriegst)) (?:\w+ )?von uns "
        r"(?:noch )?(?:ein|eine|einen|zwei|drei) (?!(?:[\w-]+ ){0,2}?[\w-]*(?:antwort|nachricht|"
        r"mail|meldung|bescheid|bestätigung|etikett|label|link|rechnung|anruf|angebot|info\w*|brief|"
        r"gutschein\w*|gutschrift|code|nummer|paket|sendung|formular)\b)[\w-]+"
        r"|wir machen (?:das|es) wieder gut|legen (?:wir )?(?:ihnen )?(?:\S+ ){1,4}(?:drauf|"
        r"obendrauf)",
        Kind.REPLACEMENT: rf"(?:neue[rs]?|zweite[rs]?|andere[rs]?){_N} (?:ist|sind)(?: \w+){{0,2}} "
        r"(?:unterwegs|auf dem weg)|(?:noch ?mals?|noch einmal|erneut)(?: \w+){0,2} (?:zu|los|"
        r"heraus)",
        Kind.ADMISSION: r"(?:da |hier )?(?:haben wir|wir haben) (?:\w+ ){0,2}(?:einen |den |"
        r"diesen )?(?:fehler "
        r"gemacht|versagt|mist gebaut|es vermasselt|gepatzt)|liegt (?:ganz )?(?:an|bei) uns\b",
        Kind.ELIGIBILITY: r"auge\b[^.;]{0,40}\bzu\b|nicht so genau\b|"
        r"(?:lassen|nehmen) sie sich (?:\S+ ){0,5}?zeit\b|"
        r"(?=[^.;]*(?:rück|retour|umtausch|zurück|zahl|rechnung))(?:(?:können|dürfen) sie sich|"
        r"sie (?:können|dürfen) sich) (?:\S+ ){0,5}?zeit (?:lassen|nehmen)\b|"
        r"(?:machen|mache) (?:wir |ich )?(?:\S+ ){0,4}?(?<!keine )ausnahme\b|(?:antrag|anspruch"
        r"|reklamation|fall|wunsch)(?: \w+){0,2} "
        r"(?:genehmigt|bewilligt|anerkannt|gewährt|stattgegeben)|^\W*(?:genehmigt|bewilligt|"
        r"einverstanden|abgemacht)\W*$",
        Kind.ACTION: r"(?:be)?zahlen wir\b|wir (?:be)?zahlen\b|sie haben (?:mein|unser) wort"
        r"|kommt nicht wieder vor|"
        r"passiert (?:\w+ )?nicht (?:noch einmal|wieder)",
    },
    "fr": {
        Kind.REFUND: r"(?:rendons|rendrons|redonn\w+|rend) (?:tout|l['’]argent|la somme|le montant)"
        r"|récupér\w+ tout|(?:aurez|recevrez|toucherez)\b[^.;]{0,40}?\b(?:le prix|l['’]argent)"
        r"|jusqu['’]au dernier (?:centime|euro)|(?:argent|somme"
        r"|montant)(?: \w+){0,2} revien\w+|(?:paiement|débit|prélèvement|montant|somme)s?"
        r"(?: vous)? (?:a|ont|sera|seront|est|sont)(?: \w+){0,3}? (?:reversé|recrédité|restitué"
        r"|annulé)\w*",
        Kind.ELIGIBILITY: r"ferm(?:ons|erons) les yeux|pas si (?:stricts?|regardants?)"
        r"|prenez (?:bien )?(?:(?:tout )?(?:votre|le) temps pour|tout votre temps\b)|"
        r"(?:faisons|ferons|fait|fais) une exception|"
        r"(?:demande|réclamation|dossier)(?: \w+){0,3} (?:acceptée?|approuvée?|"
        r"accordée?)|^\W*(?:accordé|approuvé|d['’]accord pour tout)\W*$",
        Kind.WAIVER: (
            r"(?:c['’]est|est|sont|sera|seront) (?:pour nous|cadeau|offert)"
            r"|à (?:notre charge|nos frais)"
            r"|(?:prenons|prendrons)(?: \S+){0,4}? (?:en charge|à notre charge)"
            r"|(?:aurez|avez|devrez|devez)? ?rien à (?:payer|régler|débourser)|(?:n['’]aurez|"
            r"ne devrez) rien"
            r"|considérez (?:\S+ ){1,4}comme (?:réglée?s?|payée?s?|annulée?s?|offerte?s?)"
            r"|(?:ne|n['’]) ?(?:\w+ )?(?:pa[iy]er\w+|débourser\w+|coûtera) (?:rien|pas)"
            r"|(?:pouvez|peux|pourrez) (?:la|le|les|tout) (?:garder|conserver)"
            r"|sans (?:reçu|facture)\b|(?:pas|rien) (?:de )?votre poche|ne serez pas de votre poche"
            r"|(?:portefeuille|porte-monnaie|bourse)(?: \S+){0,3}? (?:pas|rien)\b"
            r"|n['’]en (?:souffrira|pâtira)|sans y perdre"
            r"|(?:gardez|conservez)[ -](?:l[ea']|les|cet\w*|ce)\b|oubliez la facture"
        ),
        Kind.REPLACEMENT: rf"(?:nouve(?:au|l|lle)s?|autre|deuxième){_N} (?:est|"
        rf"sont)(?: \w+){{0,2}} (?:en route|"
        r"en chemin|parti\w*)|en (?:renverr|renvoy|enverr|envoy)\w+ (?:un|une) autre"
        r"|(?:on|nous) vous (?:change|remplace)\w* ",
        Kind.COMPENSATION: r"(?:ferons|faisons) un geste|nous (?:nous )?rattrap\w+|"
        r"en guise de dédommagement",
        Kind.ADMISSION: r"(?:avons|ai) (?:\w+ )?(?:mal fait|échoué|failli|fauté|manqué à)|(?:est|"
        r"vient) de notre (?:fait|faute)",
        Kind.ACTION: r"(?:nous|on) (?:vous )?(?:payons|paierons|paie|réglons|réglerons)\b|"
        r"vous avez (?:ma|notre) parole|(?:cela|ça) ne se reproduira (?:plus|pas)",
    },
    "es": {
        Kind.REFUND: r"hasta el último (?:céntimo|euro|centavo|peso)"
        r"|recuperar[áé]\w* (?:\S+ ){0,3}dinero|tendrá (?:\S+ ){0,2}dinero(?: de "
        r"vuelta)?|(?:hemos|he|han) (?:ya )?(?:devuelto|reintegrado|abonado|reembolsado)\b",
        Kind.WAIVER: (
            r"invita la casa|(?:corre\w*|va\w*|es|son) (?:\w+ )?(?:por|de) (?:nuestra cuenta|"
            r"cuenta nuestra)"
            r"|(?:nos )?(?:hacemos|haremos) cargo|asumimos|asumiremos|cubrimos|cubriremos"
            r"|(?:dé|considere) (?:\S+ ){1,4}(?:por )?(?:pagad|saldad|cancelad)[oa]s?"
            r"|qu[eé]d[ae]r?se(?:l[oa]s?)?(?: con)?\b|(?:se )?l[oa]s? regalamos|regalamos\b"
            r"|no (?:le |les |te )?(?:pagará|pagarán|pagarás|costará|cobraremos)"
            r"|pued\w+ quedársel[oa]s?|sin (?:recibo|factura)\b"
            r"|olvídese de (?:la factura|pagar|los gastos)"
            r"|(?:bolsillo|cartera|monedero)(?: \w+){0,2}? no\b|no (?:perderá"
            r"|gastará)(?: \w+){0,2} "
            r"(?:céntimo|euro|nada)|sin perder (?:un|nada)"
        ),
        Kind.REPLACEMENT: (
            rf"(?:nuev[oa]|otr[oa]|segund[oa])s?{_N} (?:ya )?(?:está|van?|sale)(?: \w+)? (?:en|"
            rf"de|hacia) camino"
            r"|(?:nuev[oa]s?) (?:ya )?está en camino|(?:env|mand)\w+ (?:otr[oa]|un[oa]? nuev[oa])"
            r"|cambi\w+ por (?:otr[oa]|un[oa] nuev[oa])"
        ),
        Kind.ELIGIBILITY: r"vista gorda|(?:hacemos|haremos|hago) una excepción|"
        r"no (?:los |las )?contamos\b|t[óo]mese (?:todo )?(?:el"
        r"|su) tiempo",
        Kind.ADMISSION: r"culpa (?:es )?nuestra|nuestra culpa|(?:hemos|he) (?:cometido|"
        r"tenido) un (?:error|fallo)"
        r"|nos (?:hemos )?equivoca\w+|(?:hemos|le hemos) fallado|error nuestro|somos responsables",
        Kind.ACTION: r"(?:pag|abon)(?:amos|aremos)\b|(?:ampli|prolong|extend|anul|cancel|adelant"
        r"|reserv|recog|renov)(?:amos|"
        r"emos|imos|aremos|"
        r"eremos|iremos)\b|tiene (?:mi|nuestra) palabra|no volverá a (?:pasar|ocurrir|suceder)",
    },
    "pt": {
        Kind.REFUND: r"devolv\w+(?:-lhe)? tudo\b|até ao? último (?:cêntimo|euro|centavo|real)|"
        r"(?:terá|receberá|tem) (?:\S+ ){0,3}dinheiro(?: de volta)?|"
        r"recuper\w+ (?:\S+ ){0,2}dinheiro",
        Kind.WAIVER: (
            r"por (?:nossa conta|conta da casa)|oferta da casa|é cortesia|(?:assum|cobr|"
            r"arc)(?:imos|iremos|amos|"
            r"aremos)(?: com)?|considere (?:\S+ ){1,4}(?:pag|quitad|saldad)[oa]s?"
            r"|não (?:vai |irá |terá de |lhe )?(?:pagar|pagará|custar|custará|cobraremos)"
            r"|é (?:seu|sua) (?:de graça|sem custos)|sem (?:recibo|fatura)\b"
            r"|bolso(?: \w+){0,2}? não\b|não (?:\w+ ){0,2}?(?:gast"
            r"|perd)\w+(?: \w+){0,2}? (?:cêntimo|"
            r"centavo|euro|nada)|nem um (?:cêntimo|centavo)"
            r"|(?:fique|pode ficar) com\b|esqueça (?:a fatura|os custos|a conta)"
        ),
        Kind.REPLACEMENT: (
            rf"(?:nov[oa]|outr[oa]|segund[oa])s?{_N} (?:já )?(?:está|vai|segue)(?: \w+)? (?:a|"
            rf"em|no) caminho"
            r"|(?:envi|mand)\w+ (?:outr[oa]|um[a]? nov[oa])|troc\w+ por (?:outr[oa]|um[a]? nov[oa])"
        ),
        Kind.ELIGIBILITY: r"fech\w+ os olhos|vista grossa|(?:leve|tome|use"
        r"|tenha) (?:todo )?o (?:seu )?tempo",
        Kind.ADMISSION: r"culpa é (?:toda )?nossa|nossa culpa|culpa nossa|comet(?:emos|i) um erro|"
        r"erramos\b|"
        r"falh[aá]mos\b|erro (?:é )?nosso|somos responsáveis",
        Kind.ACTION: r"pag(?:amos|aremos)\b|(?:prolong|estend|cancel|anul|antecip|reserv|recolh"
        r"|renov)(?:amos|emos|"
        r"imos|aremos|eremos|"
        r"iremos)\b|tem (?:a )?(?:minha|nossa) palavra|não (?:vai )?(?:voltará|voltar) a acontecer",
    },
    "it": {
        Kind.REFUND: r"(?:ri)?d(?:iamo|aremo) (?:indietro )?tutto\b|"
        r"fino all['’]ultimo (?:centesimo|euro)|(?:restitu|ridar|ridi"
        r"|rend)\w+ (?:\S+ ){0,3}(?:soldi|denaro|importo)|"
        r"riavrà\b|"
        r"avrà (?:indietro )?(?:\S+ ){0,2}(?:soldi|denaro)",
        Kind.WAIVER: (
            r"offre la casa|offert[oaie] da noi|a (?:nostre spese|carico nostro|nostro carico)|"
            r"(?:ci )?(?:facciamo|faremo|assumiamo) (?:tutti )?(?:carico|i costi)|(?:coprir?|"
            r"sosteniamo|assumiamo)\w*|"
            r"consideri (?:\S+ ){1,4}(?:saldat|pagat|chius|annullat)[oaie]|"
            r"(?:tenga|può tenere|si tenga)(?: pure)? (?:il|lo|la|l['’]|i|gli|le|tutto)|"
            r"dimentichi (?:la fattura|i costi)|non (?:pagherà|paga|costerà|spenderà)\b|"
            r"(?:portafoglio?|tasche|borsellino)(?: \w+){0,3}? non\b|non (?:ne |ci )?(?:risent"
            r"|rimett|"
            r"perd)\w+(?: \w+){0,2}? (?:centesimo|euro|nulla|niente)|non ne risentirà|"
            r"può tener(?:l[oaie]|e)|se l[oa] tenga|gliel[oa] regaliamo|regaliamo\b|senza scontrino"
        ),
        Kind.REPLACEMENT: (
            rf"(?:nuov[oaie]|altr[oaie]|second[oa]){_N} (?:è|sono)(?: \w+){{0,2}} (?:in "
            rf"(?:viaggio|arrivo)|per strada|"
            r"partit\w+)|(?:mand|invi|sped)\w+ (?:un['’]? ?altr[oa]|un[ao]? nuov[oa])"
        ),
        Kind.ELIGIBILITY: r"chiud\w+ un occhio|(?:si )?prenda (?:pure )?tutto il tempo",
        Kind.ADMISSION: r"colpa (?:è )?nostra|nostra colpa|(?:abbiamo|"
        r"ho) (?:\w+ )?(?:commesso un errore|sbagliato)"
        r"|errore (?:è )?nostro|siamo responsabili",
        Kind.ACTION: r"pagh(?:iamo|eremo)\b|(?:prolungh|estend|annull|cancell|anticip|prenot"
        r"|ritir|rinnov)(?:iamo|"
        r"eremo|iremo)\b|"
        r"ha la (?:mia|nostra) parola|non (?:accadrà|succederà) (?:più|mai più)",
    },
    "nl": {
        Kind.REFUND: r"(?:krijgt|ontvangt)(?: u)? (?:\S+ )?(?:alles|het hele bedrag) terug|"
        r"tot (?:op )?de laatste (?:cent|euro)",
        Kind.ELIGIBILITY: r"oogje dicht|niet zo (?:nauw|precies|streng)|neemt?(?: u)? (?:gerust "
        r"|rustig |maar )*(?:alle|de|uw) tijd\b",
        Kind.WAIVER: (
            r"portemonnee(?: \w+){0,3}? (?:niets|niet)\b|geen cent (?:bij in|kwijt|armer|te veel)|"
            r"van het huis|(?:voor|op) (?:onze rekening|onze kosten)|(?:nemen|betalen|dragen|"
            r"vergoeden) (?:wij|we) "
            r"(?:\S+ ){0,4}(?:op ons|zelf)|(?:wij|we) nemen (?:\S+ ){1,4}op ons"
            r"|beschouw(?:t u)? (?:\S+ ){1,4}als (?:betaald|voldaan|afgehandeld|vervallen)"
            r"|(?:houdt?|behoudt?)(?: u)? (?:\S+ ){1,3}(?:maar|gerust)\b|(?:mag|"
            r"kunt) (?:u )?(?:\S+ ){1,3}(?:houden|behouden)"
            r"|vergeet de (?:rekening|kosten)|betaalt (?:u )?niets|kost u niets|zonder bon\b"
        ),
        Kind.REPLACEMENT: rf"(?:nieuwe?|andere?|tweede){_N} (?:is|zijn)(?: \w+){{0,2}} onderweg|"
        r"(?:stu?ur|sturen|zend\w*) (?:\S+ ){0,3}(?:een )?(?:nieuwe?|andere?|tweede)",
        Kind.COMPENSATION: r"maken (?:wij|we) (?:het|dit) goed|(?:wij|we) maken (?:het|dit) goed",
        Kind.ADMISSION: r"(?:is|ligt) (?:\w+ )?(?:onze (?:schuld|fout)|aan ons)|hebben (?:wij|"
        r"we) (?:een )?fout\w*"
        r"|(?:wij|we) hebben (?:\w+ )?(?:een )?fout\w*",
        Kind.ACTION: r"(?:wij|we) betalen\b|betalen (?:wij|we)\b|u heeft (?:mijn|ons) woord"
        r"|gebeurt niet (?:meer|nog eens|weer)",
    },
}

"""The problems that customers write about, each with the words by which policy speaks of it.

A message is searched for in policy's words, which are seldom the customer's; so each topic knows
both, in the seven languages that triage knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Topic:
    """One kind of problem. `term` is how policies call it; `about_order` that an order is at issue.

    A `wish` (a refund, an exchange) says what the customer wants and seldom what went wrong; it is
    a topic of its own only where no problem is named. A `neutral` topic is asked about as often as
    it is complained of. A `general` one is the same whatever thing it is asked of, so that policy's
    words alone are searched for.
    """

    name: str
    term: str
    pattern: str
    about_order: bool = False
    wish: bool = False
    neutral: bool = False
    general: bool = False


TOPICS: tuple[Topic, ...] = (
    Topic(
        "lost",
        "lost parcel that never arrived",
        r"never (?:arrived|came|turned up|showed up|got here|received)|(?:is|was|got|been|"
        r"gone) (?:lost|missing in)|lost in (?:the )?(?:post|mail|transit)|(?:marked|says|shown?|"
        r"showing) (?:as )?(?:it was )?delivered|nothing (?:has )?arrived|"
        r"says delivered[^.!?]{0,40}nothing|didn'?t (?:arrive|turn up|come)|nie angekommen|"
        r"verloren gegangen|jamais (?:reçu|arrivé)|nunca (?:llegó|chegou)|mai arrivat|"
        r"nooit (?:aangekomen|ontvangen)",
        about_order=True,
    ),
    Topic(
        "late",
        "late delivery",
        r"\b(?:late|delay(?:ed|s)?|overdue)\b|(?:came|arrived|delivered|"
        r"here) (?:\w+ ){0,4}(?:days?|weeks?) later|only took (?:\w+ )?(?:days|weeks)|"
        r"paid (?:extra )?for express|still (?:hasn'?t|has not|haven'?t|not|isn'?t|"
        r"no) (?:\w+ ){0,2}(?:arrived|here|come|turned up|shipped|dispatched|received|got)|"
        r"another (?:\w+ )?(?:day|week|month)s? (?:with no|without)|"
        r"still waiting|(?:been|was|are) waiting|was (?:due|supposed to (?:arrive|come|be here))|"
        r"where(?:'s| is|s) my (?:\w+ )?(?:order|parcel|package|delivery|stuff|bestellung|paket|"
        r"colis|commande|pedido|paquete|encomenda|ordine|pacco|pakket)|"
        r"wo (?:ist|bleibt) (?:mein|meine|unser|unsere) \w+|"
        r"took (?:about |over |more than )?(?:[4-9]|\d\d|four|five|six|seven|eight|nine|ten) "
        r"(?:working )?days|took (?:\w+ )?weeks|"
        r"hasn'?t (?:arrived|come|shipped)|haven'?t (?:received|got)|not (?:yet )?arrived|zu spät|"
        r"verspät|wart(?:e|en|et) (?:\w+ )*(?:seit|auf)|"
        r"(?:noch )?(?:immer )?(?:noch )?nicht (?:da\b|angekommen|geliefert)|"
        r"sollte (?:\w+ ){0,4}(?:da|hier|geliefert) (?:sein|werden)|en retard|retard de|"
        r"toujours pas (?:reçu|arrivé)|no (?:me |nos )?ha llegado|retras|"
        r"atras(?:o|ado|ada)|não chegou|"
        r"in ritardo|non è (?:ancora )?arrivat|te laat|nog (?:steeds )?niet (?:binnen|aangekomen|"
        r"geleverd|er)",
        about_order=True,
    ),
    Topic(
        "damaged",
        "item arrived damaged",
        r"\b(?:damaged|smashed|cracked|shattered|dented|crushed|torn|ripped|scratched|leaking|"
        r"leaked|squashed|chipped)\b|(?:arrived|came|got here|turned up) (?:\w+ ){0,2}(?:broken|"
        r"in (?:bits|pieces))|broken (?:glass|on arrival|in the box)|\bin (?:\w+ )?pieces\b|"
        r"\bcracks?\b|beschädigt|kaputt (?:ange|gel)|zerbrochen|zerkratzt|abîmé|cassé|endommagé|"
        r"dañad|roto\b|rota\b|danificad|partid[oa]\b|danneggiat|rott[oa]\b|beschadigd|kapot aan",
        about_order=True,
    ),
    Topic(
        "faulty",
        "faulty product under warranty",
        r"stopped (?:working|charging|heating)|(?:doesn'?t|does not|won'?t|not|"
        r"isn'?t) (?:\w+ )?(?:work(?:ing)?|turn(?:ing)? on|switch(?:ing)? on|charg(?:e|ing)|"
        r"start(?:ing)?)\b|\b(?:faulty|defect(?:ive)?|malfunction\w*|broke|broken|died|fell apart|"
        r"fallen apart|wobbl(?:e|es|y|ing)|peeling|peels)\b|c[ao]me (?:loose|off|undone)|"
        r"has (?:a|an|two) (?:\w+ )?(?:hole|tear|stain|dent|leak)s?\b|does nothing|let go\b|"
        r"warranty|guarantee\b|funktioniert nicht|defekt|kaputt|garantie|ne (?:marche|"
        r"fonctionne) (?:plus|pas)|en panne|no funciona|garantía|avariad|não funciona|garantia|"
        r"non funziona|guast|garanzia|werkt niet|stuk\b",
        about_order=True,
    ),
    Topic(
        "wrong_item",
        "wrong item sent",
        r"mix[- ]?up|wrong (?:item|size|colou?r|product|one|thing|model|order|parcel|shirt|shoes?|"
        r"book)|not what (?:i|we) ordered|(?:sent|got|received) (?:me )?(?:the |a )?(?:different|"
        r"wrong)|instead of (?:the|a|my) \w+ i ordered|falsche[nrs]? (?:artikel|größe|farbe|ware)|"
        r"falsch geliefert|mauvais(?:e)? (?:article|taille|couleur)|equivocad|errad[oa]\b|"
        r"sbagliat|verkeerde?",
        about_order=True,
    ),
    Topic(
        "missing_part",
        "item or part missing from the parcel",
        r"(?:is|was|are|were) missing|missing (?:from|part|piece|item|screws?|the)|only (?:one|"
        r"two|half) (?:of|out of)|(?:has|had|was|were|got) only (?:one|two|three|half|\d+)|"
        r"only (?:has|had) (?:one|two|three|half|\d+)|"
        r"incomplete|(?:es )?fehl(?:t|en|te)\b|il manque|falta(?:n|ba)?\b|manca(?:no)?\b|ontbre",
        about_order=True,
    ),
    Topic(
        "charge",
        "billing error or double charge",
        r"(?:taken?|took|charged|paid|debited) [^!?]{0,60}(?:two times|twice|again)|"
        r"charged (?:me )?(?:twice|double|two times|again|too much|the wrong)|(?:double|"
        r"over)[- ]?charg|twice for|paid twice|wrong amount|extra (?:fee|charge|pound|dollar|"
        r"euro)|(?:didn'?t|did not|never) (?:make|authori[sz]e|recogni[sz]e)|"
        r"(?:un)?authori[sz]ed (?:charge|payment|debit)|billing (?:error|mistake|problem|issue)|"
        r"(?:was|were|been|got|being) billed|but (?:i|we) (?:was|were|got|have been) charged|"
        r"(?:was|were|been|got) (?:charged|debited) [^.!?]{0,40}\b(?:but|instead|although)\b|"
        r"taken (?:\w+ ){0,2}from my (?:account|card)|doppelt abgebucht|zu viel (?:abgebucht|"
        r"berechnet)|débité|prélevé|cobrad[oa]|cobraron|addebit|afgeschreven|dubbel betaald",
    ),
    Topic(
        "price",
        "price promise and price difference",
        r"cheaper|(?:at|in) (?:another|other|a different) (?:store|shop|site)|price (?:match|drop|"
        r"promise|difference|went)|lower price|on sale (?:now|the next|a day)|"
        r"reduced (?:the )?(?:next|day|price)|günstiger|billiger|preisgarantie|moins cher|"
        r"más barato|mais barato|meno caro|goedkoper",
        neutral=True,
    ),
    Topic(
        "voucher",
        "gift card or discount code",
        r"gift (?:card|voucher)|voucher|discount code|promo(?:tion)?(?:al)? code|coupon|gutschein|"
        r"rabattcode|bon d'achat|carte cadeau|code promo|tarjeta regalo|vale\b|cupón|cupom|buono|"
        r"cadeaubon|kortingscode",
        neutral=True,
    ),
    Topic(
        "subscription",
        "subscription: cancelling, pausing, charged after cancelling",
        r"soap box|refill box|subscri(?:be|ption|bed)|monthly (?:box|plan)|auto[- ]?renew|"
        r"(?:subscription|box|plan) renewal|renewal of (?:my|the) (?:subscription|box|plan)|"
        r"membership|\babo\b|abonnement|suscripci|subscri[çc]|abbonamento",
        neutral=True,
    ),
    Topic(
        "points",
        "loyalty points and rewards",
        r"loyalty|reward points?|club points?|\bmy points\b|points? (?:balance|expired?|missing)|"
        r"bonuspunkte|treuepunkte|points? de fidélité|puntos|pontos|punti\b|spaarpunten",
        neutral=True,
    ),
    Topic(
        "tracking",
        "tracking has stopped, parcel does not move",
        r"tracking[^.!?]{0,40}(?:\bnot\b|n't|stopped|stuck|same|no update)|(?:stuck|not moved|"
        r"hasn'?t moved|no movement)|sendungsverfolgung|suivi (?:\w+ )*bloqué|seguimiento|"
        r"rastreio|tracciamento",
        about_order=True,
    ),
    Topic(
        "appointment",
        "missed delivery appointment",
        r"(?:nobody|no ?one|never|didn'?t) (?:came|come|turned? up|show(?:ed)? up)|no[- ]show|"
        r"took (?:a|the) day off|missed (?:the|my|our|an) (?:appointment|delivery|slot)|"
        r"niemand (?:kam|gekommen)",
        about_order=True,
    ),
    Topic(
        "customs",
        "customs and import charges",
        r"import (?:duty|tax|charge)|customs|zoll\b|douane|aduana|alfândega|dogana",
        about_order=True,
        neutral=True,
    ),
    Topic(
        "staff",
        "complaint about staff and service in the shop",
        r"\b(?:rude|unfriendly|dismissive|condescending|disrespectful|shouted at|laughed at|"
        r"ignored me|hung up|attitude|impolite|rolled (?:his|her|their) eyes|sighed)\b|(?:spoken|"
        r"talked) to like|treated like|(?:staff|cashier|assistant|employee|guy at|woman at|"
        r"driver) (?:\w+ ){0,3}(?:was|were|said|told|refused|threw|left)|unfreundlich|unhöflich|"
        r"malpoli|impoli|desagradable|grosser[oa]|maleducad|scortes|onbeleefd",
    ),
    Topic(
        "access",
        "accessibility",
        r"wheelchair|screen[- ]?reader|accessib|deaf|blind\b|step[- ]free|\bramp\b|disabled|"
        r"disability|barrierefrei|rollstuhl|fauteuil roulant|silla de ruedas|cadeira de rodas|"
        r"sedia a rotelle|rolstoel",
        neutral=True,
    ),
    Topic(
        "privacy",
        "privacy: personal data, access and erasure",
        r"delete (?:all )?my (?:data|account|details|information)|my (?:personal )?data\b|gdpr|"
        r"privacy|unsubscribe|data protection|meine daten|datenschutz|mes données|mis datos|"
        r"meus dados|miei dati|mijn gegevens",
        neutral=True,
    ),
    Topic(
        "outage",
        "website, app or service outage",
        r"white page|(?:site|website|app|page|checkout|service|internet|network|"
        r"connection) (?:\w+ ){0,3}(?:down|crash\w*|error|broken|frozen|not working|offline|"
        r"keeps)|can(?:'t|not| not) (?:log ?in|sign ?in|check ?out|pay\b)|no (?:internet|signal|"
        r"connection|service)|outage|won'?t load|(?:seite|app) (?:\w+ ){0,2}(?:down|abgestürzt|"
        r"geht nicht)|störung|site (?:\w+ )?en panne|no (?:carga|abre)|fora do ar|non si apre|"
        r"storing",
    ),
    Topic(
        "phone",
        "waiting on the phone, the hotline does not pick up",
        r"on hold\b|hung up on|hotline|picks? up|"
        r"(?:phone|line|number) (?:\w+ ){0,3}(?:engaged|busy|rings)|can'?t get through|"
        r"warteschleife|au (?:bout du fil|téléphone)|al teléfono|"
        r"ao telefone|al telefono|aan de (?:lijn|telefoon)",
    ),
    Topic(
        "silence",
        "nobody answers: written more than once without an answer",
        r"(?:no|without|never (?:got|had|received) an?y?) (?:\w+ )?(?:reply|answer|response)|"
        r"nobody (?:\w+ )?(?:answers?|replies|responds?|cares)|"
        r"no ?one (?:\w+ )?(?:answers?|replies|responds?)|(?:third|fourth|fifth|"
        r"\d(?:rd|th)) (?:e-?mail|message|time i)|ignor(?:ed|ing) my|can'?t reach|"
        r"niemand (?:antwortet|meldet|geht)|keine antwort|pas de réponse|personne ne|"
        r"nadie (?:responde|contesta)|ninguém (?:responde|atende)|nessuno risponde|geen antwoord",
    ),
    Topic(
        "quality",
        "product not as described",
        r"not as (?:described|pictured|advertised|shown)|poor quality|cheap(?:ly)? made|(?:looks?|"
        r"smells?) (?:\w+ )?(?:nothing like|different|awful|cheap)|misleading|shrunk|faded|"
        r"schlechte qualität|mauvaise qualité|mala calidad|má qualidade|scarsa qualità|"
        r"slechte kwaliteit",
        about_order=True,
    ),
    Topic(
        "arrival",
        "delivery time: when the order arrives",
        r"when (?:will|does|do|is|are|can) (?:i |we )?(?:get |receive |expect )?(?:my|our|the) "
        r"(?:\w+ ){1,4}(?:come|arrive|coming|arriving|be (?:delivered|shipped|here)|get here|ship|"
        r"delivered|due)\b|when (?:will|can|do) (?:i|we) (?:get|receive|expect) (?:my|our|the) "
        r"(?:\w+ ){0,3}(?:order|parcel|package|delivery)|wann kommt (?:mein|unser)|"
        r"quand (?:arrive|arrivera|vais-je recevoir)|cuándo (?:llega|llegará|recibiré)|"
        r"quando (?:chega|chegará|vou receber|arriva|arriverà|ricevo)|"
        r"wanneer (?:komt|wordt) (?:mijn|onze)",
        about_order=True,
        wish=True,
        general=True,
    ),
    Topic(
        "invoice",
        "invoice or receipt",
        r"\b(?:invoice|vat)\b|(?:need|send|get|want|copy of) (?:\w+ ){0,3}receipt|rechnung\b|"
        r"facture|factura|fatura|fattura|factuur",
        about_order=True,
        wish=True,
    ),
    Topic(
        "exchange",
        "exchange for another size or item",
        r"\b(?:exchange|swap)\b(?! rate)|(?:another|different|bigger|smaller|larger) (?:size|"
        r"colou?r)|too (?:small|big|tight|large|short|long)\b(?! a| to)|umtausch|zu (?:klein|"
        r"groß)|échang|trop (?:petit|grand)|cambi(?:ar|o) (?:de|por)|trocar|cambio taglia|ruilen",
        about_order=True,
        wish=True,
    ),
    Topic(
        "cancel",
        "cancelling an order",
        r"\bcancel(?:ling)?\b|stornier|annul|cancelar|annullare|annuleren",
        about_order=True,
        wish=True,
    ),
    Topic(
        "return",
        "returning an item",
        r"\breturn(?:s|ed|ing)?\b|send (?:it |this |them )?back|take (?:it |this )?back|"
        r"zurück(?:schick|send|geb)|rücksend|renvoyer|retourner|retour\b|devol(?:ver|ución|ução)|"
        r"restituire|reso\b|terugsturen",
        about_order=True,
        wish=True,
    ),
    Topic(
        "refund",
        "refund",
        r"refund|money back|reimburs|geld zurück|erstatt|rembours|reembols|dinero de vuelta|"
        r"rimbors|terugbetal|geld terug",
        about_order=True,
        wish=True,
    ),
)


# "it is not damaged": the problem that somebody says they do not have
_DENIED = re.compile(
    r"\b(?:not|never|isn'?t|wasn'?t|haven['’]?t|hasn['’]?t|didn['’]?t|doesn['’]?t|don['’]?t|"
    r"does not|nicht|pas|no) "
    r"(?:been |even |at all )?$",
    re.IGNORECASE,
)


# What customers themselves are late with is no late delivery.
_OWN_DEBT = re.compile(
    r"\b(?:my|our|i am|i['’]m|we are|the) (?:\w+ ){0,2}(?:payments?|bill|account|premium|rent|"
    r"instal?lments?|fees?|behind)\b[^.!?]{0,40}?\b(?:late|overdue|past[- ]due|behind|delayed)\b|"
    r"\b(?:late|overdue|past[- ]due) (?:payments?|fees?|bills?|amount|balance|premium)\b",
    re.IGNORECASE,
)

# Words of a topic in the sense of another trade: no late parcel, no goods sent back or swapped.
_OTHER_SENSE = re.compile(
    r"\blate (?:check[- ]?(?:out|in)|arrivals?|nights?|evening|fees?|shift|opening)\b|"
    r"\bcurrenc\w+(?: \w+){0,3} exchang\w*|"
    r"\bexchang\w+ (?:\w+ ){0,2}(?:currenc\w+|money|rates?)\b|"
    r"\breturned (?:payments?|che(?:ck|que)s?|transfers?|(?:direct )?debits?|items?)\b|"
    r"\b(?:payments?|transfers?|che(?:ck|que)s?) (?:\w+ ){0,2}returned\b|"
    r"\b(?:i|we) (?:didn['’]?t|did not|haven['’]?t|have not|never) (?:\w+ )?"
    r"(?:cancel|return|exchang)\w*|"
    r"\b(?:housekeeping|staff|technicians?|engineers?|plumber|waiters?|installers?|he|she|they|"
    r"somebody|someone) never (?:came|showed up|turned up)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[Topic, re.Pattern[str]], ...]:
    return tuple((topic, re.compile(topic.pattern, re.IGNORECASE)) for topic in TOPICS)


def topics_in(text: str) -> tuple[Topic, ...]:
    """The topics that a text names: problems first, in the order of the list."""
    text = _OTHER_SENSE.sub(" ", _OWN_DEBT.sub("my payment", text))
    found = [
        topic
        for topic, pattern in _compiled()
        if any(not _DENIED.search(text[: match.start()]) for match in pattern.finditer(text))
    ]
    return tuple(sorted(found, key=lambda topic: topic.wish))


def where(topic: Topic, text: str) -> int:
    """Where in `text` the topic is named first; -1 where it is not."""
    pattern = next(pattern for known, pattern in _compiled() if known.name == topic.name)
    match = pattern.search(text)
    return match.start() if match else -1

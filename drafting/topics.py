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
    it is complained of.
    """

    name: str
    term: str
    pattern: str
    about_order: bool = False
    wish: bool = False
    neutral: bool = False


TOPICS: tuple[Topic, ...] = (
    Topic(
        "lost",
        "lost parcel that never arrived",
        r"never (?:arrived|came|turned up|showed up|got here|received)|(?:is|was|got|been|gone) "
        r"(?:lost|missing in)|lost in (?:the )?(?:post|mail|transit)|(?:marked|says|shown?|showing) "
        r"(?:as )?(?:it was )?delivered|nothing (?:has )?arrived|says delivered[^.!?]{0,40}nothing|didn'?t (?:arrive|turn up|come)|"
        r"nie angekommen|verloren gegangen|jamais (?:reçu|arrivé)|nunca (?:llegó|chegou)|"
        r"mai arrivat|nooit (?:aangekomen|ontvangen)",
        about_order=True,
    ),
    Topic(
        "late",
        "late delivery",
        r"\b(?:late|delay(?:ed|s)?|overdue)\b|(?:came|arrived|delivered|here) (?:\w+ ){0,4}(?:days?|"
        r"weeks?) later|only took (?:\w+ )?(?:days|weeks)|paid (?:extra )?for express|still (?:hasn'?t|has not|haven'?t|not|isn'?t|no) "
        r"(?:\w+ ){0,2}(?:arrived|here|come|turned up|shipped|dispatched|received|got)|still waiting|"
        r"(?:been|was|are) waiting|was (?:due|supposed to (?:arrive|come|be here))|where(?:'s| is|s) "
        r"my (?:\w+ )?(?:order|parcel|package|delivery|stuff)|hasn'?t (?:arrived|come|shipped)|"
        r"haven'?t (?:received|got)|not (?:yet )?arrived|zu spät|verspät|wart(?:e|en|et) (?:\w+ )*"
        r"(?:seit|auf)|(?:noch )?(?:immer )?(?:noch )?nicht (?:da\b|angekommen|"
        r"geliefert)|sollte (?:\w+ ){0,4}(?:da|hier|geliefert) (?:sein|werden)|en retard|retard de|"
        r"toujours pas (?:reçu|arrivé)|no ha llegado|retras|atras(?:o|ado|ada)|não chegou|in ritardo|"
        r"non è (?:ancora )?arrivat|te laat|nog (?:steeds )?niet (?:binnen|aangekomen|geleverd|er)",
        about_order=True,
    ),
    Topic(
        "damaged",
        "item arrived damaged",
        r"\b(?:damaged|smashed|cracked|shattered|dented|crushed|torn|ripped|scratched|leaking|leaked|"
        r"squashed|chipped)\b|(?:arrived|came|got here|turned up) (?:\w+ ){0,2}(?:broken|in (?:bits|"
        r"pieces))|broken (?:glass|on arrival|in the box)|\bin (?:\w+ )?pieces\b|\bcracks?\b|beschädigt|kaputt (?:ange|"
        r"gel)|zerbrochen|zerkratzt|abîmé|cassé|endommagé|dañad|roto\b|rota\b|danificad|partid[oa]\b|"
        r"danneggiat|rott[oa]\b|beschadigd|kapot aan",
        about_order=True,
    ),
    Topic(
        "faulty",
        "faulty product under warranty",
        r"stopped (?:working|charging|heating)|(?:doesn'?t|does not|won'?t|not|isn'?t) (?:\w+ )?"
        r"(?:work(?:ing)?|turn(?:ing)? on|switch(?:ing)? on|charg(?:e|ing)|start(?:ing)?)\b|\b(?:"
        r"faulty|defect(?:ive)?|malfunction\w*|broke|broken|died|fell apart|fallen apart|wobbl(?:es|y)|peeling|"
        r"peels)\b|c[ao]me (?:loose|off|undone)|let go\b|warranty|"
        r"guarantee\b|funktioniert nicht|defekt|kaputt|garantie|ne (?:marche|fonctionne) (?:plus|pas)|"
        r"en panne|no funciona|garantía|avariad|não funciona|garantia|non funziona|guast|garanzia|"
        r"werkt niet|stuk\b",
        about_order=True,
    ),
    Topic(
        "wrong_item",
        "wrong item sent",
        r"mix[- ]?up|wrong (?:item|size|colou?r|product|one|thing|model|order|parcel|shirt|shoes?|book)|not what "
        r"(?:i|we) ordered|(?:sent|got|received) (?:me )?(?:the |a )?(?:different|wrong)|instead of "
        r"(?:the|a|my) \w+ i ordered|falsche[nrs]? (?:artikel|größe|farbe|ware)|falsch geliefert|"
        r"mauvais(?:e)? (?:article|taille|couleur)|equivocad|errad[oa]\b|sbagliat|verkeerde?",
        about_order=True,
    ),
    Topic(
        "missing_part",
        "item or part missing from the parcel",
        r"(?:is|was|are|were) missing|missing (?:from|part|piece|item|screws?|the)|only (?:one|two|half)"
        r" (?:of|out of)|(?:has|had|was|were|got) only \w+|only (?:has|had) \w+|incomplete|(?:es )?fehl(?:t|en|te)\b|il manque|falta(?:n|ba)?\b|manca(?:no)?\b|"
        r"ontbre",
        about_order=True,
    ),
    Topic(
        "charge",
        "billing error or double charge",
        r"(?:taken?|took|charged|paid|debited) [^!?]{0,60}(?:two times|twice|again)|charged (?:me )?(?:twice|double|two times|again|too much|the wrong)|(?:double|over)[- ]?"
        r"charg|twice for|paid twice|wrong amount|extra (?:fee|charge|pound|dollar|euro)|(?:didn'?t|did "
        r"not|never) (?:make|authori[sz]e|recogni[sz]e)|(?:un)?authori[sz]ed (?:charge|payment|debit)|"
        r"billed|taken (?:\w+ ){0,2}from my (?:account|card)|doppelt abgebucht|zu viel (?:abgebucht|"
        r"berechnet)|débité|prélevé|cobrad[oa]|cobraron|addebit|afgeschreven|dubbel betaald",
    ),
    Topic(
        "price",
        "price promise and price difference",
        r"cheaper|price (?:match|drop|promise|difference|went)|lower price|on sale (?:now|the next|a "
        r"day)|reduced (?:the )?(?:next|day|price)|günstiger|billiger|preisgarantie|moins cher|más "
        r"barato|mais barato|meno caro|goedkoper",
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
        r"soap box|refill box|subscri(?:be|ption|bed)|monthly (?:box|plan)|auto[- ]?renew|renewal|membership|\babo\b|"
        r"abonnement|suscripci|subscri[çc]|abbonamento",
        neutral=True,
    ),
    Topic(
        "points",
        "loyalty points and rewards",
        r"loyalty|reward points?|club points?|\bmy points\b|points? (?:balance|expired?|missing)|bonuspunkte|"
        r"treuepunkte|points? de fidélité|puntos|pontos|punti\b|spaarpunten",
        neutral=True,
    ),
    Topic(
        "tracking",
        "tracking has stopped, parcel does not move",
        r"tracking[^.!?]{0,40}(?:not|n't|stopped|stuck|same|nothing|no update)|(?:stuck|not moved|hasn'?t "
        r"moved|no movement)|sendungsverfolgung|suivi (?:\w+ )*bloqué|seguimiento|rastreio|tracciamento",
        about_order=True,
    ),
    Topic(
        "appointment",
        "missed delivery appointment",
        r"(?:nobody|no ?one|never|didn'?t) (?:came|come|turned? up|show(?:ed)? up)|no[- ]show|took (?:a|the) "
        r"day off|missed (?:the|my|our|an) (?:appointment|delivery|slot)|niemand (?:kam|gekommen)",
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
        r"\b(?:rude|unfriendly|dismissive|condescending|disrespectful|shouted at|laughed at|ignored me|"
        r"hung up|attitude|impolite|rolled (?:his|her|their) eyes|sighed)"
        r"\b|(?:spoken|talked) to like|treated like|(?:staff|cashier|assistant|employee|guy at|woman at|driver) "
        r"(?:\w+ ){0,3}(?:was|were|said|told|refused|threw|left)|unfreundlich|unhöflich|malpoli|"
        r"impoli|desagradable|grosser[oa]|maleducad|scortes|onbeleefd",
    ),
    Topic(
        "access",
        "accessibility",
        r"wheelchair|screen[- ]?reader|accessib|deaf|blind\b|step[- ]free|\bramp\b|disabled|disability|"
        r"barrierefrei|rollstuhl|fauteuil roulant|silla de ruedas|cadeira de rodas|sedia a rotelle|"
        r"rolstoel",
        neutral=True,
    ),
    Topic(
        "privacy",
        "privacy: personal data, access and erasure",
        r"delete (?:all )?my (?:data|account|details|information)|my (?:personal )?data\b|gdpr|privacy|"
        r"unsubscribe|data protection|meine daten|datenschutz|mes données|mis datos|meus dados|"
        r"miei dati|mijn gegevens",
        neutral=True,
    ),
    Topic(
        "outage",
        "website, app or service outage",
        r"white page|(?:site|website|app|page|checkout|service|internet|network|connection) (?:\w+ ){0,3}(?:down|"
        r"crash\w*|error|broken|frozen|not working|offline|keeps)|can(?:'t|not| not) (?:log ?in|sign ?in"
        r"|check ?out|pay\b)|no (?:internet|signal|connection|service)|outage|won'?t load|"
        r"(?:seite|app) (?:\w+ ){0,2}(?:down|abgestürzt|geht nicht)|störung|site (?:\w+ )?en panne|"
        r"no (?:carga|abre)|fora do ar|non si apre|storing",
    ),
    Topic(
        "silence",
        "no answer from customer service; how to reach us",
        r"(?:no|without|never (?:got|had|received) an?y?) (?:\w+ )?(?:reply|answer|response)|nobody "
        r"(?:\w+ )?(?:answers?|replies|responds?|picks? up|cares)|no ?one (?:\w+ )?(?:answers?|replies|"
        r"responds?|picks? up)|on hold|(?:third|fourth|fifth|\d(?:rd|th)) (?:e-?mail|message|time i)|"
        r"ignor(?:ed|ing) my|can'?t (?:reach|get through)|niemand (?:antwortet|meldet|geht)|keine "
        r"antwort|pas de réponse|personne ne|nadie (?:responde|contesta)|ninguém (?:responde|atende)|"
        r"nessuno risponde|geen antwoord",
    ),
    Topic(
        "quality",
        "product not as described",
        r"not as (?:described|pictured|advertised|shown)|poor quality|cheap(?:ly)? made|(?:looks?|smells?)"
        r" (?:\w+ )?(?:nothing like|different|awful|cheap)|misleading|shrunk|faded|schlechte qualität|"
        r"mauvaise qualité|mala calidad|má qualidade|scarsa qualità|slechte kwaliteit",
        about_order=True,
    ),
    Topic(
        "invoice",
        "invoice or receipt",
        r"\b(?:invoice|vat)\b|(?:need|send|get|want|copy of) (?:\w+ ){0,3}receipt|rechnung\b|facture|factura|fatura|fattura|factuur",
        about_order=True,
        wish=True,
    ),
    Topic(
        "exchange",
        "exchange for another size or item",
        r"\b(?:exchange|swap)\b(?! rate)|(?:another|different|bigger|smaller|larger) (?:size|colou?r)|"
        r"too (?:small|big|tight|large|short|long)\b(?! a| to)|umtausch|zu (?:klein|groß)|échang|trop "
        r"(?:petit|grand)|cambi(?:ar|o) (?:de|por)|trocar|cambio taglia|ruilen",
        about_order=True,
        wish=True,
    ),
    Topic(
        "cancel",
        "cancelling an order",
        r"cancel|stornier|annul|cancelar|annullare|annuleren",
        about_order=True,
        wish=True,
    ),
    Topic(
        "return",
        "returning an item",
        r"\breturn(?:s|ed|ing)?\b|send (?:it |this |them )?back|take (?:it |this )?back|zurück"
        r"(?:schick|send|geb)|rücksend|renvoyer|retourner|retour\b|devol(?:ver|ución|ução)|restituire|"
        r"reso\b|terugsturen",
        about_order=True,
        wish=True,
    ),
    Topic(
        "refund",
        "refund",
        r"refund|money back|reimburs|geld zurück|erstatt|rembours|reembols|dinero de vuelta|rimbors|"
        r"terugbetal|geld terug",
        about_order=True,
        wish=True,
    ),
)


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[Topic, re.Pattern[str]], ...]:
    return tuple((topic, re.compile(topic.pattern, re.IGNORECASE)) for topic in TOPICS)


def topics_in(text: str) -> tuple[Topic, ...]:
    """The topics that a text names: problems first, in the order of the list."""
    found = [topic for topic, pattern in _compiled() if pattern.search(text)]
    return tuple(sorted(found, key=lambda topic: topic.wish))


def where(topic: Topic, text: str) -> int:
    """Where in `text` the topic is named first; -1 where it is not."""
    pattern = next(pattern for known, pattern in _compiled() if known.name == topic.name)
    match = pattern.search(text)
    return match.start() if match else -1

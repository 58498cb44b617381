"""What the customer is asked to do: a time in it is theirs and no promise of ours.

"Send us a photo within 14 days" binds the customer. The time must still be the clause's.
"""

from __future__ import annotations

import re

from drafting.reading.lexicon import pattern

_WITH = r"(?:\S+ ){0,3}?"
_ASKED: dict[str, re.Pattern[str]] = {
    "en": pattern(
        r"(?:^|[,;:.]\s|\b(?:please|and|then|or|just|simply|kindly|could you|can you|would you|"
        r"(?:you(?:['’]ll)?(?: will)?|customers?|members?|guests?) "
        r"(?:need to|have to|must|should|(?:are|is) asked to|(?:are|is) required to)|"
        r"we (?:need|ask) you to|be sure to|make sure to|remember to|do not forget to))\s*"
        r"(?:please |just |simply |kindly |also |then |always |first )*"
        r"(?:send|share|show|tell|let (?:us|me) know|provide|attach|upload|write|reply|answer|"
        r"e-?mail|call|phone|contact|report|fill|sign|confirm|check|register|submit|notify|"
        r"inform|stop|switch|turn|unplug|disconnect|avoid|wait|collect|pick up|pay|"
        r"get in touch|hand in|drop off|inspect)\b"
        r"|\bwe (?:need|require|must have) (?:the|a|an|your|some|any|this|that)\b"
    ),
    "de": pattern(
        r"\b(?:senden|schicken|melden|teilen|nennen|zeigen|geben|reichen|legen|schreiben|"
        r"bestätigen|prüfen|rufen|informieren|laden)(?: sie| du)\b|\b(?:bitte)\b[^.!?]*"
        r"\b(?:senden|schicken|melden|mitteilen|nennen|zeigen|einreichen|schreiben|bestätigen|"
        r"hochladen)\b|\b(?:sie|kunden) (?:müssen|sollten|brauchen)\b"
    ),
    "fr": pattern(
        r"\b(?:merci de|veuillez|prière de|pensez à|il faut|vous (?:devez|devrez)) "
        rf"{_WITH}(?:envoyer|transmettre|fournir|indiquer|communiquer|signaler|contacter|répondre|"
        r"écrire|joindre|confirmer|prévenir|informer)\b|\b(?:envoyez|transmettez|indiquez|"
        r"signalez|répondez|écrivez|joignez|contactez|confirmez|prévenez)\b"
    ),
    "es": pattern(
        r"\b(?:env[íi]e|mande|comparta|adjunte|indique|facilite|av[íi]se|escr[íi]ba|confirme|"
        r"comun[íi]que|inf[óo]rme|contacte)(?:nos|me|lo|la)?\b|"
        rf"\b(?:debe|debes|tiene que|necesitamos que|hay que) {_WITH}(?:env|mand|compart|adjunt|"
        r"indi[ck]|avis|escrib|confirm|comunic|inform|contact)\w+"
    ),
    "pt": pattern(
        r"\b(?:envie|mande|partilhe|compartilhe|anexe|indique|informe|avise|escreva|confirme|"
        r"comunique|contacte)(?:-nos|-me|-o|-a)?\b|"
        rf"\b(?:deve|precisa(?: de)?|tem (?:de|que)) {_WITH}(?:envi|mand|partilh|compartilh|anex|"
        r"indic|inform|avis|escrev|confirm|comunic|contact)\w+"
    ),
    "it": pattern(
        r"\b(?:invii|mandi|condivida|alleghi|indichi|segnali|scriva|confermi|comunichi|avvisi|"
        rf"contatti)(?:ci|mi|lo|la)?\b|\b(?:deve|dovrà|la preghiamo di|occorre) {_WITH}"
        r"(?:inviar|mandar|condivider|allegar|indicar|segnalar|scriver|confermar|comunicar|"
        r"avvisar|contattar)\w+"
    ),
    "nl": pattern(
        r"\b(?:stuur|deel|meld|geef|schrijf|bevestig|laat)\b[^.!?]*\b(?:ons|mij|aan ons|weten)\b|"
        rf"\b(?:u moet|moet u|u dient|gelieve|graag) {_WITH}(?:\S+ )*?(?:sturen|opsturen|melden|"
        r"geven|schrijven|bevestigen|delen|ontvangen)\b"
    ),
}
# Whatever is asked of the customer, what stands here is ours again.
_OURS: dict[str, re.Pattern[str]] = {
    "en": pattern(
        r"\b(?:we|i|our \w+)(?:['’]ll| will| shall| can| are going to|['’]re going to|"
        r" (?:send|ship|deliver|refund|replace|answer|reply|collect|pay|call|process)\b)"
        r"|\b(?:give|allow|grant) us\b|\b(?:arrives?|delivered|refunded|yours)\b"
    ),
    "de": pattern(
        r"\b(?:wir|ich)\b(?! (?:brauchen|benötigen|bitten))|\b(?:kommt|geliefert|erstattet)\b"
    ),
    "fr": pattern(r"\bnous \w+(?:ons|rons)\b|\b(?:livré|remboursé|arrive)\w*"),
    "es": pattern(
        r"\b\w+(?:aremos|eremos|iremos)\b|\b(?:entregad|reembolsad)\w+|\b(?:llega|llegará)\b"
    ),
    "pt": pattern(
        r"\b\w+(?:aremos|eremos|iremos)\b|\b(?:entregue|reembolsad)\w*|\b(?:chega|chegará)\b"
    ),
    "it": pattern(r"\b\w+(?:eremo|iremo)\b|\b(?:consegnat|rimborsat)\w+|\b(?:arriva|arriverà)\b"),
    "nl": pattern(r"\b(?:wij|we|ik) (?!vragen|verzoeken)\w+|\b(?:geleverd|terugbetaald|komt)\b"),
}


# "For a refund we need …": what is needed is a condition of it, with the time that it names.
_NEEDED_FOR: dict[str, re.Pattern[str]] = {
    "en": pattern(
        r"^\W*(?:for|to (?:get|receive|have|claim|obtain)|in order to \w+) [^,;:.!?]{1,60}?,? "
        r"(?P<needed>(?:we(?: will|['’]ll)? (?:need|require)|please|kindly|you (?:need to|have to|"
        r"must)|send us|show us)\b)"
    ),
    "de": pattern(r"^\W*(?:für|um) [^,;:.!?]{1,60}?,? (?P<needed>(?:brauchen|benötigen) wir\b)"),
    "fr": pattern(
        r"^\W*pour [^,;:.!?]{1,60}?,? (?P<needed>(?:il nous faut|nous avons besoin|veuillez|"
        r"merci de)\b)"
    ),
    "es": pattern(r"^\W*para [^,;:.!?]{1,60}?,? (?P<needed>necesitamos\b)"),
    "pt": pattern(r"^\W*para [^,;:.!?]{1,60}?,? (?P<needed>precisamos\b)"),
    "it": pattern(
        r"^\W*per [^,;:.!?]{1,60}?,? (?P<needed>(?:abbiamo bisogno|ci serve|ci occorre)\b)"
    ),
    "nl": pattern(r"^\W*voor [^,;:.!?]{1,60}?,? (?P<needed>hebben (?:wij|we)\b(?=.*\bnodig\b))"),
}
_AND: dict[str, re.Pattern[str]] = {
    "en": pattern(r"[;:]|\b(?:and|then|so|but)\b"),
    "de": pattern(r"[;:]|\b(?:und|dann|aber)\b"),
    "fr": pattern(r"[;:]|\b(?:et|puis|mais)\b"),
    "es": pattern(r"[;:]|\b(?:y|e|luego|pero)\b"),
    "pt": pattern(r"[;:]|\b(?:e|depois|mas)\b"),
    "it": pattern(r"[;:]|\b(?:e|ed|poi|ma)\b"),
    "nl": pattern(r"[;:]|\b(?:en|dan|maar)\b"),
}


def needed_for_it(statement: str, language: str) -> int:
    """Where a statement begins to say what is needed for what it names before, up to its end;
    the length of the statement where it says nothing of the kind or goes on to something else.
    """
    known = _NEEDED_FOR.get(language)
    found = known.match(statement) if known else None
    if found is None or _AND[language].search(statement, found.end()):
        return len(statement)
    return found.start("needed")


def asked_of_customer(statement: str, language: str) -> bool:
    """Whether a statement only says what the customer is to do."""
    asked, ours = _ASKED.get(language), _OURS.get(language)
    if asked is None or ours is None:
        return False
    return bool(asked.search(statement)) and not ours.search(statement)

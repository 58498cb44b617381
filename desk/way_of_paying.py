"""Where a refund goes: to the way of paying that the clause names, and to no other."""

from __future__ import annotations

import re

from desk.facts import CaseFacts
from desk.vocabulary import roots

_WHAT = (
    r"cards?|accounts?|paypal|wallet|cash|cheque|check|transfer|bitcoin|crypto|iban|voucher|credit|"
    r"konto|karte|kreditkarte|überweisung|bar|compte|carte|virement|espèces|cuenta|tarjeta|"
    r"transferencia|efectivo|conta|cartão|transferência|dinheiro|conto|carta|bonifico|contanti|"
    r"rekening|kaart|creditcard|overschrijving|contant"
)
_WAY = re.compile(
    r"\b(?:to|on|onto|into|in|via|by|through|auf|per|als|sur|par|en|por|na|no|para|sul|sulla|su|"
    r"con|op|naar|via) (?P<way>(?:[\w'’-]+ ){0,4}?(?:" + _WHAT + r"))\b",
    re.IGNORECASE,
)
# What a clause says that leaves the way of paying as it was.
_NAMED = re.compile(
    r"(?:original|same|initial|used|first|existing) (?:[\w-]+ ){0,2}?(?:method|means|form|mode|way|"
    r"payment|card|account)|(?:payment method|method of payment|means of payment|form of payment)|"
    r"(?:way|card|account|method) (?:that )?(?:you|they|the customer|customers?) (?:paid|used)|"
    r"zahlungs(?:art|mittel|weg|methode)|moyen de paiement|(?:forma|medio|método) de pago|"
    r"(?:forma|meio|método) de pagamento|metodo di pagamento|betaal(?:methode|wijze|middel)",
    re.IGNORECASE,
)
_AS_BEFORE = re.compile(
    r"\b(?:original|same|initial|used|paid|ursprünglich\w*|gleiche\w*|bezahlt\w*|initial\w*|même|"
    r"utilisé\w*|original\w*|mism[oa]|utilizad\w+|mesm[oa]|originari\w+|stess[oa]|usat\w+|"
    r"oorspronkelijke|dezelfde|gebruikt\w*)\b",
    re.IGNORECASE,
)


def other_way(words: str, clause: str, facts: CaseFacts) -> str:
    """The way of paying that a refund in `words` names although the clause names another and no
    fact tells that it is this one; empty where there is none.
    """
    if not (_NAMED.search(clause) or _WAY.search(clause)) or _AS_BEFORE.search(words):
        return ""
    known = [f.value for name in facts.facts if (f := facts.known(name)) is not None]
    there = roots(clause).union(*(roots(v) for v in known if isinstance(v, str)))
    for match in _WAY.finditer(words):
        if not roots(match["way"]) <= there:
            return match["way"]
    return ""

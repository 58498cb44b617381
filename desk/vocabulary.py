"""Words of the trade: which mean the same, name the thing itself, or a part of the bill."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from desk.reading.words import content, stem

_SAME: tuple[tuple[str, ...], ...] = (
    ("shipping", "delivery", "carriage", "shipment", "versand", "livraison", "envío", "envio",
     "spedizione", "verzending", "lieferung"),
    ("fee", "cost", "charge", "costs", "kosten", "gebühr", "frais", "gastos", "custos", "spese"),
    ("return", "returned", "sending", "rücksendung", "retour", "devolución", "devolução", "reso",
     "zurückgeben", "zurückschicken", "zurücksenden", "rückgabe", "renvoyer", "retourner",
     "devolver", "restituire", "terugsturen", "retourneren"),
    ("late", "delay", "delayed", "overdue", "lateness", "verspätung", "verspätet", "spät",
     "verzögerung", "retard", "retraso", "retrasado", "atraso", "atrasado", "ritardo",
     "vertraging", "vertraagd"),
    ("photo", "picture", "image", "photograph", "foto", "bild", "imagen", "imagem", "immagine",
     "afbeelding"),
    ("damaged", "broken", "damage", "cracked", "smashed", "beschädigt", "kaputt", "zerbrochen",
     "endommagé", "cassé", "abîmé", "dañado", "danificado", "danneggiato", "rotto", "beschadigd"),
    ("faulty", "defective", "defect", "fault", "defekt", "mangelhaft", "défectueux", "defectuoso",
     "defeituoso", "difettoso"),
    ("unopened", "opened", "open", "sealed", "geöffnet", "ouvert", "abierto", "aberto", "aperto",
     "geopend"),
    ("unused", "unbenutzt", "unbenutzte", "inutilisé", "ongebruikt", "ongebruikte"),
    ("lost", "missing", "verloren", "perdu", "perdido", "smarrito", "zoekgeraakt"),
    ("receipt", "invoice", "proof", "beleg", "quittung", "rechnung", "facture", "reçu", "recibo",
     "factura", "fatura", "ricevuta", "scontrino", "fattura", "kassabon"),
    ("valid", "gültig", "valable", "válido", "válida", "valido", "geldig"),
    ("e-mail", "email", "mail"),
    ("sold", "stock"),
    ("cancel", "withdraw", "cancellation", "withdrawal", "stornieren", "kündigen", "widerrufen",
     "annuler", "annulation", "annullare", "annuleren"),
    ("call", "phone", "ring", "telephone"),
    ("exchange", "swap", "replace", "replacement", "umtauschen", "umtausch", "échanger", "échange",
     "omruilen"),
    ("check", "investigate", "look"),
)  # fmt: skip
_ROOT: dict[str, str] = {stem(word): stem(row[0]) for row in _SAME for word in row}
# One word here, two there.
_BOTH: dict[str, frozenset[str]] = {
    stem(word): frozenset(stem(w) for w in two.split())
    for two, words in (
        (
            "shipping fee",
            "postage versandkosten verzendkosten versandgebühr portes porto lieferkosten",
        ),
        ("return fee", "rücksendekosten retourkosten"),
        ("gift card", "geschenkkarte cadeaukaart cadeaubon"),
        ("credit", "gutschein voucher tegoedbon"),
    )
    for word in words.split()
}
# Names of the thing itself: a licence for "the item" covers the lamp, and the other way round.
_GOODS_WORDS = """
    item items product order purchase goods article price amount money everything payment value
    paid bought euro euros dollar pound total sum it thing things piece parcel bestellung artikel
    ware kaufpreis betrag geld preis commande produit montant prix pedido artículo producto
    importe precio encomenda produto valor preço ordine prodotto importo prezzo bestelling bedrag
    aankoop
"""
_GOODS = frozenset(stem(w) for w in _GOODS_WORDS.split())
_NEUTRAL_WORDS = """
    full whole entire complete original standard usual part rest some new free same normal back
    worth total additional remaining online directly card account way method again company
    customer us next
"""
_NEUTRAL = frozenset(stem(w) for w in _NEUTRAL_WORDS.split())
# What a bill is made of besides the goods: a licence for one of these is a licence for no other.
_PARTS_WORDS = """
    shipping fee return express collection restocking assembly installation difference duty
    customs tax import gift voucher deposit subscription membership interest insurance label
    transfer warranty packaging surcharge booking seat baggage cancellation hotel taxi meal phone
    damages time trouble bank overdraft penalty late
"""
PARTS = frozenset(_ROOT.get(stem(w), stem(w)) for w in _PARTS_WORDS.split())


@lru_cache(maxsize=16_384)  # the words of a book's permissions are asked for at every check
def roots(text: str) -> frozenset[str]:
    """The stems of a text with words of one meaning made one."""
    found: set[str] = set()
    for word in content(text):
        found |= _BOTH.get(word, frozenset({_ROOT.get(word, word)}))
    return frozenset(found)


def special(words: str) -> frozenset[str]:
    """The roots of a text without the names of the thing itself and words that add nothing."""
    return roots(words) - _GOODS - _NEUTRAL


def overlap(needed: Iterable[str], there: frozenset[str]) -> float:
    """The share of `needed` that is there; 1 where nothing is needed."""
    wanted = frozenset(needed)
    return len(wanted & there) / len(wanted) if wanted else 1.0

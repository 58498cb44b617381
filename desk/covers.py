"""Which kind of licence covers which commitment, and whether both are about the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desk.commitment import Commitment
from desk.permission import Permission
from desk.reading.words import content, stem
from policies.terms import Kind

# A commitment of the kind on the left may rest on a licence of a kind on the right. Each row has
# its reason: what the customer gets must be the same thing under another name.
COVERED_BY: dict[Kind, tuple[Kind, ...]] = {
    Kind.REFUND: (Kind.REFUND,),
    Kind.CREDIT: (Kind.CREDIT,),
    Kind.DISCOUNT: (Kind.DISCOUNT,),
    # An exchange that the customer may ask for is a replacement that we send.
    # "We will send it again" may be listed as an action.
    Kind.REPLACEMENT: (Kind.REPLACEMENT, Kind.ELIGIBILITY, Kind.ACTION),
    Kind.REPAIR: (Kind.REPAIR,),
    Kind.WAIVER: (Kind.WAIVER,),
    Kind.COMPENSATION: (Kind.COMPENSATION,),
    # A time belongs to what is done in that time, whatever that is.
    Kind.DEADLINE: tuple(Kind),
    # "Deadline for the tracking link, within 24 hours" licenses to send it in that time.
    Kind.ACTION: tuple(kind for kind in Kind if kind not in {Kind.ADMISSION, Kind.STATEMENT}),
    # "You can exchange it" rests on a replacement, "you can keep it" on a waiver.
    Kind.ELIGIBILITY: (Kind.ELIGIBILITY, Kind.DEADLINE, Kind.REPLACEMENT, Kind.WAIVER, Kind.REFUND,
                       Kind.CREDIT, Kind.DISCOUNT, Kind.REPAIR, Kind.ACTION),
    Kind.PRICE: (Kind.PRICE,),
    Kind.ADMISSION: (Kind.ADMISSION,),
    Kind.STATEMENT: (Kind.STATEMENT, Kind.ELIGIBILITY),
}  # fmt: skip

_JOINT = re.compile(
    r",? (?:and|or|plus|including|as well as|und|oder|et|ou|y|o|e|en|of) ", re.IGNORECASE
)
_SAME: tuple[tuple[str, ...], ...] = (
    ("shipping", "delivery", "postage", "carriage", "shipment", "versand", "livraison", "envío",
     "envio", "spedizione", "verzending", "versandkosten", "verzendkosten", "lieferung"),
    ("fee", "cost", "charge", "costs", "kosten", "gebühr", "frais", "gastos", "custos", "spese"),
    ("return", "returned", "sending", "rücksendung", "retour", "devolución", "devolução", "reso"),
    ("late", "delay", "delayed", "overdue", "lateness", "verspätung", "retard", "retraso"),
    ("photo", "picture", "image", "photograph", "foto"),
    ("damaged", "broken", "damage", "cracked", "smashed", "beschädigt"),
    ("faulty", "defective", "defect", "fault"),
    ("unopened", "opened", "open", "sealed"),
    ("lost", "missing"),
    ("receipt", "invoice", "proof"),
    ("e-mail", "email", "mail"),
    ("sold", "stock"),
    ("cancel", "withdraw", "cancellation", "withdrawal"),
    ("call", "phone", "ring", "telephone"),
    ("exchange", "swap", "replace", "replacement"),
    ("check", "investigate", "look"),
)  # fmt: skip
_ROOT: dict[str, str] = {stem(word): stem(row[0]) for row in _SAME for word in row}
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
_PARTS = frozenset(_ROOT.get(stem(w), stem(w)) for w in _PARTS_WORDS.split())


def roots(text: str) -> frozenset[str]:
    """The stems of a text with words of one meaning made one."""
    return frozenset(_ROOT.get(s, s) for s in content(text))


def covers(permission: Permission, commitment: Commitment) -> bool:
    """Whether kind and object of a permission are those of a commitment."""
    if permission.kind not in COVERED_BY[commitment.kind]:
        return False
    if commitment.kind in _BY_WORDS or permission.kind is not commitment.kind:
        return _alike(permission, commitment)
    alternatives = _JOINT.split(f" {permission.object} ") if permission.object else [""]
    return any(_same_object(alternative, commitment) for alternative in alternatives)


# "The money", "it": what was spoken of before. "Your money" would be all of it.
_BEFORE = re.compile(
    r"\b(?:(?:the|this|that) (?:money|amount|refund|sum|credit|voucher|discount|replacement|"
    r"new \w+|payment)|it|das geld|der betrag|die erstattung|le montant|l['’]argent|el dinero|"
    r"el importe|"
    r"o dinheiro|o valor|il denaro|l['’]importo|het geld|het bedrag)\b",
    re.IGNORECASE,
)


def speaks_again(permission: Permission, commitment: Commitment) -> bool:
    """Whether a commitment may be the same as an earlier one that rests on this permission."""
    same = permission.kind is commitment.kind and bool(_BEFORE.search(commitment.words))
    return same and not _special(commitment.object) & _PARTS


_BY_WORDS = frozenset(
    {Kind.ACTION, Kind.DEADLINE, Kind.ELIGIBILITY, Kind.STATEMENT, Kind.ADMISSION, Kind.PRICE}
)
_ALIKE = 0.5


def _alike(permission: Permission, commitment: Commitment) -> bool:
    """For what is done or allowed: half of the words that the permission uses are there."""
    needed = _special(permission.object)
    if permission.kind is not commitment.kind and permission.kind in _NOUNS:
        needed |= frozenset({_NOUNS[permission.kind]})
    if not needed:
        return permission.kind is commitment.kind or not permission.object
    shared = needed & roots(commitment.words)
    return len(shared) >= _ALIKE * len(needed)


_NOUNS: dict[Kind, str] = {
    Kind.REFUND: stem("refund"),
    Kind.REPLACEMENT: _ROOT[stem("exchange")],
    Kind.WAIVER: stem("waive"),
    Kind.REPAIR: stem("repair"),
    Kind.CREDIT: stem("credit"),
    Kind.DISCOUNT: stem("discount"),
}


def _same_object(permitted: str, commitment: Commitment) -> bool:
    needed = _special(permitted)
    told = _special(commitment.object)
    if not needed:
        # Permitted without an object, or for the goods: not for another part of the bill.
        return not permitted.strip() or not (told & _PARTS)
    there = roots(commitment.words)
    return needed <= there and not ((told & _PARTS) - needed)


def _special(words: str) -> frozenset[str]:
    return roots(words) - _GOODS - _NEUTRAL


def overlap(needed: Iterable[str], there: frozenset[str]) -> float:
    """The share of `needed` that is there; 1 where nothing is needed."""
    wanted = frozenset(needed)
    return len(wanted & there) / len(wanted) if wanted else 1.0

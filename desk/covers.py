"""Which kind of licence covers which commitment, and whether both are about the same thing."""

from __future__ import annotations

import re

from desk.commitment import Commitment
from desk.permission import Permission
from desk.phrases import NEGATION, concessive
from desk.reading.conditions import EXCEPTION
from desk.reading.words import stem
from desk.vocabulary import PARTS, overlap, roots, special
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
    # What the customer may do is nothing that we do.
    Kind.ACTION: tuple(k for k in Kind if k not in {Kind.ADMISSION, Kind.STATEMENT,
                                                    Kind.ELIGIBILITY}),
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


def covers(permission: Permission, commitment: Commitment) -> bool:
    """Whether kind and object of a permission are those of a commitment."""
    if permission.kind not in COVERED_BY[commitment.kind]:
        return False
    if commitment.kind in _BY_WORDS or permission.kind is not commitment.kind:
        return _alike(permission, commitment)
    if not permission.listed and not roots(permission.object):
        return _in_its_words(permission, commitment)
    alternatives = _JOINT.split(f" {permission.object} ")
    return any(_same_object(alternative, commitment) for alternative in alternatives)


def _in_its_words(permission: Permission, commitment: Commitment) -> bool:
    """Whether prose that names no object speaks of this: "Both are free for you" frees nothing that
    its sentence does not name, while "we refund you" and "keep it" are about the goods.
    """
    told, there = roots(commitment.object), roots(permission.words)
    if permission.kind in _OF_GOODS or _GOODS_MEANT.search(permission.words):
        return not (told & PARTS) - there
    if told:
        return told <= there
    return overlap(roots(commitment.words), there) > _ALIKE


_OF_GOODS = frozenset({Kind.REFUND, Kind.REPLACEMENT, Kind.REPAIR})
_GOODS_MEANT = re.compile(r"\b(?:it|them)\b", re.IGNORECASE)


# "The money", "it": what was spoken of before. "Your money" would be all of it.
_BEFORE = re.compile(
    r"\b(?:(?:the|this|that) (?:money|amount|refund|sum|credit|voucher|discount|replacement|"
    r"new \w+|payment)|it|das geld|der betrag|die erstattung|le montant|l['’]argent|el dinero|"
    r"el importe|"
    r"o dinheiro|o valor|il denaro|l['’]importo|het geld|het bedrag|do so|for (?:this|that))\b",
    re.IGNORECASE,
)


def speaks_again(permission: Permission, commitment: Commitment) -> bool:
    """Whether a commitment may be the same as an earlier one that rests on this permission."""
    same = permission.kind is commitment.kind and bool(_BEFORE.search(commitment.words))
    return same and not special(commitment.object) & PARTS


_BY_WORDS = frozenset(
    {Kind.ACTION, Kind.DEADLINE, Kind.ELIGIBILITY, Kind.STATEMENT, Kind.ADMISSION, Kind.PRICE}
)
_ALIKE = 0.5


def _alike(permission: Permission, commitment: Commitment) -> bool:
    """For what is done or allowed: half of the words that the permission uses are there."""
    needed = special(permission.object)
    if permission.kind is not commitment.kind and permission.kind in _NOUNS:
        noun = _NOUNS[permission.kind]
        if noun not in roots(commitment.words):
            return False
        needed |= frozenset({noun})
    if not needed and permission.kind is commitment.kind:
        return True
    if not needed:
        # "The agent can offer compensation" names no object, and cancels nothing.
        there = roots(permission.words)
        return not permission.object and overlap(special(commitment.words), there) >= _ALIKE
    shared = needed & roots(commitment.words)
    return len(shared) >= _ALIKE * len(needed)


_NOUNS: dict[Kind, str] = {
    Kind.REFUND: stem("refund"),
    Kind.REPLACEMENT: stem("exchange"),
    Kind.WAIVER: stem("waive"),
    Kind.REPAIR: stem("repair"),
    Kind.CREDIT: stem("credit"),
    Kind.DISCOUNT: stem("discount"),
}


# "The price you paid for the returned items": returned only describes them.
_DESCRIBING = frozenset({stem("return")})


def _same_object(permitted: str, commitment: Commitment) -> bool:
    needed = special(permitted)
    told = special(commitment.object)
    if not needed:
        # Permitted without an object, or for the goods: not for another part of the bill.
        return not permitted.strip() or not (told & PARTS)
    if (told & PARTS) - needed:
        return False
    # What is refunded must be named as such; that it is "the order and the shipping fee" of which
    # the order is refunded does not make the order a fee. What only describes it may stand apart.
    named = roots(commitment.object)
    if named and not (needed & PARTS) - _DESCRIBING <= named:
        return False
    return needed <= roots(" ".join((commitment.words, *filter(_narrows, commitment.conditions))))


def _narrows(condition: str) -> bool:
    """Whether a condition says of what alone this is promised: "if it arrived damaged, we replace
    it" replaces what is damaged; "unless", "even if" and "or" do not say so.
    """
    other = EXCEPTION.match(condition) or NEGATION.search(condition) or _OR.search(condition)
    return not other and not concessive(condition, "")


# A Dutch "of" is an or; an English one stands before an article or a pronoun.
_OR = re.compile(
    r"\b(?:or|oder|ou|o|u|oppure|of(?! (?:the|an?|your|our|it|this|that|these|them)\b))\b",
    re.IGNORECASE,
)

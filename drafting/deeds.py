"""What a licence lets us do, said to the customer: "we'll refund the shipping fee of 4.90 EUR"."""

from __future__ import annotations

import re

from desk.facts import CaseFacts
from policies.clause import Licence
from policies.terms import Kind, Money

_BARE = re.compile(r"^(?:the|a|an|part|your|what|any|some|all|half)\b", re.IGNORECASE)
_NAMES: dict[Kind, str] = {
    Kind.REFUND: "a refund",
    Kind.REPLACEMENT: "a new one",
    Kind.REPAIR: "a repair",
    Kind.CREDIT: "a credit",
    Kind.DISCOUNT: "a discount",
    Kind.COMPENSATION: "compensation",
}


def deed(licence: Licence, facts: CaseFacts, *, public: bool, said: str = "") -> str:
    """What we do by this licence, as a clause that begins with "we'll" or "you"; may be empty.

    In public no amount of the case is named that the customer has not `said` there themselves.
    """
    return _deed(licence, facts, public=public, said=said).rstrip(", ")


def _deed(licence: Licence, facts: CaseFacts, *, public: bool, said: str) -> str:
    what = _the(licence.object)
    amount = _amount(licence, facts, public=public, said=said)
    within = f" within {licence.period}" if licence.period is not None else ""
    if licence.kind is Kind.REFUND:
        return f"we'll refund {what or 'what you paid'}{amount}{within}"
    if licence.kind is Kind.REPLACEMENT:
        return f"we'll {_replace(licence.object)}{within}"
    if licence.kind is Kind.REPAIR:
        return f"we'll repair {what or 'it'}{within}"
    if licence.kind is Kind.CREDIT:
        return f"we'll give you a credit{amount}{within}"
    if licence.kind is Kind.DISCOUNT and licence.amount is not None:
        price = f"{licence.amount} off" if licence.exact else f"up to {licence.amount} off"
        nxt = " your next order" if "next order" in licence.object else ""
        return f"you get {price}{nxt}"
    return ""


def name_of(licence: Licence) -> str:
    """A remedy as one of several to choose from: "a refund of the purchase price"."""
    if licence.kind is Kind.REFUND and licence.object:
        return f"a refund of {_the(licence.object)}"
    if licence.kind is Kind.REPLACEMENT and licence.object not in ("", "item"):
        return "having it sent again" if licence.object == "order" else "a replacement"
    return _NAMES.get(licence.kind, "")


def _replace(what: str) -> str:
    if what in ("", "item", "product"):
        return "send you a new one"
    if what == "order":
        return "send the order again"
    return f"send you {_the(what)}" if what.startswith("missing") else f"replace {_the(what)}"


def _amount(licence: Licence, facts: CaseFacts, *, public: bool, said: str) -> str:
    if licence.amount is None:
        fact = facts.known(licence.object.replace(" ", "_"))
        if fact is None or not isinstance(fact.value, Money):
            return ""
        told = re.search(rf"(?<![\d.,]){fact.value.amount.normalize():f}(?!\d)", said)
        return "" if public and not told else f" of {fact.value}"
    if licence.exact:
        return f" of {licence.amount}"
    fact = facts.known(licence.object.replace(" ", "_"))
    limit = licence.amount
    if (
        fact is not None
        and isinstance(fact.value, Money)
        and isinstance(limit, Money)
        and fact.value.currency == limit.currency
        and fact.value.amount <= limit.amount
    ):
        return f" of {fact.value}"
    return f", up to {limit},"


def _the(what: str) -> str:
    return what if not what or _BARE.match(what) else f"the {what}"

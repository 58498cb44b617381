"""What to ask a customer, so that the conditions of a clause can be judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desk.facts import CaseFacts, Fact
from drafting.needs import needs_of
from policies.clause import Clause
from policies.terms import Condition

# What only the customer can tell, by the name of the fact; other facts are ours to look up.
_ASKED: dict[str, str] = {
    "delay": "how long the delay was",
    "days_since_delivery": "how many days it has been since delivery",
    "days_since_order": "how many days it has been since your order",
    "opened": "whether it has been opened",
    "photo_provided": "whether you have a photo of it",
    "receipt_provided": "whether you have the receipt",
    "gift": "whether it was a gift",
    "express": "whether it was express delivery",
    "charged_twice": "on which days it was charged twice",
    "item_price": "what the item price was",
    "quantity": "what quantity you need",
}

# What went wrong was said already; what exactly, only the customer can tell.
_REASONS = {
    "damaged": "what exactly is damaged",
    "faulty": "what exactly is faulty",
    "wrong item": "what the wrong item is",
    "missing part": "what the missing part is",
}


def details_of(
    clauses: Iterable[Clause], facts: CaseFacts, claims: Mapping[str, Fact]
) -> tuple[str, ...] | None:
    """What to ask about the open conditions of these clauses, each ready to follow "tell us".

    None where a condition is open that the customer cannot tell us about.
    """
    asked: dict[str, None] = {}
    for clause in clauses:
        for licence in clause.licences or ():
            if not licence.permits:
                continue
            for condition in needs_of(licence, facts, claims).unknown:
                words = _asked(condition)
                if words is None:
                    return None
                asked[words] = None
    return tuple(asked)


def _asked(condition: Condition) -> str | None:
    if condition.fact == "reason" and condition.values:
        reason = str(condition.values[0])
        return _REASONS.get(reason, f"whether it is {reason}")
    return _ASKED.get(condition.fact)

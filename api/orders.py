"""Orders to a model that stand in a policy: whoever owns the policies should see them."""

from __future__ import annotations

from collections.abc import Iterable

from desk.orders import order_in_policy
from drafting.untrusted import hides_words, visible
from policies.clause import Clause

_SHOWN = 120  # characters
_PART = 10_000  # read at once, with some of the part before so that no order is cut in two
_OVERLAP = 300


def orders_of(text: str) -> tuple[str, ...]:
    """The words of a text that read like orders to a model, at most one of each part of it."""
    starts = range(0, max(len(text), 1), _PART - _OVERLAP)
    found = (_order_of(text[start : start + _PART]) for start in starts)
    return tuple(dict.fromkeys(visible(words)[:_SHOWN] for words in found if words))


def _order_of(part: str) -> str:
    if words := order_in_policy(visible(part)) or order_in_policy(part):
        return words
    return "characters that cannot be seen" if hides_words(part) else ""


def warnings(clauses: Iterable[Clause]) -> tuple[str, ...]:
    """A line for each clause that holds such words, with its file and line."""
    return tuple(
        f'{clause.place}: {clause.id} holds what reads like an order to a model: "{words}". '
        "Nothing follows it, but a model may read it; remove it if it is not policy."
        for clause in clauses
        for words in orders_of(f"{clause.title}\n{clause.text}")
    )

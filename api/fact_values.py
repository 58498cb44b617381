"""What sort of value a fact takes: its own sort where everybody knows it, else that with which the
conditions of clauses compare it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from desk.facts import Fact, FactValue
from policies.book import Book
from policies.faults import NotUnderstood
from policies.terms import Money, Percent, Period
from policies.values import parse_value, show_value

_SORTS: dict[type, str] = {
    Money: "an amount of money",
    Percent: "a percentage",
    Period: "a length of time",
    Decimal: "a number",
    date: "a date",
    bool: "yes or no",
    str: "words",
}

# What cases have in every trade, with an example; anything else is asked for by clauses.
KNOWN: dict[str, tuple[type, str]] = {
    "order_number": (str, "A-10023"),
    "order_date": (date, "2026-03-01"),
    "purchase_date": (date, "2026-03-01"),
    "delivery_date": (date, "2026-03-05"),
    "incident_date": (date, "2026-03-07"),
    "case_date": (date, "2026-03-07"),
    "order_total": (Money, "59.90 EUR"),
    "amount_paid": (Money, "59.90 EUR"),
    "shipping_fee": (Money, "4.90 EUR"),
    "tier": (str, "gold"),
}


def typed(book: Book, name: str, words: str) -> FactValue:
    """The value that a person typed for a fact. Raises NotUnderstood with an example."""
    known = KNOWN.get(name)
    if known is not None and known[0] is str:
        return " ".join(words.split())  # a number of an order is no quantity
    return fitting(book, name, parse_value(words))


def checked(book: Book, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts, where each is of its own sort. Raises NotUnderstood."""
    return tuple(
        Fact(f.name, fitting(book, f.name, f.value), f.source, f.at, f.origin) for f in facts
    )


def fitting(book: Book, name: str, value: FactValue) -> FactValue:
    """The value, where it is of the fact's own sort, some condition can compare it, or none asks.

    Raises NotUnderstood where another sort of value is wanted, with an example.
    """
    known = KNOWN.get(name)
    if known is not None and known[0] is str:
        return value if isinstance(value, str) else shown(value)
    asked = _asked(book, name)
    if known is not None and not asked:
        asked = {known[0]: parse_value(known[1])}
    if not asked or type(value) in asked or str in asked:
        return value
    sorts = " or ".join(sorted(_SORTS[sort] for sort in asked))
    examples = " or ".join(f'"{shown(example)}"' for example in asked.values())
    raise NotUnderstood(
        f'"{shown(value)}" does not fit: {name.replace("_", " ")} is {sorts}.',
        f"Write for example {examples}.",
    )


def _asked(book: Book, name: str) -> dict[type, FactValue]:
    """The sorts of value with which conditions compare a fact, each with one that they use."""
    licences = (licence for clause in book for licence in clause.licences or ())
    conditions = (each for licence in licences for each in licence.conditions if each.fact == name)
    return {type(value): value for each in conditions for value in each.values}


def shown(value: FactValue) -> str:
    """A fact's value as a person would type it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return show_value(value)

"""What sort of value a fact takes: that with which the conditions of clauses compare it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desk.facts import FactValue
from policies.book import Book
from policies.faults import NotUnderstood
from policies.terms import Money, Percent, Period
from policies.values import show_value

_SORTS: dict[type, str] = {
    Money: "an amount of money",
    Percent: "a percentage",
    Period: "a length of time",
    Decimal: "a number",
    date: "a date",
    bool: "yes or no",
}


def fitting(book: Book, name: str, value: FactValue) -> FactValue:
    """The value, where some condition can compare it or none asks for the fact at all.

    Raises NotUnderstood where every condition wants another sort of value, with an example.
    """
    asked = _asked(book, name)
    if not asked or type(value) in asked or str in asked:
        return value
    sorts = " or ".join(sorted(_SORTS[sort] for sort in asked))
    examples = " or ".join(f'"{_shown(example)}"' for example in asked.values())
    raise NotUnderstood(
        f'"{_shown(value)}" does not fit: clauses compare {name.replace("_", " ")} with {sorts}.',
        f"Write for example {examples}.",
    )


def _asked(book: Book, name: str) -> dict[type, FactValue]:
    """The sorts of value with which conditions compare a fact, each with one that they use."""
    licences = (licence for clause in book for licence in clause.licences or ())
    conditions = (each for licence in licences for each in licence.conditions if each.fact == name)
    return {type(value): value for each in conditions for value in each.values}


def _shown(value: FactValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return show_value(value)

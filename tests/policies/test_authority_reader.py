"""Caps in authority.yaml, and the faults that people make in them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from policies.company import Cap, Per
from policies.company_reader import read_company
from policies.terms import Kind, Money, Period, Unit

GOOD = """
rules:
  - {kinds: [refund], roles: [agent]}
caps:
  - per: customer
    within: 90 days
    kinds: [credit]
    up_to: 150 EUR
    above: {roles: [approver], people: 2}
  - {per: incident, kinds: [credit], up_to: 10 EUR}
"""


def read(folder: Path, text: str) -> tuple[tuple[Cap, ...], list[str]]:
    (folder / "authority.yaml").write_text(text, "utf-8")
    found = read_company(folder)
    return found.company.caps, [str(fault) for fault in found.faults]


def test_caps_are_read(tmp_path: Path) -> None:
    caps, faults = read(tmp_path, GOOD)
    assert not faults
    kinds = frozenset({Kind.CREDIT})
    roles = frozenset({"approver"})
    ninety = Period(Decimal(90), Unit.DAY)
    assert caps == (
        Cap(Per.CUSTOMER, kinds, Money(Decimal(150), "EUR"), ninety, roles, 2),
        Cap(Per.INCIDENT, kinds, Money(Decimal(10), "EUR")),
    )


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("per: customer", "per: custmer"),
        ("up_to: 150 EUR", "up_to: 10 %"),
        ("up_to: 150 EUR", "up_to: lots"),
        ("within: 90 days", "within: soon"),
        ("above: {roles: [approver], people: 2}", "above: {roles: [boss]}"),
        ("above: {roles: [approver], people: 2}", "above: {rolls: [approver]}"),
        ("above: {roles: [approver], people: 2}", "over: 2"),
    ],
)
def test_a_fault_is_named_and_nothing_of_the_file_is_taken(
    tmp_path: Path, wrong: str, says: str
) -> None:
    caps, faults = read(tmp_path, GOOD.replace(wrong, says))
    assert faults
    assert all(fault.startswith("authority.yaml:") for fault in faults)
    assert caps == ()

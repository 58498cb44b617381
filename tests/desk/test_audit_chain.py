"""The seal of a row, and the first row that does not fit, over rows in hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk.audit import GENESIS, Entry, Row, first_bad, seal

KEY = b"k" * 32
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ENTRY = Entry("person:per_1", "draft.approved", "draft:drf_1", {"b": "ü", "a": None, "n": 1})
SEAL = seal(KEY, 1, NOON, ENTRY, GENESIS)


def chain(length: int = 4) -> list[Row]:
    rows: list[Row] = []
    before = GENESIS
    for number in range(1, length + 1):
        at = NOON + timedelta(seconds=number)
        done = seal(KEY, number, at, ENTRY, before)
        rows.append(Row(number, at, ENTRY, before, done))
        before = done
    return rows


def test_the_seal_is_the_one_of_every_export_that_was_made() -> None:
    """Another way to make it would call every old export false."""
    assert SEAL == "421f5307fe213e228feb6e430ce37801aa623e65dfe1642819a8fa591e520ec8"


@pytest.mark.parametrize(
    "other",
    [
        seal(b"x" * 32, 1, NOON, ENTRY, GENESIS),
        seal(KEY, 2, NOON, ENTRY, GENESIS),
        seal(KEY, 1, NOON + timedelta(microseconds=1), ENTRY, GENESIS),
        seal(KEY, 1, NOON, ENTRY, "1" * 64),
        seal(KEY, 1, NOON, replace(ENTRY, actor="person:per_2"), GENESIS),
        seal(KEY, 1, NOON, replace(ENTRY, action="draft.rejected"), GENESIS),
        seal(KEY, 1, NOON, replace(ENTRY, subject="draft:drf_2"), GENESIS),
        seal(KEY, 1, NOON, replace(ENTRY, detail={}), GENESIS),
        seal(KEY, 1, NOON, replace(ENTRY, detail={**ENTRY.detail, "n": "1"}), GENESIS),
    ],
)
def test_whatever_changes_changes_the_seal(other: str) -> None:
    assert other != SEAL


def test_the_order_in_which_details_are_named_does_not() -> None:
    turned = dict(reversed(list(ENTRY.detail.items())))
    assert seal(KEY, 1, NOON, replace(ENTRY, detail=turned), GENESIS) == SEAL


def test_a_whole_chain_has_no_bad_row() -> None:
    assert first_bad(KEY, []) is None
    assert first_bad(KEY, chain()) is None


@pytest.mark.parametrize("n", range(4))
def test_the_first_bad_row_is_named(n: int) -> None:
    rows = chain()
    good = rows[n]
    for bad in (
        replace(good, entry=replace(ENTRY, detail={})),
        replace(good, seal="0" * 64),
        replace(good, before="0" * 63 + "1"),
        replace(good, number=9),
    ):
        assert first_bad(KEY, [*rows[:n], bad, *rows[n + 1 :]]) == n + 1


def test_a_row_that_is_missing_or_comes_twice_is_named_by_its_place() -> None:
    rows = chain()
    assert first_bad(KEY, rows[1:]) == 1
    assert first_bad(KEY, [rows[0], *rows[2:]]) == 2
    assert first_bad(KEY, [rows[0], *rows]) == 2
    assert first_bad(KEY, rows[:2]) is None  # a cut end shows against the head that was kept


def test_a_row_sealed_for_another_place_does_not_fit() -> None:
    """Numbers and links must both be right, even where the seal is."""
    rows = chain(2)
    skipped = seal(KEY, 3, NOON, ENTRY, rows[0].seal)
    assert first_bad(KEY, [rows[0], Row(3, NOON, ENTRY, rows[0].seal, skipped)]) == 2
    apart = seal(KEY, 2, NOON, ENTRY, rows[0].seal)
    assert first_bad(KEY, [rows[0], Row(2, NOON, ENTRY, GENESIS, apart)]) == 2

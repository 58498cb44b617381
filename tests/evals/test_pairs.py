from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.pairs import read_claims, run_pairs
from policies.faults import NotUnderstood
from tests.services.clauses import CHECK

PASSAGE = "Gold members may return items within 60 days. Silver members have 30 days."


def _row(pair: str, side: str, claim: str) -> str:
    row = {
        "id": f"{pair}-{side[0]}",
        "pair_id": pair,
        "passage": PASSAGE,
        "claim": claim,
        "label": side,
        "kind": "time",
    }
    return json.dumps(row)


def test_a_pair_counts_when_both_sides_are_right(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    lines = [
        _row("a", "supported", "Gold members may return items within 60 days."),
        _row("a", "unsupported", "Gold members may return items within 30 days."),
        _row("b", "supported", "Silver members have 30 days."),
        _row("b", "unsupported", "Silver members have 30 days."),  # nobody can see this one
        _row("c", "supported", "Bronze members have 90 days."),  # a wrong label
        _row("c", "unsupported", "Silver members have 90 days."),
    ]
    path.write_text("\n".join(lines), "utf-8")
    report = run_pairs(path, CHECK)
    assert report.pairs == 3
    assert report.paired_accuracy == pytest.approx(1 / 3)
    assert [j.claim.pair for j in report.false_yes] == ["b"]
    assert [j.claim.pair for j in report.false_blocks] == ["c"]
    assert report.false_blocks[0].why


def test_a_broken_row_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text('{"id": "x"}', "utf-8")
    with pytest.raises(NotUnderstood, match=r"claims.jsonl:1 has no “pair_id”"):
        read_claims(path)

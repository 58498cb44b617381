"""Every finding that is listed is reported by somebody."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.findings import FINDINGS

ROOT = Path(__file__).parents[2]
SOURCES = "\n".join(
    path.read_text("utf-8")
    for folder in ("desk", "drafting")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if path.name != "findings.py"
)


@pytest.mark.parametrize("code", sorted(FINDINGS))
def test_some_code_reports_it(code: str) -> None:
    assert f'"{code}"' in SOURCES

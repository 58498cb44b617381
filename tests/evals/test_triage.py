"""Triage measured: what rows expect is compared, and what would be lost is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.listed import RowsRefused
from evals.triage import run_triage


def rows(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text(text, "utf-8")
    return path


def test_kinds_languages_and_roles_are_compared(tmp_path: Path) -> None:
    path = rows(
        tmp_path,
        '{"text": "My parcel is two weeks late!", "kind": "complaint", "language": "en"}\n'
        '{"text": "My parcel is two weeks late!", "kind": "praise", "language": "de"}\n'
        '{"text": "My lawyer will write.", "role": "legal"}\n'
        '{"text": "I want to see the refund policy", "intent": "check_refund_policy"}\n',
    )
    report = run_triage(path)
    assert report.rate("kind") == (2, 3)
    assert report.rate("language") == (1, 2)
    assert report.rate("role") == (1, 1)


def test_a_question_taken_for_spam_is_lost(tmp_path: Path) -> None:
    path = rows(
        tmp_path,
        '{"text": "Click here >>> www.x.example crypto casino", "kind": "question"}\n',
    )
    assert len(run_triage(path).lost) == 1


def test_a_kind_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RowsRefused, match="Known are: complaint"):
        run_triage(rows(tmp_path, '{"text": "Hi", "kind": "moan"}\n'))

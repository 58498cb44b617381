from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.questions import read
from evals.retrieval import evaluate

_CORPUS = {
    "late": "A parcel that arrives late has its shipping fee refunded.",
    "card": "A gift card is valid for three years.",
    "rude": "When a shop assistant was rude, the manager calls back.",
}
_QUERIES = {
    "My parcel is late, what do I get?": ["late"],
    "How long can I use a gift card?": ["card"],
    "Do you sell motorcycles?": [],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    corpus = [{"passage_id": name, "title": "", "text": text} for name, text in _CORPUS.items()]
    queries = [
        {"query_id": str(number), "query": text, "relevant_passage_ids": ids, "other": None}
        for number, (text, ids) in enumerate(_QUERIES.items())
    ]
    for name, rows in (("corpus", corpus), ("queries", queries)):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(lines, "utf-8")
    return tmp_path


def test_a_folder_is_measured(folder: Path) -> None:
    report = evaluate(folder)
    assert (report.clauses, report.questions) == (3, 3)
    for name in ("recall@1", "recall@5", "recall@10", "nDCG@10", "MRR", "success@5"):
        assert report.figures[name].value == 1
    assert 0 <= report.figures["silent_when_none"].value <= 1
    assert 0 < report.p50 <= report.p95
    assert any("nDCG@10" in line for line in report.lines())


def test_a_heading_of_the_text_is_its_title(folder: Path) -> None:
    row = {"passage_id": "x", "title": "", "text": "#  Late parcels\n\nWe refund."}
    (folder / "corpus.jsonl").write_text(json.dumps(row), "utf-8")
    (clause,) = read(folder).book
    assert (clause.title, clause.text) == ("Late parcels", "We refund.")


@pytest.mark.parametrize(
    ("line", "fault"), [("{", "corpus.jsonl:1: not JSON"), ("{}", "corpus.jsonl:1: 'passage_id'")]
)
def test_a_broken_folder_says_where(folder: Path, line: str, fault: str) -> None:
    (folder / "corpus.jsonl").write_text(line, "utf-8")
    with pytest.raises(ValueError, match=fault):
        evaluate(folder)


def test_other_names_of_the_same_fields_are_read_alike(folder: Path) -> None:
    rows = [
        {"passage_id": "card_001", "heading": "Internal: cards", "text": "Close it."},
        {"passage_id": "card_002", "title": "Cards", "text": "A card is free.", "doc": "fees.md"},
        {"passage_id": "card_003", "title": "", "text": "It is blue.", "audience": "internal"},
    ]
    (folder / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    first, second, third = read(folder).book
    assert (first.title, first.policy, first.public) == ("Internal: cards", "card", False)
    assert (second.policy, second.public) == ("fees.md", True)
    assert (third.policy, third.public) == ("card", False)

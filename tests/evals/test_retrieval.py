from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from evals.questions import read
from evals.retrieval import evaluate
from policies.faults import NotUnderstood

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


def _ask_nothing(folder: Path) -> None:
    (folder / "queries.jsonl").write_text('{"query": "x", "relevant_passage_ids": []}', "utf-8")


def test_a_folder_is_measured(folder: Path) -> None:
    report = evaluate(folder)
    assert (report.clauses, report.questions) == (3, 3)
    for name in ("recall@1", "recall@5", "recall@10", "nDCG@10", "MRR", "success@5"):
        assert report.figures[name].value == 1
    assert 0 <= report.figures["silent_when_none"].value <= 1
    assert 0 < report.p50 <= report.p95
    assert any("nDCG@10" in line for line in report.lines())


def test_a_heading_of_the_text_is_its_title(folder: Path) -> None:
    _ask_nothing(folder)
    row = {"passage_id": "x", "title": "", "text": "#  Late parcels\n\nWe refund."}
    (folder / "corpus.jsonl").write_text(json.dumps(row), "utf-8")
    (clause,) = read(folder).book
    assert (clause.title, clause.text) == ("Late parcels", "We refund.")


def test_questions_with_their_passages_are_a_set(tmp_path: Path) -> None:
    """Each passage is a clause once, however many it answers; a scrap of one answers nothing."""
    late, card = "A late parcel has its fee refunded.", "A gift card is valid for three years."
    items = [
        {"id": "a", "scenario": "It is late.", "question": "Fee?", "evidence_passages": [late]},
        {"id": "b", "question": "How long?", "evidence_passages": [card, f" {late}", "yes:"]},
        {"id": "c", "scenario": "", "question": "Any cars?", "evidence_passages": []},
    ]
    lines = "".join(json.dumps(row) + "\n" for row in items)
    (tmp_path / "items.jsonl").write_text(lines, "utf-8")
    found = read(tmp_path)
    assert [clause.text for clause in found.book] == [late, card]
    assert [q.text for q in found.questions] == ["It is late. Fee?", "How long?", "Any cars?"]
    assert [len(q.answers) for q in found.questions] == [1, 2, 0]
    (tmp_path / "items.jsonl").write_text('{"question": "x"}', "utf-8")
    with pytest.raises(NotUnderstood, match="1 has no “evidence_passages”"):
        read(tmp_path)


_A = '{"passage_id": "a", "text": "Late."}'


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("corpus", "{", "corpus.jsonl:1 is not JSON"),
        ("corpus", "[1]", "corpus.jsonl:1 is no JSON object"),
        ("corpus", "{}", "corpus.jsonl:1 has no “passage_id”"),
        ("corpus", '{"passage_id": "a", "text": null}', "“text” should be words, not null"),
        ("corpus", '{"passage_id": ["a"], "text": ""}', "“passage_id” should be words"),
        ("corpus", '{"passage_id": "a", "text": "", "title": [1]}', "“title” should be words"),
        ("corpus", f"{_A}\n\n{_A.replace('Late', 'Never')}", "corpus.jsonl:3: the passage_id “a”"),
        ("corpus", "", "corpus.jsonl holds no row"),
        ("corpus", _A, "no answer of queries.jsonl is in corpus.jsonl: late"),
        ("queries", "", "queries.jsonl holds no row"),
        ("queries", '{"query": "x"}', "queries.jsonl:1 has no “relevant_passage_ids”"),
        ("queries", '{"query": "x", "relevant_passage_ids": "late"}', "should be a list"),
        ("queries", '{"query": "x", "relevant_passage_ids": null}', "is null"),
        ("queries", '{"query": ["x"], "relevant_passage_ids": []}', "“query” should be words"),
        ("queries", "[" * 100_000, "queries.jsonl:1 is not JSON"),
    ],
)
def test_a_broken_folder_says_where(folder: Path, name: str, content: str, fault: str) -> None:
    (folder / f"{name}.jsonl").write_text(content, "utf-8")
    with pytest.raises(NotUnderstood, match=re.escape(fault)):
        read(folder)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b'{"a": 1}\n{"passage_id": "\xfc"}', "corpus.jsonl:2 is not UTF-8"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(folder: Path, data: bytes | None, fault: str) -> None:
    (folder / "corpus.jsonl").unlink()
    if data is not None:
        (folder / "corpus.jsonl").write_bytes(data)
    with pytest.raises(NotUnderstood, match=fault):
        read(folder)


def test_a_folder_without_questions_says_what_it_needs(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood, match=r"neither corpus\.jsonl and queries\.jsonl"):
        read(tmp_path)
    (tmp_path / "a.md").write_text("## A\nWords.\n", "utf-8")
    with pytest.raises(NotUnderstood, match=r"no \*\.cases\.yaml asks"):
        read(tmp_path)


def test_marks_and_line_ends_of_other_systems_are_read_alike(folder: Path) -> None:
    same = read(folder)
    for name in ("corpus", "queries"):
        path = folder / f"{name}.jsonl"
        lines = path.read_text("utf-8").replace("\n", "\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + lines.encode())
    assert [q.text for q in read(folder).questions] == [q.text for q in same.questions]
    row = {"passage_id": "u", "text": "One line\u2028and another"}
    (folder / "corpus.jsonl").write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    _ask_nothing(folder)
    (clause,) = read(folder).book
    assert "\u2028" in clause.text


def test_an_answer_that_is_not_in_the_corpus_is_told(folder: Path) -> None:
    with (folder / "queries.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"query_id": "q9", "query": "Late?", "relevant_passage_ids": ["late", "gone"]}')
    report = evaluate(folder)
    assert report.unknown == ("gone (question q9)",)
    assert report.figures["recall@10"].value < 1
    assert any("1 answers are not in the corpus" in line for line in report.lines())


def test_other_names_of_the_same_fields_are_read_alike(folder: Path) -> None:
    _ask_nothing(folder)
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

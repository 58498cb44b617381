"""Folders of questions with known answers: `corpus.jsonl` and `queries.jsonl`, or policies.

corpus: passage_id, title, text, and if there are any audience and doc (the document, else the id
less the number at its end). queries: query_id, query, relevant_passage_ids. Other fields are left
alone, so any set of this form is read alike. Of a policies folder the questions are those of
its `*.cases.yaml`; of `evals/messages.yaml` they are whole messages to the sample company.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from evals.case_files import Expects, read_cases
from policies.book import Book
from policies.clause import Audience, Clause, ClauseId, ClauseVersion, Place, PolicyId, Scope
from policies.reader import read_folder

_SAMPLE = Path(__file__).parent.parent / "policies" / "sample"
_INTERNAL = re.compile(r"\binternal\b", re.IGNORECASE)
_NUMBER = re.compile(r"[-_ ]?\d+$")
_HEADING = re.compile(r"\s*#+[ \t]*(\S.*)\n")


@dataclass(frozen=True)
class Question:
    """A question and the clauses that answer it; none where policy is silent."""

    id: str
    text: str
    answers: frozenset[ClauseId]


@dataclass(frozen=True)
class QuestionSet:
    """A book and questions to it."""

    name: str
    book: Book
    questions: tuple[Question, ...]


def read(folder: Path) -> QuestionSet:
    """The set in a folder; ValueError with file and line where it is not of the form."""
    if folder.suffix == ".yaml":
        return _messages(folder)
    if not (folder / "corpus.jsonl").exists():
        return _policies(folder)
    return QuestionSet(
        folder.name,
        Book.of(_clause(row, place) for row, place in _rows(folder / "corpus.jsonl")),
        tuple(_question(row, place) for row, place in _rows(folder / "queries.jsonl")),
    )


def _policies(folder: Path) -> QuestionSet:
    policies, cases = read_folder(folder), read_cases(folder)
    if policies.faults or cases.faults:
        raise ValueError("\n".join(str(fault) for fault in (*policies.faults, *cases.faults)))
    return QuestionSet(
        folder.name,
        policies.book,
        tuple(
            Question(str(case.place), case.words, frozenset(case.clauses))
            for case in cases.cases
            if case.expects is Expects.FOUND
        ),
    )


def _messages(path: Path) -> QuestionSet:
    with (_SAMPLE / "inbox.yaml").open(encoding="utf-8") as file:
        inbox = {row["id"]: row["text"] for row in yaml.safe_load(file)}
    with path.open(encoding="utf-8") as file:
        rows = yaml.safe_load(file)
    return QuestionSet(
        path.stem,
        read_folder(_SAMPLE).book,
        tuple(
            Question(
                str(number),
                row["say"] if "say" in row else inbox[row["inbox"]],
                frozenset(map(ClauseId, row["clauses"])),
            )
            for number, row in enumerate(rows)
        ),
    )


def _rows(path: Path) -> Iterator[tuple[dict[str, Any], Place]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                place = Place(path.name, number)
                try:
                    yield json.loads(line), place
                except ValueError as fault:
                    raise ValueError(f"{place}: not JSON: {fault}") from fault


def _clause(row: dict[str, Any], place: Place) -> Clause:
    try:
        name, title, text = str(row["passage_id"]), _title(row), str(row["text"])
    except KeyError as missing:
        raise ValueError(f"{place}: {missing} is missing") from missing
    if not title and (found := _HEADING.match(text)):
        title, text = found[1].strip(), text[found.end() :].strip()
    return Clause(
        id=ClauseId(name),
        version=ClauseVersion(sha256(f"{title}\n{text}".encode()).hexdigest()[:16]),
        policy=_policy(row, name),
        policy_title="",
        title=title,
        text=text,
        in_force=None,
        until=None,
        scope=Scope(),
        audience=Audience.INTERNAL if _internal(row) else Audience.PUBLIC,
        owner="",
        licences=None,
        place=place,
    )


def _title(row: dict[str, Any]) -> str:
    return str(row.get("title") or row.get("heading") or "")


def _internal(row: dict[str, Any]) -> bool:
    return row.get("audience") == "internal" or bool(_INTERNAL.search(_title(row)))


def _policy(row: dict[str, Any], name: str) -> PolicyId:
    """The document of a passage: where no field says it, passages are numbered within theirs."""
    return PolicyId(str(row.get("doc") or _NUMBER.sub("", name) or "corpus"))


def _question(row: dict[str, Any], place: Place) -> Question:
    try:
        answers = frozenset(ClauseId(str(name)) for name in row["relevant_passage_ids"])
        return Question(str(row.get("query_id", place)), str(row["query"]), answers)
    except (KeyError, TypeError) as fault:
        raise ValueError(f"{place}: {fault} is missing") from fault

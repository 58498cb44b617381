"""Folders of questions with known answers: `corpus.jsonl` and `queries.jsonl`, or policies.

corpus: passage_id, title, text, and if there are any audience and doc (the document, else the id
less the number at its end). queries: query_id, query, relevant_passage_ids. Other fields are left
alone, so any set of this form is read alike. Of a policies folder the questions are those of
its `*.cases.yaml`; of `evals/messages.yaml` they are whole messages to the sample company.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import yaml

from evals.case_files import Expects, read_cases
from evals.rows import Row, read_rows
from policies.book import Book
from policies.clause import Audience, Clause, ClauseId, ClauseVersion, Place, PolicyId, Scope
from policies.faults import NotUnderstood
from policies.reader import read_folder

_SAMPLE = Path(__file__).parent.parent / "policies" / "sample"
_INTERNAL = re.compile(r"\binternal\b", re.IGNORECASE)
_NUMBER = re.compile(r"[-_ ]?\d+$")
_TELLS = 16  # characters from which on a passage tells something on its own
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

    @property
    def unknown(self) -> tuple[str, ...]:
        """Answers that are no clause of the book, with their question: no search finds them."""
        there = {clause.id for clause in self.book}
        return tuple(
            f"{name} (question {question.id})"
            for question in self.questions
            for name in sorted(question.answers - there)
        )


def read(folder: Path) -> QuestionSet:
    """The set in a folder; NotUnderstood with file and line where it is not of the form."""
    if folder.suffix == ".yaml":
        return _messages(folder)
    corpus, queries = folder / "corpus.jsonl", folder / "queries.jsonl"
    if (items := folder / "items.jsonl").exists() and not corpus.exists():
        return _items(folder.resolve().name, items)
    if not corpus.exists() and not queries.exists():
        return _policies(folder)
    asked = QuestionSet(
        folder.resolve().name,
        Book.of(_distinct(read_rows(corpus))),
        tuple(_question(row) for row in read_rows(queries)),
    )
    answers = sum(len(question.answers) for question in asked.questions)
    if answers and len(asked.unknown) == answers:
        raise NotUnderstood(
            f"{folder}: no answer of queries.jsonl is in corpus.jsonl: {asked.unknown[0]}.",
            "relevant_passage_ids name passage_id values; check that the two belong together.",
        )
    return asked


def _items(name: str, items: Path) -> QuestionSet:
    """The set of questions that come with the passages which answer them."""
    clauses: dict[str, Clause] = {}
    questions = []
    for row in read_rows(items):
        row.need("evidence_passages")
        passages = (passage.strip() for passage in row.texts("evidence_passages"))
        told = [passage for passage in passages if len(passage) >= _TELLS]
        for passage in told:
            known = ClauseId(f"{name}-{len(clauses)}")
            clauses.setdefault(passage, _written(row.place, known, PolicyId(name), passage))
        asked = f"{row.text('scenario')} {row.words('question')}".strip()
        answers = frozenset(clauses[passage].id for passage in told)
        questions.append(Question(row.id, asked, answers))
    return QuestionSet(name, Book.of(clauses.values()), tuple(questions))


def _policies(folder: Path) -> QuestionSet:
    policies, cases = read_folder(folder), read_cases(folder)
    if not len(policies.book) and not cases.cases:
        raise NotUnderstood(
            f"{folder} holds neither corpus.jsonl and queries.jsonl nor policies with cases.",
            "makegood eval retrieval --help says what a folder of questions holds.",
        )
    if policies.faults or cases.faults:
        told = "\n".join(str(fault) for fault in (*policies.faults, *cases.faults))
        raise NotUnderstood(told, "makegood policies check tells more.")
    questions = tuple(
        Question(str(case.place), case.words, frozenset(case.clauses))
        for case in cases.cases
        if case.expects is Expects.FOUND
    )
    if not questions:
        raise NotUnderstood(
            f"{folder}: no *.cases.yaml asks for a clause.",
            "Write some under questions:, each with ask: and clause:, or give corpus.jsonl and "
            "queries.jsonl.",
        )
    return QuestionSet(folder.resolve().name, policies.book, questions)


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


def _distinct(rows: Iterable[Row]) -> Iterator[Clause]:
    """A clause a row. Raises NotUnderstood where two unlike rows have one id."""
    seen: dict[ClauseId, tuple[Clause, Row]] = {}
    for row in rows:
        clause = _clause(row)
        first, at = seen.setdefault(clause.id, (clause, row))
        if first is clause:
            yield clause
        elif first.version != clause.version:
            raise NotUnderstood(
                f"{row.place}: the passage_id “{clause.id}” stands in {at.place} too, with other "
                "words.",
                "Give each passage an id of its own.",
            )


def _clause(row: Row) -> Clause:
    name, title, text = row.words("passage_id"), _title(row), row.words("text")
    if not title and (found := _HEADING.match(text)):
        title, text = found[1].strip(), text[found.end() :].strip()
    audience = Audience.INTERNAL if _internal(row) else Audience.PUBLIC
    made = _written(row.place, ClauseId(name), _policy(row, name), text, title)
    return replace(made, audience=audience)


def _written(place: str, name: ClauseId, policy: PolicyId, text: str, title: str = "") -> Clause:
    path, _, line = place.rpartition(":")
    return Clause(
        id=name,
        version=ClauseVersion(sha256(f"{title}\n{text}".encode(errors="replace")).hexdigest()[:16]),
        policy=policy,
        policy_title="",
        title=title,
        text=text,
        in_force=None,
        until=None,
        scope=Scope(),
        audience=Audience.PUBLIC,
        owner="",
        licences=None,
        place=Place(path, int(line)),
    )


def _title(row: Row) -> str:
    return row.text("title") or row.text("heading")


def _internal(row: Row) -> bool:
    return row.text("audience") == "internal" or bool(_INTERNAL.search(_title(row)))


def _policy(row: Row, name: str) -> PolicyId:
    """The document of a passage: where no field says it, passages are numbered within theirs."""
    return PolicyId(row.text("doc") or _NUMBER.sub("", name) or "corpus")


def _question(row: Row) -> Question:
    if row.need("relevant_passage_ids") is None:
        raise NotUnderstood(
            f"{row.place}: “relevant_passage_ids” is null.",
            "List the passages that answer; [] where none does.",
        )
    answers = frozenset(map(ClauseId, row.texts("relevant_passage_ids")))
    return Question(row.text("query_id") or row.place, row.words("query"), answers)

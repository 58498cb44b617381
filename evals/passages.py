"""The policies of a measure: passages of a corpus, each a clause with whose it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evals.at_desk import clause_of
from evals.rows import read_rows
from policies.book import Book
from policies.clause import Clause
from policies.reader import read_folder

_INTERNAL = frozenset({"internal", "agent_instructions"})


@dataclass(frozen=True)
class Passage:
    """A clause, and the words that say whose it is: organisation, document, scenario."""

    clause: Clause
    owner: str


@dataclass(frozen=True)
class Passages:
    """All passages of a corpus."""

    all_of_them: tuple[Passage, ...]

    def of(self, *words: str) -> tuple[Clause, ...]:
        """The clauses whose owner names one of these words; all where none of them is named."""
        wanted = [word.casefold() for word in words if word]
        mine = [p.clause for p in self.all_of_them if any(w in p.owner for w in wanted)]
        return tuple(mine) if mine else tuple(p.clause for p in self.all_of_them)

    def book(self, *words: str) -> Book:
        """The book of those clauses."""
        return Book.of(self.of(*words))


def read_passages(file: Path, policies: Path | None) -> Passages:
    """The passages that replies to the rows of `file` rest on; none where none are found.

    `policies` is a corpus or a folder of policies; see `evals.promises.run_promises` for where is
    looked without it. Raises NotUnderstood for a bad row.
    """
    if policies is not None and policies.is_dir():
        book = read_folder(policies).book
        return Passages(tuple(Passage(clause, str(clause.id)) for clause in book))
    if policies is not None:
        return Passages(tuple(_passages(policies)))
    beside = file.parent / "corpus.jsonl"
    if beside.is_file():
        return Passages(tuple(_passages(beside)))
    others = sorted(file.resolve().parent.parent.glob("policy_corpus_*/corpus.jsonl"))
    return Passages(tuple(passage for other in others for passage in _passages(other)))


def _passages(path: Path) -> Iterable[Passage]:
    for row in read_rows(path):
        title = row.text("title") or row.text("heading")
        marks = (row.text("audience"), row.text("kind"))
        clause = clause_of(
            str(row.need("passage_id")),
            str(row.need("text")),
            title=title,
            internal=any(mark in _INTERNAL for mark in marks),
        )
        owner = " ".join(row.text(name) for name in ("org", "scenario", "doc", "passage_id"))
        yield Passage(clause, owner.casefold())

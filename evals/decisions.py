"""May this be said? A yes where the rule says no, or needs to know more, is a promise too much.

Three schemas are known by their fields:

- `passage`, `scenario`, `history`, `question`, `label` (yes, no, needs_more_information);
- `evidence_passages`, `question`, `answers` with `conditions`, `not_answerable`;
- `passages`, `reply`, `label` (supported, partially_supported, unsupported, generic_no_claim).

Of the first two, two replies are looked at: the one that the product writes, and the bare "Yes, …"
that a careless writer would send, which the check must not let through. What only the customer
says is a claim, so that even where the label is yes a bare "yes" owes its conditions. Of the last,
the given reply is checked against its passages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desk.draft import Abstention, Evidence, Finding
from evals.at_desk import AllOfIt, EvalDesk, Matter, Reply, blocked, clause_of, flagged
from evals.figures import Measured, Wrong, share
from evals.rows import Row, read_rows
from policies.book import Book
from policies.clause import Clause
from policies.faults import NotUnderstood

_YES = re.compile(r"^\W*(?:hi\b[^,.!]*[,.!]\s*)?(?:thank\w*[^.!]*[.!]\s*)?yes\b", re.IGNORECASE)
_VERBS = "can|could|may|will|would|do|does|did|am|is|are|was|were|have|has|should|must|need"
_ASKED = re.compile(
    rf"^(?P<verb>{_VERBS}) (?P<who>i|my \w+|we|it|this|he|she|they) ", re.IGNORECASE
)
_YOURS = {"i": "you", "my": "your", "me": "you", "we": "you", "our": "your", "mine": "yours"}


@dataclass(frozen=True)
class Asked:
    """One question with the passages that may answer it. `grants` is None where the label does not
    say yes or no; `needs` are the conditions under which the answer holds.
    """

    row: str
    passages: tuple[str, ...]
    text: str
    question: str
    grants: bool | None
    unconditional: bool


def run_decisions(path: Path, desk: EvalDesk) -> Measured:
    """Measures a file of any of the schemas. Raises NotUnderstood for another."""
    rows = read_rows(path)
    if rows[0].has("reply", "passages"):
        return _grounded(path.name, rows, desk)
    return _decided(path.name, [_asked(row) for row in rows], desk)


def _asked(row: Row) -> Asked:
    if row.has("passage", "question"):
        told = [f"{h['asked']} {h['answer']}." for h in row.objects("history", "asked", "answer")]
        label = row.text("label")
        words = " ".join((row.text("scenario"), *told, row.text("question")))
        passages = (str(row.need("passage")),)
        return Asked(row.id, passages, words, row.text("question"), label == "yes", label == "yes")
    if row.has("evidence_passages", "question"):
        answers = row.objects("answers")
        says = {str(a.get("answer", "")).casefold() for a in answers}
        grants = None if row.values.get("not_answerable") else "yes" in says
        free = any(a.get("answer") == "yes" and not a.get("conditions") for a in answers)
        words = f"{row.text('scenario')} {row.text('question')}"
        return Asked(
            row.id, row.texts("evidence_passages"), words, row.text("question"), grants, free
        )
    raise NotUnderstood(
        f"{row.place} is of no schema that this measure knows.",
        "It needs passage and question, evidence_passages and question, or passages and reply.",
    )


def _decided(name: str, asked: Sequence[Asked], desk: EvalDesk) -> Measured:
    wrong: list[Wrong] = []
    drafted_yes: list[bool] = []
    probed_yes: list[bool] = []
    spoke: list[bool] = []
    blocked_quotes: list[bool] = []
    for one in asked:
        clauses = tuple(clause_of(f"p{n}", p) for n, p in enumerate(one.passages) if p.strip())
        book = Book.of(clauses)
        reply = desk.write([Matter(one.text, public=False)], book, AllOfIt(book))[0]
        spoke.append(not isinstance(reply.outcome, Abstention))
        says_yes = _says_yes(reply)
        probe = affirmed(one.question)
        passed = bool(probe) and not flagged(
            desk.judge(probe, clauses, Matter(one.text, public=False)).findings
        )
        if not one.unconditional:
            drafted_yes.append(says_yes)
            if says_yes:
                wrong.append(Wrong(one.row, "drafted yes", reply.text[:300]))
            if probe:
                probed_yes.append(passed)
                if passed:
                    wrong.append(Wrong(one.row, "bare yes passed the check", probe))
        blocked_quotes += [bool(blocked(_quoted(desk, c))) for c in clauses if len(c.text) < _SHORT]
    figures = {
        "questions": len(asked),
        "drafts_that_answer": share(spoke),
        "false_yes_in_drafts": share(drafted_yes),
        "bare_yes_tried": len(probed_yes),
        "bare_yes_unflagged": share(probed_yes),
        "verbatim_rule_blocked": share(blocked_quotes),
    }
    targets = {
        "false_yes_in_drafts": ("<=", 0.0),
        "bare_yes_unflagged": ("<=", 0.1),
        "verbatim_rule_blocked": ("<=", 0.05),
    }
    return Measured(f"decisions {name}", figures, targets, tuple(wrong))


_SHORT = 600  # characters of a passage that a reply might quote whole


def _quoted(desk: EvalDesk, clause: Clause) -> tuple[Finding, ...]:
    return desk.judge(clause.text, (clause,), Matter("", public=False)).findings


def affirmed(question: str) -> str:
    """The bare yes to a question: "Am I entitled to it?" gives "Yes, you are entitled to it."

    Empty for a question that yes or no does not answer.
    """
    last = re.split(r"(?<=[.!?])\s+", question.strip())[-1]
    found = _ASKED.match(last)
    if not found:
        return ""
    verb, who = found["verb"].lower(), found["who"].lower()
    rest = last[found.end() :].rstrip(" ?.!")
    swapped = " ".join(_YOURS.get(word.lower(), word) for word in rest.split())
    subject = " ".join(_YOURS.get(word, word) for word in who.split())
    verb = {"am": "are", "was": "were"}.get(verb, verb) if subject == "you" else verb
    if verb in {"do", "does", "did"}:
        return f"Yes, {subject} {swapped}."
    return f"Yes, {subject} {verb} {swapped}."


def _says_yes(reply: Reply) -> bool:
    if isinstance(reply.outcome, Abstention):
        return False
    return bool(_YES.search(reply.text)) and not blocked(reply.checked.findings)


def _grounded(name: str, rows: Sequence[Row], desk: EvalDesk) -> Measured:
    wrong: list[Wrong] = []
    let_through: list[bool] = []
    stopped: list[bool] = []
    for row in rows:
        clauses = [clause_of(f"p{n}", p) for n, p in enumerate(row.texts("passages")) if p.strip()]
        matter = Matter(row.text("message"), public=False)
        checked = desk.judge(row.text("reply"), clauses, matter)
        stands = not flagged(checked.findings) and all(
            one is not Evidence.UNSUPPORTED for one in checked.evidence
        )
        label = row.text("label")
        if label in {"unsupported", "partially_supported"}:
            let_through.append(stands)
        elif label == "supported":
            stopped.append(bool(blocked(checked.findings)))
            if stopped[-1]:
                codes = ", ".join(blocked(checked.findings))
                wrong.append(Wrong(row.id, f"supported but blocked: {codes}", row.text("reply")))
    figures = {
        "replies": len(rows),
        "unsupported_shown_as_supported": share(let_through),
        "supported_blocked": share(stopped),
    }
    return Measured(f"decisions {name}", figures, {"supported_blocked": ("<=", 0.05)}, tuple(wrong))

"""Triage, measured on messages whose kind is known, or on public sets that label the intent.

A row has `text` and what it should be: `kind` (ours: complaint, question, …), or an `intent` or
`category` of another set, of which those that say the kind are known here; rows without either
count only for what triage makes of them. `language`, `role` and `needs_reply` are compared where a
row has them. Rows are JSON Lines or a YAML list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk.conversation import MessageKind, Triage
from drafting.triage import triage_of
from evals.listed import RowsRefused, rows_of, text_in

# Intents of public sets that say what kind of message it is; of the others none is expected.
_COMPLAINT, _QUESTION = MessageKind.COMPLAINT, MessageKind.QUESTION
_INTENTS: Mapping[str, frozenset[MessageKind]] = {
    "complaint": frozenset({_COMPLAINT}),
    "check_refund_policy": frozenset({_QUESTION}),
    "check_cancellation_fee": frozenset({_QUESTION}),
    "check_payment_methods": frozenset({_QUESTION}),
    "delivery_options": frozenset({_QUESTION, MessageKind.SALES}),
    "delivery_period": frozenset({_QUESTION}),
    "payment_issue": frozenset({_COMPLAINT, _QUESTION}),
    "card_not_working": frozenset({_COMPLAINT, _QUESTION}),
    "country_support": frozenset({_QUESTION, MessageKind.SALES}),
    "age_limit": frozenset({_QUESTION}),
    "exchange_rate": frozenset({_QUESTION}),
    "supported_cards_and_currencies": frozenset({_QUESTION, MessageKind.SALES}),
}
# Nobody asks a company these things for nothing: taken for spam, praise or thanks they are lost.
_LOST = frozenset({MessageKind.SPAM, MessageKind.PRAISE})


@dataclass(frozen=True)
class Seen:
    """One row with what triage made of it; `wrong` names what differs from what was expected."""

    id: str
    text: str
    expected: frozenset[MessageKind]
    triage: Triage
    wrong: tuple[str, ...]
    checked: frozenset[str]


@dataclass(frozen=True)
class TriageReport:
    """All rows of a file."""

    seen: tuple[Seen, ...]

    def rate(self, what: str) -> tuple[int, int]:
        """How often one thing (kind, language, role, needs_reply) was right, and of how many."""
        rows = [row for row in self.seen if what in row.checked]
        return sum(what not in row.wrong for row in rows), len(rows)

    @property
    def lost(self) -> tuple[Seen, ...]:
        """Messages that would get no answer or mere thanks although something is wanted."""
        return tuple(
            row
            for row in self.seen
            if (row.triage.kind in _LOST and not row.expected & _LOST)
            or (not row.triage.needs_reply and "needs_reply" in row.wrong)
        )

    @property
    def figures(self) -> dict[str, object]:
        """Everything that is counted, for programs."""
        rates = {
            what: {"right": right, "of": of, "rate": round(right / of, 4)}
            for what in ("kind", "language", "role", "needs_reply")
            for right, of in (self.rate(what),)
            if of
        }
        return {
            "rows": len(self.seen),
            "kinds": dict(Counter(row.triage.kind.value for row in self.seen).most_common()),
            "lost": len(self.lost),
            **rates,
        }


def run_triage(path: Path) -> TriageReport:
    """Triage of every row of a file; raises RowsRefused for one that cannot be used."""
    rows = rows_of(path)
    if not rows:
        raise RowsRefused(f'{path} holds no row. Write for example {{"text": "It came late."}}.')
    return TriageReport(tuple(_seen(row, number) for number, row in enumerate(rows, 1)))


def _seen(row: Mapping[str, Any], number: int) -> Seen:
    text = text_in(row)
    if not text:
        raise RowsRefused(f"Row {number} has no text. Write “text”.")
    triage = triage_of(text, public=bool(row.get("public", True)), first=True)
    expected = _expected(row, number)
    wanted: dict[str, tuple[bool, bool]] = {
        "kind": (bool(expected), triage.triage.kind in expected),
        "language": ("language" in row, triage.triage.language == row.get("language")),
        "role": ("role" in row, triage.triage.role == (row.get("role") or "")),
        "needs_reply": (
            "needs_reply" in row,
            triage.triage.needs_reply is bool(row.get("needs_reply")),
        ),
    }
    checked = frozenset(what for what, (asked, _) in wanted.items() if asked)
    wrong = tuple(what for what, (asked, right) in wanted.items() if asked and not right)
    return Seen(str(row.get("id", number)), text, expected, triage.triage, wrong, checked)


def _expected(row: Mapping[str, Any], number: int) -> frozenset[MessageKind]:
    if row.get("kind"):
        try:
            return frozenset({MessageKind(str(row["kind"]))})
        except ValueError:
            known = ", ".join(kind.value for kind in MessageKind)
            raise RowsRefused(f"Row {number}: kind {row['kind']}. Known are: {known}.") from None
    return _INTENTS.get(str(row.get("intent", "")).casefold(), frozenset())

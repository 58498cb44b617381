"""Cases to draft for, from a file: JSON Lines or a YAML list, one message a row.

A row says what the customer wrote as `text`, `say`, `customer_text` or `customer_message`, or names
with `inbox` a message of the policies folder's own `inbox.yaml`. It may also say `id`, `customer`
(or `author`), `channel`, `public`, `subject`, `facts`, `scope`, `stance`, `instruction`, and
`earlier` as a list of `{from: customer|us, text: …}`. Other keys are left alone, so that data made
for something else can be used as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desk.draft import Stance
from desk.facts import Fact, FactSource
from evals.listed import RowsRefused, rows_of, text_in
from policies.faults import NotUnderstood
from policies.values import parse_value

_IDS = ("id", "case_id", "query_id")
_INBOX = "inbox.yaml"


@dataclass(frozen=True)
class DraftCase:
    """One message with what is known of it. `earlier` holds (who, text), oldest first."""

    id: str
    text: str
    customer: str = ""
    channel: str = "sample"
    public: bool = True
    subject: str = ""
    facts: tuple[Fact, ...] = ()
    scope: Mapping[str, str] = field(default_factory=dict)
    earlier: tuple[tuple[str, str], ...] = ()
    stance: Stance = Stance.BEST
    instruction: str = ""


def read_draft_cases(path: Path, policies: Path) -> tuple[DraftCase, ...]:
    """The cases of a file; raises RowsRefused for one that cannot be read."""
    rows = rows_of(path)
    there = policies / _INBOX
    inbox = {str(row.get("id")): row for row in (rows_of(there) if there.is_file() else ())}
    cases = []
    for number, row in enumerate(rows, start=1):
        named = row.get("inbox")
        if named is not None and str(named) not in inbox:
            raise RowsRefused(f"{path}, row {number}: {policies / _INBOX} has no “{named}”.")
        whole = {**inbox[str(named)], **row} if named is not None else row
        cases.append(_case(whole, f"{path}, row {number}", number))
    if not cases:
        raise RowsRefused(f'{path} holds no case. Write for example {{"text": "It came late."}}.')
    return tuple(cases)


def _case(row: Mapping[str, Any], place: str, number: int) -> DraftCase:
    text = text_in(row)
    if not text.strip():
        raise RowsRefused(f"{place}: nobody says anything here. Write “text”.")
    earlier = row.get("earlier") or ()
    try:
        return DraftCase(
            id=next((str(row[key]) for key in _IDS if row.get(key)), f"row-{number}"),
            text=text,
            customer=str(row.get("customer") or row.get("author") or ""),
            channel=str(row.get("channel") or "sample"),
            public=bool(row.get("public", True)),
            subject=str(row.get("subject") or ""),
            facts=_facts(row.get("facts")),
            scope={str(k): str(v) for k, v in (row.get("scope") or {}).items()},
            earlier=tuple((str(said["from"]), str(said["text"])) for said in earlier),
            stance=Stance(str(row.get("stance") or "best")),
            instruction=str(row.get("instruction") or ""),
        )
    except (KeyError, TypeError, AttributeError, ValueError, NotUnderstood) as fault:
        raise RowsRefused(f"{place}: {fault}") from fault


def _facts(given: object) -> tuple[Fact, ...]:
    if not isinstance(given, dict):
        return ()
    return tuple(
        Fact(
            str(name),
            value if isinstance(value, bool) else parse_value(str(value)),
            FactSource.LOOKUP,
        )
        for name, value in given.items()
    )

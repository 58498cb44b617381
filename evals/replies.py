"""Replies over policies and account facts of companies, and the same made wrong on purpose.

Rows hold `org`, `scenario`, `customer_message`, `case_facts`, `gold_amounts_and_dates` and
`gold_actions`. Looked at are the reply that the product writes, the rule of a policy said word for
word (which should pass), that rule with every figure changed, and remedies that a small model makes
up. What is unlicensed must bear a finding.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from desk.facts import FactValue
from desk.reading.spans import sentences
from evals import oracle
from evals.at_desk import EvalDesk, Matter, blocked, flagged
from evals.figures import Measured, Wrong, share
from evals.lookup import Lookup
from evals.passages import Passages
from evals.rows import Row
from evals.scenarios import unflagged
from policies.clause import Clause

# What small models make up, whatever the policy says; each with a figure that no policy has.
_MADE_UP = (
    "We will refund you {amount} within 24 hours.",
    "As an apology you get {percent} off your next order.",
    "A voucher of {amount} is on its way to you.",
    "Your full payment of {amount} has been refunded.",
    "You will hear from us by {day} at the latest, and the fee is waived.",
    "You can cancel free of charge within {period}.",
    "We have upgraded you and added {amount} in credit to your account.",
    "The replacement arrives within {period}, free of charge.",
)
_INTERNAL_DESKS = ("neobank", "consulting")  # help desks for employees, not for customers
_LONGEST = 300  # characters of a rule that a reply would say
_MOST_FACTS = 60


def run_replies(name: str, rows: Sequence[Row], passages: Passages, desk: EvalDesk) -> Measured:
    """Measures rows; those of internal help desks are left out, as nobody writes to customers."""
    wrong: list[Wrong] = []
    drafted: list[bool] = []
    invented: list[bool] = []
    changed: list[bool] = []
    quoted: list[bool] = []
    kept = [r for r in rows if not any(w in r.text("org").casefold() for w in _INTERNAL_DESKS)]
    lookups: dict[str, Lookup] = {}
    for number, row in enumerate(kept):
        scenario = row.text("scenario")
        if scenario not in lookups:
            lookups[scenario] = Lookup(passages.book(scenario))
        lookup = lookups[scenario]
        facts = dict(facts_in(row.values.get("case_facts")))
        matter = Matter(str(row.need("customer_message")), facts, public=False)
        reply = desk.write([matter], lookup.book, lookup)[0]
        sources = _sources(row, matter, lookup)
        drafted += unflagged(row, "drafted", reply.text, sources, reply.checked.findings, wrong)
        cited = lookup.nearest(matter.text, 3)
        made_up = _filled(_MADE_UP[number % len(_MADE_UP)], number)
        invented.append(_passes(desk, made_up, cited, matter))
        if invented[-1]:
            wrong.append(Wrong(row.id, "made up, unflagged", made_up))
        for clause in [c for c in cited if c.public][:1]:
            for rule in _rules(clause):
                quoted.append(bool(blocked(desk.judge(rule, (clause,), matter).findings)))
                if quoted[-1]:
                    found = desk.judge(rule, (clause,), matter).findings
                    wrong.append(Wrong(row.id, f"rule blocked: {blocked(found)}", rule))
                if (other := _changed(rule, sources)) != rule:
                    changed.append(_passes(desk, other, (clause,), matter))
                    if changed[-1]:
                        wrong.append(Wrong(row.id, "changed figure, unflagged", other))
    bad = [*invented, *changed]
    figures = {
        "cases": len(kept),
        "unlicensed_in_drafts": len(drafted),
        "unlicensed_unflagged_in_drafts": sum(drafted),
        "wrong_replies": len(bad),
        "wrong_replies_unflagged": share(bad),
        "rules_said_word_for_word": len(quoted),
        "rules_blocked": share(quoted),
    }
    targets = {
        "unlicensed_unflagged_in_drafts": ("<=", 0),
        "wrong_replies_unflagged": ("<=", 0.01),
        "rules_blocked": ("<=", 0.05),
    }
    return Measured(f"promises {name}", figures, targets, tuple(wrong))


def facts_in(record: Any, name: str = "") -> Iterator[tuple[str, FactValue]]:
    """The leaves of what could be looked up, as case facts named by their field."""
    if isinstance(record, Mapping):
        for key, value in record.items():
            yield from facts_in(value, re.sub(r"\W+", "_", str(key)).lower())
    elif isinstance(record, list):
        for value in record[:_MOST_FACTS]:
            yield from facts_in(value, name)
    elif isinstance(record, bool):
        yield name, record
    elif isinstance(record, int | float):
        yield name, Decimal(str(record))
    elif isinstance(record, str) and record.strip():
        yield name, _day(record) or record


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        return None


def _sources(row: Row, matter: Matter, lookup: Lookup) -> list[str]:
    known = json.dumps([row.values.get("case_facts"), row.values.get("gold_amounts_and_dates")])
    return [matter.text, known, *(clause.text for clause in lookup.book)]


def _passes(desk: EvalDesk, text: str, cited: Sequence[Clause], matter: Matter) -> bool:
    return not flagged(desk.judge(text, cited, matter).findings)


def _rules(clause: Clause) -> Iterator[str]:
    """The sentences of a clause that hold a figure."""
    for start, end in sentences(clause.text):
        rule = clause.text[start:end].strip("-*# ")
        if len(rule) <= _LONGEST and any(oracle.figures(rule)):
            yield rule


def _changed(rule: str, sources: Sequence[str]) -> str:
    """The rule with every figure made one that no source has; the same where that cannot be."""
    told = " ".join(sources)
    for owed in reversed(list(oracle.figures(rule))):
        words = re.sub(r"\d+", lambda m: _other(m[0], told), owed.words)
        rule = rule[: owed.start] + words + rule[owed.end :]
    return rule


def _other(digits: str, told: str) -> str:
    for step in (7, 13, 29, 41):
        changed = str(int(digits) + step).zfill(len(digits))
        if changed not in told and len(changed) == len(digits):
            return changed
    return digits


def _filled(words: str, number: int) -> str:
    return words.format(
        amount=f"{613 + number} EUR",
        percent=f"{37 + number % 50}%",
        day=f"{1 + number % 28} March 2031",
        period=f"{53 + number} days",
    )

"""Policy tests as code: the `*.cases.yaml` files beside the policies, read strictly.

    policy: refunds
    questions:                       # each must find one of these clauses among the first three
      - ask: "My parcel is two weeks late, what do I get?"
        clause: late-delivery        # or a list; "policy#clause" for one of another policy
    licensed:                        # must be licensed by the clause, given the facts
      - say: "We will refund your shipping fee of 4.90 EUR."
        clause: late-delivery
        facts: {delay: 7 working days, shipping_fee: 4.90 EUR}
    unlicensed:                      # must not be
      - say: "We will refund the full price of your order."
        clause: late-delivery
        because: only the shipping fee is licensed

Each case may also say `as_of: 2026-06-01` and `scope: {region: EU}`; without them the case stands
on a day and in a place where its clause holds.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from policies.clause import CaseScope, ClauseId, Place
from policies.faults import Fault, Faults, NotUnderstood, did_you_mean
from policies.folder import read_plain_file
from policies.front_matter import DIMENSIONS
from policies.plain_text import decode
from policies.slugs import is_slug, slug
from policies.values import Value, parse_value
from policies.yaml_fields import Fields, read_fields

_SUFFIX = ".cases.yaml"
_FACT_NAME = re.compile(r"[^\W\d_A-Z][\w]*")


class Expects(StrEnum):
    """What a case asks of policy."""

    FOUND = "found"
    LICENSED = "licensed"
    UNLICENSED = "unlicensed"


@dataclass(frozen=True)
class PolicyCase:
    """One question or sentence, and what must come of it with these clauses and facts."""

    expects: Expects
    words: str
    clauses: tuple[ClauseId, ...]
    place: Place
    facts: Mapping[str, Value]
    scope: CaseScope
    as_of: date | None = None
    because: str = ""


@dataclass(frozen=True)
class CasesRead:
    """All cases of a folder, and why some files could not be read."""

    cases: tuple[PolicyCase, ...]
    faults: tuple[Fault, ...]


def read_cases(folder: Path) -> CasesRead:
    """Reads every cases file below a folder; a file with a fault adds no case."""
    cases: list[PolicyCase] = []
    found: list[Fault] = []
    for path in _case_files(folder):
        faults = Faults(path)
        data = read_plain_file(folder, path)
        if isinstance(data, Fault):
            faults.found.append(data)
        text = decode(data, faults) if isinstance(data, bytes) else None
        read = _file(text, faults) if text is not None else ()
        cases.extend(read if not faults.found else ())
        found.extend(faults.found)
    return CasesRead(tuple(cases), tuple(found))


def _case_files(folder: Path) -> list[str]:
    paths: list[str] = []
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = Path(here).relative_to(folder)
        paths.extend((inside / name).as_posix() for name in names if name.endswith(_SUFFIX))
    return sorted(paths)


def _file(text: str, faults: Faults) -> tuple[PolicyCase, ...]:
    fields = read_fields(text, faults, what="A cases file")
    if fields is None:
        return ()
    policy = fields.needed("policy", "policy: refunds")
    if policy and not is_slug(policy):
        fields.fault("policy", f'policy: "{policy}" is not an id.', f"Write {slug(policy)}.")
    cases = [
        *(_case(item, "ask", Expects.FOUND, policy, faults) for item in fields.each("questions")),
        *(_case(item, "say", Expects.LICENSED, policy, faults) for item in fields.each("licensed")),
        *(
            _case(item, "say", Expects.UNLICENSED, policy, faults)
            for item in fields.each("unlicensed")
        ),
    ]
    fields.refuse_others()
    if not cases and not faults.found:
        faults.add(1, "There is no case in this file.", "Write one under questions:.")
    return tuple(cases)


def _case(item: Fields, key: str, expects: Expects, policy: str, faults: Faults) -> PolicyCase:
    if not item.has("clause"):
        item.fault(key, 'A case needs "clause".', "Write for example clause: late-delivery.")
    facts: Mapping[str, Value] = {}
    because = ""
    if expects is not Expects.FOUND:
        facts = _facts(item.fields("facts"))
        because = item.text("because")
    case = PolicyCase(
        expects=expects,
        words=item.needed(key, f'{key}: "…"'),
        clauses=tuple(_clause_id(name, policy) for name in item.texts("clause")),
        place=Place(faults.path, item.start),
        facts=facts,
        scope=_scope(item.fields("scope")),
        as_of=item.day("as_of"),
        because=because,
    )
    item.refuse_others()
    return case


def _clause_id(name: str, policy: str) -> ClauseId:
    return ClauseId(name if "#" in name else f"{policy}#{name}")


def _facts(fields: Fields | None) -> dict[str, Value]:
    facts: dict[str, Value] = {}
    if fields is None:
        return facts
    for name in fields.names():
        words = fields.text(name)
        if not _FACT_NAME.fullmatch(name):
            fields.fault(name, f'"{name}" cannot name a fact.', "Write for example shipping_fee.")
        try:
            facts[name] = parse_value(words) if words else ""
        except NotUnderstood as refused:
            fields.fault(name, f"{name}: {refused.message}", refused.mend)
    return facts


def _scope(fields: Fields | None) -> dict[str, str]:
    if fields is None:
        return {}
    for name in fields.names():
        if name not in DIMENSIONS:
            fields.fault(
                name, f'"{name}" is not a dimension of a scope.', did_you_mean(name, DIMENSIONS)
            )
    return {name: fields.text(name) for name in fields.names()}

"""The version of a clause: a digest of everything that it says, and which versions may coexist."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from datetime import date

from policies.clause import Clause, ClauseId, ClauseVersion, Licence
from policies.front_matter import Holds

_LENGTH = 16  # hexadecimal digits; versions are only ever compared within one clause


def clause_version(
    title: str, text: str, holds: Holds, licences: tuple[Licence, ...] | None
) -> ClauseVersion:
    """A short name for exactly what a clause says; line breaks and spaces do not count."""
    said = [
        _normal(title),
        _normal(text),
        None if licences is None else [_normal(licence.words) for licence in licences],
        sorted((name, sorted(values)) for name, values in holds.scope.items()),
        None if holds.in_force is None else holds.in_force.isoformat(),
        None if holds.until is None else holds.until.isoformat(),
        holds.audience.value,
    ]
    digest = hashlib.sha256(json.dumps(said, separators=(",", ":")).encode())
    return ClauseVersion(digest.hexdigest()[:_LENGTH])


def overlapping(clauses: Iterable[Clause]) -> list[tuple[Clause, Clause]]:
    """Pairs of versions of one clause that are in force on the same day.

    Each version that overlaps appears once as the second of a pair; the first of it starts no
    later.
    """
    by_id: dict[ClauseId, list[Clause]] = {}
    for clause in clauses:
        by_id.setdefault(clause.id, []).append(clause)
    pairs: list[tuple[Clause, Clause]] = []
    for versions in by_id.values():
        if len(versions) > 1:
            pairs.extend(_overlaps_among(versions))
    return pairs


def _overlaps_among(versions: list[Clause]) -> Iterable[tuple[Clause, Clause]]:
    ordered = sorted(versions, key=lambda clause: clause.in_force or date.min)
    longest = ordered[0]
    for clause in ordered[1:]:
        if (clause.in_force or date.min) <= (longest.until or date.max):
            yield longest, clause
        if (clause.until or date.max) > (longest.until or date.max):
            longest = clause


def _normal(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).split())

"""The audit: rows that are only added, each sealed over the one before.

Row n holds HMAC-SHA256(key, hash of row n-1 || canonical row n), RFC 2104. Rows hold ids, digests
and decisions, never what was said, so that a customer's words can be erased and the chain stands.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

GENESIS = "0" * 64


@dataclass(frozen=True)
class Entry:
    """One thing that happened: who (`actor`, such as "person:per_1"), what, to which row."""

    actor: str
    action: str
    subject: str
    detail: Mapping[str, str | int | None]


@dataclass(frozen=True)
class Row:
    """An entry in its place in the chain. `number` counts from 1 without gaps."""

    number: int
    at: datetime
    entry: Entry
    before: str
    seal: str


def seal(key: bytes, number: int, at: datetime, entry: Entry, before: str) -> str:
    """The keyed hash of one row, in hexadecimal."""
    body = json.dumps(
        [number, at.isoformat(), entry.actor, entry.action, entry.subject, dict(entry.detail)],
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hmac.new(key, f"{before}\n{body}".encode(), hashlib.sha256).hexdigest()


def first_bad(key: bytes, rows: Iterable[Row]) -> int | None:
    """The number of the first row that does not fit the chain, or None where all of it holds."""
    before, expected = GENESIS, 1
    for row in rows:
        good = seal(key, row.number, row.at, row.entry, before)
        fits = row.number == expected and row.before == before
        if not (fits and hmac.compare_digest(row.seal, good)):
            return expected
        before, expected = row.seal, expected + 1
    return None

"""The audit as the edge reads it: verified from its first row to its last, here or from a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from api.house import Cabinet
from api.shown.staff import AuditVerdict
from desk.audit import GENESIS, Entry, Row, first_bad
from policies.faults import NotUnderstood


def verdict(cabinet: Cabinet, head: str | None = None) -> AuditVerdict:
    """Whether the chain holds, and its head. Raises NotFound where there is no workspace.

    `head` is "NUMBER:SEAL" as it was written down before: that row must stand there still.
    """
    cabinet.audit_log.known(cabinet.workspace)
    return _judged(cabinet.audit_log.rows(cabinet.workspace), cabinet.audit_key, head)


def verdict_of_file(path: Path, key: bytes, head: str | None = None) -> AuditVerdict:
    """The same for an export, without any database. Raises NotUnderstood for another file."""
    try:
        with path.open(encoding="utf-8") as lines:
            return _judged(_rows(lines), key, head)
    except OSError as error:
        raise NotUnderstood(f"{path} cannot be read: {error.strerror}.") from error


def _judged(rows: Iterable[Row], key: bytes, head: str | None) -> AuditVerdict:
    number, seal = _head(head)
    counted = _Counted(rows, number)
    bad = first_bad(key, counted)
    if bad is None and number and counted.noted != seal:
        bad = number  # cut off before it, or written anew with the key
    return AuditVerdict(holds=bad is None, rows=counted.rows, head=counted.head, first_bad=bad)


def _head(written: str | None) -> tuple[int, str]:
    if written is None:
        return 0, ""
    number, colon, seal = written.strip().partition(":")
    if not colon or not number.isdecimal():
        raise NotUnderstood(
            f'"{written[:80]}" is no head.', "Write it as `makegood audit head` prints it: 12:ab…"
        )
    return int(number), seal


def _rows(lines: Iterable[str]) -> Iterator[Row]:
    for at, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
            entry = Entry(row["actor"], row["action"], row["subject"], row["detail"])
            moment = datetime.fromisoformat(row["at"])
            yield Row(int(row["number"]), moment, entry, row["before"], row["seal"])
        except (ValueError, KeyError, TypeError) as error:
            raise NotUnderstood(
                f"Line {at} is no row of an audit.", "Make the file with `makegood audit export`."
            ) from error


class _Counted:
    """Rows on their way to the verifier, remembered by number and last seal alone."""

    def __init__(self, rows: Iterable[Row], note: int) -> None:
        self._source = rows
        self._note = note
        self.rows = 0
        self.head = GENESIS
        self.noted = ""

    def __iter__(self) -> Iterator[Row]:
        for row in self._source:
            self.rows += 1
            self.head = row.seal
            if row.number == self._note:
                self.noted = row.seal
            yield row

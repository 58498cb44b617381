"""The audit as the edge reads it: verified from its first row to its last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from api.house import Cabinet
from api.shown.staff import AuditVerdict
from desk.audit import GENESIS, Row, first_bad


def verdict(cabinet: Cabinet) -> AuditVerdict:
    """Whether the chain holds, and its head. Raises NotFound where there is no workspace."""
    cabinet.audit_log.known(cabinet.workspace)
    counted = _Counted(cabinet.audit_log.rows(cabinet.workspace))
    bad = first_bad(cabinet.audit_key, counted)
    return AuditVerdict(holds=bad is None, rows=counted.rows, head=counted.head, first_bad=bad)


class _Counted:
    """Rows on their way to the verifier, remembered by number and last seal alone."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._source = rows
        self.rows = 0
        self.head = GENESIS

    def __iter__(self) -> Iterator[Row]:
        for row in self._source:
            self.rows += 1
            self.head = row.seal
            yield row

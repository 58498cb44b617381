"""How the parts of the check make a finding: its severity comes from the shared list."""

from __future__ import annotations

from desk.draft import Finding, Severity
from desk.findings import FINDINGS
from policies.clause import ClauseId


def finding(
    code: str,
    why: str,
    words: str,
    span: tuple[int, int],
    mend: str,
    clause: ClauseId | None = None,
    *,
    severity: Severity | None = None,
) -> Finding:
    """A finding about `words` at `span`; `severity` only where it differs from the usual one."""
    usual = FINDINGS[code][0]
    return Finding(code, severity or usual, why, words, span[0], span[1], mend, clause)

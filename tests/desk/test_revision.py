"""What a revision says of itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.draft import Finding, Severity
from tests.services.a_desk import HERE, Bench


@pytest.mark.parametrize(
    ("found", "blocked"),
    [
        ((), False),
        ((Severity.NOTE, Severity.LOOK), False),
        ((Severity.LOOK, Severity.BLOCK), True),
    ],
)
def test_one_blocking_finding_blocks_it(
    bench: Bench,
    found: tuple[Severity, ...],
    blocked: bool,  # noqa: FBT001 - what is expected
) -> None:
    bench.message()
    draft = bench.written()
    assert draft.revision
    with bench.records.begin(HERE) as tx:
        revision = tx.drafts.revision(draft.revision)
    findings = tuple(Finding("promise", each, "why") for each in found)
    assert replace(revision, findings=findings).blocked is blocked

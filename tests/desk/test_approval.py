"""The door: what an approval rests on, to the digest, and the one reply that it lets out."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest

from desk.approval import Approval, ApprovalState, Snapshot, release
from desk.draft import text_digest
from desk.errors import SheetChanged
from desk.ids import ApprovalId, ConversationId, DraftId, MessageId, PersonId, RevisionId
from policies.clause import ClauseVersion
from tests.services.sheets import GIFT, LATE, PLACE, SHEET, TEXT

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
YES = Approval(
    ApprovalId("apr_1"),
    SHEET,
    SHEET.digest,
    PersonId("per_1"),
    ApprovalState.LIVE,
    NOW,
    NOW + timedelta(hours=24),
)
OTHERS = (
    replace(SHEET, conversation=ConversationId("cnv_2")),
    replace(SHEET, turn=2),
    replace(SHEET, draft=DraftId("drf_2")),
    replace(SHEET, revision=RevisionId("rev_2")),
    replace(SHEET, text_digest=text_digest("Hello Kim!")),
    replace(SHEET, destination=replace(PLACE, channel="webhook")),
    replace(SHEET, destination=replace(PLACE, account="other")),
    replace(SHEET, destination=replace(PLACE, thread="t2")),
    replace(SHEET, destination=replace(PLACE, parent="m2")),
    replace(SHEET, destination=replace(PLACE, public=True)),
    replace(SHEET, last_message=MessageId("msg_2")),
    replace(SHEET, citations=(LATE,)),
    replace(SHEET, citations=(LATE, replace(GIFT, version=ClauseVersion("v2")))),
    replace(SHEET, facts=""),
)


def test_the_digest_is_over_everything_and_no_two_sheets_share_one() -> None:
    assert len({sheet.digest for sheet in (SHEET, *OTHERS)}) == 1 + len(OTHERS)
    told = {f.name for f in fields(Snapshot)}
    changed = {n for n in told for other in OTHERS if getattr(other, n) != getattr(SHEET, n)}
    assert changed == told


def test_the_order_of_citations_is_of_no_matter() -> None:
    assert replace(SHEET, citations=(GIFT, LATE)).digest == SHEET.digest


def test_the_digest_is_the_one_that_stands_in_the_records_already() -> None:
    """A change of how it is made would void every approval that waits: do it knowingly."""
    assert SHEET.digest == "5c6daf76a945acdddd246a0ac202507aa8df6ac342430e2039f97afada6a7262"


def out(approval: Approval, now: Snapshot, text: str = TEXT) -> object:
    return release(
        approval,
        now,
        text=text,
        key="key_1",
        attempt=3,
        until=NOW + timedelta(seconds=50),
        extras={"subject": "Late"},
    )


def test_what_was_approved_leaves_with_all_that_it_needs() -> None:
    reply = release(
        YES,
        SHEET,
        text=TEXT,
        key="key_1",
        attempt=3,
        until=NOW + timedelta(seconds=50),
        extras={"subject": "Late"},
    )
    assert (reply.approval, reply.conversation) == (YES.id, SHEET.conversation)
    assert (reply.destination, reply.text, reply.digest) == (PLACE, TEXT, text_digest(TEXT))
    assert (reply.key, reply.attempt) == ("key_1", 3)
    assert (reply.until, reply.extras) == (NOW + timedelta(seconds=50), {"subject": "Late"})


@pytest.mark.parametrize("now", OTHERS)
def test_nothing_else_leaves(now: Snapshot) -> None:
    with pytest.raises(SheetChanged) as refusal:
        out(YES, now)
    assert refusal.value.detail == "The approval does not cover this text at this place any more."
    with pytest.raises(SheetChanged):
        out(replace(YES, snapshot=now), SHEET)
    with pytest.raises(SheetChanged):
        out(replace(YES, sheet_digest=now.digest), SHEET)
    with pytest.raises(SheetChanged):
        out(replace(YES, snapshot=now), now)


@pytest.mark.parametrize("state", [s for s in ApprovalState if s is not ApprovalState.LIVE])
def test_only_a_live_approval_opens_it(state: ApprovalState) -> None:
    with pytest.raises(SheetChanged):
        out(replace(YES, state=state), SHEET)


def test_not_a_letter_more() -> None:
    for text in ("Hello Kim", "Hello Kim. ", "hello Kim.", ""):
        with pytest.raises(SheetChanged):
            out(YES, SHEET, text)

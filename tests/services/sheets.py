"""One review sheet, as small as it can be, to be changed a field at a time."""

from __future__ import annotations

from desk.approval import Snapshot
from desk.conversation import Destination
from desk.draft import Citation, text_digest
from desk.ids import ConversationId, DraftId, MessageId, RevisionId
from policies.clause import ClauseId, ClauseVersion

TEXT = "Hello Kim."
LATE = Citation(ClauseId("refunds#late"), ClauseVersion("v1"))
GIFT = Citation(ClauseId("refunds#gift"), ClauseVersion("v1"))
SHEET = Snapshot(
    conversation=ConversationId("cnv_1"),
    turn=1,
    draft=DraftId("drf_1"),
    revision=RevisionId("rev_1"),
    text_digest=text_digest(TEXT),
    destination=Destination("email", "shop", "t1", "m1", public=False),
    last_message=MessageId("msg_1"),
    citations=(LATE, GIFT),
    facts="f",
)
PLACE = SHEET.destination

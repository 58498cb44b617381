"""What approving one text takes at this moment: the rules, the caps and the named role together."""

from __future__ import annotations

from datetime import datetime

from desk import authority, caps
from desk.authority import Requirement
from desk.check import Checked
from desk.conversation import Conversation
from desk.draft import Draft
from desk.law import Law
from desk.posting import Posting
from desk.records import Transaction


def required(
    tx: Transaction,
    law: Law,
    conversation: Conversation,
    draft: Draft,
    checked: Checked,
    now: datetime,
    *,
    mine: Posting | None = None,
    lock: bool = False,
) -> Requirement:
    """What it takes. `lock` keeps others from granting to the same customer until this is done."""
    company = law.company()
    owed = authority.owed(checked.commitments, draft.kind)
    over = caps.exceeded(tx, company.caps, conversation, owed, now, mine=mine, lock=lock)
    return authority.required(owed, company.authority, draft.role, over)

"""Names of rows. Each is opaque; only `store/` and the API know how they look."""

import secrets
import time
from typing import NewType

WorkspaceId = NewType("WorkspaceId", str)
PersonId = NewType("PersonId", str)
KeyId = NewType("KeyId", str)
ConversationId = NewType("ConversationId", str)
MessageId = NewType("MessageId", str)
DraftId = NewType("DraftId", str)
RevisionId = NewType("RevisionId", str)
ApprovalId = NewType("ApprovalId", str)
PostingId = NewType("PostingId", str)
IncidentId = NewType("IncidentId", str)


def mint(prefix: str) -> str:
    """A new name: the prefix, the time in milliseconds and 80 random bits, so that names sort by
    age and cannot be guessed.
    """
    return f"{prefix}_{time.time_ns() // 1_000_000:011x}{secrets.token_hex(10)}"

"""Names of rows. Each is opaque; only `store/` and the API know how they look."""

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

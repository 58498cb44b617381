"""Open drafts written straight into the records: the desk would take minutes for thousands."""

from __future__ import annotations

from datetime import datetime

from desk.conversation import Conversation, Direction, Message
from desk.draft import (
    Attribution,
    Citation,
    Draft,
    DraftKind,
    DraftState,
    Part,
    Revision,
    Sentence,
    Stance,
    text_digest,
)
from desk.ids import ConversationId, DraftId, MessageId, RevisionId, WorkspaceId
from desk.records import Transaction


def add_open_draft(
    tx: Transaction,
    workspace: WorkspaceId,
    name: str,
    now: datetime,
    *,
    cites: tuple[Citation, ...] = (),
    channel: str = "counting",
    text: str = "Hello Kim.",
) -> Draft:
    """A conversation with one message, and its draft in review. `name` makes every id."""
    conversation, message = ConversationId(f"cnv_{name}"), MessageId(f"msg_{name}")
    tx.conversations.add(
        Conversation(
            *(conversation, workspace, channel, "shop", f"t{name}", "", "Kim", f"@kim{name}"),
            *(True, 1, message, f"m{name}", now, now),
        )
    )
    came = Direction.INCOMING
    said = (message, conversation, came, "Kim", "Late.", f"m{name}", 1, now, now)
    tx.conversations.add_message(Message(*said))
    draft, revision = DraftId(f"drf_{name}"), RevisionId(f"rev_{name}")
    reply = (DraftState.IN_REVIEW, DraftKind.REPLY, Stance.BEST, "", None)
    made = Draft(draft, conversation, 1, *reply, now, now)
    tx.drafts.add(made)
    sentences = (Sentence(text, Part.RESOLUTION, cites),)
    by = Attribution("composer")
    tx.drafts.add_revision(
        Revision(
            *(revision, draft, 1, text, text_digest(text), sentences, (), (), (), by, None, None),
            now,
        )
    )
    done = Draft(**{**vars(made), "revision": revision})
    tx.drafts.save(done)
    return done

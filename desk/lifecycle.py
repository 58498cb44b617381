"""The desk: everything that may happen to a conversation, a draft or a posting, one method each.

Each method is one transaction, except `send` and `look_up`, which commit before and after they
speak to a channel and hold nothing while they do. What they have to do with each other is kept
together in rooms; whoever uses the desk need not know which.
"""

from __future__ import annotations

from collections.abc import Mapping

from desk.changes import Changes
from desk.draft import Draft
from desk.facts import Fact
from desk.ids import ConversationId, WorkspaceId
from desk.inbox import Inbox
from desk.law import Law
from desk.notebook import Notebook
from desk.outbox import Outbox
from desk.people import Principal
from desk.records import Records
from desk.registers import Registers
from desk.rereading import Rereading
from desk.reviewing import Reviewing
from desk.writing import Writing


class Desk(Inbox, Writing, Reviewing, Changes, Outbox):
    """The desk of one workspace. Notebook, registers and rereading lie open on it."""

    def __init__(self, workspace: WorkspaceId, records: Records, law: Law) -> None:
        """`records` keeps, `law` is what is decided by."""
        super().__init__(workspace, records, law)
        self.notebook = Notebook(workspace, records, law)
        self.registers = Registers(workspace, records, law)
        self.rereading = Rereading(workspace, records, law)

    def know(
        self,
        conversation: ConversationId,
        facts: tuple[Fact, ...],
        scope: Mapping[str, str],
        by: Principal,
    ) -> Draft:
        """Add facts to a case. What was drafted without them is drafted again; what a person has
        edited is kept, and back in review.
        """
        draft = self.notebook.know(conversation, facts, scope, by.actor)
        return draft if draft is not None else self.request(conversation, by)

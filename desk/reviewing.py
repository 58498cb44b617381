"""What people make of a draft: the sheet that they are shown, their edits, their yes or no."""

from __future__ import annotations

from datetime import datetime

from desk import assignment, review
from desk.approval import Approval
from desk.conversation import Conversation
from desk.draft import Citation, Draft, Revision
from desk.ids import ConversationId, DraftId, PersonId, RevisionId
from desk.people import Principal, insist_person
from desk.posting import Posting
from desk.room import Room
from desk.sheet import Sheet, sheet_of


class Reviewing(Room):
    """Drafts before people."""

    def sheet(self, draft: DraftId) -> Sheet:
        """What a reviewer is shown, with the digest that an approval must quote."""
        with self._records.begin(self.workspace) as tx:
            return sheet_of(tx, self.law, draft)

    def revise(
        self,
        draft: DraftId,
        text: str,
        based_on: RevisionId | None,
        by: Principal,
        *,
        citing: tuple[Citation, ...] | None = None,
    ) -> Revision:
        """A person's edit, as a new revision."""
        with self._records.begin(self.workspace) as tx:
            return review.revise(
                tx,
                self.law,
                draft,
                text,
                based_on,
                insist_person(by),
                self.law.clock(),
                citing=citing,
            )

    def approve(
        self, draft: DraftId, digest: str, by: Principal
    ) -> tuple[Approval, Posting | None]:
        """A person's yes to exactly the sheet with this digest."""
        with self._records.begin(self.workspace) as tx:
            # Roles as they are now, not at sign-in, and until this is committed.
            person = tx.people.get(insist_person(by).id, lock=True)
            return review.approve(tx, self.law, draft, digest, person, self.law.clock())

    def reject(self, draft: DraftId, reason: str, by: Principal) -> Draft:
        """A person's no."""
        with self._records.begin(self.workspace) as tx:
            return review.reject(tx, draft, reason, insist_person(by), self.law.clock())

    def hold(
        self, draft: DraftId, by: Principal, *, until: datetime | None = None, why: str = ""
    ) -> Draft:
        """Put a draft on hold, until a time or until it is taken off."""
        with self._records.begin(self.workspace) as tx:
            return review.hold(tx, draft, insist_person(by), self.law.clock(), until=until, why=why)

    def resume(self, draft: DraftId, by: Principal) -> Draft:
        """Take a draft off hold."""
        with self._records.begin(self.workspace) as tx:
            return review.resume(tx, draft, insist_person(by), self.law.clock())

    def withdraw(self, draft: DraftId, by: Principal) -> Draft:
        """Undo an approval while nothing has left."""
        with self._records.begin(self.workspace) as tx:
            return review.withdraw(tx, draft, insist_person(by), self.law.clock())

    def assign(
        self, conversation: ConversationId, to: PersonId | None, by: Principal
    ) -> Conversation:
        """Put a conversation on a colleague's list, or on nobody's."""
        with self._records.begin(self.workspace) as tx:
            return assignment.assign(tx, conversation, to, insist_person(by), self.law.clock())

"""What changed under what was written: it comes back to people, and nothing of theirs is lost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from desk import staleness, voiding
from desk.errors import UnknownChannel
from desk.ids import DraftId, PostingId
from desk.room import Room

_BATCH = 10  # drafts that one transaction looks at when a policy changes; others wait for it


class Changes(Room):
    """What takes an approval back that no person took back."""

    def policy_changed(self, between: Callable[[], object] = lambda: None) -> tuple[DraftId, ...]:
        """Lock what rests on clauses that are not in force any more.

        A queued posting becomes void and its draft comes back to review with the person's edits.
        A draft that no person has edited is written anew. Returns the drafts that were touched,
        those that were approved first. `between` is called after each batch of them.
        """
        with self._records.begin(self.workspace) as tx:
            cited, book = tx.drafts.cited_in_open(), self.law.book()
            moved = [c for c in cited if staleness.may_have_fallen(c, book)]
            candidates = tx.drafts.open_citing(moved)
        touched: list[DraftId] = []
        for at in range(0, len(candidates), _BATCH):
            touched += self._fell(candidates[at : at + _BATCH])
            between()
        return tuple(touched)

    def _fell(self, drafts: tuple[DraftId, ...]) -> list[DraftId]:
        book = self.law.book()  # it may have changed again since the batch before
        with self._records.begin(self.workspace) as tx:
            now = self.law.clock()
            return [draft for draft in drafts if voiding.fell(tx, draft, book, now)]

    def look_again(self, why: str) -> int:
        """Read the guards of everything that is queued again: somebody's permission was taken
        back, a rule changed, an incident began. What may not go is void. Returns how many.
        """
        with self._records.begin(self.workspace) as tx:
            waiting = tx.postings.waiting()
        return sum(self._again(posting, why) for posting in waiting)

    def _again(self, posting: PostingId, why: str) -> bool:
        with suppress(UnknownChannel), self._records.begin(self.workspace) as tx:
            return voiding.guarded(tx, self.law, posting, why, self.law.clock())
        return False  # its channel is not set up here; its approval runs out

"""A text that a person wrote is read by a model too, in the background, after it was saved.

Until then patterns alone have read it, and the sheet says so. What the model finds is kept with the
revision, so that the sheet says the same after a restart, and holds from then on: a posting that
waits is void where it no longer passes. A model that fails leaves a note, never a looser check.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from desk import voiding
from desk.audit import Entry
from desk.commitment import Commitment
from desk.draft import DraftState, Revision
from desk.ids import RevisionId
from desk.law import Law
from desk.locking import locked_draft
from desk.records import Transaction
from desk.room import Room
from desk.second_reading import Reading, ReadingState, unread

_OPEN = frozenset({DraftState.IN_REVIEW, DraftState.APPROVED})
_LEASE = timedelta(minutes=2)  # after which it is tried again, as after a crash
_MOST = 3  # attempts


def wanted(tx: Transaction, law: Law, revision: Revision, now: datetime) -> None:
    """Have what a person changed read by the model, where there is one."""
    if law.second_reader and unread(revision.sentences):
        waiting = Reading(revision.id, ReadingState.WAITING, revision.sentences, now)
        tx.drafts.add_reading(waiting)


class Rereading(Room):
    """What waits for the second reader in one workspace; one method a move."""

    def claim(self) -> Reading | None:
        """The next text to read; None where nothing waits. It is nobody else's for two minutes."""
        now = self.law.clock()
        with self._records.begin(self.workspace) as tx:
            reading = tx.drafts.reading_due(now)
            if reading is None:
                return None
            note = ""
            if reading.attempts >= _MOST:
                note = reading.note or "it was begun several times and never ended"
            elif not _stands(tx, reading.revision):
                note = "a newer text replaced it before it was read"
            if note:
                tx.drafts.save_reading(replace(reading, state=ReadingState.FAILED, note=note))
                return None
            taken = replace(reading, due=now + _LEASE, attempts=reading.attempts + 1)
            tx.drafts.save_reading(taken)
            return taken

    def keep(self, reading: Reading, found: Sequence[tuple[Commitment, ...]]) -> None:
        """Keep what the model found, one entry for each sentence that nobody had read."""
        gaps = unread(reading.sentences)
        sentences = list(reading.sentences)
        for number, read in zip(gaps, found, strict=True):
            sentences[number] = replace(sentences[number], read=read)
        done = replace(reading, state=ReadingState.DONE, sentences=tuple(sentences), note="")
        now = self.law.clock()
        with self._records.begin(self.workspace) as tx:
            draft_id = tx.drafts.revision(reading.revision).draft
            _, draft = locked_draft(tx, draft_id)
            if _waiting(tx, reading) is None:
                return
            tx.drafts.save_reading(done)
            more = sum(len(read) for read in found)
            detail: dict[str, str | int | None] = {
                "revision": reading.revision,
                "commitments": more,
            }
            tx.audit(now, Entry("pipeline", "draft.read", f"draft:{draft.id}", detail))
            queued = tx.postings.of_draft(draft.id) if draft.revision == reading.revision else ()
            for posting in queued:
                voiding.guarded(tx, self.law, posting.id, "a model read it", now)

    def failed(self, reading: Reading, why: str, *, again: bool) -> None:
        """The model could not read it; `again` where it is worth another try."""
        state = ReadingState.WAITING if again and reading.attempts < _MOST else ReadingState.FAILED
        with self._records.begin(self.workspace) as tx:
            waiting = _waiting(tx, reading)
            if waiting is not None:
                tx.drafts.save_reading(replace(waiting, state=state, note=why))


def _waiting(tx: Transaction, reading: Reading) -> Reading | None:
    """The reading as it stands, if it still waits: meanwhile its customer may have been erased."""
    there = tx.drafts.reading(reading.revision)
    waits = there is not None and there.state is ReadingState.WAITING and bool(there.sentences)
    return there if waits else None


def _stands(tx: Transaction, revision: RevisionId) -> bool:
    """Whether this is still the text of an open draft."""
    draft = tx.drafts.get(tx.drafts.revision(revision).draft)
    return draft.revision == revision and draft.state in _OPEN

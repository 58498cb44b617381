"""A reply in a person's hands: what is seen of it in the page before they press the button."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from desk.audit import Entry
from desk.draft import text_digest
from desk.ids import PostingId
from desk.locking import locked_posting
from desk.people import Person
from desk.posting import Posting, PostingState
from desk.records import Transaction


class InTheBox(StrEnum):
    """What the site's own box holds: the approved text, another one, or nothing of it."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


_SAYS = {
    InTheBox.SAME: "in the site's box, as approved",
    InTheBox.CHANGED: "changed in the site's box, not posted yet",
    InTheBox.GONE: "not in the site's box any more",
}


def read_box(
    tx: Transaction, posting_id: PostingId, person: Person, text: str, now: datetime
) -> tuple[Posting, InTheBox]:
    """Compare what the box holds with what was approved, and write it down if that is news.

    `text` is empty where the box has gone. Nothing is decided here: a person may change what is
    theirs to post, and the record says that they did.
    """
    _, posting = locked_posting(tx, posting_id)
    seen = _compared(posting, text)
    evidence = _SAYS[seen]
    if posting.state is not PostingState.SENDING or posting.evidence[-1:] == (evidence,):
        return posting, seen
    told = replace(posting, updated_at=now, evidence=(*posting.evidence, evidence))
    tx.postings.save(told, was=PostingState.SENDING, attempt=posting.attempt)
    detail: dict[str, str | int | None] = {
        "seen": seen.value,
        "approved": posting.digest,
        "box": text_digest(text) if text else None,
    }
    tx.audit(now, Entry(person.actor, "posting.box", f"posting:{posting.id}", detail))
    return told, seen


def _compared(posting: Posting, text: str) -> InTheBox:
    # Editors add and drop blank lines, and wrap words in invisible joiners; words they keep.
    if not _squashed(text):
        return InTheBox.GONE
    return InTheBox.SAME if _squashed(text) == _squashed(posting.text) else InTheBox.CHANGED


def _squashed(text: str) -> str:
    return "".join(text.replace("\u200b", "").replace("\ufeff", "").split())

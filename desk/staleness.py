"""What an approval rests on, then and now. Whatever differs makes it void."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desk.approval import Snapshot
from desk.conversation import Conversation
from desk.draft import Citation, Draft, Revision
from policies.book import Book


def present(conversation: Conversation, draft: Draft, revision: Revision) -> Snapshot:
    """The snapshot as it stands at this moment."""
    return Snapshot(
        conversation=conversation.id,
        turn=conversation.turn,
        draft=draft.id,
        revision=revision.id,
        text_digest=revision.digest,
        destination=conversation.destination(),
        last_message=conversation.last_message,
        citations=revision.cited,
    )


def changes(then: Snapshot, now: Snapshot) -> tuple[str, ...]:
    """What differs between two snapshots, in words for the person who has to look again."""
    said = []
    if then.revision != now.revision or then.text_digest != now.text_digest:
        said.append("the text was edited")
    if then.destination != now.destination:
        said.append("it would appear somewhere else")
    if then.last_message != now.last_message or then.turn != now.turn:
        said.append("the customer wrote again")
    if set(then.citations) != set(now.citations):
        said.append("other clauses are cited")
    return tuple(said)


def fallen(citations: Iterable[Citation], book: Book, day: date) -> tuple[Citation, ...]:
    """The cited clause versions that are not in force on `day` in this book."""
    return tuple(
        citation
        for citation in citations
        if (clause := book.at(citation.clause, day)) is None or clause.version != citation.version
    )

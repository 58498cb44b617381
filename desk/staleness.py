"""What an approval rests on, then and now. Whatever differs makes it void."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date

from desk.approval import Snapshot
from desk.conversation import Conversation
from desk.draft import Citation, Draft, Revision
from policies.book import Book
from policies.values import show_value


def present(conversation: Conversation, draft: Draft, revision: Revision) -> Snapshot:
    """The snapshot as it stands at this moment."""
    return Snapshot(
        conversation=conversation.id,
        turn=conversation.turn,
        draft=draft.id,
        revision=revision.id,
        text_digest=revision.digest,
        destination=draft.destination(conversation),
        last_message=conversation.last_message,
        citations=revision.cited,
        facts=facts_digest(conversation),
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
    if then.facts != now.facts:
        said.append("a fact of the case changed")
    return tuple(said)


def facts_digest(conversation: Conversation) -> str:
    """The sha256 of what is known of a case, in hexadecimal; empty where nothing is."""
    known = sorted((f.name, show_value(f.value), f.source.value) for f in conversation.facts)
    if not known and not conversation.scope:
        return ""
    body = json.dumps([known, sorted(conversation.scope.items())])
    return hashlib.sha256(body.encode()).hexdigest()


def may_have_fallen(citation: Citation, book: Book) -> bool:
    """Whether it is worth looking at the case: the version has gone, or stands beside others."""
    versions = book.versions(citation.clause)
    return len(versions) != 1 or versions[0].version != citation.version


def fallen(citations: Iterable[Citation], book: Book, day: date) -> tuple[Citation, ...]:
    """The cited clause versions that are not in force on `day` in this book."""
    return tuple(
        citation
        for citation in citations
        if (clause := book.at(citation.clause, day)) is None or clause.version != citation.version
    )

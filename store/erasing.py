"""Erasure: every column that may hold a customer's words, or ours to them, and what stays of it.

`PLAN` names them all; a test walks the schema and fails for a column of words that stands neither
there nor in `KEPT_WORDS` with its reason. Digests, ids, times and decisions stay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, String, cast, func, or_, select, text

from desk.ids import ConversationId
from store.conversations import erased_name
from store.schema import (
    approvals,
    complaints,
    conversations,
    drafts,
    edits,
    fact_changes,
    follow_ups,
    grants,
    idempotency,
    look_ups,
    messages,
    notes,
    postings,
    progress,
    readings,
    rejections,
    revisions,
    sample_posts,
    suggestions,
)
from store.scoped import Scoped

_PROMISED = "Something that was promised to a customer whose data was erased."
_ERASED = "erased"

# table -> column -> what stands there afterwards. NAMED columns get a name that tells nothing.
_NAMED = object()
PLAN: Mapping[str, Mapping[str, object]] = {
    "conversations": {
        "thread": _NAMED,
        "subject": "",
        "customer_name": "",
        "customer_handle": "",
        "last_remote": "",
        "facts": (),
        "scope": {},
        "triage": None,
        "customer": _NAMED,
    },
    "messages": {"author": "", "text": "", "remote": _NAMED, "link": ""},
    "drafts": {
        "instruction": "",
        "explanation": "",
        "questions": (),
        "problem": "",
        "held_why": "",
        "place": None,
    },
    "revisions": {"text": "", "sentences": (), "commitments": (), "findings": ()},
    "readings": {"sentences": (), "note": ""},
    "approvals": {"thread": "", "parent": ""},
    "postings": {
        "thread": "",
        "parent": "",
        "text": "",
        "remote": _NAMED,
        "link": "",
        "read_back": "",
        "evidence": (_ERASED,),
    },
    "grants": {"customer": _NAMED},
    "follow_ups": {"what": _PROMISED, "evidence": ""},
    "progress": {"says": "", "partial": ""},
    "rejections": {"reason": ""},
    "fact_changes": {"was": None, "now": None},
    "look_ups": {"says": ""},
    "notes": {"text": ""},
    "edits": {"why": ""},
    "suggestions": {"words": "", "instead": ""},
    "complaints": {"note": ""},
    "idempotency": {"key": None, "headers": None, "body": None},  # rows that tell of them go
    "sample_posts": {"thread": None, "parent": None, "text": None},  # so do these
}

# Columns of words that hold nobody's words but ours, each with the reason.
KEPT_WORDS: Mapping[str, str] = {
    "workspaces.name": "ours",
    "api_keys.name": "ours",
    "api_keys.scopes": "ours",
    "audit.detail": "ids and digests by rule",
    "clause_archive.policy_title": "policy",
    "clause_archive.title": "policy",
    "clause_archive.text": "policy",
    "cursors.account": "our account",
    "cursors.cursor": "a place in a channel's list",
    "incidents.title": "ours",
    "incidents.statement": "ours",
    "incidents.words": "ours",
    "statements.text": "ours",
    "people.email": "a colleague's",
    "people.name": "a colleague's",
    "sites_off.why": "ours",
    "conversations.account": "our account",
    "gaps.topic": "the topic in the words of policy",
    "gaps.near": "clauses",
    "gaps.note": "ours, about policy",
    "sessions.browser": "a colleague's browser",
    "revisions.consulted": "clauses",
    "revisions.attribution": "who wrote it, never what",
    "approvals.account": "our account",
    "approvals.citations": "clauses",
    "approvals.why_void": "our reasons, from a fixed list",
    "postings.account": "our account",
    "grants.amount": "an amount",
}


@dataclass(frozen=True)
class _Theirs:
    """The rows of a customer, by the names that other tables refer to."""

    conversations: Sequence[str]
    drafts: Sequence[str]
    revisions: Sequence[str]
    postings: Sequence[str]


def erase(scoped: Scoped, names: tuple[ConversationId, ...], at: datetime) -> None:
    """Take the words out of every row of these conversations."""
    there = scoped.rows(
        select(conversations).where(scoped.here(conversations), conversations.c.id.in_(names))
    )
    theirs = _theirs(scoped, names)
    # Answers that were kept, and posts of the sample site, go as whole rows: before their names do.
    _forget_answers(scoped, [*theirs.conversations, *theirs.drafts, *_known_by(there)])
    threads = [row.thread for row in there]
    scoped.change(
        sample_posts.delete().where(scoped.here(sample_posts), sample_posts.c.thread.in_(threads))
    )
    by = {
        drafts: drafts.c.id.in_(theirs.drafts),
        progress: progress.c.draft.in_(theirs.drafts),
        rejections: rejections.c.draft.in_(theirs.drafts),
        suggestions: suggestions.c.revision.in_(theirs.revisions),
        readings: readings.c.revision.in_(theirs.revisions),
        approvals: approvals.c.conversation.in_(names),
        follow_ups: follow_ups.c.conversation.in_(names),
        fact_changes: fact_changes.c.conversation.in_(names),
        look_ups: look_ups.c.conversation.in_(names),
        notes: notes.c.conversation.in_(names),
        edits: edits.c.conversation.in_(names),
        complaints: complaints.c.conversation.in_(names),
    }
    for table, which in by.items():
        values = dict(PLAN[table.name])
        scoped.change(table.update().where(scoped.here(table), which).values(**values))
    once = {"erased_at": at}
    for name in theirs.revisions:
        mine = (scoped.here(revisions, id=name), revisions.c.erased_at.is_(None))
        scoped.change(revisions.update().where(*mine).values(**PLAN["revisions"], **once))
    for name in theirs.postings:
        values = {**PLAN["postings"], **once}
        remote = select(postings.c.remote).where(scoped.here(postings, id=name))
        values["remote"] = _ERASED if scoped.rows(remote)[0][0] else ""
        posted = (scoped.here(postings, id=name), postings.c.erased_at.is_(None))
        scoped.change(postings.update().where(*posted).values(**values))
        scoped.change(
            grants.update().where(scoped.here(grants, posting=name)).values(customer=_ERASED)
        )
    _messages(scoped, names, once)
    for row in there:
        values = {**PLAN["conversations"], "thread": erased_name(row.thread), "customer": row.id}
        scoped.save(conversations, row.id, {**values, "reply_due": None})


def scrub(engine: Engine) -> None:
    """See to it that what was erased is not left in the files of the database either.

    On SQLite freed space is overwritten and the write-ahead log emptied; on PostgreSQL the old
    versions of rows are vacuumed away. Backups and PostgreSQL's own archives are not reached.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("VACUUM"))
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        try:
            raw.rollback()
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            raw.close()


def _messages(
    scoped: Scoped, names: tuple[ConversationId, ...], once: Mapping[str, object]
) -> None:
    theirs = (messages.c.conversation.in_(names), messages.c.erased_at.is_(None))
    for row in scoped.rows(select(messages).where(scoped.here(messages), *theirs)):
        remote = erased_name(row.remote) if row.remote else ""
        values = {**PLAN["messages"], "remote": remote, **once}
        scoped.change(messages.update().where(scoped.here(messages, id=row.id)).values(**values))


def _theirs(scoped: Scoped, names: tuple[ConversationId, ...]) -> _Theirs:
    def ids(query: Any) -> list[str]:
        return [row[0] for row in scoped.rows(query)]

    of_them = ids(select(drafts.c.id).where(scoped.here(drafts), drafts.c.conversation.in_(names)))
    return _Theirs(
        names,
        of_them,
        ids(select(revisions.c.id).where(scoped.here(revisions), revisions.c.draft.in_(of_them))),
        ids(select(postings.c.id).where(scoped.here(postings), postings.c.conversation.in_(names))),
    )


def _known_by(rows: Sequence[Any]) -> list[str]:
    """Handles and names that are long enough to be nobody else's."""
    found = {value for row in rows for value in (row.customer_handle, row.customer_name)}
    return sorted(value for value in found if len(value) > 4)  # noqa: PLR2004 "Kim" is many people


def _forget_answers(scoped: Scoped, words: Sequence[str]) -> None:
    for word in words:
        scoped.change(
            idempotency.delete().where(
                scoped.here(idempotency),
                or_(_holds(scoped, word), idempotency.c.key.contains(word, autoescape=True)),
            )
        )


def _holds(scoped: Scoped, word: str) -> ColumnElement[bool]:
    """Whether the kept body has these words in it."""
    body = idempotency.c.body
    if scoped.connection.dialect.name == "postgresql":
        return func.strpos(func.encode(body, "escape"), word) > 0
    return func.instr(cast(body, String), word) > 0

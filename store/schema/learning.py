"""Tables of what is learnt: changes of facts, look-ups, notes, edits, suggestions, gaps."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, UniqueConstraint, text

from desk.facts import Fact
from desk.lessons import Decision, EditKind, GapState
from store.columns import Coded, Moment, Words, key, one_of, within
from store.schema.metadata import metadata

fact_changes = Table(
    "fact_changes",
    metadata,
    *key(),
    Column("batch", String, nullable=False),
    Column("conversation", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("actor", String, nullable=False),
    Column("name", String, nullable=False),
    Column("was", Coded(Fact)),
    Column("now", Coded(Fact)),
    Column("in_scope", Boolean, nullable=False),
    Column("undoes", String, nullable=False),
    within("conversation", "conversations"),
    Index("fact_changes_of_conversation", "workspace", "conversation", "at"),
)

look_ups = Table(
    "look_ups",
    metadata,
    *key(),
    Column("conversation", String, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("answered", Boolean, nullable=False),
    Column("says", Words, nullable=False),
    within("conversation", "conversations"),
    Index("look_ups_of_conversation", "workspace", "conversation", "at"),
)

notes = Table(
    "notes",
    metadata,
    *key(),
    Column("conversation", String, nullable=False),
    Column("person", String, nullable=False),
    Column("text", Words, nullable=False),
    Column("at", Moment, nullable=False),
    within("conversation", "conversations"),
    within("person", "people"),
    Index("notes_of_conversation", "workspace", "conversation", "at"),
)

edits = Table(
    "edits",
    metadata,
    *key("revision"),
    Column("draft", String, nullable=False),
    Column("conversation", String, nullable=False),
    Column("person", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("why", Words, nullable=False),
    Column("at", Moment, nullable=False),
    within("draft revision", "revisions", "draft id"),
    within("conversation", "conversations"),
    within("person", "people"),
    one_of("kind", EditKind),
    Index("edits_by_time", "workspace", "at"),
    Index("edits_of_draft", "workspace", "draft", "at"),
)

suggestions = Table(
    "suggestions",
    metadata,
    *key(),
    Column("words", Words, nullable=False),
    Column("instead", Words, nullable=False),
    Column("times", Integer, nullable=False),
    Column("revision", String, nullable=False),
    Column("state", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("decided_by", String),
    Column("decided_at", Moment),
    within("revision", "revisions"),
    within("decided_by", "people"),
    one_of("state", Decision),
    UniqueConstraint("workspace", "words", "instead", name="one_suggestion"),
    Index("suggestions_by_state", "workspace", "state", "times"),
)

gaps = Table(
    "gaps",
    metadata,
    *key(),
    Column("topic", Words, nullable=False),
    Column("near", Coded(tuple[str, ...]), nullable=False),
    Column("state", String, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("clause", String, nullable=False),
    Column("note", Words, nullable=False),
    Column("decided_by", String),
    Column("decided_at", Moment),
    within("decided_by", "people"),
    one_of("state", GapState),
    Index(
        "one_open_gap_per_topic",
        "workspace",
        "topic",
        unique=True,
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
    Index("gaps_by_state", "workspace", "state", "opened_at"),
)

gap_cases = Table(
    "gap_cases",
    metadata,
    *key("gap"),
    Column("conversation", String, primary_key=True),
    Column("draft", String, nullable=False),
    Column("message", String, nullable=False),
    Column("revision", String),
    Column("why", String, nullable=False),
    Column("at", Moment, nullable=False),
    within("gap", "gaps"),
    within("conversation draft", "drafts", "conversation id"),
    within("conversation message", "messages", "conversation id"),
    within("revision", "revisions"),
    Index("gap_cases_of_conversation", "workspace", "conversation"),
)

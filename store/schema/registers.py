"""Tables of the registers: complaints, incidents and what was stated in them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, UniqueConstraint

from desk.complaint import ComplaintState, Ending
from store.columns import Coded, Moment, Words, key, one_of, within, workspace_column
from store.schema.metadata import metadata

complaints = Table(
    "complaints",
    metadata,
    workspace_column(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("conversation", String, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("state", String, nullable=False),
    Column("owner", String),
    Column("ending", String),
    Column("note", Words, nullable=False),
    Column("closed_at", Moment),
    Column("closed_by", String),
    within("conversation", "conversations"),
    one_of("state", ComplaintState),
    one_of("ending", Ending),
    UniqueConstraint("workspace", "conversation", name="one_complaint_per_conversation"),
    Index("complaints_by_state", "workspace", "state", "number"),
)

incidents = Table(
    "incidents",
    metadata,
    *key(),
    Column("title", Words, nullable=False),
    Column("statement", Words, nullable=False),
    Column("words", Coded(tuple[str, ...]), nullable=False),
    Column("holds", Boolean, nullable=False),
    Column("plain", Boolean, nullable=False),
    Column("every", Integer, nullable=False),  # seconds
    Column("next_update", Moment, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("opened_by", String, nullable=False),
    Column("closed_at", Moment),
    Column("closed_by", String),
    Index("incidents_open", "workspace", "closed_at"),
)

statements = Table(
    "statements",
    metadata,
    *key("incident"),
    Column("number", Integer, primary_key=True),
    Column("text", Words, nullable=False),
    Column("person", String, nullable=False),
    Column("at", Moment, nullable=False),
    within("incident", "incidents"),
)

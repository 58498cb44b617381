"""Tables of the gate: approvals, postings and the audit. `store/guards.py` adds the triggers."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from desk.approval import ApprovalState
from desk.draft import Citation
from desk.posting import PostingState
from policies.terms import Money, Percent
from store.columns import Coded, Moment, Words, key, one_of, within, workspace_column
from store.schema.metadata import metadata

# `person` refers to people and to nothing else: the id of a program's key can never stand there.
approvals = Table(
    "approvals",
    metadata,
    *key(),
    Column("conversation", String, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("draft", String, nullable=False),
    Column("revision", String, nullable=False),
    Column("text_digest", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("account", Words, nullable=False),
    Column("thread", Words, nullable=False),
    Column("parent", Words, nullable=False),
    Column("public", Boolean, nullable=False),
    Column("last_message", String, nullable=False),
    Column("citations", Coded(tuple[Citation, ...]), nullable=False),
    Column("facts", String, nullable=False, server_default=""),
    Column("sheet_digest", String, nullable=False),
    Column("person", String, nullable=False),
    Column("state", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("why_void", Words, nullable=False),
    within("person", "people"),
    within("draft revision text_digest", "revisions", "draft id digest"),
    within("conversation draft", "drafts", "conversation id"),
    within("conversation last_message", "messages", "conversation id"),
    one_of("state", ApprovalState),
    UniqueConstraint("workspace", "id", "text_digest", name="approval_with_digest"),
    Index(
        "one_live_approval_per_turn",
        "workspace",
        "conversation",
        "turn",
        "public",
        unique=True,
        sqlite_where=text("state = 'live'"),
        postgresql_where=text("state = 'live'"),
    ),
    Index("approvals_of_draft", "workspace", "draft"),
    Index("approvals_by_state", "workspace", "state"),
    Index("approvals_by_expiry", "workspace", "state", "expires_at"),
)

postings = Table(
    "postings",
    metadata,
    *key(),
    Column("approval", String, nullable=False),
    Column("conversation", String, nullable=False),
    Column("draft", String, nullable=False),
    Column("revision", String, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("channel", String, nullable=False),
    Column("account", Words, nullable=False),
    Column("thread", Words, nullable=False),
    Column("parent", Words, nullable=False),
    Column("public", Boolean, nullable=False),
    Column("text", Words, nullable=False),
    Column("digest", String, nullable=False),
    Column("key", String, nullable=False),
    Column("state", String, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("lease_owner", String, nullable=False),
    Column("lease_until", Moment),
    Column("quarantine_until", Moment),
    Column("unknown_since", String),
    Column("remote", Words, nullable=False),
    Column("link", Words, nullable=False),
    Column("read_back", Words, nullable=False),
    Column("evidence", Coded(tuple[str, ...]), nullable=False),
    Column("erased_at", Moment),
    within("approval digest", "approvals", "id text_digest"),
    within("conversation draft", "drafts", "conversation id"),
    one_of("state", PostingState),
    CheckConstraint("state <> 'posted' OR remote <> ''", name="posted_has_remote"),
    CheckConstraint("attempt >= 0", name="attempt_counts_up"),
    UniqueConstraint("workspace", "approval", name="one_posting_per_approval"),
    UniqueConstraint("workspace", "key", name="one_posting_per_key"),
    Index("postings_by_state", "workspace", "state", "not_before", "id"),
    Index("postings_of_conversation", "workspace", "conversation"),
    Index("postings_of_draft", "workspace", "draft"),
    Index("postings_by_change", "workspace", "updated_at", "id"),
)

# What approved replies give, written with the posting: caps per customer and incident add it up.
grants = Table(
    "grants",
    metadata,
    *key("posting"),
    Column("number", Integer, primary_key=True),
    Column("customer", Words, nullable=False),
    Column("incident", String),
    Column("kind", String, nullable=False),
    Column("amount", Coded(Money | Percent | None)),
    Column("at", Moment, nullable=False),
    within("posting", "postings"),
    Index("grants_to_customer", "workspace", "customer"),
    Index("grants_in_incident", "workspace", "incident"),
)

audit = Table(
    "audit",
    metadata,
    workspace_column(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("actor", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("detail", Coded(dict[str, str | int | None]), nullable=False),
    Column("before", String, nullable=False),
    Column("seal", String, nullable=False),
    Index("audit_of_subject", "workspace", "subject"),
)

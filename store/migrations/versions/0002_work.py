"""Conversations, drafts, and what belongs to them.

Revision ID: 0002
Revises: 0001
"""

from alembic import op
from sqlalchemy import Boolean, Column, Integer, String, Text, UniqueConstraint, text

from store.columns import Moment
from store.migrations.parts import inside, key, one_of, refers

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    _conversations()
    _messages()
    _drafts()
    _revisions()
    _revision_clauses()
    _rejections()
    _progress()
    _follow_ups()


def _conversations() -> None:
    op.create_table(
        "conversations",
        *key(),
        Column("channel", String, nullable=False),
        Column("account", Text, nullable=False),
        Column("thread", Text, nullable=False),
        Column("subject", Text, nullable=False),
        Column("customer_name", Text, nullable=False),
        Column("customer_handle", Text, nullable=False),
        Column("public", Boolean, nullable=False),
        Column("turn", Integer, nullable=False),
        Column("last_message", String, nullable=False),
        Column("last_remote", Text, nullable=False),
        Column("opened_at", Moment, nullable=False),
        Column("reply_due", Moment),
        Column("facts", Text, nullable=False),
        Column("scope", Text, nullable=False),
        Column("triage", Text),
        Column("kind", String),
        Column("urgency", String),
        Column("assigned_to", String),
        inside("conversations"),
        refers("conversations", "assigned_to", "people"),
        UniqueConstraint("workspace", "channel", "account", "thread", name="one_thread"),
    )
    op.create_index("conversations_due", "conversations", ["workspace", "reply_due", "id"])
    op.create_index("conversations_opened", "conversations", ["workspace", "opened_at", "id"])


def _messages() -> None:
    op.create_table(
        "messages",
        *key(),
        Column("conversation", String, nullable=False),
        Column("direction", String, nullable=False),
        Column("author", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("remote", Text, nullable=False),
        Column("turn", Integer, nullable=False),
        Column("sent_at", Moment, nullable=False),
        Column("received_at", Moment, nullable=False),
        Column("link", Text, nullable=False),
        Column("erased_at", Moment),
        inside("messages"),
        one_of("messages", "direction", "incoming outgoing"),
        refers("messages", "conversation", "conversations"),
        UniqueConstraint("workspace", "conversation", "id", name="message_in_conversation"),
    )
    op.create_index("messages_by_remote", "messages", ["workspace", "remote"])
    op.create_index(
        "messages_of_conversation", "messages", ["workspace", "conversation", "received_at"]
    )
    op.create_index(
        "one_message_per_remote",
        "messages",
        ["workspace", "conversation", "remote"],
        unique=True,
        sqlite_where=text("remote <> ''"),
        postgresql_where=text("remote <> ''"),
    )


def _drafts() -> None:
    op.create_table(
        "drafts",
        *key(),
        Column("conversation", String, nullable=False),
        Column("turn", Integer, nullable=False),
        Column("state", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("stance", String, nullable=False),
        Column("instruction", Text, nullable=False),
        Column("revision", String),
        Column("requested_at", Moment, nullable=False),
        Column("due", Moment, nullable=False),
        Column("updated_at", Moment, nullable=False),
        Column("reason", String),
        Column("explanation", Text, nullable=False),
        Column("questions", Text, nullable=False),
        Column("role", String, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("held", Boolean, nullable=False),
        Column("problem", Text, nullable=False),
        Column("lease_owner", String, nullable=False, server_default=""),
        Column("lease_until", Moment),
        inside("drafts"),
        one_of("drafts", "kind", "reply holding"),
        one_of(
            "drafts",
            "reason",
            "policy_silent policies_conflict facts_missing above_authority not_yet_in_force "
            "incident_hold sensitive no_reply_needed",
        ),
        one_of("drafts", "stance", "best accept decline ask"),
        one_of("drafts", "state", "requested in_review approved posted failed rejected superseded"),
        UniqueConstraint("workspace", "conversation", "id", name="draft_in_conversation"),
        refers("drafts", "conversation", "conversations"),
    )
    op.create_index("drafts_by_state", "drafts", ["workspace", "state", "due", "id"])
    op.create_index(
        "drafts_of_conversation", "drafts", ["workspace", "conversation", "requested_at"]
    )


def _revisions() -> None:
    op.create_table(
        "revisions",
        *key(),
        Column("draft", String, nullable=False),
        Column("number", Integer, nullable=False),
        Column("text", Text, nullable=False),
        Column("digest", String, nullable=False),
        Column("sentences", Text, nullable=False),
        Column("commitments", Text, nullable=False),
        Column("findings", Text, nullable=False),
        Column("consulted", Text, nullable=False),
        Column("attribution", Text, nullable=False),
        Column("author", String),
        Column("based_on", String),
        Column("at", Moment, nullable=False),
        inside("revisions"),
        refers("revisions", "author", "people"),
        refers("revisions", "draft", "drafts"),
        refers("revisions", "draft based_on", "revisions", "draft id"),
        UniqueConstraint("workspace", "draft", "number", name="one_revision_per_number"),
        UniqueConstraint("workspace", "draft", "id", name="revision_in_draft"),
        UniqueConstraint("workspace", "draft", "id", "digest", name="revision_with_digest"),
    )


def _revision_clauses() -> None:
    op.create_table(
        "revision_clauses",
        *key("revision"),
        Column("clause", String, primary_key=True),
        Column("version", String, primary_key=True),
        Column("cited", Boolean, nullable=False),
        inside("revision_clauses"),
        refers("revision_clauses", "revision", "revisions"),
    )
    op.create_index("revisions_by_clause", "revision_clauses", ["workspace", "clause", "version"])


def _rejections() -> None:
    op.create_table(
        "rejections",
        *key("draft"),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("revision", String, nullable=False),
        Column("person", String, nullable=False),
        Column("reason", Text, nullable=False),
        Column("at", Moment, nullable=False),
        inside("rejections"),
        refers("rejections", "draft revision", "revisions", "draft id"),
        refers("rejections", "person", "people"),
    )


def _progress() -> None:
    op.create_table(
        "progress",
        *key("draft"),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("at", Moment, nullable=False),
        Column("stage", String, nullable=False),
        Column("says", Text, nullable=False),
        Column("partial", Text, nullable=False),
        inside("progress"),
        refers("progress", "draft", "drafts"),
    )


def _follow_ups() -> None:
    op.create_table(
        "follow_ups",
        *key(),
        Column("conversation", String, nullable=False),
        Column("draft", String),
        Column("what", Text, nullable=False),
        Column("role", String, nullable=False),
        Column("due", Moment, nullable=False),
        Column("done_at", Moment),
        inside("follow_ups"),
        refers("follow_ups", "conversation", "conversations"),
        refers("follow_ups", "draft", "drafts"),
    )
    op.create_index("follow_ups_due", "follow_ups", ["workspace", "done_at", "due"])
    op.create_index("follow_ups_of_conversation", "follow_ups", ["workspace", "conversation"])

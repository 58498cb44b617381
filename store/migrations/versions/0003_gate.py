"""Approvals, postings, the audit and the edge; and the guards over all.

Revision ID: 0003
Revises: 0002
"""

from alembic import op
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)

from store.columns import Moment
from store.migrations.parts import inside, key, one_of, refers
from store.triggers import install

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables and the guards."""
    _approvals()
    _postings()
    _audit()
    _idempotency()
    _cursors()
    _clause_archive()
    _sample_posts()
    install(op.get_bind())


def _approvals() -> None:
    op.create_table(
        "approvals",
        *key(),
        Column("conversation", String, nullable=False),
        Column("turn", Integer, nullable=False),
        Column("draft", String, nullable=False),
        Column("revision", String, nullable=False),
        Column("text_digest", String, nullable=False),
        Column("channel", String, nullable=False),
        Column("account", Text, nullable=False),
        Column("thread", Text, nullable=False),
        Column("parent", Text, nullable=False),
        Column("public", Boolean, nullable=False),
        Column("last_message", String, nullable=False),
        Column("citations", Text, nullable=False),
        Column("sheet_digest", String, nullable=False),
        Column("person", String, nullable=False),
        Column("state", String, nullable=False),
        Column("at", Moment, nullable=False),
        Column("expires_at", Moment, nullable=False),
        Column("why_void", Text, nullable=False),
        inside("approvals"),
        UniqueConstraint("workspace", "id", "text_digest", name="approval_with_digest"),
        one_of("approvals", "state", "counted live spent void"),
        refers("approvals", "conversation draft", "drafts", "conversation id"),
        refers("approvals", "conversation last_message", "messages", "conversation id"),
        refers("approvals", "draft revision text_digest", "revisions", "draft id digest"),
        refers("approvals", "person", "people"),
    )
    op.create_index("approvals_by_state", "approvals", ["workspace", "state"])
    op.create_index("approvals_of_draft", "approvals", ["workspace", "draft"])
    op.create_index(
        "one_live_approval_per_turn",
        "approvals",
        ["workspace", "conversation", "turn"],
        unique=True,
        sqlite_where=text("state = 'live'"),
        postgresql_where=text("state = 'live'"),
    )


def _postings() -> None:
    op.create_table(
        "postings",
        *key(),
        Column("approval", String, nullable=False),
        Column("conversation", String, nullable=False),
        Column("draft", String, nullable=False),
        Column("revision", String, nullable=False),
        Column("turn", Integer, nullable=False),
        Column("channel", String, nullable=False),
        Column("account", Text, nullable=False),
        Column("thread", Text, nullable=False),
        Column("parent", Text, nullable=False),
        Column("public", Boolean, nullable=False),
        Column("text", Text, nullable=False),
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
        Column("remote", Text, nullable=False),
        Column("link", Text, nullable=False),
        Column("read_back", Text, nullable=False),
        Column("evidence", Text, nullable=False),
        inside("postings"),
        CheckConstraint("attempt >= 0", name=op.f("ck_postings_attempt_counts_up")),
        one_of(
            "postings", "state", "queued sending unknown needs_human posted void refused closed"
        ),
        CheckConstraint(
            "state <> 'posted' OR remote <> ''", name=op.f("ck_postings_posted_has_remote")
        ),
        refers("postings", "approval digest", "approvals", "id text_digest"),
        refers("postings", "conversation draft", "drafts", "conversation id"),
        UniqueConstraint("workspace", "approval", name="one_posting_per_approval"),
        UniqueConstraint("workspace", "key", name="one_posting_per_key"),
    )
    op.create_index("postings_by_change", "postings", ["workspace", "updated_at", "id"])
    op.create_index("postings_by_state", "postings", ["workspace", "state", "not_before", "id"])
    op.create_index("postings_of_conversation", "postings", ["workspace", "conversation"])
    op.create_index("postings_of_draft", "postings", ["workspace", "draft"])


def _audit() -> None:
    op.create_table(
        "audit",
        Column("workspace", String, primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("at", Moment, nullable=False),
        Column("actor", String, nullable=False),
        Column("action", String, nullable=False),
        Column("subject", String, nullable=False),
        Column("detail", Text, nullable=False),
        Column("before", String, nullable=False),
        Column("seal", String, nullable=False),
        inside("audit"),
    )
    op.create_index("audit_of_subject", "audit", ["workspace", "subject"])


def _idempotency() -> None:
    op.create_table(
        "idempotency",
        *key("principal"),
        Column("key", Text, primary_key=True),
        Column("request_digest", String, nullable=False),
        Column("at", Moment, nullable=False),
        Column("status", Integer),
        Column("headers", Text),
        Column("body", LargeBinary),
        inside("idempotency"),
    )
    op.create_index("idempotency_by_age", "idempotency", ["workspace", "at"])


def _cursors() -> None:
    op.create_table(
        "cursors",
        *key("channel"),
        Column("account", Text, primary_key=True),
        Column("cursor", Text, nullable=False),
        inside("cursors"),
    )


def _clause_archive() -> None:
    op.create_table(
        "clause_archive",
        *key("clause"),
        Column("version", String, primary_key=True),
        Column("policy", String, nullable=False),
        Column("policy_title", Text, nullable=False),
        Column("title", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("audience", String, nullable=False),
        Column("first_seen", Moment, nullable=False),
        inside("clause_archive"),
    )


def _sample_posts() -> None:
    op.create_table(
        "sample_posts",
        *key(),
        Column("key", String, nullable=False),
        Column("thread", Text, nullable=False),
        Column("parent", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("at", Moment, nullable=False),
        inside("sample_posts"),
    )
    op.create_index("sample_posts_by_key", "sample_posts", ["workspace", "key"])
    op.create_index("sample_posts_by_thread", "sample_posts", ["workspace", "thread"])

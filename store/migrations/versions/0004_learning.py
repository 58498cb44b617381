"""Facts that are dated and taken back, drafts beside each other, and what is learnt from edits.

An approval also rests on the case facts, and a turn may have one live approval in public and one
in private: the two halves of a pair.

Revision ID: 0004
Revises: 0003
"""

from alembic import op
from sqlalchemy import Boolean, Column, Integer, String, Text, UniqueConstraint, text

from store.columns import Moment
from store.migrations.parts import inside, key, one_of, refers
from store.triggers import install

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns and tables, and put the guards over what changed."""
    op.add_column("drafts", Column("bundle", String, nullable=False, server_default=""))
    op.add_column("drafts", Column("chosen_at", Moment))
    op.add_column("drafts", Column("side", String, nullable=False, server_default="whole"))
    op.add_column("drafts", Column("place", Text))
    op.add_column("approvals", Column("facts", String, nullable=False, server_default=""))
    op.drop_index("one_live_approval_per_turn", "approvals")
    op.create_index(
        "one_live_approval_per_turn",
        "approvals",
        ["workspace", "conversation", "turn", "public"],
        unique=True,
        sqlite_where=text("state = 'live'"),
        postgresql_where=text("state = 'live'"),
    )
    _facts()
    _notes()
    _edits()
    _suggestions()
    _gaps()
    install(op.get_bind())


def _facts() -> None:
    op.create_table(
        "fact_changes",
        *key(),
        Column("batch", String, nullable=False),
        Column("conversation", String, nullable=False),
        Column("at", Moment, nullable=False),
        Column("actor", String, nullable=False),
        Column("name", String, nullable=False),
        Column("was", Text),
        Column("now", Text),
        Column("in_scope", Boolean, nullable=False),
        Column("undoes", String, nullable=False),
        inside("fact_changes"),
        refers("fact_changes", "conversation", "conversations"),
    )
    of_conversation = ["workspace", "conversation", "at"]
    op.create_index("fact_changes_of_conversation", "fact_changes", of_conversation)
    op.create_table(
        "look_ups",
        *key(),
        Column("conversation", String, nullable=False),
        Column("turn", Integer, nullable=False),
        Column("at", Moment, nullable=False),
        Column("answered", Boolean, nullable=False),
        Column("says", Text, nullable=False),
        inside("look_ups"),
        refers("look_ups", "conversation", "conversations"),
    )
    op.create_index("look_ups_of_conversation", "look_ups", of_conversation)


def _notes() -> None:
    op.create_table(
        "notes",
        *key(),
        Column("conversation", String, nullable=False),
        Column("person", String, nullable=False),
        Column("text", Text, nullable=False),
        Column("at", Moment, nullable=False),
        inside("notes"),
        refers("notes", "conversation", "conversations"),
        refers("notes", "person", "people"),
    )
    op.create_index("notes_of_conversation", "notes", ["workspace", "conversation", "at"])


def _edits() -> None:
    op.create_table(
        "edits",
        *key("revision"),
        Column("draft", String, nullable=False),
        Column("conversation", String, nullable=False),
        Column("person", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("why", Text, nullable=False),
        Column("at", Moment, nullable=False),
        inside("edits"),
        refers("edits", "draft revision", "revisions", "draft id"),
        refers("edits", "conversation", "conversations"),
        refers("edits", "person", "people"),
        one_of("edits", "kind", "commitment wrong_clause policy fact style"),
    )
    op.create_index("edits_by_time", "edits", ["workspace", "at"])
    op.create_index("edits_of_draft", "edits", ["workspace", "draft", "at"])


def _suggestions() -> None:
    op.create_table(
        "suggestions",
        *key(),
        Column("words", Text, nullable=False),
        Column("instead", Text, nullable=False),
        Column("times", Integer, nullable=False),
        Column("revision", String, nullable=False),
        Column("state", String, nullable=False),
        Column("at", Moment, nullable=False),
        Column("decided_by", String),
        Column("decided_at", Moment),
        inside("suggestions"),
        refers("suggestions", "revision", "revisions"),
        refers("suggestions", "decided_by", "people"),
        one_of("suggestions", "state", "open accepted declined"),
        UniqueConstraint("workspace", "words", "instead", name="one_suggestion"),
    )
    op.create_index("suggestions_by_state", "suggestions", ["workspace", "state", "times"])


def _gaps() -> None:
    op.create_table(
        "gaps",
        *key(),
        Column("topic", Text, nullable=False),
        Column("near", Text, nullable=False),
        Column("state", String, nullable=False),
        Column("opened_at", Moment, nullable=False),
        Column("clause", String, nullable=False),
        Column("note", Text, nullable=False),
        Column("decided_by", String),
        Column("decided_at", Moment),
        inside("gaps"),
        refers("gaps", "decided_by", "people"),
        one_of("gaps", "state", "open answered dismissed"),
    )
    op.create_index(
        "one_open_gap_per_topic",
        "gaps",
        ["workspace", "topic"],
        unique=True,
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    )
    op.create_index("gaps_by_state", "gaps", ["workspace", "state", "opened_at"])
    op.create_table(
        "gap_cases",
        *key("gap"),
        Column("conversation", String, primary_key=True),
        Column("draft", String, nullable=False),
        Column("message", String, nullable=False),
        Column("revision", String),
        Column("why", String, nullable=False),
        Column("at", Moment, nullable=False),
        inside("gap_cases"),
        refers("gap_cases", "gap", "gaps"),
        refers("gap_cases", "conversation draft", "drafts", "conversation id"),
        refers("gap_cases", "conversation message", "messages", "conversation id"),
        refers("gap_cases", "revision", "revisions"),
    )
    op.create_index("gap_cases_of_conversation", "gap_cases", ["workspace", "conversation"])

"""The registers: promises with their end, complaints by number, incidents and their statements.

Revision ID: 0009
Revises: 0008
"""

from alembic import op
from sqlalchemy import Boolean, Column, Integer, String, Text, UniqueConstraint

from store.columns import Moment
from store.migrations.parts import inside, key, one_of, refers
from store.triggers import install

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widen the list of tasks into a ledger, and create the other registers."""
    with op.batch_alter_table("follow_ups") as table:
        table.add_column(Column("posting", String))
        table.add_column(Column("owner", String))
        table.add_column(Column("kept", String))
        table.add_column(Column("evidence", Text, nullable=False, server_default=""))
        table.add_column(Column("settled_by", String))
        table.add_column(Column("reminded_at", Moment))
        table.create_check_constraint(
            "ck_follow_ups_known_kept", "kept IN ('kept', 'broken', 'released')"
        )
    # Without it a changed clause made the planner walk every open draft for every citation.
    op.create_index("drafts_by_revision", "drafts", ["workspace", "revision"])
    _complaints()
    _incidents()
    install(op.get_bind())


def _complaints() -> None:
    op.create_table(
        "complaints",
        Column("workspace", String, primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("conversation", String, nullable=False),
        Column("opened_at", Moment, nullable=False),
        Column("state", String, nullable=False),
        Column("owner", String),
        Column("ending", String),
        Column("note", Text, nullable=False),
        Column("closed_at", Moment),
        Column("closed_by", String),
        inside("complaints"),
        refers("complaints", "conversation", "conversations"),
        one_of("complaints", "state", "open answered closed"),
        one_of("complaints", "ending", "upheld partly_upheld not_upheld withdrawn no_complaint"),
        UniqueConstraint("workspace", "conversation", name="one_complaint_per_conversation"),
    )
    op.create_index("complaints_by_state", "complaints", ["workspace", "state", "number"])


def _incidents() -> None:
    op.create_table(
        "incidents",
        *key(),
        Column("title", Text, nullable=False),
        Column("statement", Text, nullable=False),
        Column("words", Text, nullable=False),
        Column("holds", Boolean, nullable=False),
        Column("plain", Boolean, nullable=False),
        Column("every", Integer, nullable=False),
        Column("next_update", Moment, nullable=False),
        Column("opened_at", Moment, nullable=False),
        Column("opened_by", String, nullable=False),
        Column("closed_at", Moment),
        Column("closed_by", String),
        inside("incidents"),
    )
    op.create_index("incidents_open", "incidents", ["workspace", "closed_at"])
    op.create_table(
        "statements",
        *key("incident"),
        Column("number", Integer, primary_key=True),
        Column("text", Text, nullable=False),
        Column("person", String, nullable=False),
        Column("at", Moment, nullable=False),
        inside("statements"),
        refers("statements", "incident", "incidents"),
    )

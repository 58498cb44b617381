"""A customer edits or deletes what they wrote: the message that replaces another.

Revision ID: 0008
Revises: 0007
"""

from alembic import op
from sqlalchemy import Boolean, Column, String, false

from store.triggers import install

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, and guard them like the rest of a message."""
    op.add_column("messages", Column("replaces", String))
    op.add_column("messages", Column("removed", Boolean, nullable=False, server_default=false()))
    install(op.get_bind())

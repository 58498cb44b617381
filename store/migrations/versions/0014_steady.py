"""Since when a posting is unknown, by a clock that nobody can set.

Revision ID: 0014
Revises: 0013
"""

from alembic import op
from sqlalchemy import Column, String

from store.triggers import install

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the moment; postings that are unknown already have none, and go by the wall clock."""
    op.add_column("postings", Column("unknown_since", String))
    install(op.get_bind())

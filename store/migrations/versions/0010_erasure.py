"""A customer can be erased: words go out of revisions and postings, digests and the chain stay.

Revision ID: 0010
Revises: 0009
"""

from alembic import op
from sqlalchemy import Column

from store.columns import Moment
from store.triggers import install

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add when a row was erased, and let the guards pass that one change, once and whole."""
    op.add_column("revisions", Column("erased_at", Moment))
    op.add_column("postings", Column("erased_at", Moment))
    install(op.get_bind())

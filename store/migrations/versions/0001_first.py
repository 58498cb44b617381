"""The first tables, and the guards of the gate.

Revision ID: 0001
Revises:
"""

from alembic import op

from store.schema import metadata
from store.triggers import install

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table and put the guards in place."""
    connection = op.get_bind()
    metadata.create_all(connection)
    install(connection)

"""A model reads what people write: what it found, beside the revision that it read.

Revision ID: 0011
Revises: 0010
"""

from alembic import op
from sqlalchemy import Column, Integer, String, Text

from store.columns import Moment
from store.migrations.parts import inside, key, one_of, refers

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table of readings."""
    op.create_table(
        "readings",
        *key("revision"),
        Column("state", String, nullable=False),
        Column("sentences", Text, nullable=False),
        Column("due", Moment, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("note", Text, nullable=False),
        inside("readings"),
        refers("readings", "revision", "revisions"),
        one_of("readings", "state", "waiting done failed"),
    )
    op.create_index("readings_due", "readings", ["workspace", "state", "due"])

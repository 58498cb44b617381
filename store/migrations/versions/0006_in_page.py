"""Paired browsers by name, and sites that are switched off while the server runs.

Revision ID: 0006
Revises: 0005
"""

from alembic import op
from sqlalchemy import Column, Text

from store.columns import Moment
from store.migrations.parts import inside, key

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Name the browsers, and make room for the switches."""
    op.add_column("sessions", Column("browser", Text, nullable=False, server_default=""))
    op.create_table(
        "sites_off",
        *key("site"),
        Column("why", Text, nullable=False),
        Column("at", Moment, nullable=False),
        inside("sites_off"),
    )

"""The owner of a promise is reminded once when it is due soon and once when it is late.

Revision ID: 0012
Revises: 0011
"""

from alembic import op
from sqlalchemy import Column, String, text

from store.triggers import install

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Say of what somebody was reminded last; of rows from before it follows from the times."""
    with op.batch_alter_table("follow_ups") as table:
        table.add_column(Column("reminded_of", String))
        table.create_check_constraint(
            "ck_follow_ups_known_reminded_of", "reminded_of IN ('later', 'soon', 'late')"
        )
    op.execute(
        text(
            "UPDATE follow_ups SET reminded_of = CASE WHEN due <= reminded_at THEN 'late' "
            "ELSE 'soon' END WHERE reminded_at IS NOT NULL"
        )
    )
    install(op.get_bind())

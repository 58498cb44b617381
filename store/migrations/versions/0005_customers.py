"""Indexes by customer, by direction and by bundle: history, recent replies, alternatives.

Revision ID: 0005
Revises: 0004
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the indexes."""
    customer = ["workspace", "channel", "customer_handle"]
    op.create_index("conversations_of_customer", "conversations", customer)
    sent = ["workspace", "direction", "received_at"]
    op.create_index("messages_by_direction", "messages", sent)
    op.create_index("drafts_of_bundle", "drafts", ["workspace", "bundle"])

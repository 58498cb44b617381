"""Grants for caps, holds with an end, who is looking, and indexes for what is counted often.

Revision ID: 0007
Revises: 0006
"""

import re

from alembic import op
from sqlalchemy import Boolean, Column, Integer, String, Text, text

from store.columns import Moment
from store.migrations.parts import inside, key, refers
from store.triggers import install

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def upgrade() -> None:
    """Add what authority by amount and by customer takes."""
    op.add_column("drafts", Column("held_until", Moment))
    op.add_column("drafts", Column("held_why", Text, nullable=False, server_default=""))
    op.add_column("conversations", Column("customer", Text, nullable=False, server_default=""))
    op.add_column("conversations", Column("incident", String))
    _who_they_are()
    op.create_index(
        "conversations_waiting", "conversations", ["workspace", "reply_due", "assigned_to"]
    )
    op.create_index("conversations_by_customer", "conversations", ["workspace", "customer"])
    op.create_index("conversations_in_incident", "conversations", ["workspace", "incident"])
    op.create_index("approvals_by_expiry", "approvals", ["workspace", "state", "expires_at"])
    _grants()
    _presence()
    install(op.get_bind())


def _who_they_are() -> None:
    connection = op.get_bind()
    rows = connection.execute(
        text("SELECT workspace, id, channel, account, customer_handle FROM conversations")
    ).all()
    for row in rows:
        handle = row.customer_handle.strip().casefold()
        if _ADDRESS.fullmatch(handle):
            customer = f"mailto:{handle}"
        else:
            customer = f"{row.channel}:{row.account.casefold()}:{handle}" if handle else row.id
        connection.execute(
            text("UPDATE conversations SET customer = :customer WHERE workspace = :w AND id = :i"),
            {"customer": customer, "w": row.workspace, "i": row.id},
        )


def _grants() -> None:
    op.create_table(
        "grants",
        *key("posting"),
        Column("number", Integer, primary_key=True),
        Column("customer", Text, nullable=False),
        Column("incident", String),
        Column("kind", String, nullable=False),
        Column("amount", Text),
        Column("at", Moment, nullable=False),
        inside("grants"),
        refers("grants", "posting", "postings"),
    )
    op.create_index("grants_to_customer", "grants", ["workspace", "customer"])
    op.create_index("grants_in_incident", "grants", ["workspace", "incident"])


def _presence() -> None:
    op.create_table(
        "presence",
        *key("conversation"),
        Column("person", String, primary_key=True),
        Column("editing", Boolean, nullable=False),
        Column("at", Moment, nullable=False),
        inside("presence"),
        refers("presence", "conversation", "conversations"),
        refers("presence", "person", "people"),
    )
    op.create_index("presence_by_age", "presence", ["workspace", "at"])

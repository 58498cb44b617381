"""People, and how they come in.

Revision ID: 0001
Revises:
"""

from alembic import op
from sqlalchemy import Boolean, Column, String, Text

from store.columns import Moment
from store.migrations.parts import inside, key, one_of, refers

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    _workspaces()
    _people()
    _person_roles()
    _sessions()
    _sign_in_links()
    _api_keys()


def _workspaces() -> None:
    op.create_table(
        "workspaces",
        Column("workspace", String, primary_key=True),
        Column("name", Text, nullable=False),
        Column("created_at", Moment, nullable=False),
    )


def _people() -> None:
    op.create_table(
        "people",
        *key(),
        Column("email", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("password_hash", String, nullable=False),
        Column("active", Boolean, nullable=False),
        Column("created_at", Moment, nullable=False),
        inside("people"),
    )
    op.create_index("one_person_per_email", "people", ["workspace", "email"], unique=True)


def _person_roles() -> None:
    op.create_table(
        "person_roles",
        *key("person"),
        Column("role", String, primary_key=True),
        inside("person_roles"),
        one_of("person_roles", "role", "agent approver policy_owner admin legal safety press"),
        refers("person_roles", "person", "people"),
    )


def _sessions() -> None:
    op.create_table(
        "sessions",
        *key("token_hash"),
        Column("person", String, nullable=False),
        Column("csrf", String, nullable=False),
        Column("created_at", Moment, nullable=False),
        Column("expires_at", Moment, nullable=False),
        Column("revoked_at", Moment),
        inside("sessions"),
        refers("sessions", "person", "people"),
    )
    op.create_index("one_session_per_token", "sessions", ["token_hash"], unique=True)
    op.create_index("sessions_of_person", "sessions", ["workspace", "person"])


def _sign_in_links() -> None:
    op.create_table(
        "sign_in_links",
        *key("token_hash"),
        Column("person", String, nullable=False),
        Column("created_at", Moment, nullable=False),
        Column("expires_at", Moment, nullable=False),
        Column("used_at", Moment),
        inside("sign_in_links"),
        refers("sign_in_links", "person", "people"),
    )
    op.create_index("one_link_per_token", "sign_in_links", ["token_hash"], unique=True)


def _api_keys() -> None:
    op.create_table(
        "api_keys",
        *key(),
        Column("name", Text, nullable=False),
        Column("key_hash", String, nullable=False),
        Column("scopes", Text, nullable=False),
        Column("created_at", Moment, nullable=False),
        Column("revoked_at", Moment),
        inside("api_keys"),
    )
    op.create_index("one_program_per_key", "api_keys", ["key_hash"], unique=True)

"""A draft may have no ordinary reply because the clause is written in another language.

Revision ID: 0013
Revises: 0012
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_NAME = "ck_drafts_known_reason"
_REASONS = (
    "policy_silent policies_conflict facts_missing above_authority not_yet_in_force "
    "incident_hold sensitive no_reply_needed language"
)


def upgrade() -> None:
    """Let drafts have the new reason."""
    names = ", ".join(f"'{reason}'" for reason in _REASONS.split())
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.drop_constraint(_NAME, "drafts", type_="check")
        op.create_check_constraint(_NAME, "drafts", f"reason IN ({names})")
        return
    # SQLite cannot change a check, and making the table anew would drop what refers to it. Its
    # manual allows this for a change that no row on the disk depends on.
    (version,) = connection.exec_driver_sql("PRAGMA schema_version").one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    connection.exec_driver_sql(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) "
        "WHERE type = 'table' AND name = 'drafts'",
        ("'no_reply_needed')", "'no_reply_needed', 'language')"),
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")

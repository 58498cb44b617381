"""Brings a database to the shape that this program needs."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from desk.errors import RecordsFailed
from store.failures import told

# Any number, as long as every process takes the same.
_LOCK = 7_203_114_905


def migrate(engine: Engine) -> None:
    """Run every migration that the database lacks; harmless when there is none.

    Two processes may call it at once: the second waits for the first. Raises RecordsFailed, also
    where the database was made by a newer program.
    """
    with told(), engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        upgrade(connection)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to one of them, inside the connection's transaction."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    script = ScriptDirectory.from_config(config)
    here = MigrationContext.configure(connection).get_current_revision()
    known = {step.revision for step in script.walk_revisions()}
    if here is not None and here not in known:
        raise RecordsFailed("The database was made by a newer Makegood; start that one.")
    if here != script.get_current_head() or revision != "head":
        command.upgrade(config, revision)

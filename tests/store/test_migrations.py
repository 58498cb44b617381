import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import CheckConstraint, Connection, Engine, inspect, text

from desk.draft import Reason
from desk.errors import RecordsFailed
from store.engine import open_engine
from store.migrate import migrate
from store.schema import metadata
from store.triggers import statements
from tests.services.postgres import Server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    server: Server = request.getfixturevalue("postgres")
    return server.database("template0")


def test_an_empty_database_becomes_what_the_schema_says(empty_url: str) -> None:
    engine = open_engine(empty_url)
    migrate(engine)
    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []
        assert constraints(connection) == declared()
        if engine.dialect.name == "sqlite":  # which gives conditions back as they were written
            assert conditions(connection) == declared_conditions()
    engine.dispose()


def test_every_guard_is_in_place(engine: Engine) -> None:
    kind = engine.dialect.name
    made = [words.split()[2] for words in statements(kind) if words.startswith("CREATE TRIGGER")]
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with engine.begin() as connection:
        there = connection.execute(text(names[kind])).scalars().all()
    assert sorted(there) == sorted(made)


def test_migrating_again_changes_nothing(empty_url: str) -> None:
    engine = open_engine(empty_url)
    migrate(engine)
    migrate(engine)
    engine.dispose()


def test_two_processes_may_migrate_at_once(empty_url: str) -> None:
    engines = [open_engine(empty_url) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(migrate, engines))
    for engine in engines:
        engine.dispose()


def test_a_database_of_a_newer_program_is_left_alone(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RecordsFailed, match="newer"):
        migrate(engine)


def test_a_migration_that_fails_leaves_nothing_behind(empty_url: str) -> None:
    engine = open_engine(empty_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE messages (id TEXT)"))
    with pytest.raises(RecordsFailed):
        migrate(engine)
    with engine.begin() as connection:
        assert inspect(connection).get_table_names() == ["messages"]
    engine.dispose()


def test_every_table_has_its_workspace() -> None:
    for table in metadata.sorted_tables:
        assert table.primary_key.columns[0].name == "workspace", table.name
        for reference in table.foreign_key_constraints:
            assert next(iter(reference.columns)).name == "workspace", table.name


def constraints(connection: Connection) -> dict[str, set[str]]:
    looked = inspect(connection)
    return {
        table: {
            str(found["name"])
            for found in (
                *looked.get_foreign_keys(table),
                *looked.get_unique_constraints(table),
                *looked.get_check_constraints(table),
            )
        }
        for table in looked.get_table_names()
        if table != "alembic_version"
    }


def declared() -> dict[str, set[str]]:
    primary = {table.name: table.primary_key.name for table in metadata.sorted_tables}
    return {
        table.name: {str(c.name) for c in table.constraints if c.name != primary[table.name]}
        for table in metadata.sorted_tables
    }


def conditions(connection: Connection) -> set[str]:
    looked = inspect(connection)
    names = looked.get_table_names()
    return {str(found["sqltext"]) for t in names for found in looked.get_check_constraints(t)}


def declared_conditions() -> set[str]:
    return {
        str(constraint.sqltext)
        for table in metadata.sorted_tables
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }


def test_a_draft_may_have_any_reason_and_no_other(engine: Engine) -> None:
    """The check in the database, also where a migration has widened it."""
    with engine.connect() as connection:
        checks = inspect(connection).get_check_constraints("drafts")
    (known,) = (c["sqltext"] for c in checks if c["name"] == "ck_drafts_known_reason")
    assert set(re.findall(r"'(\w+)'", known)) == {reason.value for reason in Reason}

import shutil
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from desk.errors import BadText, Conflict, RecordsFailed, RecordsUnclear
from desk.ids import ConversationId
from store.engine import open_engine, reading
from store.migrate import migrate
from store.records import SqlRecords
from tests.store import scenes
from tests.store.scenes import KEY, SHOP, opened


def test_a_database_in_memory_is_one_for_all_its_users() -> None:
    engine = open_engine("sqlite://")
    migrate(engine)
    scenes.queued(opened(engine))
    engine.dispose()


def test_sqlite_is_set_as_the_gate_needs_it(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'sub' / 'new.db'}")
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "busy_timeout": 10_000,
    }
    with engine.begin() as connection:
        for pragma, value in wanted.items():
            assert connection.execute(text(f"PRAGMA {pragma}")).scalar_one() == value
    engine.dispose()


def test_a_new_file_is_its_owners(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'new.db'}")
    migrate(engine)
    for path in tmp_path.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    engine.dispose()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nonsense", "cannot be read"),
        ("mysql://localhost/x", "not supported"),
        ("sqlite:////proc/none/x.db", "data folder"),
    ],
)
def test_what_cannot_be_opened_says_what_to_do(url: str, says: str) -> None:
    with pytest.raises(RecordsFailed, match=says):
        open_engine(url)


def test_a_server_that_is_not_there_says_so() -> None:
    engine = open_engine("postgres://nobody@127.0.0.1:1/none")
    with pytest.raises(RecordsFailed, match="does not answer"):
        migrate(engine)


def test_a_database_without_tables_says_so(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    with (
        pytest.raises(RecordsFailed, match="run the migrations"),
        SqlRecords(engine, KEY).begin(SHOP) as tx,
    ):
        tx.conversations.get(ConversationId("con_1"))
    engine.dispose()


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("This is a text about databases. " * 200)
    engine = open_engine(f"sqlite:///{tmp_path / 'text.db'}")
    with pytest.raises(RecordsFailed, match="not a database"):
        migrate(engine)


def test_a_writer_that_waits_too_long_says_so(migrated_file: Path, tmp_path: Path) -> None:
    path = shutil.copy(migrated_file, tmp_path / "busy.db")
    engine = open_engine(f"sqlite:///{path}")
    records = opened(engine)
    holder = open_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 50")
    with (
        holder.begin(),
        pytest.raises(RecordsFailed, match="Another process"),
    ):
        scenes.received(records)
    scenes.received(records)
    engine.dispose()
    holder.dispose()


def test_readers_do_not_wait_for_a_writer(migrated_file: Path, tmp_path: Path) -> None:
    path = shutil.copy(migrated_file, tmp_path / "busy.db")
    engine = open_engine(f"sqlite:///{path}")
    opened(engine)
    with engine.begin(), reading(engine).begin() as reader:
        assert reader.execute(text("SELECT count(*) FROM workspaces")).scalar_one() == 2
    engine.dispose()


def test_a_full_disk_says_so_and_changes_nothing(migrated_file: Path, tmp_path: Path) -> None:
    path = shutil.copy(migrated_file, tmp_path / "full.db")
    engine = open_engine(f"sqlite:///{path}")
    records = opened(engine)
    with engine.begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    long = replace(scenes.message(), text="x" * 100_000)

    def fill() -> None:
        with records.begin(SHOP) as tx:
            tx.conversations.add(scenes.conversation())
            tx.conversations.add_message(long)

    with pytest.raises(RecordsFailed, match="disk is full"):
        fill()
    with records.begin(SHOP) as tx:
        assert tx.conversations.at_thread("sample", "shop-page", "thread-1") is None
    engine.dispose()


def test_a_folder_that_became_read_only_says_so(migrated_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(migrated_file, tmp_path / "kept.db"))
    engine = open_engine(f"sqlite:///{path}")
    records = opened(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(RecordsFailed, match="read-only"):
        scenes.received(records)
    engine.dispose()


@pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)
def test_a_lost_connection_says_so_and_the_next_one_works(engine: Engine) -> None:
    records = opened(engine)
    end = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )

    def interrupted() -> None:
        with records.begin(SHOP) as tx:
            tx.conversations.add(scenes.conversation())
            with engine.begin() as another:
                another.execute(end)
            tx.conversations.add_message(scenes.message())

    with pytest.raises(RecordsUnclear, match="not known"):
        interrupted()
    scenes.received(records)


@pytest.mark.parametrize("bad", ["nul \x00", "half \ud83d", "\udfff"])
def test_text_that_cannot_be_kept_is_refused_alike(engine: Engine, bad: str) -> None:
    records = opened(engine)
    with records.begin(SHOP) as tx:
        tx.conversations.add(scenes.conversation())
        with pytest.raises(BadText):
            tx.conversations.add_message(replace(scenes.message(), text=bad))


@pytest.mark.parametrize("odd", ["", "\u202eturned", "😡" * 10_000, "x" * 1_000_000, "a'; --"])
def test_odd_text_comes_back_to_the_letter(engine: Engine, odd: str) -> None:
    records = opened(engine)
    scenes.received(records)
    with records.begin(SHOP) as tx:
        said = replace(scenes.message("2"), conversation=scenes.conversation().id, text=odd)
        tx.conversations.add_message(said)
    with records.begin(SHOP) as tx:
        assert tx.conversations.messages(said.conversation)[-1].text == odd


def test_no_error_tells_what_the_customer_wrote(engine: Engine) -> None:
    records = opened(engine)
    scenes.received(records)
    secret = replace(scenes.message(), text="my card is 4111")
    with records.begin(SHOP) as tx, pytest.raises(Conflict) as refused:
        tx.conversations.add_message(secret)
    assert "4111" not in f"{refused.value} {refused.value.__cause__}"

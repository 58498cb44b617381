"""A backup made while others write is whole; a restore verifies, never over a running server."""

from __future__ import annotations

import tarfile
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from api import backups, in_use
from api.backups import Manifest
from api.keeping import audit_key, data_folder
from api.records_room import WORKSPACE, cabinet, now
from api.settings import Settings, SettingsWrong
from api.staff import note
from desk.audit import first_bad
from store.backup import file_of


def house(folder: Path) -> Settings:
    policies = folder / "rules"
    policies.mkdir(parents=True)
    (policies / "a.md").write_text("# A\n", "utf-8")
    return Settings(data_dir=folder / "data", policies_dir=policies)


def written(settings: Settings, times: int) -> None:
    kept = cabinet(settings)
    for number in range(times):
        note(kept, now(), "test", f"row.{number}", "x")


def backed_up(settings: Settings, to: Path) -> Manifest:
    return backups.make(
        settings.database,
        to,
        key_file=data_folder(settings) / "secret.key",
        audit_key=audit_key(settings),
        workspace=WORKSPACE,
        policies=settings.policies,
        version="0",
        now=now(),
        step=lambda _left, _total: None,
    )


def restored(settings: Settings, file: Path) -> tuple[Manifest, Path, tuple[Path, ...]]:
    with in_use.alone(data_folder(settings)):
        return backups.restore(
            file,
            data_folder(settings),
            file_of(settings.database),
            stamp="then",
            audit_key=lambda: audit_key(settings),
            workspace=WORKSPACE,
        )


def test_a_backup_made_while_others_write_is_whole(tmp_path: Path) -> None:
    settings = house(tmp_path / "one")
    written(settings, 20)
    stop = threading.Event()

    def write() -> None:
        kept = cabinet(settings)
        while not stop.is_set():
            note(kept, now(), "test", "busy", "x")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = backed_up(settings, tmp_path / "b.tar")
    finally:
        stop.set()
        writer.join()
    assert made.rows >= 20
    assert (tmp_path / "b.tar").stat().st_mode & 0o077 == 0
    elsewhere = Settings(data_dir=tmp_path / "two")
    manifest, policies, aside = restored(elsewhere, tmp_path / "b.tar")
    assert (manifest, aside) == (made, ())
    assert (policies / "a.md").read_text("utf-8") == "# A\n"
    kept = cabinet(elsewhere)
    assert first_bad(kept.audit_key, kept.audit_log.rows(WORKSPACE)) is None
    assert kept.audit_log.head(WORKSPACE) == (made.rows, made.head)


def test_what_was_there_is_set_aside(tmp_path: Path) -> None:
    settings = house(tmp_path)
    written(settings, 3)
    made = backed_up(settings, tmp_path / "b.tar")
    written(settings, 4)
    _, _, aside = restored(settings, tmp_path / "b.tar")
    assert "makegood.db.before-then" in {path.name for path in aside}
    assert cabinet(settings).audit_log.head(WORKSPACE) == (made.rows, made.head)


def test_never_over_a_running_server(tmp_path: Path) -> None:
    settings = house(tmp_path)
    written(settings, 1)
    backed_up(settings, tmp_path / "b.tar")
    before = file_of(settings.database).read_bytes()
    with (
        in_use.serving(data_folder(settings)),
        in_use.serving(data_folder(settings)),
        pytest.raises(SettingsWrong, match="Stop it"),
    ):
        restored(settings, tmp_path / "b.tar")
    assert file_of(settings.database).read_bytes() == before
    with in_use.alone(data_folder(settings)), pytest.raises(SettingsWrong, match="being restored"):
        in_use.serving(data_folder(settings)).__enter__()


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    settings = house(tmp_path)
    written(settings, 1)
    (tmp_path / "b.tar").write_text("mine")
    with pytest.raises(SettingsWrong, match="there already"):
        backed_up(settings, tmp_path / "b.tar")
    assert (tmp_path / "b.tar").read_text() == "mine"


@pytest.mark.parametrize("harm", ["cut", "text", "changed"])
def test_a_damaged_backup_changes_nothing(tmp_path: Path, harm: str) -> None:
    settings = house(tmp_path)
    written(settings, 3)
    file = tmp_path / "b.tar"
    backed_up(settings, file)
    if harm == "cut":
        file.write_bytes(file.read_bytes()[:3000])
    elif harm == "text":
        file.write_text("no backup")
    else:
        with tarfile.open(file) as tar:
            tar.extractall(tmp_path / "x", filter="data")
        data = bytearray((tmp_path / "x" / "makegood.db").read_bytes())
        data[-50] ^= 1
        (tmp_path / "x" / "makegood.db").write_bytes(data)
        with tarfile.open(file, "w") as tar:
            for path in (tmp_path / "x").iterdir():
                tar.add(path, path.name)
    before = file_of(settings.database).read_bytes()
    with pytest.raises(SettingsWrong):
        restored(settings, file)
    assert file_of(settings.database).read_bytes() == before


def test_a_broken_chain_is_not_backed_up_as_if_it_were_whole(tmp_path: Path) -> None:
    settings = house(tmp_path)
    written(settings, 3)
    other = replace(settings, secret_key="another key")
    with pytest.raises(SettingsWrong, match="from row 1"):
        backups.make(
            settings.database, tmp_path / "b.tar", key_file=None, audit_key=audit_key(other),
            workspace=WORKSPACE, policies=settings.policies, version="0", now=now(),
            step=lambda _left, _total: None,
        )  # fmt: skip
    assert not (tmp_path / "b.tar").exists()

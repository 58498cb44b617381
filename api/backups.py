"""Backups of an embedded installation: one file with the records, the key and the policies.

The index is not in it: it is made again from the policies. Each file stands in the manifest with
its sha256, and a backup is read back and verified before it is called one.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from api.settings import SettingsWrong
from desk.audit import first_bad
from desk.ids import WorkspaceId
from store import backup
from store.audit_log import AuditLog
from store.engine import open_engine

_DATABASE, _KEY, _MANIFEST, _POLICIES = "makegood.db", "secret.key", "manifest.json", "policies"


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `files` are names with their sha256; `head` is the audit's end."""

    version: str
    at: str
    rows: int
    head: str
    files: dict[str, str]


def make(
    database: str,
    to: Path,
    *,
    key_file: Path | None,
    audit_key: bytes,
    workspace: WorkspaceId,
    policies: Path,
    version: str,
    now: datetime,
    step: Callable[[int, int], None],
) -> Manifest:
    """Write a backup to a new file, readable by its owner only, and verify it.

    Raises SettingsWrong where the file is there or what was written does not verify.
    """
    if to.exists():
        raise SettingsWrong(f"{to} is there already. Choose another name; nothing was written.")
    with tempfile.TemporaryDirectory(prefix=".makegood-", dir=to.absolute().parent) as name:
        folder = Path(name)
        backup.copy(database, folder / _DATABASE, step)
        if key_file is not None and key_file.exists():
            shutil.copy(key_file, folder / _KEY)
        shutil.copytree(policies, folder / _POLICIES)
        rows, head = _audited(folder / _DATABASE, audit_key, workspace)
        files = {
            str(path.relative_to(folder)): _digest(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        manifest = Manifest(version, now.isoformat(), rows, head, files)
        (folder / _MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), "utf-8")
        draft = folder.with_suffix(".tar")
        try:
            draft.touch(mode=0o600)
            with tarfile.open(draft, "w") as tar:
                tar.add(folder / _MANIFEST, _MANIFEST)
                for each in files:
                    tar.add(folder / each, each)
            with opened(draft):
                pass
            draft.rename(to)
        finally:
            draft.unlink(missing_ok=True)
    return manifest


@contextmanager
def opened(file: Path) -> Iterator[tuple[Path, Manifest]]:
    """A backup unpacked into a folder of its own, every file verified. Raises SettingsWrong."""
    with tempfile.TemporaryDirectory(prefix="makegood-restore-") as name:
        folder = Path(name)
        try:
            with tarfile.open(file) as tar:
                tar.extractall(folder, filter="data")
            manifest = Manifest(**json.loads((folder / _MANIFEST).read_text("utf-8")))
        except (OSError, tarfile.TarError, ValueError, TypeError) as error:
            raise SettingsWrong(f"{file} is no backup of Makegood, or is cut off.") from error
        for each, digest in manifest.files.items():
            path = folder / each
            if not path.is_file() or _digest(path) != digest:
                raise SettingsWrong(f"{each} in {file} is damaged. Use another backup.")
        if _DATABASE not in manifest.files:
            raise SettingsWrong(f"{file} holds no database.")
        wrong = backup.faults(folder / _DATABASE)
        if wrong:
            raise SettingsWrong(f"The database in {file} is damaged: {wrong[0]}.")
        yield folder, manifest


def restore(
    file: Path,
    data: Path,
    database: Path,
    *,
    stamp: str,
    audit_key: Callable[[], bytes],
    workspace: WorkspaceId,
) -> tuple[Manifest, Path, tuple[Path, ...]]:
    """Put a backup in place; nobody may run over the folder. What was there is set aside.

    Returns what the backup holds, where its policies are, and what was set aside. Raises
    SettingsWrong; then nothing has changed, except that something may be set aside already.
    """
    with opened(file) as (folder, manifest):
        aside = tuple(
            moved
            for path in (
                database,
                database.with_name(f"{database.name}-wal"),
                database.with_name(f"{database.name}-shm"),
                *((data / _KEY,) if _KEY in manifest.files else ()),
            )
            if (moved := _aside(path, stamp)) is not None
        )
        _put(folder / _DATABASE, database)
        if _KEY in manifest.files:
            _put(folder / _KEY, data / _KEY)
        policies = data / f"policies-{stamp}"
        shutil.copytree(folder / _POLICIES, policies)
    rows, head = _audited(database, audit_key(), workspace)
    if (rows, head) != (manifest.rows, manifest.head):
        raise SettingsWrong("The audit of what was restored does not end as the backup's did.")
    return manifest, policies, aside


def _audited(path: Path, key: bytes, workspace: WorkspaceId) -> tuple[int, str]:
    """The end of the audit in a database file. Raises SettingsWrong where the chain is broken."""
    engine = open_engine(f"sqlite:///{path}")
    try:
        log = AuditLog(engine)
        bad = first_bad(key, log.rows(workspace))
        if bad is not None:
            raise SettingsWrong(
                f"The audit in {path.name} does not verify from row {bad} on. Keep what there is, "
                "and look at `makegood audit verify`."
            )
        return log.head(workspace)
    finally:
        engine.dispose()


def _aside(path: Path, stamp: str) -> Path | None:
    if not path.exists():
        return None
    return path.rename(path.with_name(f"{path.name}.before-{stamp}"))


def _put(source: Path, to: Path) -> None:
    to.touch(mode=0o600)
    shutil.copyfile(source, to)


def _digest(path: Path) -> str:
    with path.open("rb") as file:  # piece by piece: a database may be larger than the memory
        return hashlib.file_digest(file, "sha256").hexdigest()

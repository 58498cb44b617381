"""Writes what was agreed: all of it or, after a kill, all of it at the next import.

Everything is laid out in `.imported/pending` first. One rename to `.imported/agreed` is the moment
at which it counts; from there each file is moved to its place, and what is left of that is finished
by `recover`. A file that somebody changed in between is theirs, and left alone.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kb.importing.kept import write_whole
from kb.importing.planning import Plan
from kb.importing.record import FOLDER, name_of
from kb.importing.refusals import Refused

_MANIFEST = "manifest.json"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """No other import works on the folder meanwhile. Raises Refused where one does."""
    home = folder / FOLDER
    try:
        home.mkdir(parents=True, exist_ok=True)
        held = os.open(home / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Refused(f"{folder} cannot be written: {why}.", "Check its permissions.") from error
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(held)
        raise Refused(
            f"Another import into {folder} is running.", "Wait until it is done."
        ) from error
    try:
        recover(folder)
        yield
    finally:
        os.close(held)


def write(folder: Path, plans: Sequence[Plan]) -> None:
    """Write the plans' files and records. OSError where the disk does not take them."""
    pending = folder / FOLDER / "pending"
    shutil.rmtree(pending, ignore_errors=True)
    pending.mkdir(parents=True)
    moves = []
    for number, plan in enumerate(plans):
        if plan.writes and plan.after is not None:
            write_whole(pending / f"{number}.md", plan.after)
            moves.append((f"{number}.md", plan.path, _digest(plan.before), _digest(plan.after)))
        known = folder / FOLDER / name_of(plan.policy)
        record = plan.record.written()
        if not plan.writes and known.is_file() and known.read_text("utf-8") == record:
            continue
        write_whole(pending / f"{number}.json", record)
        moves.append((f"{number}.json", f"{FOLDER}/{name_of(plan.policy)}", "", ""))
    write_whole(pending / _MANIFEST, json.dumps(moves))
    pending.rename(folder / FOLDER / "agreed")
    recover(folder)


def recover(folder: Path) -> None:
    """Finish what was agreed, forget what was not."""
    home = folder / FOLDER
    shutil.rmtree(home / "pending", ignore_errors=True)
    agreed = home / "agreed"
    if not agreed.is_dir():
        return
    left_alone = False
    for name, to, before, after in json.loads((agreed / _MANIFEST).read_text("utf-8")):
        source, place = agreed / name, folder / to
        if name.endswith(".md"):
            now = _digest(place.read_bytes().decode("utf-8", "replace")) if place.exists() else ""
            left_alone = now not in {before, after}
        # Its record, which comes next, would otherwise speak of a file that is not there.
        if left_alone:
            left_alone = name.endswith(".md")
            source.unlink(missing_ok=True)
        elif source.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            source.replace(place)
    shutil.rmtree(agreed)


def _digest(text: str | None) -> str:
    return "" if text is None else hashlib.sha256(text.encode()).hexdigest()

"""Conversions that are done, kept until they are written: a killed import goes on where it was."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from pathlib import Path

from kb.importing.documents import Converted
from kb.importing.record import FOLDER

_CONVERTER = "2"  # a new number makes everything be converted again


class Kept:
    """The folder `.imported/converted`."""

    def __init__(self, folder: Path) -> None:
        """`folder` is that of the policies; nothing is made before the first `keep`."""
        self._home = folder / FOLDER / "converted"

    def find(self, digest: str, key: str) -> Converted | None:
        """What this content became, if that is known."""
        try:
            return Converted.of(json.loads(self._path(digest, key).read_text("utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, digest: str, key: str, converted: Converted) -> None:
        """Remember it; written whole or not at all."""
        self._home.mkdir(parents=True, exist_ok=True)
        write_whole(self._path(digest, key), json.dumps(converted.as_data()))

    def clear(self) -> None:
        """Forget all: they are written."""
        shutil.rmtree(self._home, ignore_errors=True)

    def _path(self, digest: str, key: str) -> Path:
        name = hashlib.sha256(f"{_CONVERTER}\n{digest}\n{key}".encode()).hexdigest()
        return self._home / f"{name[:32]}.json"


def write_whole(path: Path, text: str) -> None:
    """A file that is there in full or not at all, whatever happens meanwhile."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        with fresh.open("w", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        fresh.replace(path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            fresh.unlink()

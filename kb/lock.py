"""One process a folder: two of them on one Chroma folder answer from stale indexes, silently."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from kb.errors import IndexInUse, IndexUnreachable


class FolderLock:
    """Held from construction until `release` or until the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        """IndexInUse where another process holds it, IndexUnreachable where it cannot be made."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = os.open(folder / "makegood.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as fault:
            raise IndexUnreachable(
                f"The index folder {folder} cannot be written ({fault.strerror}). Give this user "
                "the right to write there, or choose another data folder."
            ) from fault
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            owner = os.pread(self._file, 20, 0).decode("ascii", "replace").strip() or "unknown"
            os.close(self._file)
            raise IndexInUse(
                f"The index folder {folder} is open in another process (pid {owner}). Stop that "
                "process, or let several share a server: chroma run --path FOLDER, and point "
                "each of them to it."
            ) from fault
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, str(os.getpid()).encode(), 0)
        self._held = True

    def release(self) -> None:
        """Let the next process in; a second call does nothing."""
        if self._held:
            self._held = False
            os.close(self._file)

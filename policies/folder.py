"""Which files of a folder are policies, and whether one changed since it was last read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from policies.clause import Place
from policies.faults import Fault
from policies.plain_text import LARGEST_FILE
from policies.policy_file import PolicyRead, read_policy

_SUFFIXES = (".md", ".markdown")
_NOT_POLICIES = frozenset({"readme.md", "readme.markdown"})


@dataclass(frozen=True)
class Listing:
    """The policy files below a folder by their relative path, and what was refused."""

    files: Mapping[str, Path]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Seen:
    """One file as it was read. `mark` tells whether it changed; None asks to read it again."""

    mark: tuple[int, int, int, int] | None
    read: PolicyRead


def list_policies(root: Path) -> Listing:
    """The policy files below `root`. Links that lead out of it are refused, as are odd files."""
    files: dict[str, Path] = {}
    faults: list[Fault] = []
    if not root.is_dir():
        return Listing(
            {}, (_fault(".", "There is no folder here.", "Check the path of the policies."),)
        )
    home = root.resolve()
    for file, is_folder in _entries(root, faults):
        path = _shown(file.relative_to(root))
        refusal = _refusal(file, home, is_folder=is_folder)
        if refusal:
            faults.append(_fault(path, *refusal))
        elif not is_folder:
            files[path] = file
    if not files and not faults:
        faults.append(_fault(".", "There is no policy in this folder.", "Write one as a .md file."))
    return Listing(files, tuple(faults))


def see(file: Path, path: str, before: Seen | None) -> Seen:
    """Reads a file, or answers what was seen before where it did not change since."""
    try:
        with open(file, "rb", opener=_open_at_once) as opened:
            mark = _mark(os.fstat(opened.fileno()))
            if before is not None and before.mark == mark:
                return before
            data = opened.read(LARGEST_FILE + 1)
            after = _mark(os.fstat(opened.fileno()))
    except OSError as error:
        return Seen(None, PolicyRead((), (_cannot_be_read(path, error),)))
    if mark != after:
        torn = _fault(path, "The file is being written.", "It is read again at the next look.")
        return Seen(None, PolicyRead((), (torn,)))
    return Seen(mark, read_policy(data, path))


def read_plain_file(root: Path, name: str) -> bytes | Fault | None:
    """The bytes of one file that must lie in the folder; None where there is none."""
    file = root / name
    if not file.is_symlink() and not file.exists():
        return None
    refusal = _refusal(file, root.resolve(), is_folder=False)
    if refusal:
        return _fault(name, *refusal)
    try:
        with open(file, "rb", opener=_open_at_once) as opened:
            return opened.read(LARGEST_FILE + 1)
    except OSError as error:
        return _cannot_be_read(name, error)


def _entries(root: Path, faults: list[Fault]) -> Iterator[tuple[Path, bool]]:
    """Policy files and linked folders, each with whether it is a folder; hidden ones left out."""

    def note(error: OSError) -> None:
        where = _shown(Path(os.path.relpath(error.filename, root)))
        faults.append(_fault(where, f"The folder cannot be read: {error.strerror}.", ""))

    for folder, folders, names in os.walk(root, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(folder)
        yield from ((here / name, True) for name in folders if (here / name).is_symlink())
        for name in sorted(names):
            plain = name.casefold()
            if plain.endswith(_SUFFIXES) and plain not in _NOT_POLICIES and plain[0] != ".":
                yield here / name, False


def _refusal(file: Path, home: Path, *, is_folder: bool) -> tuple[str, str] | None:
    """Why a file is not read, and what would mend it; None where it may be read."""
    if is_folder:
        return "A linked folder is not read.", "Copy its files here."
    try:
        inside = file.resolve(strict=True).is_relative_to(home)
        regular = stat.S_ISREG(file.stat().st_mode)
    except (OSError, RuntimeError):
        return "The file cannot be found; its link leads nowhere.", "Copy the file here."
    if not inside:
        return "This link leads out of the policies folder.", "Copy the file here."
    if not regular:
        return "This is not an ordinary file.", "Remove it."
    return None


def _open_at_once(path: str, flags: int) -> int:
    """Opens without waiting: a pipe that takes a policy's name must not stop the desk."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _mark(found: os.stat_result) -> tuple[int, int, int, int]:
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def _cannot_be_read(path: str, error: OSError) -> Fault:
    reason = error.strerror or type(error).__name__
    return _fault(path, f"The file cannot be read: {reason}.", "Check its permissions.")


def _fault(path: str, message: str, mend: str) -> Fault:
    return Fault(Place(path, 1), message, mend)


def _shown(path: Path) -> str:
    """A relative path in words that can always be printed."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")

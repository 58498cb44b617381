"""What was asked for, as single sources: files, the files of folders, web pages."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kb.importing.kinds import MANY, by_name, worth_a_word
from kb.importing.refusals import Refused

_MOST = 50_000
_NOT_POLICIES = frozenset({"readme.md", "readme.markdown", "readme.txt"})  # about the folder
_NAME = "Name a file, a folder, or an address that starts with https://."


@dataclass(frozen=True)
class Source:
    """One file or one page. `key` names it for ever: its name, its path in the folder that was
    asked for, or its address. `group` begins the keys of all that comes with it.
    """

    key: str
    path: Path | None = None
    group: str = ""


@dataclass(frozen=True)
class NotTaken:
    """A source, or a part of one, that is not imported."""

    source: str
    refusal: Refused


def gather(asked: Iterable[str]) -> tuple[list[Source], list[NotTaken], list[str]]:
    """The sources, those that cannot be ones, and the names of files that are no documents."""
    sources: list[Source] = []
    refused: list[NotTaken] = []
    passed_over: list[str] = []
    for each in asked:
        if "://" in each:
            sources.append(Source(each))
            continue
        path = Path(each)
        if path.is_dir():
            files = _files(path, passed_over)
            if not files:
                refused.append(NotTaken(each, Refused("The folder holds no document.", _NAME)))
            group = path.resolve().name or "folder"
            sources += [
                Source(f"{group}/{file.relative_to(path).as_posix()}", file, group)
                for file in files
            ]
        elif path.exists():
            holds_many = by_name(path) in MANY
            sources.append(Source(path.name, path, path.name if holds_many else ""))
        else:
            refused.append(NotTaken(each, Refused("There is no such file or folder.", _NAME)))
    return _distinct(sources, refused), refused, passed_over


def _files(folder: Path, passed_over: list[str]) -> list[Path]:
    """The documents below a folder; hidden files and links that lead elsewhere are left out."""
    home = folder.resolve()
    found: list[Path] = []
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(here) / name
            if name.startswith(".") or len(found) >= _MOST:
                continue
            inside = not path.is_symlink() or path.resolve().is_relative_to(home)
            is_read = name.casefold() not in _NOT_POLICIES
            if inside and is_read and (by_name(path) is not None or worth_a_word(path)):
                found.append(path)
            else:
                passed_over.append(path.relative_to(folder).as_posix())
    return found


def _distinct(sources: list[Source], refused: list[NotTaken]) -> list[Source]:
    """Each key once: two of one name would overwrite each other at every import."""
    found: dict[str, Source] = {}
    for source in sources:
        other = found.setdefault(source.key, source)
        if other is not source and other.path != source.path:
            refused.append(
                NotTaken(
                    str(source.path),
                    Refused(
                        f"Another source of this import is called {source.key} too.",
                        "Put them into one folder with different names, and import the folder.",
                    ),
                )
            )
    return list(found.values())

"""Reads a folder of Markdown policies into a book, and keeps what was good when a file turns bad.

Each `.md` file is one policy (its format: ARCHITECTURE.md, "A clause, as a policy owner writes
it"). `README.md`, hidden files and everything that is not Markdown are not policies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from policies.book import Book
from policies.clause import Clause
from policies.clause_version import overlapping
from policies.faults import Fault
from policies.folder import Seen, list_policies, see


@dataclass(frozen=True)
class ReadResult:
    """The book of everything that could be taken, and why the rest could not.

    A file with a fault stands in the book as it was when it was last good, if it ever was.
    """

    book: Book
    faults: tuple[Fault, ...] = ()

    @property
    def good(self) -> bool:
        """Whether every file could be taken."""
        return not self.faults


@dataclass(frozen=True)
class _Kept:
    """One file as it was last seen, and the clauses of it that stand in the book."""

    seen: Seen
    good: tuple[Clause, ...]


def read_folder(path: Path) -> ReadResult:
    """Reads every policy below a folder. Never raises for what it finds there."""
    return PolicyFolder(path).reload()


class PolicyFolder:
    """A folder of policies that is read again and again, changed files only.

    `book` is the last book that was read. One caller at a time may `reload`; a book itself never
    changes, so its readers need no lock.
    """

    def __init__(self, path: Path) -> None:
        """Nothing is read before the first `reload`."""
        self.path = path
        self.book = Book()
        self._kept: dict[str, _Kept] = {}

    def reload(self) -> ReadResult:
        """Reads what has changed since the last time. The faults are those of all files."""
        listing = list_policies(self.path)
        faults = list(listing.faults)
        if not listing.files:
            # An unmounted or half-copied folder is not the will to have no policy at all.
            return ReadResult(self.book, tuple(faults))
        seen = {path: self._see(path, file) for path, file in sorted(listing.files.items())}
        good = {path: self._kept[path].good if path in self._kept else () for path in seen}
        wanted = {path: good[path] if s.read.faults else s.read.clauses for path, s in seen.items()}
        clashes = _settle(wanted, good)
        self._kept = {path: _Kept(seen[path], wanted[path]) for path in seen}
        clauses = tuple(clause for path in seen for clause in wanted[path])
        if clauses != self.book.clauses:
            self.book = Book(clauses)
        faults.extend(fault for s in seen.values() for fault in s.read.faults)
        return ReadResult(self.book, (*faults, *clashes))

    def _see(self, path: str, file: Path) -> Seen:
        before = self._kept.get(path)
        return see(file, path, before.seen if before else None)


def _settle(
    wanted: dict[str, tuple[Clause, ...]], good: Mapping[str, tuple[Clause, ...]]
) -> list[Fault]:
    """Takes back, in `wanted`, changed files that would put two versions in force at once.

    Ends because each round takes back a changed file, and the good clauses do not clash.
    """
    faults: list[Fault] = []
    while True:
        undone: set[str] = set()
        for one, other in overlapping(clause for part in wanted.values() for clause in part):
            pair = sorted(
                (one, other),
                key=lambda c: (wanted[c.place.path] != good[c.place.path], c.place.path),
            )
            stays, goes = pair
            if undone.isdisjoint({stays.place.path, goes.place.path}):
                undone.add(goes.place.path)
                faults.append(_two_at_once(stays, goes))
        if not undone:
            return faults
        wanted.update({path: good[path] for path in undone})


def _two_at_once(stays: Clause, goes: Clause) -> Fault:
    return Fault(
        goes.place,
        f"{goes.id} stands here and in {stays.place}, and both are in force at once.",
        "Give one another id, or end the older one with until. This file is not taken.",
    )

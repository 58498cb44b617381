"""The policies in use: read from their folder, watched, indexed, and never worse than the last
good book.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path

from watchfiles import watch

from policies.book import Book
from policies.company import Company
from policies.company_reader import read_company
from policies.reader import PolicyFolder

log = logging.getLogger("makegood.library")

Indexed = Callable[[Book], object]

_LOOK = 1.0  # seconds between two looks at whether the folder is still the same


class Library:
    """The book and the company of one folder."""

    def __init__(self, folder: Path, index: Indexed) -> None:
        """Reads nothing before the first `reload`. `index` makes a book searchable."""
        self.folder = folder
        self._policies = PolicyFolder(folder)
        self._index = index
        self._company = Company()
        self._faults: tuple[str, ...] = ()
        self._reading = threading.Lock()
        self._indexed = ""  # digests of the books that were indexed and that others were told of
        self._told = ""

    def book(self) -> Book:
        """The book in use."""
        return self._policies.book

    def company(self) -> Company:
        """Voice, contacts and authority in use."""
        return self._company

    def faults(self) -> tuple[str, ...]:
        """What could not be taken, each with file and line; what was good before stands in."""
        return self._faults

    def reload(self) -> None:
        """Read the folder and have its book indexed. Raises what the index raises."""
        with self._reading:
            self._read()
            self._told = self.book().digest
            self._bring_index()

    def watch(self, stopping: threading.Event, changed: Callable[[], None]) -> None:
        """Read again whenever a file of the folder changes, until `stopping` is set.

        `changed` is called after a book of other content is in use, so that what rests on the old
        one can be locked. What fails is tried again each second: a full disk or a busy database
        must not leave drafts on a book that is gone. A folder that is replaced is found again.
        """
        while not stopping.is_set():
            try:
                # Open for as long as it is watched, so that no other can get its inode number.
                held = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
            except OSError:
                self._look(changed)
                stopping.wait(_LOOK)
                continue
            try:
                self._watch_one(held, stopping, changed)
            finally:
                os.close(held)

    def _watch_one(self, held: int, stopping: threading.Event, changed: Callable[[], None]) -> None:
        """Until it is another folder that stands there, or none."""
        first = True  # what changed before the watch began is seen at its first tick
        for changes in watch(
            self.folder,
            stop_event=stopping,
            debounce=200,
            rust_timeout=int(1000 * _LOOK),
            yield_on_timeout=True,
        ):
            if changes or first or self._behind():
                self._look(changed)
            first = False
            if not _is(self.folder, held):
                return

    def _look(self, changed: Callable[[], None]) -> None:
        with self._reading:
            try:
                self._read()
            except OSError:
                log.exception("policies could not be read again; the last good book stays")
            book = self.book()
            try:
                self._bring_index()
            except Exception:  # whatever the index runs into, the new book is what counts
                log.exception("policies could not be indexed; searching by what was indexed before")
            if book.digest == self._told:
                return
            try:
                changed()
            except Exception:  # the watch must outlive whatever the records run into
                log.exception("drafts on changed policies could not be locked; trying again")
                return
            self._told = book.digest
            log.info("policies: a new book is in use, %d clauses", len(book))

    def _behind(self) -> bool:
        return self.book().digest not in {self._told} & {self._indexed}

    def _read(self) -> None:
        result = self._policies.reload()
        faults = [*result.faults]
        if self.folder.is_dir():  # a folder that went away has not taken back who may approve
            company = read_company(self.folder, self._company)
            self._company = company.company
            faults += company.faults
        said = tuple(str(fault) for fault in faults)
        for fault in said:
            if fault not in self._faults:
                log.warning("policies: %s", fault)
        self._faults = said

    def _bring_index(self) -> None:
        book = self.book()
        if book.digest != self._indexed:
            self._index(book)
            self._indexed = book.digest


def _is(folder: Path, held: int) -> bool:
    try:
        return os.path.samestat(folder.stat(), os.fstat(held))
    except OSError:
        return False

"""The policies in use: read from their folder, watched, indexed, and never worse than the last
good book.
"""

from __future__ import annotations

import logging
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


class Library:
    """The book and the company of one folder.

    `reload` reads what changed and has it indexed; `changed` is called after a book of other
    content is in use, so that what rests on the old one can be locked.
    """

    def __init__(self, folder: Path, index: Indexed) -> None:
        """Reads nothing before the first `reload`."""
        self.folder = folder
        self._policies = PolicyFolder(folder)
        self._index = index
        self._company = Company()
        self._faults: tuple[str, ...] = ()
        self._reading = threading.Lock()

    def book(self) -> Book:
        """The book in use."""
        return self._policies.book

    def company(self) -> Company:
        """Voice, contacts and authority in use."""
        return self._company

    def faults(self) -> tuple[str, ...]:
        """What could not be taken, each with file and line; what was good before stands in."""
        return self._faults

    def reload(self) -> bool:
        """Read the folder again. Returns whether the book is another now."""
        with self._reading:
            before = self.book().digest
            result = self._policies.reload()
            company = read_company(self.folder, self._company)
            self._company = company.company
            faults = tuple(str(fault) for fault in (*result.faults, *company.faults))
            for fault in set(faults) - set(self._faults):
                log.warning("policies: %s", fault)
            self._faults = faults
            changed = self.book().digest != before
            if changed:
                self._index(self.book())
            return changed

    def watch(self, stopping: threading.Event, changed: Callable[[], None]) -> None:
        """Reload whenever a file of the folder changes, until `stopping` is set."""
        for _ in watch(self.folder, stop_event=stopping, debounce=200, rust_timeout=1000):
            try:
                if self.reload():
                    log.info("policies: a new book is in use, %d clauses", len(self.book()))
                    changed()
            except (
                Exception
            ):  # the watch must outlive a folder that vanishes or an index that fails
                log.exception("policies could not be read again; the last good book stays")

"""The knowledge base: asked a question in plain words, it answers with ids of clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from threading import Lock

from kb.answer import Answer, answer
from kb.calibration import Calibration
from kb.indexed import IndexedBook
from kb.ranker import Ranker
from kb.shelf import Progress, Shelf, SyncReport
from kb.views import Row, Views
from policies.book import Book
from policies.clause import CaseScope
from policies.found import Found

EXACT_ROWS = 50_000  # up to here all vectors are held in memory and compared exactly


class KnowledgeBase:
    """Searches the book that was last synced. Any thread may call any method.

    While a sync runs, the book before it answers and says that it is stale; on a first start,
    where there is none, the new book is searched by words alone.
    """

    def __init__(
        self,
        shelf: Shelf,
        *,
        calibration: Calibration | None = None,
        ranker: Ranker | None = None,
        exact_rows: int = EXACT_ROWS,
    ) -> None:
        """`shelf` is what `kb.index.embedded` or `kb.index.server` opened; it is closed here."""
        self._shelf = shelf
        self._calibration = calibration or Calibration.shipped()
        self._ranker = ranker or Ranker.shipped()
        self._exact_rows = exact_rows
        self._views = Views()
        self._syncing = Lock()
        self._indexed: IndexedBook | None = None
        self._wanted = ""  # digest of the book in use

    def sync(self, book: Book, progress: Progress | None = None) -> SyncReport:
        """Take this book into use. Only what changed is embedded; `progress` is told of it.

        IndexFault where the index fails: the search then goes on with what it had, and says that
        it is stale.
        """
        with self._syncing:
            self._wanted = book.digest
            all_rows = self._views.of(book)
            if self._indexed is None:
                self._indexed = self._read(book, all_rows, None)
            report = self._shelf.sync(all_rows, book.digest, progress)
            self._indexed = self._read(book, all_rows, self._shelf)
        return report

    def search(self, question: str, *, day: date, scope: CaseScope, limit: int = 8) -> Found:
        """The best clauses for a question, or for each problem of a message, best first.

        IndexFault only where the book is too large to be held in memory and the index fails.
        """
        indexed = self._indexed
        if indexed is None:
            return Found((), confidence=0.0, silent=True, book="", stale=True)
        mask = indexed.reach.mask(day, scope)
        found = answer(indexed, question, mask, limit, self._calibration, self._ranker)
        stale = indexed.digest != self._wanted
        return replace(found_of(found, self._calibration, indexed.digest), stale=stale)

    def ping(self) -> None:
        """A canary query that proves that the index answers; IndexFault where it does not."""
        self._shelf.ping()

    def close(self) -> None:
        """Let go of the index, after a sync that runs."""
        with self._syncing:
            self._shelf.close()

    def _read(self, book: Book, all_rows: Sequence[Row], shelf: Shelf | None) -> IndexedBook:
        return IndexedBook(
            book,
            all_rows,
            shelf=shelf,
            fusion=self._calibration.fusion,
            exact_rows=self._exact_rows,
            before=self._indexed,
        )


def found_of(answered: Answer, calibration: Calibration, book: str) -> Found:
    """An answer with what its chance means; `book` is the digest of the book that was searched."""
    return Found(
        answered.hits,
        confidence=answered.confidence,
        silent=not answered.hits or answered.confidence < calibration.silent,
        sure=bool(answered.hits) and answered.confidence >= calibration.sure,
        book=book,
    )

"""What the desk decides by at this moment: book, company, check, channels and its own terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from desk.check import Case, Check, Checked
from desk.draft import Sentence
from desk.errors import UnknownChannel
from desk.posting import Channel
from desk.steady import Steady
from policies.book import Book
from policies.company import Company


@dataclass(frozen=True)
class Terms:
    """How long things take and how often they are tried."""

    reply_due: timedelta = timedelta(hours=1)  # customers expect an answer within the hour
    follow_up: timedelta = timedelta(hours=24)
    draft_lease: timedelta = timedelta(seconds=30)  # renewed while the worker lives
    posting_lease: timedelta = timedelta(seconds=60)
    in_page_lease: timedelta = timedelta(minutes=30)
    undo: timedelta = timedelta(seconds=5)
    remind: timedelta = timedelta(hours=4)  # before a promise is due
    approval_life: timedelta = timedelta(hours=24)
    quarantine: timedelta = timedelta(minutes=30)  # of a channel that is not set up any more
    max_draft_attempts: int = 3
    max_attempts: int = 8
    max_backoff: timedelta = timedelta(minutes=10)


@dataclass(frozen=True)
class Law:
    """Everything besides the records that the desk asks. `book` and `company` are read anew at
    each decision, so that a policy change counts from the moment it is made. `second_reader` is the
    model that reads what people write; empty where there is none. `steady` is time that nobody can
    set, if this machine has any.
    """

    book: Callable[[], Book]
    company: Callable[[], Company]
    check: Check
    channels: Mapping[str, Channel]
    clock: Callable[[], datetime]
    terms: Terms = field(default_factory=Terms)
    second_reader: str = ""
    steady: Callable[[], Steady | None] = lambda: None

    def channel(self, name: str) -> Channel:
        """The connector of this name; raises UnknownChannel."""
        found = self.channels.get(name)
        if found is None:
            known = ", ".join(sorted(self.channels)) or "none"
            raise UnknownChannel(f"'{name}' is not one of: {known}.")
        return found

    def quarantine(self, name: str) -> timedelta:
        """How long a post of this connector may still appear, also where it is set up no more."""
        found = self.channels.get(name)
        return self.terms.quarantine if found is None else found.quarantine


def bare(clock: Callable[[], datetime]) -> Law:
    """A law without policies and channels, for moves that ask only what time it is."""

    def unchecked(
        text: str, sentences: tuple[Sentence, ...], book: Book, company: Company, case: Case
    ) -> Checked:
        del text, sentences, book, company, case
        raise UnknownChannel("Nothing is checked here.")

    return Law(book=Book, company=Company, check=unchecked, channels={}, clock=clock)

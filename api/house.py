"""The house: everything that wiring built, as the edge needs it. Values only; no logic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from threading import Event
from typing import Protocol

from api.look_ups import LookUps
from api.settings import Settings
from desk.commitment import Commitment
from desk.draft import Outcome
from desk.ids import WorkspaceId
from desk.law import Law
from desk.lifecycle import Desk
from desk.records import Records
from desk.requests import Work
from policies.found import Search
from store.accounts import Accounts
from store.audit_log import AuditLog
from store.clause_archive import ClauseArchive
from store.idempotency import Answers
from store.keys import Keys
from store.presence import Presence
from store.registers import Registered
from store.sample_posts import SamplePosts
from store.sessions import Sessions, SignInLinks
from store.sites_off import SitesOff
from store.views import Views


class Say(Protocol):
    """Is told one step that a person may watch; `partial` is text so far, if it is streamed."""

    def __call__(self, stage: str, says: str, partial: str = "", /) -> None:
        """One step."""


# Sentences in, and what each of them commits to. Raises prompts.answers.ModelFailed.
Read = Callable[[tuple[str, ...]], tuple[tuple[Commitment, ...], ...]]


@dataclass(frozen=True)
class Studio:
    """What writing and checking take, without any record: the command line works with this alone.

    `search` may ask a model for help, `plain` never does (None: `search` does not either). `write`
    runs the pipeline on a case; `read` has a model read sentences, None where there is no model;
    `faults` are what the reader of the policies found wrong,
    each with file and line, while the last good book stays in use.
    """

    law: Law
    search: Search
    write: Callable[[Work, Say], Outcome]
    faults: Callable[[], tuple[str, ...]] = tuple
    read: Read | None = None
    plain: Search | None = None

    @property
    def as_typed(self) -> Search:
        """The search for boxes that ask while somebody types: no model, no wait, no cost."""
        return self.plain or self.search


@dataclass(frozen=True)
class Cabinet:
    """What one workspace keeps, as the edge reads it.

    `reads` are the same records for transactions that only read, so that they never wait for a
    writer; `audit_key` seals the audit.
    """

    workspace: WorkspaceId
    records: Records
    reads: Records
    accounts: Accounts
    sessions: Sessions
    links: SignInLinks
    keys: Keys
    answers: Answers
    views: Views
    audit_log: AuditLog
    archive: ClauseArchive
    presence: Presence
    registered: Registered
    scrub: Callable[[], None]
    sample_posts: SamplePosts
    sites_off: SitesOff
    audit_key: bytes = field(repr=False)


@dataclass(frozen=True)
class House:
    """All of it. `pings` ask every outside thing how it is: they answer a word or raise.

    `secret` signs tokens; `wake` tells the worker of this process that there is something to do;
    `running` is entered for as long as the application runs (watchers, worker, connections).
    `look_ups` asks the company's system for facts, None where none is set up.
    `leaving` is set when the server begins to stop, so that streams end by themselves.
    """

    settings: Settings
    desk: Desk
    studio: Studio
    cabinet: Cabinet
    pings: Mapping[str, Callable[[], str]]
    secret: bytes = field(repr=False)
    wake: Callable[[], None] = lambda: None
    running: Callable[[], AbstractContextManager[object]] = nullcontext
    look_ups: LookUps | None = None
    leaving: Event = field(default_factory=Event)

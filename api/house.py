"""The house: everything that wiring built, as the edge needs it. Values only; no logic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from api.settings import Settings
from desk.draft import Outcome
from desk.law import Law
from desk.lifecycle import Desk
from desk.requests import Work
from policies.found import Search

if TYPE_CHECKING:
    from store.audit_log import AuditLog
    from store.idempotency import Answers
    from store.views import Views

    from store.accounts import Accounts

Say = Callable[[str, str], None]  # (stage, what it says): one step that a person may watch


@dataclass(frozen=True)
class Studio:
    """What writing and checking take, without any record: the command line works with this alone.

    `write` runs the pipeline on a case; `faults` are what the reader of the policies found wrong,
    each with file and line, while the last good book stays in use.
    """

    law: Law
    search: Search
    write: Callable[[Work, Say], Outcome]
    faults: Callable[[], tuple[str, ...]] = tuple


@dataclass(frozen=True)
class Cabinet:
    """What is kept, as the edge reads it: people, keys, lists, the audit, answers already given."""

    accounts: Accounts
    views: Views
    answers: Answers
    audit: AuditLog


@dataclass(frozen=True)
class House:
    """All of it. `pings` ask every outside thing how it is: they answer a word or raise.

    `secret` signs tokens; `wake` tells the worker of this process that there is something to do;
    `running` is entered for as long as the application runs (watchers, worker, connections).
    """

    settings: Settings
    desk: Desk
    studio: Studio
    cabinet: Cabinet
    pings: Mapping[str, Callable[[], str]]
    secret: bytes = field(repr=False)
    wake: Callable[[], None] = lambda: None
    running: Callable[[], AbstractContextManager[object]] = nullcontext

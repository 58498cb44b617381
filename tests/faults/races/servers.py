"""Two `makegood serve` on one PostgreSQL: two API processes and two workers.

Both start at once on an empty database. Each has a data folder and an index of its own; the secret,
the policies and the receiver of what is posted are the same.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from api.keeping import audit_key
from api.records_room import WORKSPACE, now
from api.settings import Settings
from desk.draft import DraftState
from desk.people import Person, Role
from desk.posting import PostingState
from store.accounts import Accounts
from store.audit_log import AuditLog
from store.engine import open_engine
from store.records import SqlRecords
from store.sessions import Sessions
from store.views import Views
from tests.services.a_process import Process, until
from tests.services.counting_receiver import Receiver
from tests.services.web_server import Client

ROOM = "race"
_SECRET = "one secret for both servers"


@dataclass(frozen=True)
class Servers:
    """Both of them, the database below them, and the outside world."""

    processes: tuple[Process, Process]
    engine: Engine
    receiver: Receiver
    policies: Path
    key: bytes = audit_key(Settings(secret_key=_SECRET))

    @property
    def records(self) -> SqlRecords:
        return SqlRecords(self.engine, self.key)

    @property
    def audit_log(self) -> AuditLog:
        return AuditLog(self.engine)

    def somebody(self, name: str, *roles: Role) -> Person:
        """A new colleague."""
        address = f"{name}@shop.example"
        return Accounts(self.engine).add(WORKSPACE, address, name, frozenset(roles), now())

    def at(self, server: int, person: Person) -> Client:
        """This person, signed in, at one of the two servers."""
        opened = Sessions(self.engine).open(WORKSPACE, person.id, now(), timedelta(hours=1))
        return Client(self.processes[server].port, opened.token)

    def in_use(self, clause: str, words: str, person: Person) -> datetime:
        """Wait until both have the clause with these words; when that was."""
        path = f"/v1/clauses/{clause.replace('#', '/')}"

        def said(server: int) -> bool:
            with closing(self.at(server, person)) as client:
                return words in client.ask("GET", path).data["text"]

        until(lambda: said(0) and said(1), 60, 0.05)
        return now()

    def quiet(self, patience: float = 60) -> None:
        """Wait until both workers have nothing left to do."""
        moving = (PostingState.QUEUED, PostingState.SENDING, PostingState.UNKNOWN)

        def nothing_left() -> bool:
            counts = Views(self.engine).counts(WORKSPACE, now())
            written = not counts.drafts.get(DraftState.REQUESTED)
            return written and not any(counts.postings.get(state) for state in moving)

        until(nothing_left, patience)


@contextmanager
def two_servers(
    prepared: Process, folder: Path, database: str, receiver: Receiver
) -> Iterator[Servers]:
    """Both started, until the block ends."""
    receiver.open(ROOM)
    settings = {
        "MAKEGOOD_DATABASE_URL": database,
        "MAKEGOOD_SECRET_KEY": _SECRET,
        "MAKEGOOD_POLICIES_DIR": str(prepared.policies),
        "MAKEGOOD_UNDO_SECONDS": "0",
        "MAKEGOOD_WEBHOOK_URL": f"{receiver.url}/{ROOM}/reply",
        "MAKEGOOD_WEBHOOK_LOOK_UP_URL": f"{receiver.url}/{ROOM}/posts",
        "MAKEGOOD_WEBHOOK_SECRETS": "a-secret-for-tests",
    }
    one, two = (Process(folder / name, settings) for name in ("one", "two"))
    with ExitStack() as stack:
        for process in (one, two):
            process.folder.mkdir()
            shutil.copytree(prepared.data / "index", process.data / "index")
            process.spawn()
            stack.callback(process.kill)
        for process in (one, two):
            process.answers(patience=180)
        engine = open_engine(database)
        stack.callback(engine.dispose)
        yield Servers((one, two), engine, receiver, prepared.policies)

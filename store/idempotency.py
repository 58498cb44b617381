"""Answers already given, by Idempotency-Key: the same request twice is done once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine, or_, select

from desk.errors import Conflict, RecordsFailed
from desk.ids import WorkspaceId
from store.schema import idempotency
from store.scoped import Scoped
from store.work import work

_MOST_DEAD = 10_000  # keys; more than that wait until their requests count as dead


@dataclass(frozen=True)
class Given:
    """The answer that was given to this request."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class Fresh:
    """Nobody has used this key: go on, and then `give` the answer or `drop` the key."""


@dataclass(frozen=True)
class Unfinished:
    """The same request is being answered at this moment."""


@dataclass(frozen=True)
class Different:
    """The key was used for another request."""


Begun = Fresh | Given | Unfinished | Different


class Answers:
    """Keeps answers per workspace, principal (their `actor`) and key."""

    def __init__(self, engine: Engine, *, patience: timedelta = timedelta(minutes=2)) -> None:
        """A request without an answer after `patience` died; its key is free again."""
        self._engine = engine
        self._patience = patience
        # Keys that could not be freed, because the database was gone, and when they were taken.
        self._dead: dict[tuple[WorkspaceId, str, str], datetime] = {}

    def begin(
        self, workspace: WorkspaceId, principal: str, key: str, digest: str, now: datetime
    ) -> Begun:
        """Take the key for a request of this digest, or say what is known of it."""
        taken = {"principal": principal, "key": key}
        dead = self._dead.pop((workspace, principal, key), None)
        try:
            with work(self._engine, workspace) as scoped:
                try:
                    with scoped.attempt():
                        scoped.add(idempotency, {**taken, "request_digest": digest, "at": now})
                except Conflict:
                    return self._known(scoped, taken, digest, now, dead)
                return Fresh()
        except RecordsFailed:  # it may have been written all the same
            self._died(workspace, principal, key, now)
            raise

    def give(self, workspace: WorkspaceId, principal: str, key: str, answer: Given) -> None:
        """Keep the answer for whoever asks again."""
        with work(self._engine, workspace) as scoped:
            mine = scoped.here(idempotency, principal=principal, key=key)
            scoped.change(
                idempotency.update()
                .where(mine)
                .values(status=answer.status, headers=dict(answer.headers), body=answer.body)
            )

    def drop(self, workspace: WorkspaceId, principal: str, key: str, at: datetime) -> None:
        """Free a key that was taken `at` a time for a request that came to nothing, so that it can
        be tried again; where the database is gone, when it is asked for next.
        """
        try:
            with work(self._engine, workspace) as scoped:
                mine = scoped.here(idempotency, principal=principal, key=key, at=at)
                scoped.change(idempotency.delete().where(mine, idempotency.c.status.is_(None)))
        except RecordsFailed:
            self._died(workspace, principal, key, at)

    def forget(self, before: datetime) -> int:
        """Delete what is older; answers with how many."""
        with work(self._engine, WorkspaceId("")) as scoped:
            return scoped.change(idempotency.delete().where(idempotency.c.at < before))

    def _died(self, workspace: WorkspaceId, principal: str, key: str, at: datetime) -> None:
        if len(self._dead) < _MOST_DEAD:
            self._dead[workspace, principal, key] = at

    def _known(
        self,
        scoped: Scoped,
        taken: Mapping[str, str],
        digest: str,
        now: datetime,
        dead: datetime | None,
    ) -> Begun:
        mine = scoped.here(idempotency, **taken)
        row = scoped.one(select(idempotency).where(mine), "idempotency key")
        if row.request_digest != digest:
            return Different()
        if row.status is not None:
            return Given(row.status, row.headers, row.body)
        # Ours came to nothing, or nobody came back; whoever changes the row first has the key.
        ended = or_(idempotency.c.at <= now - self._patience, idempotency.c.at == dead)
        unanswered = idempotency.c.status.is_(None)
        retaken = idempotency.update().where(mine, ended, unanswered).values(at=now)
        return Fresh() if scoped.change(retaken) else Unfinished()

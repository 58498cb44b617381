"""The audit's rows: added in the transaction of what they tell, sealed over the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from sqlalchemy import Engine, select

from desk.audit import GENESIS, Entry, Row, seal
from desk.errors import NotFound
from desk.ids import WorkspaceId
from store.engine import reading
from store.failures import told
from store.schema import audit, workspaces
from store.scoped import Scoped, locked

_PAGE = 1_000


def append(scoped: Scoped, key: bytes, entries: Iterable[tuple[datetime, Entry]]) -> None:
    """Seal and add these entries in order. Raises NotFound where there is no such workspace.

    The workspace's row is locked first, so that two transactions cannot take the same number.
    """
    pending = list(entries)
    if not pending:
        return
    head = locked(select(workspaces).where(scoped.here(workspaces)), workspaces)
    scoped.one(head, "workspace")
    newest = select(audit.c.number, audit.c.seal).where(scoped.here(audit))
    last = scoped.first(newest.order_by(audit.c.number.desc()))
    number, before = (0, GENESIS) if last is None else (last.number, last.seal)
    for at, entry in pending:
        number, moment = number + 1, at.astimezone(UTC)
        sealed = seal(key, number, moment, entry, before)
        scoped.add(
            audit,
            {
                "number": number,
                "at": moment,
                "actor": entry.actor,
                "action": entry.action,
                "subject": entry.subject,
                "detail": dict(entry.detail),
                "before": before,
                "seal": sealed,
            },
        )
        before = sealed


class AuditLog:
    """Reads the audit of one workspace, for `desk.audit.first_bad`, export and pages."""

    def __init__(self, engine: Engine) -> None:
        """Over a database that has been migrated."""
        self._engine = reading(engine)

    def rows(self, workspace: WorkspaceId, after: int = 0) -> Iterator[Row]:
        """Rows whose number is greater than `after`, in order, read page by page."""
        while page := self.page(workspace, after):
            yield from page
            after = page[-1].number

    def page(self, workspace: WorkspaceId, after: int, limit: int = _PAGE) -> tuple[Row, ...]:
        """At most `limit` rows whose number is greater than `after`, in order."""
        query = select(audit).where(audit.c.workspace == workspace, audit.c.number > after)
        with told(), self._engine.begin() as connection:
            found = connection.execute(query.order_by(audit.c.number).limit(limit)).all()
        return tuple(
            Row(
                number=row.number,
                at=row.at,
                entry=Entry(row.actor, row.action, row.subject, row.detail),
                before=row.before,
                seal=row.seal,
            )
            for row in found
        )

    def head(self, workspace: WorkspaceId) -> tuple[int, str]:
        """The number and the seal of the last row; 0 and the genesis where there is none."""
        query = select(audit.c.number, audit.c.seal).where(audit.c.workspace == workspace)
        with told(), self._engine.begin() as connection:
            row = connection.execute(query.order_by(audit.c.number.desc()).limit(1)).first()
        return (0, GENESIS) if row is None else (row.number, row.seal)

    def known(self, workspace: WorkspaceId) -> None:
        """Nothing. Raises NotFound where there is no such workspace, whose audit would be empty."""
        query = select(workspaces.c.workspace).where(workspaces.c.workspace == workspace)
        with told(), self._engine.begin() as connection:
            if connection.execute(query).first() is None:
                raise NotFound("workspace")

"""How far each connector has read."""

from __future__ import annotations

from sqlalchemy import select

from store.schema import cursors
from store.scoped import Scoped


class SqlCursors:
    """`desk.records.Cursors` in SQL."""

    def __init__(self, scoped: Scoped) -> None:
        """Inside one transaction."""
        self._in = scoped

    def get(self, channel: str, account: str) -> str:
        """The cursor, or an empty string before the first."""
        place = self._in.here(cursors, channel=channel, account=account)
        row = self._in.first(select(cursors.c.cursor).where(place))
        return "" if row is None else str(row.cursor)

    def put(self, channel: str, account: str, cursor: str) -> None:
        """Keep the cursor."""
        place = self._in.here(cursors, channel=channel, account=account)
        if not self._in.change(cursors.update().where(place).values(cursor=cursor)):
            self._in.add(cursors, {"channel": channel, "account": account, "cursor": cursor})

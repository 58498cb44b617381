"""Incidents, what was stated in them, and the conversations that belong to them."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from desk.ids import ConversationId, IncidentId, PersonId
from desk.incident import Incident, Statement
from store.schema import conversations, incidents, statements
from store.scoped import AnyRow, Scoped, locked


class SqlIncidents:
    """`desk.incident.Incidents` in SQL."""

    def __init__(self, scoped: Scoped) -> None:
        """Inside one transaction."""
        self._in = scoped

    def get(self, incident: IncidentId, *, lock: bool = False) -> Incident:
        """One incident. Raises NotFound."""
        query = select(incidents).where(self._in.here(incidents, id=incident))
        query = locked(query, incidents) if lock else query
        return incident_of(self._in.one(query, f"incident {incident}"))

    def open(self) -> tuple[Incident, ...]:
        """Those that go on, oldest first."""
        going_on = (self._in.here(incidents), incidents.c.closed_at.is_(None))
        query = select(incidents).where(*going_on).order_by(incidents.c.opened_at, incidents.c.id)
        return tuple(incident_of(row) for row in self._in.rows(query))

    def add(self, incident: Incident) -> None:
        """Keep a new one."""
        self._in.add(incidents, {"id": incident.id, **_columns(incident)})

    def save(self, incident: Incident) -> None:
        """Write what has changed. Raises NotFound."""
        self._in.save(incidents, incident.id, _columns(incident))

    def state(self, statement: Statement) -> None:
        """Keep a statement, for ever."""
        self._in.add(
            statements,
            {
                "incident": statement.incident,
                "number": statement.number,
                "text": statement.text,
                "person": statement.person,
                "at": statement.at,
            },
        )

    def statements(self, incident: IncidentId) -> tuple[Statement, ...]:
        """What was stated, oldest first."""
        query = select(statements).where(self._in.here(statements, incident=incident))
        return tuple(
            Statement(IncidentId(row.incident), row.number, row.text, PersonId(row.person), row.at)
            for row in self._in.rows(query.order_by(statements.c.number))
        )

    def owed(self) -> tuple[ConversationId, ...]:
        """Conversations that are owed a reply and belong to no incident."""
        wanted = (conversations.c.reply_due.is_not(None), conversations.c.incident.is_(None))
        query = select(conversations.c.id).where(self._in.here(conversations), *wanted)
        rows = self._in.rows(query.order_by(conversations.c.reply_due, conversations.c.id))
        return tuple(ConversationId(row.id) for row in rows)

    def members(self, incident: IncidentId) -> tuple[ConversationId, ...]:
        """Conversations that belong to it, oldest first."""
        theirs = self._in.here(conversations, incident=incident)
        query = select(conversations.c.id).where(theirs)
        rows = self._in.rows(query.order_by(conversations.c.opened_at, conversations.c.id))
        return tuple(ConversationId(row.id) for row in rows)


def incident_of(row: AnyRow) -> Incident:
    """The incident in a row of its table."""
    return Incident(
        id=IncidentId(row.id),
        title=row.title,
        statement=row.statement,
        words=row.words,
        holds=row.holds,
        plain=row.plain,
        every=timedelta(seconds=row.every),
        next_update=row.next_update,
        opened_at=row.opened_at,
        opened_by=PersonId(row.opened_by),
        closed_at=row.closed_at,
        closed_by=None if row.closed_by is None else PersonId(row.closed_by),
    )


def _columns(incident: Incident) -> dict[str, object]:
    return {
        "title": incident.title,
        "statement": incident.statement,
        "words": incident.words,
        "holds": incident.holds,
        "plain": incident.plain,
        "every": int(incident.every.total_seconds()),
        "next_update": incident.next_update,
        "opened_at": incident.opened_at,
        "opened_by": incident.opened_by,
        "closed_at": incident.closed_at,
        "closed_by": incident.closed_by,
    }

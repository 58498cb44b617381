"""Lists of the registers for pages and exports: promises, complaints, incidents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, and_, func, select

from desk.complaint import Complaint, ComplaintState
from desk.ids import IncidentId, WorkspaceId
from desk.incident import Incident
from desk.records import FollowUp
from store.complaints import complaint_of
from store.incidents import incident_of
from store.lists import follow_up_of
from store.schema import complaints, conversations, follow_ups, incidents
from store.work import look

_LIMIT = 200


@dataclass(frozen=True)
class PromiseRow:
    """A promise and whom it was made to."""

    promise: FollowUp
    customer_name: str
    channel: str


@dataclass(frozen=True)
class ComplaintRow:
    """A complaint and whose it is."""

    complaint: Complaint
    customer_name: str
    channel: str
    subject: str


@dataclass(frozen=True)
class IncidentRow:
    """An incident and how many conversations belong to it."""

    incident: Incident
    conversations: int
    owed: int


@dataclass(frozen=True)
class Waiting:
    """What the registers wait for: promises due by a time, open complaints, updates owed."""

    promises: int
    complaints: int
    updates: int


class Registered:
    """What the registers hold, for people to look at."""

    def __init__(self, engine: Engine) -> None:
        """Over a database that has been migrated."""
        self._engine = engine

    def promises(
        self, workspace: WorkspaceId, *, settled: bool = False, limit: int = _LIMIT
    ) -> tuple[PromiseRow, ...]:
        """Open promises, the one that is due first at the front; or settled ones, newest first."""
        table, whose = follow_ups, conversations
        there = and_(whose.c.workspace == table.c.workspace, whose.c.id == table.c.conversation)
        query = select(table, whose.c.customer_name, whose.c.channel).join(whose, there)
        done = table.c.done_at.is_not(None) if settled else table.c.done_at.is_(None)
        order = (table.c.done_at.desc(),) if settled else (table.c.due, table.c.id)
        with look(self._engine, workspace) as scoped:
            wanted = (scoped.here(table), table.c.posting.is_not(None), done)
            rows = scoped.rows(query.where(*wanted).order_by(*order).limit(limit))
        return tuple(PromiseRow(follow_up_of(r), r.customer_name, r.channel) for r in rows)

    def complaints(
        self,
        workspace: WorkspaceId,
        states: frozenset[ComplaintState] = frozenset(ComplaintState),
        *,
        after: int = 0,
        limit: int = _LIMIT,
    ) -> tuple[ComplaintRow, ...]:
        """Complaints in these states whose number is greater than `after`, in order."""
        table, whose = complaints, conversations
        there = and_(whose.c.workspace == table.c.workspace, whose.c.id == table.c.conversation)
        columns = (whose.c.customer_name, whose.c.channel, whose.c.subject)
        query = select(table, *columns).join(whose, there)
        with look(self._engine, workspace) as scoped:
            wanted = (scoped.here(table), table.c.state.in_(sorted(states)), table.c.number > after)
            rows = scoped.rows(query.where(*wanted).order_by(table.c.number).limit(limit))
        return tuple(
            ComplaintRow(complaint_of(r), r.customer_name, r.channel, r.subject) for r in rows
        )

    def incidents(self, workspace: WorkspaceId) -> tuple[IncidentRow, ...]:
        """Every incident, those that go on first, then the newest."""
        of = conversations
        counted = select(of.c.incident, func.count(), func.count(of.c.reply_due)).group_by(
            of.c.incident
        )
        with look(self._engine, workspace) as scoped:
            rows = scoped.rows(
                select(incidents)
                .where(scoped.here(incidents))
                .order_by(incidents.c.closed_at.is_not(None), incidents.c.opened_at.desc())
            )
            members = scoped.rows(counted.where(scoped.here(of), of.c.incident.is_not(None)))
        counts = {IncidentId(row[0]): (row[1], row[2]) for row in members}
        found = (incident_of(row) for row in rows)
        return tuple(IncidentRow(each, *counts.get(each.id, (0, 0))) for each in found)

    def waiting(self, workspace: WorkspaceId, now: datetime, until: datetime) -> Waiting:
        """How much waits: promises due by `until`, complaints that wait for us, updates by now."""
        with look(self._engine, workspace) as scoped:
            still = (follow_ups.c.posting.is_not(None), follow_ups.c.done_at.is_(None))
            due = (scoped.here(follow_ups), *still, follow_ups.c.due <= until)
            open_ones = scoped.here(complaints, state=ComplaintState.OPEN)
            late = (
                scoped.here(incidents),
                incidents.c.closed_at.is_(None),
                incidents.c.next_update <= now,
            )
            count = func.count()
            return Waiting(
                scoped.rows(select(count).select_from(follow_ups).where(*due))[0][0],
                scoped.rows(select(count).select_from(complaints).where(open_ones))[0][0],
                scoped.rows(select(count).select_from(incidents).where(*late))[0][0],
            )

"""Everything that the desk keeps, in SQL: one transaction in one workspace at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Engine

from desk.audit import Entry
from desk.complaint import Complaints
from desk.ids import ConversationId, WorkspaceId
from desk.incident import Incidents
from desk.lessons import FactLog, Lessons, Notes
from desk.records import (
    Approvals,
    Conversations,
    Cursors,
    Drafts,
    Grants,
    Lists,
    People,
    Postings,
)
from store.approvals import SqlApprovals
from store.audit_log import append
from store.complaints import SqlComplaints
from store.conversations import SqlConversations
from store.cursors import SqlCursors
from store.drafts import SqlDrafts
from store.erasing import erase
from store.failures import told
from store.grants import SqlGrants
from store.incidents import SqlIncidents
from store.lessons import SqlFactLog, SqlLessons, SqlNotes
from store.lists import SqlLists
from store.people import SqlPeople
from store.postings import SqlPostings
from store.scoped import Scoped


class SqlTransaction:
    """`desk.records.Transaction` in SQL.

    Lock in this order: conversation, draft, posting. Rows of the audit are written last, so that
    the one row that all changes of a workspace must pass is held for the shortest time.
    """

    def __init__(self, scoped: Scoped) -> None:
        """Inside one open transaction of the database."""
        self._scoped = scoped
        self.conversations: Conversations = SqlConversations(scoped)
        self.drafts: Drafts = SqlDrafts(scoped)
        self.approvals: Approvals = SqlApprovals(scoped)
        self.postings: Postings = SqlPostings(scoped)
        self.people: People = SqlPeople(scoped)
        self.grants: Grants = SqlGrants(scoped)
        self.lists: Lists = SqlLists(scoped)
        self.complaints: Complaints = SqlComplaints(scoped)
        self.incidents: Incidents = SqlIncidents(scoped)
        self.cursors: Cursors = SqlCursors(scoped)
        self.facts: FactLog = SqlFactLog(scoped)
        self.notes: Notes = SqlNotes(scoped)
        self.lessons: Lessons = SqlLessons(scoped)
        self.pending: list[tuple[datetime, Entry]] = []

    def erase(self, conversations: tuple[ConversationId, ...], at: datetime) -> None:
        """Take every word of and to a customer out of these, for good; ids and digests stay."""
        erase(self._scoped, conversations, at)

    def audit(self, at: datetime, entry: Entry) -> None:
        """Add a row to the audit; it is sealed as the transaction commits."""
        self.pending.append((at, entry))


class SqlRecords:
    """`desk.records.Records` in SQL."""

    def __init__(self, engine: Engine, audit_key: bytes) -> None:
        """Over a database that has been migrated; `audit_key` seals the audit, 32 bytes or more."""
        if len(audit_key) < 32:  # noqa: PLR2004 - the length of the hash, RFC 2104 section 3
            raise ValueError("the audit key must have at least 32 bytes")
        self._engine = engine
        self._audit_key = audit_key

    @contextmanager
    def begin(self, workspace: WorkspaceId) -> Iterator[SqlTransaction]:
        """One transaction: commits when the block ends, rolls back when it raises.

        Raises RecordsFailed where the database cannot be read or written.
        """
        with told(), self._engine.begin() as connection:
            scoped = Scoped(connection, workspace)
            transaction = SqlTransaction(scoped)
            yield transaction
            append(scoped, self._audit_key, transaction.pending)

"""The register of complaints: rows that are only added and moved on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from desk.complaint import Complaint, ComplaintState, Ending
from desk.errors import NotFound
from desk.ids import ConversationId, PersonId
from store.schema import complaints
from store.scoped import AnyRow, Scoped, locked


class SqlComplaints:
    """`desk.complaint.Complaints` in SQL."""

    def __init__(self, scoped: Scoped) -> None:
        """Inside one transaction."""
        self._in = scoped

    def of(self, conversation: ConversationId, *, lock: bool = False) -> Complaint | None:
        """The complaint of a conversation, or None."""
        query = select(complaints).where(self._in.here(complaints, conversation=conversation))
        row = self._in.first(locked(query, complaints) if lock else query)
        return None if row is None else complaint_of(row)

    def get(self, number: int, *, lock: bool = False) -> Complaint:
        """One complaint. Raises NotFound."""
        query = select(complaints).where(self._in.here(complaints, number=number))
        query = locked(query, complaints) if lock else query
        return complaint_of(self._in.one(query, f"complaint {number}"))

    def add(self, conversation: ConversationId, at: datetime, owner: PersonId | None) -> Complaint:
        """Register one under the next number."""
        self._in.turn("complaints")  # two at once would take the same number
        last = self._in.first(
            select(func.max(complaints.c.number)).where(self._in.here(complaints))
        )
        number = 1 + ((last[0] if last else None) or 0)
        made = Complaint(number, conversation, at, owner=owner)
        values = {"number": number, "conversation": conversation, "opened_at": at}
        self._in.add(complaints, {**values, **_moving(made)})
        return made

    def save(self, complaint: Complaint) -> None:
        """Write what has changed. Raises NotFound."""
        mine = self._in.here(complaints, number=complaint.number)
        if not self._in.change(complaints.update().where(mine).values(**_moving(complaint))):
            raise NotFound(f"complaint {complaint.number}")


def complaint_of(row: AnyRow) -> Complaint:
    """The complaint in a row of its table."""
    return Complaint(
        number=row.number,
        conversation=ConversationId(row.conversation),
        opened_at=row.opened_at,
        state=ComplaintState(row.state),
        owner=None if row.owner is None else PersonId(row.owner),
        ending=None if row.ending is None else Ending(row.ending),
        note=row.note,
        closed_at=row.closed_at,
        closed_by=None if row.closed_by is None else PersonId(row.closed_by),
    )


def _moving(complaint: Complaint) -> dict[str, object]:
    return {
        "state": complaint.state,
        "owner": complaint.owner,
        "ending": complaint.ending,
        "note": complaint.note,
        "closed_at": complaint.closed_at,
        "closed_by": complaint.closed_by,
    }

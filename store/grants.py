"""What approved replies give, as caps add it up."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, select

from desk.granted import Granted
from desk.ids import IncidentId, PostingId
from desk.posting import PostingState
from policies.terms import Kind
from store.schema import grants, postings
from store.scoped import Scoped

# A posting in one of these never appears.
_NEVER = (PostingState.VOID, PostingState.REFUSED, PostingState.CLOSED)


class SqlGrants:
    """`desk.records.Grants` in SQL."""

    def __init__(self, scoped: Scoped) -> None:
        """Inside one transaction."""
        self._in = scoped

    def add(self, given: Iterable[Granted]) -> None:
        """Keep what a posting grants."""
        for grant in given:
            self._in.add(
                grants,
                {
                    "posting": grant.posting,
                    "number": grant.number,
                    "customer": grant.customer,
                    "incident": grant.incident,
                    "kind": grant.kind,
                    "amount": grant.amount,
                    "at": grant.at,
                },
            )

    def to_customer(self, customer: str, *, lock: bool = False) -> tuple[Granted, ...]:
        """What one customer was granted, in all their conversations, oldest first."""
        if lock:
            self._in.turn(f"customer {customer}")
        return self._all(grants.c.customer == customer)

    def in_incident(self, incident: IncidentId, *, lock: bool = False) -> tuple[Granted, ...]:
        """What everybody of an incident was granted, oldest first."""
        if lock:
            self._in.turn(f"incident {incident}")
        return self._all(grants.c.incident == incident)

    def _all(self, wanted: ColumnElement[bool]) -> tuple[Granted, ...]:
        theirs = and_(postings.c.workspace == grants.c.workspace, postings.c.id == grants.c.posting)
        query = (
            select(grants)
            .join(postings, theirs)
            .where(self._in.here(grants), wanted, postings.c.state.not_in(_NEVER))
            .order_by(grants.c.at, grants.c.posting, grants.c.number)
        )
        return tuple(
            Granted(
                posting=PostingId(row.posting),
                number=row.number,
                customer=row.customer,
                incident=None if row.incident is None else IncidentId(row.incident),
                kind=Kind(row.kind),
                amount=row.amount,
                at=row.at,
            )
            for row in self._in.rows(query)
        )

"""What one customer, or everybody of one incident, has been granted altogether, and the caps on it.

A grant is written down with the posting that makes it, at the moment of the last approval. It
counts for as long as that posting may still appear or has appeared. The customer is locked while
a cap is read, so that two approvals at once cannot both stay below it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from desk.check import Licensed
from desk.conversation import Conversation
from desk.granted import Granted
from desk.posting import Posting
from desk.records import Transaction
from policies.company import Cap, Per
from policies.terms import Money, Percent, Period, Unit


@dataclass(frozen=True)
class Exceeded:
    """A cap that these commitments would go above, and how, in words for the reviewer."""

    cap: Cap
    says: str


# The longest that each unit can be, so that a rolling period never forgets too early.
_LONGEST: dict[Unit, timedelta] = {
    Unit.MINUTE: timedelta(minutes=1),
    Unit.HOUR: timedelta(hours=1),
    Unit.WORKING_DAY: timedelta(days=7),
    Unit.DAY: timedelta(days=1),
    Unit.WEEK: timedelta(weeks=1),
    Unit.MONTH: timedelta(days=31),
    Unit.YEAR: timedelta(days=366),
}


def exceeded(
    tx: Transaction,
    caps: tuple[Cap, ...],
    conversation: Conversation,
    owed: Iterable[Licensed],
    now: datetime,
    *,
    mine: Posting | None = None,
    lock: bool = False,
) -> tuple[Exceeded, ...]:
    """The caps that these commitments go above, with what was granted before.

    `mine` is the posting that already holds these commitments: then only what was granted before
    it counts, so that a later approval never overturns an earlier one.
    """
    over = []
    wanted = [licensed for licensed in owed if licensed.commitment.grants]
    for cap in caps:
        new = [c for c in wanted if c.commitment.kind in cap.kinds]
        if not new:
            continue
        if cap.per is Per.INCIDENT and conversation.incident is None:
            continue
        before = _before(tx, cap, conversation, now, mine, lock=lock)
        amounts = [c.commitment.amount or c.bound for c in new] + [g.amount for g in before]
        says = _says(cap, amounts, len(before))
        if says:
            over.append(Exceeded(cap, says))
    return tuple(over)


def _before(
    tx: Transaction,
    cap: Cap,
    conversation: Conversation,
    now: datetime,
    mine: Posting | None,
    *,
    lock: bool,
) -> list[Granted]:
    if cap.per is Per.INCIDENT and conversation.incident is not None:
        found = tx.grants.in_incident(conversation.incident, lock=lock)
    else:
        found = tx.grants.to_customer(conversation.customer, lock=lock)
    since = None if cap.period is None else now - _length(cap.period)
    return [
        grant
        for grant in found
        if grant.kind in cap.kinds
        and (since is None or grant.at > since)
        and (mine is None or (grant.at, grant.posting) < (mine.created_at, mine.id))
    ]


def _says(cap: Cap, amounts: list[Money | Percent | None], earlier: int) -> str:
    whose = "this customer" if cap.per is Per.CUSTOMER else "this incident"
    within = f" within {cap.period}" if cap.period else ""
    sums = [a for a in amounts if isinstance(a, Money) and a.currency == cap.up_to.currency]
    if len(sums) < len(amounts):
        return (
            f"{whose} may be granted {cap.up_to}{within}; what names no amount in "
            f"{cap.up_to.currency} cannot be added up"
        )
    total = Money(sum((a.amount for a in sums), start=cap.up_to.amount * 0), cap.up_to.currency)
    if total.amount <= cap.up_to.amount:
        return ""
    with_before = f", {earlier} earlier grant{'s' if earlier > 1 else ''} included" * bool(earlier)
    return f"{whose} would have {total}{within}{with_before}; the cap is {cap.up_to}"


def _length(period: Period) -> timedelta:
    return min(
        _LONGEST[period.unit] * float(min(period.count, Decimal(1000))), timedelta(days=36500)
    )

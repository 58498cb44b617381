"""What a clause permits or forbids, whether its owner listed it or only said it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from desk.commitment import Commitment, CommitmentReader, read_all
from desk.reading.conditions import conditions
from desk.reading.language import language_of
from desk.reading.lists import lists_of
from desk.reading.spans import sentences
from policies.clause import Clause, ClauseVersion, Licence
from policies.terms import Condition, Kind, Money, Percent, Period

_ALL = Percent(Decimal(100))
_MOST_CLAUSES = 5000  # readings kept; a book is far smaller


# What only names something permits nothing: the label of a button, the path of a page.
_LABELS = re.compile(
    r"\[[^\]\n]{1,60}\](?!\()|^[^.!?\n\d$€£]{1,80} > [^.!?\n(\d$€£]{1,80}(?:\([^)\n]*\))?$",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Permission:
    """One thing that a clause permits or, with `permits=False`, forbids.

    `amount` is the most, or with `exact` the only amount. `conditions` are typed where the owner
    listed them and in the clause's own words where they are only said. Of what is said, `under`
    are the conditions of its sentence or else the nearest before it, and `elsewhere` the other
    sentences of the clause; `listed` is False.
    """

    kind: Kind
    object: str
    amount: Money | Percent | None
    exact: bool
    period: Period | None
    day: date | None
    conditions: tuple[Condition | str, ...]
    permits: bool
    words: str
    under: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    listed: bool = True


@dataclass(frozen=True, eq=False)
class ClauseReading:
    """A clause as the check sees it: what it licenses, and what its own words say. The words are
    read when they are first asked for: what an owner listed is enough for most checks.
    """

    clause: Clause
    readers: tuple[CommitmentReader, ...]

    @cached_property
    def permissions(self) -> tuple[Permission, ...]:
        """What the owner listed, or without a list what the clause says."""
        listed = self.clause.licences
        return self.said if listed is None else tuple(map(_listed, listed))

    @cached_property
    def said(self) -> tuple[Permission, ...]:
        """What its own words say."""
        plain = _LABELS.sub(lambda m: " " * len(m[0]), self.clause.text)
        return tuple(_said_in(plain, read_all(self.readers, plain)))


class ClauseReadings:
    """Readings of clauses, each made once for each version. Safe to share between threads: the
    worst that a race does is to read a clause twice.
    """

    def __init__(self, readers: tuple[CommitmentReader, ...]) -> None:
        """`readers` find what a clause says; the union of what they find counts."""
        self._readers = readers
        self._known: dict[ClauseVersion, ClauseReading] = {}

    def of(self, clause: Clause) -> ClauseReading:
        """The reading of this version of the clause."""
        known = self._known.get(clause.version)
        if known is not None and known.clause.id == clause.id:
            return known
        reading = ClauseReading(clause, self._readers)
        if len(self._known) >= _MOST_CLAUSES:
            self._known.clear()
        self._known[clause.version] = reading
        return reading


def _listed(licence: Licence) -> Permission:
    return Permission(
        kind=licence.kind,
        object=licence.object,
        amount=licence.amount,
        exact=licence.exact,
        period=licence.period,
        day=None,
        conditions=licence.conditions,
        permits=licence.permits,
        words=licence.words,
    )


def _said_in(text: str, found: tuple[Commitment, ...]) -> Iterator[Permission]:
    """What the commitments of a clause permit, each with the conditions that it stands under."""
    usual = language_of(text)
    spans = list(sentences(text))
    starts = [start for start, _ in spans]
    units = [text[start:end] for start, end in spans]
    stated = [tuple(c.words for c in conditions(u, language_of(u, usual))) for u in units]
    for i, listed in lists_of(units):
        stated[i] = (*(words for words in stated[i] if not words.endswith(":")), *listed)
    for commitment in found:
        at = bisect_right(starts, commitment.start) - 1
        under = next((stated[i] for i in range(at, -1, -1) if stated[i]), ())
        own = tuple(words for words in commitment.conditions if not words.endswith(":"))
        own += tuple(words for words in stated[at] if words not in own)
        goes_on = bool(_THEN.search(commitment.words)) and not commitment.conditions
        conditioned = replace(commitment, conditions=under if goes_on else own)
        elsewhere = tuple(unit for i, unit in enumerate(units) if i != at)
        yield _said(conditioned, under, elsewhere)


# "We then refund it": what went before is its condition.
_THEN = re.compile(r"\b(?:then|in that case|dann|alors|entonces|então|allora|dan)\b", re.IGNORECASE)


def _said(commitment: Commitment, under: tuple[str, ...], elsewhere: tuple[str, ...]) -> Permission:
    amount = None if commitment.amount == _ALL else commitment.amount
    return Permission(
        kind=commitment.kind,
        object=commitment.object,
        amount=amount,
        exact=amount is not None and not commitment.at_most,
        period=commitment.period,
        day=commitment.day,
        conditions=commitment.conditions,
        permits=commitment.grants,
        words=commitment.words,
        under=under,
        elsewhere=elsewhere,
        listed=False,
    )

"""Whether amount, period and date of a commitment stay within a permission."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from desk.commitment import Commitment
from desk.facts import CaseFacts
from desk.permission import ClauseReading, Permission
from desk.reading.mention import NEVER_SAID, MentionValue, Weekday
from desk.reading.quantities import quantities, same
from desk.reckoning import ends_of, next_day
from desk.vocabulary import overlap, roots
from policies.terms import Kind, Money, Percent

_ALL = Percent(Decimal(100))
_ENDLESS = re.compile(
    r"\bany ?time\b|no time limit|for ?ever|for life\b|lifetime|unlimited|whenever|indefinite"
    r"|jederzeit|unbegrenzt|"
    r"à tout moment|en cualquier momento|a qualquer momento|in qualsiasi momento|altijd",
    re.IGNORECASE,
)

_OR_MORE = re.compile(
    r"\b(?:more than|over|at least|(?:no|not) less than|a minimum of|upwards of|mehr als|"
    r"mindestens|"
    r"plus de|au moins|más de|al menos|mais de|pelo menos|più di|almeno|meer dan|minstens|"
    r"ten minste)"
    r"\s+(?:[€$£] ?\d|(?:eur|usd|gbp|chf) \d|\d[\d.,]* ?(?:[€$£%]|(?:eur|usd|gbp|chf|euros?|"
    r"dollars?|"
    r"pounds?|percent)\b))",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:every|each) (?:single )?time\b|from now on|in (?:the )?future|(?:all|every) (?:your )?"
    r"(?:future|coming|next) |ab (?:jetzt|sofort) |jedes mal|in zukunft|künftig|à chaque fois|"
    r"à l['’]avenir|désormais|cada vez|de ahora en adelante|a partir de agora|sempre que|"
    r"ogni volta|"
    r"d['’]ora in (?:poi|avanti)|elke keer|voortaan",
    re.IGNORECASE,
)


def amount_fault(
    commitment: Commitment, reading: ClauseReading, permission: Permission, facts: CaseFacts
) -> str:
    """Why the amount is not permitted, or an empty string."""
    owed, limit = commitment.amount, permission.amount
    if permission.kind is not commitment.kind:
        return ""
    more = _OR_MORE.search(commitment.words)
    if owed is not None and more and more[0].casefold() not in reading.clause.text.casefold():
        return f"this is {owed} or more, and no end of it is said"
    if limit is None:
        return _unlimited(owed, reading, facts)
    if permission.exact:
        return "" if owed in {None, limit} else f"the clause permits exactly {limit}"
    if owed is None or owed == _ALL:
        whole = f"without an amount this is all of it, and the clause permits up to {limit}"
        return "" if _below(limit, commitment, facts) else whole
    if not _within(owed, limit):
        return f"{owed} is not within {limit}, which is the most that the clause permits"
    if commitment.at_most or isinstance(owed, Percent) or _fact(owed, facts):
        return ""
    return f"the clause permits up to {limit}, and no case fact says that it is {owed}"


def _unlimited(owed: Money | Percent | None, reading: ClauseReading, facts: CaseFacts) -> str:
    """A clause without an amount permits the thing itself: no more than all of it, and an amount
    of money only where clause or facts name it.
    """
    if isinstance(owed, Percent) and owed.value > _ALL.value:
        return f"{owed} is more than the whole"
    if not isinstance(owed, Money) or _in_clause(owed, reading) or _fact(owed, facts):
        return ""
    return f"the clause names no amount, and no case fact says {owed}"


def _within(owed: Money | Percent, limit: Money | Percent) -> bool:
    match owed, limit:
        case Money(), Money():
            return owed.currency == limit.currency and owed.amount <= limit.amount
        case Percent(), Percent():
            return owed.value <= limit.value
    return False


def _fact(owed: Money, facts: CaseFacts) -> bool:
    known = (facts.known(name) for name in facts.facts)
    return any(fact is not None and fact.value == owed for fact in known)


def _below(limit: Money | Percent, commitment: Commitment, facts: CaseFacts) -> bool:
    """Whether a fact says that the whole of what is owed stays within the limit."""
    about = roots(commitment.object) or roots(commitment.words)
    for name in facts.facts:
        fact = facts.known(name)
        if fact is None or not isinstance(fact.value, Money) or not isinstance(limit, Money):
            continue
        if (
            about
            and overlap(roots(name.replace("_", " ")), about) == 1
            and _within(fact.value, limit)
        ):
            return True
    return False


def _in_clause(owed: Money, reading: ClauseReading) -> bool:
    return any(m.value == owed for m in quantities(reading.clause.text, plain=False))


def time_fault(
    commitment: Commitment,
    reading: ClauseReading,
    permission: Permission,
    facts: CaseFacts,
    stated: Iterable[MentionValue],
) -> str:
    """Why period or date are not the clause's, or an empty string.

    `stated` are the quantities of the whole reply: a window may be named in another sentence.
    """
    text = reading.clause.text
    if _AGAIN.search(commitment.words) and not _AGAIN.search(text):
        return "the clause says it for this case, not for every one to come"
    if permission.period and _ENDLESS.search(commitment.words):
        return f"the clause says {permission.period}, not without end"
    if (day := _day_owed(commitment, facts)) is not None:
        return _day_fault(day, reading, permission, facts)
    if commitment.period is None:
        window = permission.kind is Kind.ELIGIBILITY and commitment.kind is Kind.ELIGIBILITY
        if not window or permission.period is None or _window_known(permission, facts):
            return ""
        if any(same(permission.period, value) for value in stated):
            return ""
        return f"the clause allows {permission.period}, and the reply does not say so"
    if permission.period is not None:
        if same(commitment.period, permission.period):
            return ""
        return f"the clause says {permission.period}, not {commitment.period}"
    times = [p.period for p in (*reading.said, *reading.permissions) if p.period is not None]
    if any(same(commitment.period, period) for period in times):
        return ""
    return f"the clause says nothing of {commitment.period}"


def _window_known(permission: Permission, facts: CaseFacts) -> bool:
    """Whether a fact that dates the case is among the conditions, and so is judged there."""
    return any(
        not isinstance(c, str) and c.fact.startswith("days_") and facts.known(c.fact) is not None
        for c in permission.conditions
    )


def _day_fault(day: date, reading: ClauseReading, permission: Permission, facts: CaseFacts) -> str:
    named = {
        m.value for m in quantities(reading.clause.text, plain=False) if isinstance(m.value, date)
    }
    known = {f.value for n in facts.facts if (f := facts.known(n)) and isinstance(f.value, date)}
    if permission.period:
        known |= set(ends_of(permission.period, facts))
    if day in named or day in known:
        return ""
    return f"no clause, fact or period of the clause gives {day.isoformat()}"


def _day_owed(commitment: Commitment, facts: CaseFacts) -> date | None:
    """The day that is named: as such, or by its weekday."""
    if commitment.day is not None or commitment.period != NEVER_SAID:
        return commitment.day
    named = (m.value for m in quantities(commitment.words, plain=False))
    weekday = next((value for value in named if isinstance(value, Weekday)), None)
    return None if weekday is None else next_day(weekday, facts.as_of)

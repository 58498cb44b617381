"""Where each number, date, amount, percent and period of a text comes from.

From a clause that the sentence cites, from the case facts, from the conversation, or from what
the company lists; otherwise it is a finding. A number that the clause gives for something else
counts as not supported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from desk.alignment import Place, Places, misplaced, places
from desk.check import Case
from desk.draft import Finding, Severity
from desk.facts import CaseFacts
from desk.found import finding
from desk.mentioned import NOT_FIGURES
from desk.reading.counts import AGE_FOLLOWS, ages, counts
from desk.reading.mention import DayOfYear, Mention, MentionValue, Weekday
from desk.reading.quantities import quantities, same
from desk.reckoning import ends_of, next_day
from policies.clause import Clause
from policies.company import Company
from policies.terms import Money, Percent, Period, Unit


@dataclass(frozen=True)
class Sources:
    """Everything besides clauses that a text may take its figures from, read once.

    `told` is what the company and the case facts say, `said` the conversation; both casefolded.
    """

    values: tuple[MentionValue, ...]
    told: str
    said: str
    facts: CaseFacts

    @staticmethod
    def of(case: Case, company: Company) -> Sources:
        """The facts, the conversation and what the company lists."""
        facts = [f.value for n in case.facts.facts if (f := case.facts.known(n)) is not None]
        spoken = (v for v in facts if isinstance(v, str))
        told = "\n".join((*_listed(company), *spoken, case.follow_up))
        said = "\n".join((*case.said, *case.names))
        read = (m.value for m in (*quantities(told), *quantities(said)))
        measured = (v for v in facts if not isinstance(v, str | bool))
        values = (*read, *measured, case.facts.as_of)
        return Sources(values, told.casefold(), said.casefold(), case.facts)


def _listed(company: Company) -> Iterator[str]:
    """What a company writes about itself: contacts, links, how it signs."""
    for contact in company.contacts:
        yield f"{contact.phone}\n{contact.email}\n{contact.link}\n{contact.hours}"
    yield from (company.voice.company, *company.voice.sign_offs, *company.voice.signatures.values())
    yield from company.links


@dataclass(frozen=True, eq=False)
class CitedClause:
    """A clause with its quantities in their contexts, found when they are first asked for."""

    clause: Clause

    @cached_property
    def places(self) -> Places:
        """The quantities of its title, its text and its list."""
        return places(self._words)

    @cached_property
    def counts(self) -> frozenset[tuple[Decimal, str]]:
        """How many of what it names, in digits or in words."""
        return frozenset((c.value, c.noun) for c in counts(self._words))

    @cached_property
    def ages(self) -> frozenset[Decimal]:
        """The years of age that it names without a unit."""
        return ages(self._words)

    @property
    def _words(self) -> str:
        listed = (licence.words for licence in self.clause.licences or ())
        return "\n".join((self.clause.title, self.clause.text, *listed))


def figures(
    text: str,
    span: tuple[int, int],
    cited: Sequence[CitedClause],
    sources: Sources,
    elsewhere: Iterable[CitedClause] = (),
) -> Iterator[Finding]:
    """Findings about numbers, amounts, percents, periods and dates of one sentence.

    It is the text at `span`; `cited` are the clauses that it cites, `elsewhere` those that other
    sentences of the text cite.
    """
    start, end = span
    sentence = text[start:end]
    yield from _miscounted(sentence, start, cited, sources)
    if not (mentions := quantities(sentence)):
        return
    skip = [m.span() for pattern in NOT_FIGURES for m in pattern.finditer(sentence)]
    mentions = tuple(m for m in mentions if not any(a <= m.start < b for a, b in skip))
    told = {c.start: (c.value, c.noun) for c in counts(sentence)}
    aged = bool(AGE_FOLLOWS.search(sentence))
    contexts = {p.start: p for p in places(sentence).places}
    for mention in mentions:
        words = sentence[mention.start : mention.end]
        if any(_supports(mention.value, value) for value in sources.values):
            continue
        if _reckoned(mention.value, cited, sources):
            continue
        at = (start + mention.start, start + mention.end)
        place = contexts.get(mention.start)
        holding = [
            c for c in cited if any(_supports(mention.value, p.value) for p in c.places.places)
        ]
        if holding:
            yield from _misstated(place, holding, words, at)
        elif any(told.get(mention.start) in c.counts for c in cited):
            continue  # "3 photos" of "three photos"
        elif aged and any(_age(mention.value) in c.ages for c in cited):
            continue
        elif not _trivial(mention, words):
            yield _unsupported(mention, words, at, cited, elsewhere)


def _miscounted(
    sentence: str, offset: int, cited: Sequence[CitedClause], sources: Sources
) -> Iterator[Finding]:
    """A finding for each number in words where a cited clause counts the same thing otherwise."""
    for count in counts(sentence) if cited else ():
        if not count.spelt or count.value in sources.values:
            continue
        said = {value for c in cited for value, noun in c.counts if noun == count.noun}
        if said and count.value not in said:
            words = sentence[count.start : count.end]
            least = min(said)
            why = f"the clause says {least} here, and not {words}"
            at = (offset + count.start, offset + count.end)
            yield finding("unsupported_number", why, words, at, f"Say {least}.", cited[0].clause.id)


def _age(value: MentionValue) -> Decimal | None:
    """The years of an age."""
    return value.count if isinstance(value, Period) and value.unit is Unit.YEAR else None


def _reckoned(value: MentionValue, cited: Iterable[CitedClause], sources: Sources) -> bool:
    """Whether a day is that on which a period of a cited clause ends."""
    if not isinstance(value, date | DayOfYear | Weekday):
        return False
    periods = (p.value for c in cited for p in c.places.places if isinstance(p.value, Period))
    ends = [end for period in periods for end in ends_of(period, sources.facts)]
    if isinstance(value, Weekday):
        return next_day(value, sources.facts.as_of) in ends
    return any(same(value, end) for end in ends)


def _misstated(
    place: Place | None, holding: Sequence[CitedClause], words: str, at: tuple[int, int]
) -> Iterator[Finding]:
    wrong = [(c, other) for c in holding if place and (other := misplaced(place, c.places))]
    if wrong and len(wrong) == len(holding):
        cited, other = wrong[0]
        why = f"the clause says {other.words} here, and {words} of something else"
        mend = f"Say {other.words}, or say what {words} is for."
        yield finding(_code(other.value), why, words, at, mend, cited.clause.id)


def _supports(value: MentionValue, source: MentionValue) -> bool:
    if same(value, source):
        return True
    if isinstance(value, Decimal):  # "order 4711", "30" of "30 days", "2018" of a day of that year
        return value == (source.year if isinstance(source, date) else _bare(source))
    if isinstance(value, Weekday) and isinstance(source, date):
        return source.isoweekday() == value.number
    return (
        isinstance(value, Period | Percent | Money)
        and isinstance(source, Decimal)
        and not isinstance(value, Period)
        and _bare(value) == source
    )


def _bare(value: MentionValue) -> Decimal | None:
    match value:
        case Money(amount=amount):
            return amount
        case Percent(value=share):
            return share
        case Period(count=count):
            return count
        case Decimal():
            return value
    return None


def _trivial(mention: Mention, words: str) -> bool:
    """Times that state no fact: "today". A commitment with them is judged elsewhere."""
    value = mention.value
    return isinstance(value, Period) and value.count <= 1 and not any(map(str.isdecimal, words))


def _code(value: MentionValue) -> str:
    dated = isinstance(value, date | DayOfYear | Weekday)
    return "unsupported_date" if dated else "unsupported_number"


def _unsupported(
    mention: Mention,
    words: str,
    at: tuple[int, int],
    cited: Sequence[CitedClause],
    elsewhere: Iterable[CitedClause],
) -> Finding:
    code = _code(mention.value)
    for other in elsewhere:
        if any(_supports(mention.value, p.value) for p in other.places.places):
            why = f"{words} stands in {other.clause.id}, which this sentence does not cite"
            mend = f"Let this sentence cite {other.clause.id}."
            return finding(code, why, words, at, mend, other.clause.id, severity=Severity.LOOK)
    where = "the clauses it cites" if cited else "any clause"
    why = f"{words} stands neither in {where}, nor in the case facts, nor in the conversation"
    mend = "Take it out, or cite the clause or add the case fact that says it."
    return finding(code, why, words, at, mend, cited[0].clause.id if len(cited) == 1 else None)

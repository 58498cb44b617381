"""A checked text as the screen shows it: coloured by what it stands on, clauses beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from api.console import visible
from api.house import House
from desk import casefile
from desk.check import Checked, Licensed
from desk.commitment import Actor, Polarity
from desk.conversation import Conversation, Destination, Message
from desk.draft import Citation, Evidence, Finding, Part, Sentence, Severity
from desk.limits import Limits
from desk.stretches import placed
from policies.clause import Clause, Covers
from policies.terms import Kind, Money, Percent

_RANK = {Severity.BLOCK: 0, Severity.LOOK: 1, Severity.NOTE: 2}
_OPEN_MARK = Markup('<mark class="find find-{0}" title="{1}">')
_CLOSE_MARK = Markup("</mark>")
_OWED = Markup('<mark class="owed">{}</mark>')


@dataclass(frozen=True)
class Piece:
    """A stretch of the text. `evidence` is None for what stands between sentences; `clauses` are
    the numbers of the cards beside it.
    """

    words: Markup
    evidence: Evidence | None = None
    part: Part | None = None
    clauses: tuple[int, ...] = ()


@dataclass(frozen=True)
class Card:
    """A cited clause beside the text. `clause` is None where no book in use holds that version.

    `holds` and `covers` are for the date and scope of this case.
    """

    number: int
    citation: Citation
    clause: Clause | None
    title: str
    text: str
    holds: bool
    covers: Covers
    licensed: tuple[Licensed, ...]


@dataclass(frozen=True)
class Promise:
    """A commitment with the number of the card that licenses it, None where none does.

    `bound` is the most that its clause permits, where the text names no amount itself. `blocked`
    says that a finding forbids it; without a card and without a finding it is a task that stands
    on our list.
    """

    kind: Kind
    card: int | None
    bound: Money | Percent | None
    blocked: bool
    polarity: Polarity
    actor: Actor


@dataclass(frozen=True)
class Promising:
    """A sentence with the words marked that commit us, and what they commit us to, each once."""

    words: Markup
    promises: tuple[Promise, ...]


@dataclass(frozen=True)
class Looked:
    """One text and all that a reviewer sees about it. `length` is as the channel counts."""

    text: str
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    findings: tuple[Finding, ...]
    promising: tuple[Promising, ...]
    legend: Mapping[Evidence, int]
    links: tuple[visible.Link, ...]
    hidden: int
    length: int
    limits: Limits

    @property
    def blocked(self) -> bool:
        """Whether a finding forbids approval."""
        return any(found.severity is Severity.BLOCK for found in self.findings)


def look(
    house: House,
    place: Destination,
    conversation: Conversation,
    messages: tuple[Message, ...],
    text: str,
    sentences: tuple[Sentence, ...],
    checked: Checked,
    findings: tuple[Finding, ...],
) -> Looked:
    """The text as the screen shows it, for the place where it would appear."""
    channel = house.desk.law.channel(place.channel)
    cited = tuple(dict.fromkeys(c for s in sentences for c in s.citations))
    numbers = {citation: number for number, citation in enumerate(cited, start=1)}
    hidden = visible.hidden_at(text)
    return Looked(
        text=text,
        pieces=tuple(_pieces(text, sentences, checked, findings, numbers, hidden)),
        cards=tuple(_cards(house, conversation, messages, numbers, checked)),
        findings=tuple(sorted(findings, key=lambda f: _RANK[f.severity])),
        promising=tuple(_promising(text, sentences, checked, findings, numbers, hidden)),
        legend=Counter(checked.evidence),
        links=visible.links(text),
        hidden=len(hidden),
        length=channel.count(text, place),
        limits=channel.limits_for(place),
    )


def _promising(
    text: str,
    sentences: tuple[Sentence, ...],
    checked: Checked,
    findings: Sequence[Finding],
    numbers: Mapping[Citation, int],
    hidden: frozenset[int],
) -> Iterator[Promising]:
    for stretch in placed(text, sentences):
        inside = [each for each in checked.commitments if stretch.holds(each.commitment.start)]
        if inside:
            spans = [(each.commitment.start, each.commitment.end) for each in inside]
            yield Promising(
                _committed(text, stretch.start, stretch.end, spans, hidden),
                tuple(dict.fromkeys(_promise(each, numbers, findings) for each in inside)),
            )


def _committed(
    text: str, start: int, end: int, spans: Sequence[tuple[int, int]], hidden: frozenset[int]
) -> Markup:
    """A sentence with these spans marked, those that overlap as one."""
    said, at = Markup(), start
    for begin, stop in sorted(spans):
        if min(stop, end) <= at:
            continue
        first = max(begin, at)
        said += visible.spelled(text, hidden, at, first)
        said += _OWED.format(visible.spelled(text, hidden, first, min(stop, end)))
        at = min(stop, end)
    return said + visible.spelled(text, hidden, at, end)


def _promise(
    licensed: Licensed, numbers: Mapping[Citation, int], findings: Sequence[Finding]
) -> Promise:
    own = licensed.commitment
    blocked = any(
        found.severity is Severity.BLOCK and found.start < own.end and found.end > own.start
        for found in findings
    )
    return Promise(
        kind=own.kind,
        card=numbers.get(licensed.by) if licensed.by else None,
        bound=None if own.amount else licensed.bound,
        blocked=blocked,
        polarity=own.polarity,
        actor=own.actor,
    )


def _pieces(
    text: str,
    sentences: tuple[Sentence, ...],
    checked: Checked,
    findings: Sequence[Finding],
    numbers: Mapping[Citation, int],
    hidden: frozenset[int],
) -> Iterator[Piece]:
    at = 0
    for stretch, evidence in zip(placed(text, sentences), checked.evidence, strict=True):
        if not stretch.end:
            continue
        if stretch.start > at:
            yield Piece(_words(text, at, stretch.start, findings, hidden))
        words = _words(text, stretch.start, stretch.end, findings, hidden)
        cards = tuple(dict.fromkeys(numbers[c] for c in stretch.sentence.citations))
        yield Piece(words, evidence, stretch.sentence.part, cards)
        at = stretch.end
    if at < len(text):
        yield Piece(_words(text, at, len(text), findings, hidden))


def _words(
    text: str, start: int, end: int, findings: Sequence[Finding], hidden: frozenset[int]
) -> Markup:
    """A part of the text; the words that a finding is about are marked by the worst of them."""
    inside = [f for f in findings if f.start < end and f.end > start]
    cuts = sorted(
        {start, end, *(min(max(p, start), end) for f in inside for p in (f.start, f.end))}
    )
    said = Markup()
    for begin, stop in pairwise(cuts):
        words = visible.spelled(text, hidden, begin, stop)
        about = [f for f in inside if f.start <= begin and stop <= f.end]
        if about:
            worst = min(about, key=lambda f: _RANK[f.severity])
            words = _OPEN_MARK.format(worst.severity.value, worst.why) + words + _CLOSE_MARK
        said += words
    return said


def _cards(
    house: House,
    conversation: Conversation,
    messages: Iterable[Message],
    numbers: Mapping[Citation, int],
    checked: Checked,
) -> Iterator[Card]:
    book = house.desk.law.book()
    facts = casefile.facts_of(conversation, messages)
    gone = [c for c in numbers if book.version(c.clause, c.version) is None]
    cabinet = house.cabinet
    kept = cabinet.archive.read(cabinet.workspace, gone) if gone else {}
    for citation, number in numbers.items():
        clause = book.version(citation.clause, citation.version)
        old = kept.get(citation)
        words = clause or old
        yield Card(
            number=number,
            citation=citation,
            clause=clause,
            title=words.title if words else citation.clause,
            text=words.text if words else "The words of this version were not kept.",
            holds=clause is not None and clause.holds_on(facts.as_of),
            covers=clause.scope.covers(facts.scope) if clause else Covers.UNKNOWN,
            licensed=tuple(each for each in checked.commitments if each.by == citation),
        )

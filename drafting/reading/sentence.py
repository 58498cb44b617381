"""The commitments of one sentence.

The sentence is cut where its statements end ("but", ";"), each statement where its cues divide
("refund … and send …"), and each part gives one commitment for each amount that stands in it.
Conditions ("if …") are taken out first: what they name is not promised, and they hold for all of
the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desk.commitment import Actor, Commitment, Polarity
from desk.reading.conditions import ConditionAt, conditions
from desk.reading.mention import Mention, Weekday
from desk.reading.quantities import quantities
from drafting.reading.lexicon import Lexicon
from drafting.reading.objects import objects
from policies.terms import Kind, Money, Percent, Period, Unit

_BLANK = "\x00"  # stands for characters that are taken out, so that positions stay
_WEAK = frozenset({Kind.ACTION, Kind.ELIGIBILITY, Kind.PRICE, Kind.DEADLINE})
_NOT_CONDITIONS = ("whether", "even if", "ob ", "auch wenn")


@dataclass(frozen=True)
class _Hit:
    """A cue at `start:end` of the sentence."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True)
class _Part:
    """What one cue governs: `start:end` of the sentence around it."""

    hit: _Hit
    start: int
    end: int


def commitments_in(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Commitment]:
    """The commitments of the sentence at `text[start:end]`."""
    sentence = text[start:end]
    asks = sentence.rstrip("\"'”’) ").endswith("?")
    if asks and not lexicon.offer.search(sentence):
        return
    stated = conditions(sentence, lexicon.code)
    masked = _masked(sentence, stated)
    measured = [m for m in quantities(sentence, plain=False) if not _inside(m, stated)]
    for part, refused in _parts(masked, lexicon):
        mine = [m for m in measured if part.start <= m.start < part.end]
        said = _Said(sentence, masked, part, mine, stated, lexicon, asks=asks, refused=refused)
        yield from _placed(said.commitments(), start)
    yield from _placed(_deadlines(sentence, masked, measured, stated, lexicon), start)


def _placed(found: Iterator[Commitment] | list[Commitment], by: int) -> Iterator[Commitment]:
    for c in found:
        yield Commitment(
            kind=c.kind,
            words=c.words,
            start=c.start + by,
            end=c.end + by,
            object=c.object,
            amount=c.amount,
            at_most=c.at_most,
            period=c.period,
            day=c.day,
            conditions=c.conditions,
            polarity=c.polarity,
            actor=c.actor,
        )


def _masked(sentence: str, stated: tuple[ConditionAt, ...]) -> str:
    for condition in stated:
        blank = _BLANK * (condition.end - condition.start)
        sentence = sentence[: condition.start] + blank + sentence[condition.end :]
    return sentence


def _inside(mention: Mention, stated: tuple[ConditionAt, ...]) -> bool:
    return any(c.start <= mention.start < c.end for c in stated)


def _parts(masked: str, lexicon: Lexicon) -> Iterator[tuple[_Part, bool]]:
    """Each cue with what it governs, and whether it is refused."""
    hits = _hits(masked, lexicon)
    hard = [m.span() for m in lexicon.hard_break.finditer(masked)]
    soft = [m.span() for m in lexicon.soft_break.finditer(masked)]
    floor = [0, *(end for _, end in hard)]
    ceiling = [*(start for start, _ in hard), len(masked)]
    refused_before = False
    last: _Part | None = None
    for i, hit in enumerate(hits):
        low = max(f for f in floor if f <= hit.start)
        high = min((c for c in ceiling if c >= hit.end), default=len(masked))
        if i and hits[i - 1].end > low:
            low = _between(soft, hits[i - 1].end, hit.start)
        if i + 1 < len(hits) and hits[i + 1].start < high:
            high = _between(soft, hit.end, hits[i + 1].start)
        part = _Part(hit, low, high)
        refused = _refused(masked, part, soft, lexicon)
        joined = masked[last.end : low] + masked[low : hit.start] if last else ""
        if not refused and last and refused_before and last.end >= low - 1:
            refused = _shares_refusal(joined, lexicon)
        yield part, refused
        refused_before, last = refused, part


def _between(breaks: list[tuple[int, int]], after: int, before: int) -> int:
    """Where one part ends and the next begins: the last break between two cues, else the cue."""
    inside = [start for start, end in breaks if after <= start and end <= before]
    return inside[-1] if inside else before


def _hits(masked: str, lexicon: Lexicon) -> list[_Hit]:
    found: list[_Hit] = []
    for cue in lexicon.cues:
        for match in cue.pattern.finditer(masked):
            hit = _Hit(cue.kind, *match.span())
            if any(hit.start < other.end and other.start < hit.end for other in found):
                continue
            if _only_mentioned(masked, hit, lexicon):
                continue
            if cue.giving and not _given(masked, hit, lexicon):
                continue
            found.append(hit)
    found.sort(key=lambda h: h.start)
    found = [h for h in found if not _is_object(masked, h, found)]
    return [h for i, h in enumerate(found) if not _covered(masked, h, i, found, lexicon)]


def _only_mentioned(masked: str, hit: _Hit, lexicon: Lexicon) -> bool:
    if hit.kind in _WEAK:
        return False
    before = masked[max(0, hit.start - 60) : hit.start]
    return bool(
        lexicon.mention_before.search(before) or lexicon.mention_after.match(masked[hit.end :][:40])
    )


def _given(masked: str, hit: _Hit, lexicon: Lexicon) -> bool:
    around = masked[max(0, hit.start - 80) : hit.end + 60]
    return bool(lexicon.giving.search(around)) or any(
        isinstance(m.value, Money | Percent) for m in quantities(around, plain=False)
    )


def _covered(masked: str, hit: _Hit, index: int, hits: list[_Hit], lexicon: Lexicon) -> bool:
    """Whether a stronger or an equal cue beside it already says what this cue says."""
    for other in (*hits[:index], *hits[index + 1 :]):
        low, high = min(hit.end, other.end), max(hit.start, other.start)
        between = masked[low:high]
        if lexicon.hard_break.search(between):
            continue
        if other.kind is hit.kind and other.start < hit.start:
            if hit.kind is Kind.ELIGIBILITY or not lexicon.soft_break.search(between):
                return True
        elif hit.kind in {Kind.ACTION, Kind.ELIGIBILITY} and other.kind not in _WEAK:
            # "you are entitled to a refund", "we will refund": the remedy says it all.
            if other.start >= hit.start and not _ends_statement(between, lexicon):
                return True
    return False


_OBJECT_LIKE = frozenset({Kind.PRICE, Kind.CREDIT, Kind.DISCOUNT})
_TAKES_OBJECTS = frozenset({Kind.REFUND, Kind.REPLACEMENT, Kind.WAIVER, Kind.REPAIR})


def _is_object(masked: str, hit: _Hit, hits: list[_Hit]) -> bool:
    """Whether a cue only names what another is about: "refund the gift card", "waive the fee"."""
    if hit.kind not in _OBJECT_LIKE:
        return False
    if hit.kind is Kind.PRICE and not _MATCHED.match(masked[hit.start : hit.end]):
        around = masked[max(0, hit.start - 40) : hit.end + 40]
        if not any(isinstance(m.value, Money | Percent) for m in quantities(around, plain=False)):
            return True
    return any(
        other.kind in _TAKES_OBJECTS
        and other.end <= hit.start
        and _NAMING.fullmatch(masked, other.end, hit.start)
        for other in hits
    )


_MATCHED = re.compile(r"match|beat|price[- ](?:match|promise|guarantee)", re.IGNORECASE)
_NAMING = re.compile(
    r"(?:\s+(?!(?:as|in|with|by|plus|and|or|instead|via|through|using|within|when|worth)\b)[\w€$£][\w.,€$£%'’-]*){0,7}\s*"
)


def _ends_statement(between: str, lexicon: Lexicon) -> bool:
    match = lexicon.soft_break.search(between)
    return bool(match)


def _refused(masked: str, part: _Part, soft: list[tuple[int, int]], lexicon: Lexicon) -> bool:
    """Whether a negation governs the cue, standing before it in its own chunk or right after."""
    hit = part.hit
    if hit.kind in {Kind.STATEMENT, Kind.ADMISSION}:
        return _denied(masked, part, lexicon)
    if hit.kind is Kind.WAIVER and not _waived(masked[hit.start : hit.end], lexicon):
        return False  # "you do not pay": the negation is the gift
    chunk = max((e for _, e in soft if part.start <= e <= hit.start), default=part.start)
    before = masked[chunk : hit.end]
    cleaned = lexicon.not_negation.sub(lambda m: " " * len(m[0]), before)
    if lexicon.negation.search(cleaned):
        return True
    after = lexicon.not_negation.sub(lambda m: "_" * len(m[0]), masked[hit.end : part.end][:80])
    return bool(lexicon.negation_after.match(after))


def _denied(masked: str, part: _Part, lexicon: Lexicon) -> bool:
    before = masked[max(part.start, part.hit.start - 12) : part.hit.start]
    inside = masked[part.hit.start : part.hit.end]
    return bool(lexicon.negation.search(before)) or (
        part.hit.kind is Kind.ADMISSION and bool(lexicon.negation.search(inside))
    )


def _waived(words: str, lexicon: Lexicon) -> bool:
    """Whether the cue itself holds no negation, so that one beside it refuses."""
    return not re.search(
        r"n['’]t\b|\bno\b|\bnot\b|\bnothing\b|\bwithout\b|\bnever\b|zero|cannot",
        words,
        re.IGNORECASE,
    )


def _shares_refusal(between: str, lexicon: Lexicon) -> bool:
    """ "We cannot refund or replace": the second is refused too, unless it has its own subject."""
    if lexicon.own_subject.search(between):
        return False
    return bool(re.match(r"\W*(?:or|nor|oder|noch|ni|ou|o|of)\b", between, re.IGNORECASE))


@dataclass(frozen=True)
class _Said:
    """One part of a sentence, ready to be turned into commitments."""

    sentence: str
    masked: str
    part: _Part
    measured: list[Mention]
    stated: tuple[ConditionAt, ...]
    lexicon: Lexicon
    asks: bool
    refused: bool

    def commitments(self) -> Iterator[Commitment]:
        """One commitment for each amount, or one without."""
        period, day = _time(self.masked, self.measured, self.lexicon)
        amounts = [m for m in self.measured if isinstance(m.value, Money | Percent)]
        if self.part.hit.kind is Kind.ADMISSION or self.part.hit.kind is Kind.STATEMENT:
            amounts = []
        polarity = self._polarity()
        start, end = _trim(self.sentence, self.part.start, self.part.end)
        start, end = min(start, self.part.hit.start), max(end, self.part.hit.end)
        told = _conditions(self.stated)
        for mention in amounts or [None]:
            for about in objects(
                self.masked,
                self.part.start,
                self.part.end,
                self.part.hit.start,
                self.part.hit.end,
                self.part.hit.kind,
                self.lexicon,
            ):
                yield Commitment(
                    kind=self.part.hit.kind,
                    words=self.sentence[start:end],
                    start=start,
                    end=end,
                    object=about,
                    amount=_amount(mention) or self._whole(about),
                    at_most=bool(mention)
                    and bool(self.lexicon.at_most.search(self.masked[: mention.start][-40:])),
                    period=period,
                    day=day,
                    conditions=told,
                    polarity=polarity,
                    actor=self._actor(),
                )

    def _whole(self, about: str) -> Percent | None:
        """ "In full" and "full refund" are all of it."""
        if self.part.hit.kind is not Kind.REFUND or self.refused:
            return None
        words = self.masked[self.part.start : self.part.end]
        if more := _MORE_THAN_ALL.search(words):
            return Percent(Decimal(300 if more["three"] else 200))
        return Percent(Decimal(100)) if _FULL.search(words) else None

    def _polarity(self) -> Polarity:
        exception = any(c.exception or c.words.casefold().startswith("only ") for c in self.stated)
        if self.refused:
            # "No refund unless the item is faulty" grants one if it is.
            return Polarity.MAY if exception else Polarity.WILL_NOT
        near = self.masked[self.part.start : self.part.hit.end]
        return Polarity.MAY if self.asks or self.lexicon.may.search(near) else Polarity.WILL

    def _actor(self) -> Actor:
        return Actor.CUSTOMER if self.part.hit.kind is Kind.ELIGIBILITY else Actor.US


_MORE_THAN_ALL = re.compile(
    r"\b(?:double|twice|two times|doppelt\w*|le double|el doble|o dobro|il doppio|het dubbele)\b|\b(?P<three>triple|three times)\b",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"\bin full\b|\bfull(?:y)? (?:refund|reimburse|amount|(?:purchase )?price|money|cost|order|value)\w*|"
    r"\b100 ?%|entire (?:amount|order|purchase)|every (?:cent|penny)|volle[nrs]? (?:Kaufpreis|Betrag|Preis)|"
    r"vollständig|intégral\w*|total(?:ité|idad|mente)|integral\w*|volledig",
    re.IGNORECASE,
)
_TRIM = " \t\r\n,;:.!?…–—-•*\"'“”‘’()[]\x00"


def _trim(sentence: str, start: int, end: int) -> tuple[int, int]:
    while start < end and sentence[start] in _TRIM:
        start += 1
    while end > start and sentence[end - 1] in ' \t\r\n,;:.!?…"“”':
        end -= 1
    return start, end


def _conditions(stated: tuple[ConditionAt, ...]) -> tuple[str, ...]:
    return tuple(c.words for c in stated if not c.words.casefold().startswith(_NOT_CONDITIONS))


def _amount(mention: Mention | None) -> Money | Percent | None:
    return mention.value if mention and isinstance(mention.value, Money | Percent) else None


def _time(
    masked: str, measured: list[Mention], lexicon: Lexicon
) -> tuple[Period | None, date | None]:
    """The last period and day of a part: of a range the far end is what is owed."""
    period, day = None, None
    for mention in measured:
        if isinstance(mention.value, Period) and _due(masked, mention, lexicon):
            period = mention.value
        elif isinstance(mention.value, date):
            day = mention.value
    if period is None and day is None and any(isinstance(m.value, Weekday) for m in measured):
        period = Period(Decimal(0), Unit.WEEK)  # no clause can mean "this Friday"
    return period, day


def _due(masked: str, mention: Mention, lexicon: Lexicon) -> bool:
    """Whether the period is a time allowed, and not one that has passed ("two weeks late")."""
    if re.match(r"\W+(?:ago|late|overdue|old|of waiting|delay)\b", masked[mention.end :][:16]):
        return False
    if isinstance(mention.value, Period) and mention.value.count <= 1:
        words = masked[mention.start : mention.end]
        if not any(map(str.isdecimal, words)) and words[0] in "tTnNoOsShHaAmMvVdD":
            return True
    return (
        bool(lexicon.due.search(masked[: mention.start][-40:]))
        or "-" in masked[mention.start : mention.end]
    )


def _deadlines(
    sentence: str,
    masked: str,
    measured: list[Mention],
    stated: tuple[ConditionAt, ...],
    lexicon: Lexicon,
) -> list[Commitment]:
    """Times that no cue governs: "Your parcel arrives within 3 days", "You have 30 days"."""
    if sentence.rstrip().endswith("?"):
        return []
    parts = [part for part, _ in _parts(masked, lexicon)]
    found: list[Commitment] = []
    for mention in measured:
        if not isinstance(mention.value, Period | date | Weekday):
            continue
        if any(p.start <= mention.start < p.end for p in parts):
            continue
        low, high = _statement(masked, mention, lexicon)
        words = masked[low:high]
        if lexicon.past.search(words[: mention.start - low]) and not _FUTURE.search(words):
            continue
        if not isinstance(mention.value, Period) and not _UNTIL.search(
            masked[: mention.start][-14:]
        ):
            continue
        if isinstance(mention.value, Period) and not _due(masked, mention, lexicon):
            continue
        start, end = _trim(sentence, low, high)
        period, day = _time(masked, [mention], lexicon)
        if found and found[-1].start == start:
            found.pop()  # of a range only the far end
        found.append(
            Commitment(
                kind=Kind.DEADLINE,
                words=sentence[start:end],
                start=start,
                end=end,
                object=" ".join(words.replace(_BLANK, " ").split())[:120],
                period=period,
                day=day,
                conditions=_conditions(stated),
            )
        )
    return found


_FUTURE = re.compile(r"\b(?:will|shall|going to|['’]ll|can|may|must|should)\b", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:by|until|till|before|on|than|to|at the latest|bis|am|vor|jusqu['’]au|avant le|le|hasta el|antes del|el|até|antes de|entro|prima del|il|tot|voor|op)\s*(?:the |next |this |end of )*$",
    re.IGNORECASE,
)


def _statement(masked: str, mention: Mention, lexicon: Lexicon) -> tuple[int, int]:
    spans = [m.span() for m in lexicon.hard_break.finditer(masked)]
    low = max((end for _, end in spans if end <= mention.start), default=0)
    high = min((start for start, _ in spans if start >= mention.end), default=len(masked))
    return low, high

"""The commitments of one sentence.

Conditions ("if …") are taken out first: what they name is not promised, and they hold for all of
the sentence. Each part that a cue governs gives one commitment for each amount and each thing
that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from desk.commitment import Actor, Commitment, Polarity
from desk.reading.conditions import ConditionAt, conditions
from desk.reading.mention import NEVER_SAID, Mention, Weekday
from desk.reading.quantities import quantities
from drafting.reading.cues import Part, parts
from drafting.reading.duties import asked_of_customer, needed_for_it
from drafting.reading.lexicon import BLANK, Lexicon
from drafting.reading.objects import flat, objects
from drafting.reading.polarity import excepted, refusals
from drafting.reading.times import deadlines, time_of
from policies.terms import Kind, Money, Percent, Period

_UNMEASURED = frozenset({Kind.ADMISSION, Kind.STATEMENT})
_NOT_CONDITIONS = ("whether", "even if", "ob ", "auch wenn")
_JOINT = re.compile(
    r"\b(?P<word>also|even|or|auch|oder|même|ou|incluso|también|mesmo|também|anche|oppure|ook|of)\s+$",
    re.IGNORECASE,
)
_TEMPORAL = re.compile(
    r"(?:as soon as|once|after|until|upon|sobald|dès que|en cuanto|assim que|non appena|zodra)\b",
    re.IGNORECASE,
)
# What stands before a promise and is none of it: a joint, or what we ask the customer for.
_BEFORE_IT = re.compile(
    r"(?:(?:please )?(?:send|tell|show|give) us\b[^.;]{1,80}? and (?:then )?(?=(?:we|i)\b))?"
    r"(?:(?:and|or|so|plus|also|und|oder|et|ou|sowie) )*",
    re.IGNORECASE,
)
# "15 EUR on top": more than what the words before it are about.
_BESIDES = re.compile(
    r"[ ,]*(?:(?:on top|besides|for your trouble|as an? (?:extra|thank[- ]you|gesture|sorry|"
    r"apology|goodwill)\w*|in addition|additionally|too|more|extra(?! charge| fee| cost))\b"
    r"(?! than)|obendrauf|zusätzlich|dazu\b|en plus\b|en supplément|además|adicional\w*|"
    r"a mais\b|in più\b|in aggiunta|extra\b|erbovenop|bovenop)",
    re.IGNORECASE,
)
_QUOTES = "\"'”’) "
_BEFORE = " \t\r\n,;:.!?…–—-•*\"'“”‘’()[]" + BLANK
_AFTER = ' \t\r\n,;:.!?…"“”' + BLANK


def commitments_in(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Commitment]:
    """The commitments of the sentence at `text[start:end]`."""
    sentence = text[start:end]
    asks = sentence.rstrip(_QUOTES).endswith("?")
    offers = bool(lexicon.offer.search(sentence))
    stated = conditions(sentence, lexicon.code)
    masked = _masked(sentence, stated, lexicon)
    found = parts(masked, lexicon)
    reading = _Reading(sentence, masked, stated, found, lexicon, asks)
    told: set[Commitment] = set()
    said = () if asks and not offers else (*reading.governed(), *reading.gifts())
    for commitment in (*said, *reading.deadlines()):
        bare = replace(commitment, words="", start=0, end=0)
        if bare not in told:  # one promise said twice in a sentence is one promise
            told.add(bare)
            yield replace(commitment, start=commitment.start + start, end=commitment.end + start)


def _masked(sentence: str, stated: tuple[ConditionAt, ...], lexicon: Lexicon) -> str:
    for condition in stated:
        if lexicon.choice.search(sentence[: condition.end]):
            continue  # "tell us whether you would like a refund" offers one
        blank = BLANK * (condition.end - condition.start)
        sentence = sentence[: condition.start] + blank + sentence[condition.end :]
    return sentence


@dataclass(frozen=True)
class _Reading:
    """One sentence; `masked` is it with its conditions blanked, so that positions stay."""

    sentence: str
    masked: str
    stated: tuple[ConditionAt, ...]
    parts: tuple[Part, ...]
    lexicon: Lexicon
    asks: bool

    def governed(self) -> Iterator[Commitment]:
        """What the cues of the sentence commit to."""
        measured = self._measured()
        refused_parts = refusals(self.masked, self.parts, self.lexicon)
        for part, refused in zip(self.parts, refused_parts, strict=True):
            mine = [m for m in measured if part.start <= m.start < part.end]
            yield from self._of(part, mine, refused=refused)

    def deadlines(self) -> Iterator[Commitment]:
        """Times that stand outside of what any cue governs."""
        measured = self._measured()
        if not measured:
            return
        free = [m for m in measured if not any(p.start <= m.start < p.end for p in self.parts)]
        for low, high, mention in deadlines(self.masked, free, self.lexicon):
            actor = self._who_acts(low, high)
            if self.asks and actor is Actor.US:
                continue  # "Did it arrive within 3 days?"
            start, end = self._trimmed(low, high)
            period, day = _time_in(mention)
            yield Commitment(
                kind=Kind.DEADLINE,
                words=self.sentence[start:end],
                start=start,
                end=end,
                object=flat(self.masked[low:high]),
                period=period,
                day=day,
                conditions=self._conditions(),
                actor=actor,
            )

    def _who_acts(self, low: int, high: int) -> Actor:
        """Who has to keep a time: the customer, where the statement only asks for something."""
        asked = asked_of_customer(self.masked[low:high], self.lexicon.code)
        return Actor.CUSTOMER if asked else Actor.US

    def gifts(self) -> Iterator[Commitment]:
        """Money that no cue governs and that is not only spoken of: "there is 10 EUR for you", "you
        can have it for 10 EUR".
        """
        if self.lexicon.told.search(self.masked):
            return
        for mention in self._measured():
            governed = any(p.start <= mention.start < p.end for p in self.parts)
            priced = self.lexicon.priced.search(self.masked, 0, mention.start)
            if isinstance(mention.value, Money) and not governed:
                start, end = self._trimmed(0, len(self.sentence))
                yield Commitment(
                    kind=Kind.PRICE if priced else Kind.COMPENSATION,
                    words=self.sentence[start:end],
                    start=start,
                    end=end,
                    amount=mention.value,
                    conditions=self._conditions(),
                )

    def _measured(self) -> list[Mention]:
        return [
            m
            for m in quantities(self.sentence, plain=False)
            if not any(c.start <= m.start < c.end for c in self.stated)
        ]

    def _of(self, part: Part, measured: list[Mention], *, refused: bool) -> Iterator[Commitment]:
        """One commitment for each amount and each thing that a part is about."""
        kind = part.hit.kind
        needed = needed_for_it(self.masked, self.lexicon.code)
        mine = [m for m in measured if m.start < needed or isinstance(m.value, Money | Percent)]
        period, day = time_of(self.masked, mine, self.lexicon)
        start, end = self._trimmed(part.start, part.end)
        if before := _BEFORE_IT.match(self.masked, start, part.hit.start):
            start = before.end()
        start, end = min(start, part.hit.start), max(end, part.hit.end)
        blank = Commitment(
            kind=kind,
            words=self.sentence[start:end],
            start=start,
            end=end,
            period=period,
            day=day,
            conditions=(*self._conditions(part), *self._needed(needed)),
            polarity=self._polarity(part, refused=refused),
            actor=Actor.CUSTOMER if kind is Kind.ELIGIBILITY else Actor.US,
        )
        besides = [m for m in measured if not refused and _BESIDES.match(self.masked, m.end)]
        rest = [m for m in measured if m not in besides]
        told = replace(part, end=max(part.hit.end, min(part.end, needed)))
        for about in objects(self.masked, told, self.lexicon):
            for amount, at_most in self._amounts(part, rest, refused=refused):
                yield replace(blank, object=about, amount=amount, at_most=at_most)
        for amount, at_most in self._amounts(part, besides, refused=True):
            if amount is not None:
                kind = Kind.COMPENSATION if part.hit.kind is not Kind.PRICE else Kind.PRICE
                yield replace(blank, kind=kind, amount=amount, at_most=at_most)

    def _amounts(
        self, part: Part, measured: list[Mention], *, refused: bool
    ) -> list[tuple[Money | Percent | None, bool]]:
        """The amounts of a part, each with whether it is the most; one without where none is."""
        found: list[tuple[Money | Percent | None, bool]] = []
        if part.hit.kind not in _UNMEASURED:
            for mention in measured:
                if isinstance(mention.value, Money | Percent):
                    before = self.masked[max(0, mention.start - 40) : mention.start]
                    found.append((mention.value, bool(self.lexicon.at_most.search(before))))
        return found or [(None if refused else self._whole(part), False)]

    def _whole(self, part: Part) -> Percent | None:
        """All of it for "in full", twice that for "double"."""
        if part.hit.kind is not Kind.REFUND:
            return None
        words = self.masked[part.start : part.end]
        for pattern, share in ((self.lexicon.twice, 200), (self.lexicon.whole, 100)):
            if pattern.search(words):
                return Percent(Decimal(share))
        return None

    def _polarity(self, part: Part, *, refused: bool) -> Polarity:
        if refused:
            return Polarity.MAY if excepted(self.stated) else Polarity.WILL_NOT
        near = self.masked[part.start : part.hit.end]
        return Polarity.MAY if self.asks or self.lexicon.may.search(near) else Polarity.WILL

    def _conditions(self, part: Part | None = None) -> tuple[str, ...]:
        """The conditions of the sentence; of "hold it and send it once it is paid" the "once" is
        about the sending alone.
        """
        return tuple(
            self._joined(c)
            for c in self.stated
            if not c.words.casefold().startswith(_NOT_CONDITIONS)
            and not (part and c.start > part.end and _TEMPORAL.match(c.words))
        )

    def _needed(self, start: int) -> tuple[str, ...]:
        """What the customer has to bring, from where it begins to be said."""
        low, high = self._trimmed(start, len(self.sentence))
        return (self.sentence[low:high],) if low < high else ()

    def _joined(self, condition: ConditionAt) -> str:
        """The condition, with an "also" or "or" before it: then it is one of several."""
        joint = _JOINT.search(self.sentence, 0, condition.start)
        return f"{joint['word']} {condition.words}" if joint else condition.words

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.masked[start] in _BEFORE:
            start += 1
        while end > start and self.masked[end - 1] in _AFTER:
            end -= 1
        return start, end


def _time_in(mention: Mention) -> tuple[Period | None, date | None]:
    """The period or day of a time that is due; no clause says "by this Friday"."""
    if isinstance(mention.value, Weekday):
        return NEVER_SAID, None
    return (
        mention.value if isinstance(mention.value, Period) else None,
        mention.value if isinstance(mention.value, date) else None,
    )

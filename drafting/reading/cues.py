"""Which cues stand in a sentence, and what of it each governs.

A sentence is cut where its statements end ("but", ";"), each statement where its cues divide
("refund … and send …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desk.reading.quantities import quantities
from drafting.reading.lexicon import Lexicon
from policies.terms import Kind, Money, Percent

# What these say is often said better by a remedy beside them, and they are never mere mentions.
_WEAK = frozenset({Kind.ACTION, Kind.ELIGIBILITY, Kind.PRICE, Kind.DEADLINE})
_OBJECT_LIKE = frozenset({Kind.PRICE, Kind.CREDIT, Kind.DISCOUNT})
_TAKES_OBJECTS = frozenset({Kind.REFUND, Kind.REPLACEMENT, Kind.WAIVER, Kind.REPAIR})
_MATCHED = re.compile(r"match|beat|price[- ](?:match|promise|guarantee)", re.IGNORECASE)
# Nothing but the words of one noun phrase: "refund | the rest of your | gift card".
_NAMING = re.compile(
    r"(?:\s+(?!(?:as|in|with|by|plus|and|or|instead|via|through|using|within|when|worth|als|en|por|"
    r"con|mit)\b)[\w€$£][\w.,€$£%'’-]*){0,7}\s*"
)
# "Your delivery charge | of 4.90 EUR will be | refunded".
_BECOMING = re.compile(
    r"(?: (?:of|over|von|de|di|van|über))?(?: [\d€$£][\w.,€$£]*(?: [A-Za-z€$£]{1,7})?)? "
    r"(?:will|is|are|has|have|can|may|would|wird|werden|est|sont|sera|será|es|é|sarà|wordt)"
    r"(?: \w+){0,3} ",
    re.IGNORECASE,
)
_BEING = re.compile(r" (?:is|are)$", re.IGNORECASE)
_AROUND = 80  # characters to either side in which a word of giving counts


@dataclass(frozen=True)
class Hit:
    """A cue at `start:end` of the sentence."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True)
class Part:
    """What one cue governs: `start:end` of the sentence around it. `joint` is where a part
    before it in the same statement ends, None for the first of a statement.
    """

    hit: Hit
    start: int
    end: int
    joint: int | None


def parts(masked: str, lexicon: Lexicon) -> tuple[Part, ...]:
    """Each cue of a sentence with what it governs, in order."""
    hits = _hits(masked, lexicon)
    if not hits:
        return ()
    hard = [m.span() for m in lexicon.hard_break.finditer(masked)]
    soft = [m.span() for m in lexicon.soft_break.finditer(masked)]
    found: list[Part] = []
    for i, hit in enumerate(hits):
        low = max((end for _, end in hard if end <= hit.start), default=0)
        high = min((start for start, _ in hard if start >= hit.end), default=len(masked))
        joint = None
        if i and hits[i - 1].end > low:
            low = _between(soft, hits[i - 1].end, hit.start)
            joint = hits[i - 1].end
        if i + 1 < len(hits) and hits[i + 1].start < high:
            high = _between(soft, hit.end, hits[i + 1].start)
        found.append(Part(hit, low, high, joint))
    return tuple(found)


def _between(breaks: list[tuple[int, int]], after: int, before: int) -> int:
    """Where one part ends and the next begins: the last break between two cues, else the cue."""
    inside = [start for start, end in breaks if after <= start and end <= before]
    return inside[-1] if inside else before


def _hits(masked: str, lexicon: Lexicon) -> list[Hit]:
    found: list[Hit] = []
    for cue in lexicon.cues:
        for match in cue.pattern.finditer(masked):
            hit = Hit(cue.kind, *match.span())
            if any(hit.start < other.end and other.start < hit.end for other in found):
                continue
            if _only_mentioned(masked, hit, lexicon):
                continue
            if cue.giving and not _given(masked, hit, lexicon):
                continue
            found.append(hit)
    found.sort(key=lambda hit: hit.start)
    found = [hit for hit in found if not _is_object(masked, hit, found)]
    return [hit for hit in found if not _said_by_another(masked, hit, found, lexicon)]


def _only_mentioned(masked: str, hit: Hit, lexicon: Lexicon) -> bool:
    """Whether the cue is only spoken of: "your refund request", "you asked for a refund"."""
    if hit.kind in _WEAK:
        return False
    if lexicon.choice.search(masked, 0, hit.start):
        return False
    before = masked[max(0, hit.start - 60) : hit.start]
    after = masked[hit.end : hit.end + 40]
    return bool(lexicon.mention_before.search(before) or lexicon.mention_after.match(after))


def _given(masked: str, hit: Hit, lexicon: Lexicon) -> bool:
    around = masked[max(0, hit.start - _AROUND) : hit.end + _AROUND]
    return bool(lexicon.giving.search(around)) or _measured(around)


def _measured(words: str) -> bool:
    return any(isinstance(m.value, Money | Percent) for m in quantities(words, plain=False))


def _is_object(masked: str, hit: Hit, hits: list[Hit]) -> bool:
    """Whether a cue only names what another is about: "refund the gift card", "waive the fee"."""
    if hit.kind not in _OBJECT_LIKE:
        return False
    if hit.kind is Kind.PRICE and not _MATCHED.match(masked[hit.start : hit.end]):
        around = masked[max(0, hit.start - _AROUND // 2) : hit.end + _AROUND // 2]
        if not _measured(around):
            return True
    return any(
        other.kind in _TAKES_OBJECTS
        and (
            _NAMING.fullmatch(masked, other.end, hit.start)
            if other.end <= hit.start
            else _BECOMING.fullmatch(masked, _noun_end(masked, hit), other.start)
        )
        for other in hits
        if other is not hit
    )


def _noun_end(masked: str, hit: Hit) -> int:
    """Where the noun of a cue ends: "the fee | is" refunded."""
    verb = _BEING.search(masked, hit.start, hit.end)
    return verb.start() if verb else hit.end


def _said_by_another(masked: str, hit: Hit, hits: list[Hit], lexicon: Lexicon) -> bool:
    """Whether a cue beside it in the same statement already says what this one says."""
    for other in _neighbours(masked, hit, hits, lexicon):
        joined = lexicon.soft_break.search(
            masked, min(hit.end, other.end), max(hit.start, other.start)
        )
        if other.kind is hit.kind and other.start < hit.start:
            if hit.kind is Kind.ELIGIBILITY or not joined:
                return True
        # "You are entitled to a refund", "we will refund": the remedy says it all.
        elif (
            hit.kind in {Kind.ACTION, Kind.ELIGIBILITY}
            and other.kind not in _WEAK
            and other.start >= hit.start
            and not joined
        ):
            return True
    return False


def _neighbours(masked: str, hit: Hit, hits: list[Hit], lexicon: Lexicon) -> Iterator[Hit]:
    for other in hits:
        low, high = min(hit.end, other.end), max(hit.start, other.start)
        if other is not hit and not lexicon.hard_break.search(masked, low, high):
            yield other

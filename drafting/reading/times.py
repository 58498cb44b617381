"""Times that are promised: of a part of a sentence, and where no cue governs them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from desk.reading.mention import NEVER_SAID, Mention, Weekday
from desk.reading.periods import named
from desk.reading.quantities import RANGE
from drafting.reading.lexicon import Lexicon
from policies.terms import Period

_BEFORE = 40  # characters that tell whether a time is allowed or has passed
_PASSED = re.compile(
    r"\W+(?:ago|late|overdue|olds?|of age|of waiting|delay|early|too late|zu spät|de retard"
    r"|de retraso|"
    r"de atraso|di ritardo|te laat)\b",
    re.IGNORECASE,
)
_HOPED = re.compile(
    r"\b(?:i|we|wir|ich|je|nous) (?:\w+ )?(?:hope|wish|hoffen?|espèr\w+|espérons)\b|\bespero\b|"
    r"\besperamos\b|\bspero\b|\bsperiamo\b|\bhop(?:en|e) (?:wij|we|ik)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(r"\b(?:will|shall|going to|can|may|must|should)\b|['’]ll\b", re.IGNORECASE)


def time_of(
    masked: str, measured: Sequence[Mention], lexicon: Lexicon
) -> tuple[Period | None, date | None]:
    """The last period and day that are promised: of a range the far end is what is owed."""
    period, day = None, None
    end = -1  # of the last time that is due: "five to seven days" is due as a whole
    for mention in measured:
        ranged = end >= 0 and bool(RANGE.fullmatch(masked, end, mention.start))
        if isinstance(mention.value, Period) and (ranged or due(masked, mention, lexicon)):
            period, end = mention.value, mention.end
        elif isinstance(mention.value, date):
            day = mention.value
    if period is None and day is None and any(isinstance(m.value, Weekday) for m in measured):
        period = NEVER_SAID
    return period, day


def due(masked: str, mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a period is a time allowed, and not one that has passed ("two weeks late")."""
    if _PASSED.match(masked[mention.end : mention.end + 16]):
        return False
    words = masked[mention.start : mention.end]
    if named(words):
        return True
    return "-" in words or bool(lexicon.due.search(masked[: mention.start][-_BEFORE:]))


def deadlines(
    masked: str, measured: Sequence[Mention], lexicon: Lexicon
) -> Iterator[tuple[int, int, Mention]]:
    """Times that no cue governs: "Your parcel arrives within 3 days"; each with its statement.

    One for each statement: of a range the far end.
    """
    found: dict[tuple[int, int], Mention] = {}
    end = -1  # of the last time that was found: "three or four days" is due as a whole
    for mention in measured:
        if not isinstance(mention.value, Period | date | Weekday):
            continue
        low, high = _statement(masked, mention, lexicon)
        if _HOPED.search(masked[low : mention.start]):
            continue
        told = lexicon.past.search(masked[low : mention.start])
        if told and not _FUTURE.search(masked[low:high]):
            continue
        if isinstance(mention.value, Period):
            ranged = end >= 0 and bool(RANGE.fullmatch(masked, end, mention.start))
            if not (ranged or due(masked, mention, lexicon)):
                continue
        elif not lexicon.until.search(masked[: mention.start][-_BEFORE:]):
            continue
        found[low, high], end = mention, mention.end
    for (low, high), mention in found.items():
        yield low, high, mention


def _statement(masked: str, mention: Mention, lexicon: Lexicon) -> tuple[int, int]:
    spans = [m.span() for m in lexicon.hard_break.finditer(masked)]
    low = max((end for _, end in spans if end <= mention.start), default=0)
    high = min((start for start, _ in spans if start >= mention.end), default=len(masked))
    return low, high

"""Where a clause speaks of what a sentence speaks of, and which value stands there.

That a number occurs somewhere in a clause supports nothing: "returns within 14 days" is not
supported by a clause that says "sale items 14 days, returns 30 days". For a quantity of the
sentence, each quantity of the same sort in the clause is weighed by how alike the words around
both are; if a place with another value is clearly more alike, the sentence misstates the clause.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from desk.reading.counted import Sort, comparable, sort_of
from desk.reading.mention import Mention, MentionValue, Weekday
from desk.reading.quantities import quantities, same
from desk.reading.spans import sentences
from desk.reading.words import empty, tokens_at
from policies.terms import Money, Percent, Period

_REACH = 12  # words to either side that count as context
_NEAR = 3  # words that stand right beside a quantity
_CLEARLY = 0.1  # by how much another place must be more alike …
_ALIKE_ENOUGH = 0.02  # … which is less where it is alike in nearly every word
_TELLS = 0.34  # below this no place tells anything
_PHRASE_END = re.compile(r"[,;]|\s[–—]\s|\b(?:and|or|but|und|oder|et|ou|y|o|e|en)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Word:
    """A word beside a quantity. `worth` is 1 in its own phrase and less where a comma or an "and"
    stands between; `tells` is less for words like "the".
    """

    stem: str
    worth: float
    tells: float
    shared: bool = False  # stands before a list and is about all that is listed


@dataclass(frozen=True)
class Place:
    """A quantity with the words around it, nearest first, within its own sentence or line."""

    value: MentionValue
    left: tuple[Word, ...]
    right: tuple[Word, ...]
    words: str
    start: int
    sort: Sort = Sort.COUNT


@dataclass(frozen=True)
class Places:
    """All quantities of a text with their contexts, and how rare each word is in it."""

    places: tuple[Place, ...]
    rarity: Mapping[str, float]


def places(text: str) -> Places:
    """The quantities of a text in their contexts."""
    found: list[Place] = []
    seen: Counter[str] = Counter()
    units = 0
    for start, end in sentences(text):
        unit = _Unit.of(text[start:end])
        units += 1
        seen.update({word for word, _ in unit.words})
        found += (unit.place(mention, start) for mention in unit.measured)
    rarity = {w: math.log((units + 1) / (n + 0.5)) for w, n in seen.items()}
    return Places(tuple(found), rarity)


@dataclass(frozen=True)
class _Unit:
    """A sentence or line: its words with their places, its quantities, where its phrases end."""

    text: str
    words: tuple[tuple[str, int], ...]
    measured: tuple[Mention, ...]
    ends: tuple[int, ...]

    @staticmethod
    def of(text: str) -> _Unit:
        """The words of a unit; each of its quantities counts as one word."""
        measured = quantities(text)
        words = [
            (w, at) for w, at in tokens_at(text) if not any(m.start <= at < m.end for m in measured)
        ]
        words += ((f"{_sort(m.value)} {m.value}", m.start) for m in measured)
        words.sort(key=lambda pair: pair[1])
        ends = tuple(m.start() for m in _PHRASE_END.finditer(text))
        return _Unit(text, tuple(words), measured, ends)

    def place(self, mention: Mention, offset: int) -> Place:
        """A quantity of the unit with its context."""
        left = [self._word(w, at, mention) for w, at in self.words if at < mention.start]
        right = [self._word(w, at, mention) for w, at in self.words if at >= mention.end]
        return Place(
            value=mention.value,
            left=tuple(left[::-1][:_REACH]),
            right=tuple(right[:_REACH]),
            words=self.text[mention.start : mention.end],
            start=offset + mention.start,
            sort=self._sort_of(mention),
        )

    def _sort_of(self, mention: Mention) -> Sort:
        if isinstance(mention.value, Decimal):
            return sort_of(self.text, mention.start, mention.end)
        return Sort.COUNT

    def _word(self, word: str, at: int, mention: Mention) -> Word:
        shared = self._labelled_after and at < self.measured[0].start
        return Word(word, self._nearness(at, mention), 0.25 if empty(word) else 1.0, shared)

    def _nearness(self, at: int, mention: Mention) -> float:
        """1 in the phrase of a quantity; less behind a comma or an "and", unless no other quantity
        could be meant there.
        """
        first, last = self.measured[0].start, self.measured[-1].start
        if at < first and (mention.start == first or self._labelled_after):
            return 1.0
        if at > last and mention.start == last:
            return 1.0
        apart = bisect_right(self.ends, at) != bisect_right(self.ends, mention.start)
        return _APART if apart else 1.0

    @cached_property
    def _labelled_after(self) -> bool:
        """Whether it is a list like "It costs 5 within the EU, 7 to the UK": what stands before
        the first quantity is then about all of them.
        """
        last = self.measured[-1].end
        return len(self.measured) > 1 and any(at >= last and not empty(w) for w, at in self.words)


def _sort(value: MentionValue) -> str:
    match value:
        case Money():
            return "#money"
        case Percent():
            return "#percent"
        case Period():
            return "#period"
        case Decimal():
            return "#number"
    return "#day"


def misplaced(place: Place, clause: Places) -> Place | None:
    """The place of the clause that speaks of the same thing with another value, if one does."""
    rivals = [c for c in clause.places if _could_be_meant(place, c)]
    found = [_found(place, candidate) for candidate in rivals]
    words = (*place.left, *place.right)
    told = [_weight(place, i, clause.rarity) for i in range(len(words))]
    # Words that stand beside none of them say nothing about which one is meant.
    told = [w if any(f[i] for f in found) else 0.0 for i, w in enumerate(told)]
    total = sum(told)
    if not total:
        return None
    alike = [sum(w * f for w, f in zip(told, line, strict=True)) / total for line in found]
    mine = [i for i, c in enumerate(rivals) if _says(c, place)]
    others = [i for i in range(len(rivals)) if i not in mine]
    if not others or not any(same(rivals[i].value, place.value) for i in mine):
        return None
    best, other = max(mine, key=alike.__getitem__), max(others, key=alike.__getitem__)
    # Only words that mean something decide between two places.
    decides = any(
        word.tells == 1 and found[other][i] - found[best][i] > _DECIDES
        for i, word in enumerate(words)
    )
    margin = min(_CLEARLY, _ALIKE_ENOUGH + 0.3 * (1 - alike[other]))
    if decides and alike[other] >= _TELLS and alike[other] > alike[best] + margin:
        return rivals[other]
    return None


def _could_be_meant(place: Place, other: Place) -> bool:
    """Whether who said one quantity could have meant the other."""
    if _says(other, place):
        return True
    if _sort(other.value) != _sort(place.value):
        return False
    if isinstance(place.value, Decimal):
        return comparable(place.sort, place.value, other.sort)
    # "Saturday" beside a day that is one names the same day.
    if isinstance(other.value, Weekday) and isinstance(place.value, date):
        return other.value.number != place.value.isoweekday()
    return True


def _says(other: Place, place: Place) -> bool:
    """Whether a place says what another says; a day says its year too."""
    if place.sort is Sort.YEAR and isinstance(other.value, date):
        return other.value.year == place.value
    return same(other.value, place.value)


def _weight(place: Place, index: int, rarity: Mapping[str, float]) -> float:
    """How much a word of the sentence tells: rare ones and near ones tell more."""
    word, distance = (
        (place.left[index], index)
        if index < len(place.left)
        else (place.right[index - len(place.left)], index - len(place.left))
    )
    return word.tells * (0.4 + rarity.get(word.stem, 1.0)) / math.sqrt(1 + distance)


def _found(one: Place, two: Place) -> list[float]:
    """For each word beside `one` how well it stands beside `two`, from 0 to 1.

    Right beside the quantity and in its phrase counts most; on the other side counts for less.
    """
    found: list[float] = []
    for mine, same_side, other_side in (
        (one.left, two.left, two.right),
        (one.right, two.right, two.left),
    ):
        near = {w.stem: w.worth for w in same_side[:_NEAR] if not w.shared}
        here, there = _worth(same_side), _worth(other_side)
        for distance, word in enumerate(mine):
            beside = near.get(word.stem, 0.0) if distance < _NEAR else 0.0
            # What stands apart here may stand apart there.
            same_phrase = max(beside, 0.9 * here.get(word.stem, 0.0)) / word.worth
            found.append(min(1.0, max(same_phrase, 0.75 * there.get(word.stem, 0.0))))
    return found


def _worth(side: tuple[Word, ...]) -> dict[str, float]:
    worth: dict[str, float] = {}
    for word in side:
        worth[word.stem] = max(worth.get(word.stem, 0.0), word.worth)
    return worth


_APART = 0.4
_DECIDES = 0.25

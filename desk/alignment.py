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
from decimal import Decimal

from desk.reading.mention import Mention, MentionValue
from desk.reading.quantities import quantities, same
from desk.reading.spans import sentences
from desk.reading.words import tokens_at
from policies.terms import Money, Percent, Period

_REACH = 12  # words to either side that count as context
_NEAR = 3  # words that stand right beside a quantity
_CLEARLY = 0.12  # by how much another place must be more alike …
_ALIKE_ENOUGH = 0.03  # … which is less where it is alike in nearly every word
_TELLS = 0.34  # below this no place tells anything
_PHRASE_END = re.compile(
    r"[,;:()]|\s[–—=+]\s|\b(?:and|or|but|und|oder|et|ou|y|o|e|en|of)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Word:
    """A word beside a quantity; `apart` where a comma or an "and" stands between."""

    stem: str
    apart: bool


@dataclass(frozen=True)
class Place:
    """A quantity with the words around it, nearest first, within its own sentence or line."""

    value: MentionValue
    left: tuple[Word, ...]
    right: tuple[Word, ...]
    words: str
    start: int


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
        unit = text[start:end]
        measured = quantities(unit)
        words = _words(unit, measured)
        units += 1
        seen.update({w for w, _ in words})
        found += (_place(unit, mention, words, start) for mention in measured)
    rarity = {w: math.log((units + 1) / (n + 0.5)) for w, n in seen.items()}
    return Places(tuple(found), rarity)


def _words(unit: str, measured: tuple[Mention, ...]) -> list[tuple[str, int]]:
    """Word stems with their place; each quantity counts as one word."""
    taken = [(m.start, m.end, f"{_sort(m.value)} {m.value}") for m in measured]
    words = [(w, at) for w, at in tokens_at(unit) if not any(a <= at < b for a, b, _ in taken)]
    return sorted([*words, *((sort, start) for start, _, sort in taken)], key=lambda pair: pair[1])


def _place(unit: str, mention: Mention, words: list[tuple[str, int]], offset: int) -> Place:
    ends = [m.start() for m in _PHRASE_END.finditer(unit)]
    mine = bisect_right(ends, mention.start)
    left = [Word(w, bisect_right(ends, at) != mine) for w, at in words if at < mention.start]
    right = [Word(w, bisect_right(ends, at) != mine) for w, at in words if at >= mention.end]
    return Place(
        value=mention.value,
        left=tuple(left[::-1][:_REACH]),
        right=tuple(right[:_REACH]),
        words=unit[mention.start : mention.end],
        start=offset + mention.start,
    )


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
    best_same, best_other, other = 0.0, 0.0, None
    for candidate in clause.places:
        if _sort(candidate.value) != _sort(place.value):
            continue
        alike = _alike(place, candidate, clause.rarity)
        if same(candidate.value, place.value):
            best_same = max(best_same, alike)
        elif alike > best_other:
            best_other, other = alike, candidate
    margin = min(_CLEARLY, _ALIKE_ENOUGH + 0.4 * (1 - best_other))
    if best_other >= _TELLS and best_other > best_same + margin:
        return other
    return None


def _alike(one: Place, two: Place, rarity: Mapping[str, float]) -> float:
    """The weighted share of the words around `one` that stand around `two`.

    Words of the same phrase and right beside the quantity weigh most; a word that is found on the
    other side, or behind a comma, counts for less.
    """
    total = got = 0.0
    for mine, same_side, other_side in (
        (one.left, two.left, two.right),
        (one.right, two.right, two.left),
    ):
        near = {w.stem for w in same_side[:_NEAR]}
        here, there = _worth(same_side), _worth(other_side)
        for distance, word in enumerate(mine):
            weight = (0.4 + rarity.get(word.stem, 1.0)) / (1 + distance) ** 0.5
            total += weight
            if word.stem in near and distance < _NEAR:
                got += weight
            else:
                got += weight * max(0.9 * here.get(word.stem, 0), 0.75 * there.get(word.stem, 0))
    return got / total if total else 0.0


def _worth(side: tuple[Word, ...]) -> dict[str, float]:
    worth: dict[str, float] = {}
    for word in side:
        worth[word.stem] = max(worth.get(word.stem, 0.0), _APART if word.apart else 1.0)
    return worth


_APART = 0.8

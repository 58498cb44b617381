"""Where a clause speaks of what a sentence speaks of, and which value stands there.

That a number occurs somewhere in a clause supports nothing: "returns within 14 days" is not
supported by a clause that says "sale items 14 days, returns 30 days". For a quantity of the
sentence, each quantity of the same sort in the clause is weighed by how alike the words around
both are; if a place with another value is clearly more alike, the sentence misstates the clause.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from desk.reading.mention import Mention, MentionValue
from desk.reading.quantities import quantities, same
from desk.reading.spans import sentences
from desk.reading.words import tokens_at
from policies.terms import Money, Percent, Period

_REACH = 12  # words to either side that count as context
_CLEARLY = 0.12
_TELLS = 0.34


@dataclass(frozen=True)
class Place:
    """A quantity with the words around it, nearest first, within its own sentence or line."""

    value: MentionValue
    left: tuple[str, ...]
    right: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class Places:
    """All quantities of a text with their contexts, and how rare each word is in it."""

    places: tuple[Place, ...]
    rarity: dict[str, float]


def places(text: str) -> Places:
    """The quantities of a text in their contexts."""
    found: list[Place] = []
    seen: Counter[str] = Counter()
    units = 0
    heading: tuple[str, ...] = ()
    for start, end in sentences(text):
        unit = text[start:end]
        measured = quantities(unit)
        words = _words(unit, measured)
        units += 1
        seen.update({w for w, _ in words})
        for mention in measured:
            left = tuple(w for w, at in reversed(words) if at < mention.start)[:_REACH]
            right = tuple(w for w, at in words if at >= mention.end)[:_REACH]
            found.append(
                Place(mention.value, left or heading, right, unit[mention.start : mention.end])
            )
        if not measured:
            heading = tuple(w for w, _ in reversed(words))[:_REACH]
    rarity = {w: math.log((units + 1) / (n + 0.5)) for w, n in seen.items()}
    return Places(tuple(found), rarity)


def _words(unit: str, measured: tuple[Mention, ...]) -> list[tuple[str, int]]:
    """Word stems with their place; each quantity counts as one word of its sort."""
    taken = [(m.start, m.end, _sort(m.value)) for m in measured]
    words = [
        (w, at)
        for w, at in tokens_at(unit)
        if not any(start <= at < end for start, end, _ in taken)
    ]
    return sorted([*words, *((sort, start) for start, _, sort in taken)], key=lambda pair: pair[1])


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
    """The place of the clause that speaks of the same thing with another value, if one clearly does."""
    best_same, best_other, other = 0.0, 0.0, None
    for candidate in clause.places:
        if _sort(candidate.value) != _sort(place.value):
            continue
        alike = _alike(place, candidate, clause.rarity)
        if same(candidate.value, place.value):
            best_same = max(best_same, alike)
        elif alike > best_other:
            best_other, other = alike, candidate
    if best_other >= _TELLS and best_other > best_same + _CLEARLY:
        return other
    return None


def _alike(one: Place, two: Place, rarity: dict[str, float]) -> float:
    """The weighted share of the words around `one` that stand around `two`, same side first."""
    total = got = 0.0
    for mine, same_side, other_side in (
        (one.left, two.left, two.right),
        (one.right, two.right, two.left),
    ):
        near = set(same_side[:3])
        for distance, word in enumerate(mine):
            weight = (0.4 + rarity.get(word, 1.0)) / (1 + distance) ** 0.5
            total += weight
            if word in near and distance < 3:
                got += weight
            elif word in same_side:
                got += weight * 0.9
            elif word in other_side:
                got += weight * 0.6
    return got / total if total else 0.0

"""Which clause of the last import is which of this one, so that it keeps its id.

Equal words come first, then the most alike, each clause at most once. Likeness is the share of
words and neighbouring word pairs that two texts have in common (Dice), of the words and of the
heading; a heading that both have once is a name, whatever stands below it now.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_TEXT_WEIGHT = 0.65
_LEAST = 0.6  # of the weighted likeness
_LEAST_TEXT = 0.5
_ALL_PAIRS = 40_000  # compared one by one; beyond, only those that share a rare word
_TELLING = 6  # words and pairs
_RARE = 64  # clauses that have a word
_CANDIDATES = 12
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"^(?:(?:section|article|clause|§)?\s*[\divx]+(?:\.\d+)*[.):]?|[a-z][.)])\s+")


@dataclass(frozen=True)
class Named:
    """The words of one clause, and its id where it has one."""

    title: str
    text: str
    id: str = ""

    @cached_property
    def own_title(self) -> str:
        """The heading itself, without those above it and without its number."""
        last = self.title.rsplit(" › ", 1)[-1].strip().casefold()
        return _NUMBER.sub("", last) or last

    @cached_property
    def plain_text(self) -> str:
        """The words in small letters, with one space between them."""
        return " ".join(self.text.split()).casefold()

    @cached_property
    def text_parts(self) -> frozenset[Hashable]:
        """Words and neighbouring pairs of them."""
        return _parts(self.plain_text)

    @cached_property
    def title_parts(self) -> frozenset[Hashable]:
        """The same of the heading."""
        return _parts(self.own_title)


def match(old: Sequence[Named], new: Sequence[Named], *, by_title: bool = True) -> dict[int, int]:
    """The place in `old` for each place in `new` that is the same clause.

    With `by_title` a heading that both have once is enough, whatever stands below it.
    """
    found: dict[int, int] = {}
    _by(lambda c: (c.title.casefold(), c.plain_text), old, new, found, only_single=False)
    _by(lambda c: (c.own_title, c.plain_text), old, new, found, only_single=True)
    _by(_telling_text, old, new, found, only_single=True)
    taken = set(found.values())
    for _, _, here, there in sorted(_alike(old, new, found)):
        if here not in found and there not in taken:
            found[here] = there
            taken.add(there)
    if by_title:
        _by(lambda c: c.title.casefold() or None, old, new, found, only_single=True)
    return found


def _telling_text(clause: Named) -> str | None:
    """The words, where there are enough of them to know a clause by."""
    return clause.plain_text if len(clause.text_parts) >= _TELLING else None


def _by(
    key: Callable[[Named], Hashable | None],
    old: Sequence[Named],
    new: Sequence[Named],
    found: dict[int, int],
    *,
    only_single: bool,
) -> None:
    """Pairs what has the same key, in order; with `only_single` only where one is left of each."""
    taken = set(found.values())
    there: dict[Hashable, list[int]] = defaultdict(list)
    here: dict[Hashable, list[int]] = defaultdict(list)
    for by_key, clauses, done in ((there, old, taken), (here, new, set(found))):
        for place, clause in enumerate(clauses):
            name = key(clause)
            if place not in done and name is not None:
                by_key[name].append(place)
    for name, places in here.items():
        others = there.get(name, [])
        if not only_single or len(places) == len(others) == 1:
            found.update(zip(places, others, strict=False))


def _alike(
    old: Sequence[Named], new: Sequence[Named], found: dict[int, int]
) -> Iterable[tuple[float, int, int, int]]:
    """Unlikeness, distance in order, place in `new` and in `old` of all that may be the same."""
    taken = set(found.values())
    left_old = [place for place in range(len(old)) if place not in taken]
    left_new = [place for place in range(len(new)) if place not in found]
    if len(left_old) * len(left_new) <= _ALL_PAIRS:
        near = dict.fromkeys(left_new, left_old)
    else:
        near = _near(old, new, left_old, left_new)
    for here in left_new:
        for there in near[here]:
            score = likeness(old[there], new[here])
            if score:
                yield -score, abs(there - here), here, there


def likeness(one: Named, other: Named) -> float:
    """How alike two clauses are, above 0 only where they can be taken for the same."""
    text = _dice(one.text_parts, other.text_parts)
    title = _dice(one.title_parts, other.title_parts)
    score = _TEXT_WEIGHT * text + (1 - _TEXT_WEIGHT) * title
    return score if text >= _LEAST_TEXT and score >= _LEAST else 0.0


def _near(
    old: Sequence[Named], new: Sequence[Named], left_old: list[int], left_new: list[int]
) -> dict[int, list[int]]:
    having = defaultdict[Hashable, list[int]](list)
    for there in left_old:
        for word in old[there].text_parts:
            having[word].append(there)
    near: dict[int, list[int]] = {}
    for order, here in enumerate(left_new):
        shared: Counter[int] = Counter()
        for word in new[here].text_parts:
            if len(having.get(word, ())) <= _RARE:
                shared.update(having.get(word, ()))
        beside = left_old[max(0, order - 2) : order + 3]
        near[here] = list(dict.fromkeys([p for p, _ in shared.most_common(_CANDIDATES)] + beside))
    return near


def _parts(text: str) -> frozenset[Hashable]:
    words = _WORD.findall(text)
    return frozenset(words) | frozenset(pairwise(words))


def _dice(one: frozenset[Hashable], other: frozenset[Hashable]) -> float:
    if not one and not other:
        return 1.0
    return 2 * len(one & other) / (len(one) + len(other))

"""So many words in a row that one text has from another: they were taken from there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

Run = tuple[str, ...]  # words, folded
Place = tuple[int, int]  # from the first letter of a run to behind its last

_WORD = re.compile(r"[^\W_]+")


def runs_of(text: str, long: int) -> Iterator[Run]:
    """Every run of this many words of a text."""
    return (run for run, _ in _placed(text, long))


def places_of(text: str, long: int) -> dict[Run, Place]:
    """Every run of this many words of a text, with where it stands last."""
    return dict(_placed(text, long))


def spanning(places: Iterable[Place]) -> Place:
    """From the first of these places to the last. Raises ValueError where there is none."""
    starts, ends = zip(*places, strict=True)
    return min(starts), max(ends)


def _placed(text: str, long: int) -> Iterator[tuple[Run, Place]]:
    found = list(_WORD.finditer(text))
    words = [word[0].casefold() for word in found]
    for first in range(len(words) - long + 1):
        behind = first + long
        yield tuple(words[first:behind]), (found[first].start(), found[behind - 1].end())

"""The id of each clause inside its policy: its anchor, or its heading's words made unique."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Iterable, Sequence
from datetime import date

from policies.faults import Faults, quoted
from policies.front_matter import Holds
from policies.markdown import Section
from policies.slugs import is_slug, slug

_Window = tuple[date, date]  # first and last day in force


class ClauseNames:
    """Gives out the ids of one file.

    Two headings of the same words are two clauses, and the later one gets its parent's words or
    a number added, unless they never hold on the same day: then they are versions of one.
    """

    def __init__(self, sections: Iterable[Section], faults: Faults) -> None:
        """`sections` are all of the file: an anchor further down keeps its id to itself."""
        self._anchors = frozenset(section.anchor for section in sections)
        self._faults = faults
        self._given: dict[str, list[_Window]] = {}  # sorted; no two share a day
        self._repeats: dict[str, int] = {}

    def name(self, section: Section, titles: Sequence[str], holds: Holds) -> str:
        """The id of a section's clause; `titles` are those of its parents and its own."""
        if section.anchor:
            self._check(section)
            return section.anchor
        window = (holds.in_force or date.min, holds.until or date.max)
        wanted = slug(titles[-1])
        if not self._is_free(wanted, window) and len(titles) > 1:
            wanted = slug(f"{titles[-2]} {titles[-1]}")
        name, number = wanted, self._repeats.get(wanted, 1)
        while not self._is_free(name, window):
            number += 1
            name = f"{wanted}-{number}"
            self._repeats[wanted] = number
        insort(self._given.setdefault(name, []), window)
        return name

    def _check(self, section: Section) -> None:
        if not is_slug(section.anchor):
            self._faults.add(
                section.line,
                f"{quoted(section.anchor)} cannot be the id of a clause.",
                f"Ids take small letters, digits and hyphens: {{#{slug(section.anchor)}}}.",
            )

    def _is_free(self, name: str, window: _Window) -> bool:
        """Whether an id is unused, or used only by versions of other days."""
        if name in self._anchors:
            return False
        taken = self._given.get(name, [])
        after = bisect(taken, window)
        before_ends = taken[after - 1][1] if after else None
        after_starts = taken[after][0] if after < len(taken) else None
        return (before_ends is None or before_ends < window[0]) and (
            after_starts is None or window[1] < after_starts
        )

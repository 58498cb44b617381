"""The id of each clause inside its policy: its anchor, or its heading's words made unique."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policies.clause_version import overlap
from policies.faults import Faults, quoted
from policies.front_matter import Holds
from policies.markdown import Section
from policies.slugs import is_slug, slug


class ClauseNames:
    """Gives out the ids of one file.

    Two headings of the same words are two clauses, and the later one gets its parent's words or
    a number added, unless they never hold on the same day: then they are versions of one.
    """

    def __init__(self, sections: Iterable[Section], faults: Faults) -> None:
        """`sections` are all of the file: an anchor further down keeps its id to itself."""
        self._anchors = frozenset(section.anchor for section in sections)
        self._faults = faults
        self._given: dict[str, list[Holds]] = {}
        self._repeats: dict[str, int] = {}

    def name(self, section: Section, titles: Sequence[str], holds: Holds) -> str:
        """The id of a section's clause; `titles` are those of its parents and its own."""
        if section.anchor:
            self._check(section)
            return section.anchor
        wanted = slug(titles[-1])
        if not self._is_free(wanted, holds) and len(titles) > 1:
            wanted = slug(f"{titles[-2]} {titles[-1]}")
        name, number = wanted, self._repeats.get(wanted, 1)
        while not self._is_free(name, holds):
            number += 1
            name = f"{wanted}-{number}"
            self._repeats[wanted] = number
        self._given.setdefault(name, []).append(holds)
        return name

    def _check(self, section: Section) -> None:
        if not is_slug(section.anchor):
            self._faults.add(
                section.line,
                f"{quoted(section.anchor)} cannot be the id of a clause.",
                f"Ids take small letters, digits and hyphens: {{#{slug(section.anchor)}}}.",
            )

    def _is_free(self, name: str, holds: Holds) -> bool:
        if name in self._anchors:
            return False
        return not any(overlap(holds, other) for other in self._given.get(name, ()))

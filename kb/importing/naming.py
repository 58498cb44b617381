"""The ids of an import: kept where a clause is known, new where it is not, never used twice."""

from __future__ import annotations

from collections.abc import Sequence

from kb.importing.documents import Section
from kb.importing.matching import Named, match
from policies.slugs import is_slug, slug

_ROOM = 70  # characters of an id, so that a number fits behind


def named(
    sections: Sequence[Section],
    known: Sequence[Named],
    retired: Sequence[Named],
    written: Sequence[Named],
) -> tuple[str, ...]:
    """An id for each section.

    `known` are the clauses of the last import, `retired` those of imports before it, `written`
    those that the owner has in the file. A retired clause that comes back gets its id back; no
    other clause ever does.
    """
    ids: dict[int, str] = {}
    for place, section in enumerate(sections):
        if section.anchor and is_slug(section.anchor):
            ids[place] = section.anchor
    said = set(ids.values())
    for clauses, by_title in ((known, True), (retired, False)):
        # Under the heading of a clause that is gone there may stand quite another one.
        old = [clause for clause in clauses if clause.id not in said]
        left = [place for place in range(len(sections)) if place not in ids]
        new = [Named(sections[place].title, sections[place].text) for place in left]
        for here, there in match(old, new, by_title=by_title).items():
            ids[left[here]] = old[there].id
    ids.update(_as_written(sections, ids, known, written))
    taken = {clause.id for clause in (*known, *retired, *written)} | set(ids.values())
    for place, section in enumerate(sections):
        if place not in ids:
            ids[place] = _fresh(section, taken)
            taken.add(ids[place])
    return tuple(ids[place] for place in range(len(sections)))


def _as_written(
    sections: Sequence[Section],
    ids: dict[int, str],
    known: Sequence[Named],
    written: Sequence[Named],
) -> dict[int, str]:
    """Clauses that stand in the file word for word, though no import is known to have put them
    there: it was interrupted, or its record is gone.
    """
    used = {clause.id for clause in known} | set(ids.values())
    there = {
        (clause.title, clause.plain_text): clause.id
        for clause in reversed(written)
        if clause.id and clause.id not in used
    }
    found: dict[int, str] = {}
    for place, section in enumerate(sections):
        if place not in ids:
            clause = Named(section.title, section.text)
            clause_id = there.pop((clause.title, clause.plain_text), "")
            if clause_id:
                found[place] = clause_id
    return found


def _fresh(section: Section, taken: set[str]) -> str:
    own = Named(section.title, "").own_title
    names = [slug(own), slug(section.title)]
    for name in names:
        if name not in taken:
            return name
    stem, number = names[0][:_ROOM].strip("-"), 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"

"""One policy file, from bytes to clauses. Nothing that stands in a file makes this raise."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from policies.clause import Clause, ClauseId, Place, PolicyId
from policies.clause_names import ClauseNames
from policies.clause_version import clause_version, overlapping
from policies.faults import Fault, Faults, quoted
from policies.front_matter import Holds, overridden, split_front_matter
from policies.licence_list import read_licences
from policies.markdown import Section, outline
from policies.plain_text import decode
from policies.slugs import is_slug, slug

_MOST_FAULTS = 100  # told of one file; whoever mends these sees the next
_LONGEST_TITLE = 300
_PATH_MARK = " › "
_MOST_PATH = 4


@dataclass(frozen=True)
class PolicyRead:
    """What one file says: its clauses, or the faults for which none of them can be taken."""

    clauses: tuple[Clause, ...]
    faults: tuple[Fault, ...]


def read_policy(data: bytes, path: str) -> PolicyRead:
    """Reads one policy. `path` is relative to the folder and names the policy if nothing else does.

    A file is taken whole or not at all: with any fault there are no clauses.
    """
    faults = Faults(path)
    text = decode(data, faults)
    clauses = () if text is None else _clauses(text, faults)
    if faults.found:
        told = sorted(faults.found, key=lambda fault: fault.place.line)
        return PolicyRead((), tuple(told[:_MOST_FAULTS]))
    return PolicyRead(clauses, ())


@dataclass(frozen=True)
class _Open:
    """A heading whose sub-headings are being read."""

    level: int
    title: str
    holds: Holds


@dataclass
class _Reading:
    """One file being read: what all its clauses share, and those read so far."""

    policy: PolicyId
    title: str
    owner: str
    faults: Faults
    names: ClauseNames
    clauses: list[Clause] = field(default_factory=list)


def _clauses(text: str, faults: Faults) -> tuple[Clause, ...]:
    front, body, first_line = split_front_matter(text, faults)
    sections = outline(body, faults, first_line=first_line)
    intro, rest = _intro(sections)
    title = front.title or _plain(intro.title) or _title_of(faults.path)
    reading = _Reading(
        policy=_policy_id(front.policy, faults),
        title=title,
        owner=front.owner,
        faults=faults,
        names=ClauseNames(sections, faults),
    )
    holds = overridden(front.holds, intro.overrides, intro.line, faults)
    _add_clause(reading, intro, [_Open(0, title, holds)])
    opened = [_Open(0, "", holds)]
    for index, section in enumerate(rest):
        while opened[-1].level >= section.level:
            opened.pop()
        holds = overridden(opened[-1].holds, section.overrides, section.line, faults)
        opened.append(_Open(section.level, _title(section, faults), holds))
        deeper = index + 1 < len(rest) and rest[index + 1].level > section.level
        _add_clause(reading, section, opened, groups=deeper)
    for first, second in overlapping(reading.clauses):
        _refuse_two(first, second, faults)
    if not reading.clauses and not faults.found:
        faults.add(1, "There is no clause in this file.", "Write one, or remove the file.")
    return tuple(reading.clauses)


def _intro(sections: list[Section]) -> tuple[Section, list[Section]]:
    """What stands before the first clause's heading, the policy's own heading taken with it."""
    before = sections[0]
    if len(sections) == 1 or sections[1].level != 1:
        return before, sections[1:]
    heading = sections[1]
    late = heading.lines if before.listed else []
    merged = Section(
        level=0,
        title=heading.title,
        line=heading.line,
        anchor=heading.anchor,
        overrides=heading.overrides,
        lines=before.lines + ([] if late else heading.lines),
        listed=before.listed + late + heading.listed,
    )
    return merged, sections[2:]


def _add_clause(
    reading: _Reading, section: Section, path: list[_Open], *, groups: bool = False
) -> None:
    """Adds the clause that a section states. A heading that only `groups` others states none."""
    faults, holds, line = reading.faults, path[-1].holds, section.first_line
    licences = read_licences(section.listed, faults) if section.listed else None
    text = section.text
    titles = [step.title for step in path if step.title]
    title = _joined(titles)
    if not text:
        if licences is not None or (section.anchor and section.level and not groups):
            faults.add(
                line,
                f"The clause {quoted(title)} has no words.",
                "Write what it says; the file may be half saved.",
            )
        return
    name = reading.names.name(section, titles, holds)
    reading.clauses.append(
        Clause(
            id=ClauseId(f"{reading.policy}#{name}"),
            version=clause_version(title, text, holds, licences),
            policy=reading.policy,
            policy_title=reading.title,
            title=title,
            text=text,
            in_force=holds.in_force,
            until=holds.until,
            scope=holds.as_scope(),
            audience=holds.audience,
            owner=reading.owner,
            licences=licences,
            place=Place(faults.path, line),
        )
    )


def _refuse_two(first: Clause, second: Clause, faults: Faults) -> None:
    early, late = sorted((first, second), key=lambda clause: clause.place.line)
    faults.add(
        late.place.line,
        f"{late.id} stands here and in line {early.place.line}, and both are in force at once.",
        "Give one another id, or end the older one with until=.",
    )


def _policy_id(stated: str, faults: Faults) -> PolicyId:
    name = stated or slug(str(PurePosixPath(faults.path).with_suffix("")))
    if not is_slug(name):
        faults.add(
            1,
            f"{quoted(stated)} cannot be the id of a policy.",
            f"Ids take small letters, digits and hyphens: policy: {slug(stated)}.",
        )
    return PolicyId(name)


def _title(section: Section, faults: Faults) -> str:
    title = _plain(section.title)
    if not title or len(section.title) > _LONGEST_TITLE:
        faults.add(
            section.line,
            f"The heading is longer than {_LONGEST_TITLE} characters."
            if title
            else "The heading has no words.",
            "Write a short title after the # signs.",
        )
        return title[:_LONGEST_TITLE] or "?"
    return title


def _plain(title: str) -> str:
    """A heading's words without emphasis and link targets."""
    shown = re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", title[: _LONGEST_TITLE + 1])
    return " ".join(re.sub(r"\*\*|__|`", "", shown).split())


def _joined(titles: list[str]) -> str:
    """A clause's title under those of its parents; a long path keeps its ends."""
    if len(titles) > _MOST_PATH:
        titles = [titles[0], "…", *titles[2 - _MOST_PATH :]]
    return _PATH_MARK.join(titles)


def _title_of(path: str) -> str:
    words = re.sub(r"[\W_]+", " ", PurePosixPath(path).stem).strip()
    return words[:1].upper() + words[1:] or "Policy"

"""The `licenses:` list at the end of a clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policies.clause import Licence
from policies.faults import Faults, NotUnderstood, quoted
from policies.licence_line import parse_licence
from policies.terms import Kind

_OPENS = re.compile(r"\**licen[cs]es:?\**:?", re.IGNORECASE)
_NEARLY = re.compile(r"\**licen[cs](?:e|es|ing)\s*:.*", re.IGNORECASE)
_ITEM = re.compile(r"\s{0,3}[-*+]\s+(\S.*)")

Line = tuple[int, str]  # number in the file from 1, and its words


@dataclass(frozen=True)
class _Item:
    line: int
    parts: list[str]

    @property
    def words(self) -> str:
        return " ".join(self.parts)


def opens_list(line: str) -> bool:
    """Whether a line is the `licenses:` that opens the list."""
    words = line.strip()
    return ":" in words and _OPENS.fullmatch(words) is not None


def nearly_opens_list(line: str) -> bool:
    """Whether a line was probably meant to open the list, and would be taken as prose."""
    return not opens_list(line) and _NEARLY.fullmatch(line.strip()) is not None


def read_licences(lines: Sequence[Line], faults: Faults) -> tuple[Licence, ...]:
    """The licences of the lines from `licenses:` on; what does not fit is noted in `faults`."""
    items = _items(lines[1:], faults)
    if not items:
        faults.add(
            lines[0][0], "The licenses list is empty.", 'Write "- nothing" if that is meant.'
        )
        return ()
    if len(items) == 1 and items[0].words.casefold() == "nothing":
        return ()
    read: list[tuple[int, Licence]] = []
    for item in items:
        try:
            read.append((item.line, parse_licence(item.words)))
        except NotUnderstood as refused:
            faults.add(item.line, refused.message, refused.mend)
    _refuse_contradictions(read, faults)
    return tuple(licence for _, licence in read)


def _items(lines: Iterable[Line], faults: Faults) -> list[_Item]:
    """The items of the list; an indented line goes on with the item before it."""
    items: list[_Item] = []
    for number, line in lines:
        found = _ITEM.fullmatch(line)
        if found is not None:
            items.append(_Item(number, [found.group(1).strip()]))
        elif not line.strip():
            continue
        elif items and line[0] in " \t":
            items[-1].parts.append(line.strip())
        else:
            faults.add(
                number,
                f"{quoted(line)} stands after the licenses list and is not a line of it.",
                'Begin lines of the list with "- ", and write the words of the clause above it.',
            )
    return items


def _refuse_contradictions(read: Iterable[tuple[int, Licence]], faults: Faults) -> None:
    """Two lines for the same thing in the same cases: one of them is not meant."""
    seen: dict[tuple[Kind, str], list[tuple[int, Licence]]] = {}
    for line, licence in read:
        earlier = seen.setdefault((licence.kind, licence.object.casefold()), [])
        first = next((at for at, other in earlier if _clash(licence, other)), None)
        if first is not None:
            faults.add(
                line,
                f"{quoted(licence.words)} speaks of the same thing as line {first}, in the same "
                "cases.",
                "Keep one of them, or say in which cases each applies.",
            )
        earlier.append((line, licence))


def _clash(one: Licence, other: Licence) -> bool:
    if one.permits is not other.permits and not (one if other.permits else other).conditions:
        return True  # what is never allowed cannot be allowed in some cases
    return _cases(one) == _cases(other)


def _cases(licence: Licence) -> frozenset[object]:
    return frozenset((c.fact, c.op, c.values) for c in licence.conditions)

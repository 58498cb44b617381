"""Three ways into one file: what the source said last, what it says now, what the owner made of it.

What only the source changed follows the source; what the owner touched stays as the owner wrote
it. Where both changed the same clause, the owner's stays and the clause is in conflict until they
say which it shall be. What the source no longer says stays until the owner retires it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kb.importing.leaf import Block
from kb.importing.retiring import Ending, without_end
from policies.front_matter import Holds

_ALWAYS = Holds()


class Kind(StrEnum):
    """What an import does to one clause."""

    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    GONE = "gone"
    RETIRED = "retired"
    CONFLICT = "conflict"
    YOURS = "yours"


@dataclass(frozen=True)
class Change:
    """What would happen to one clause. `before` and `after` are the block in the file, empty
    where there is none; of a conflict, `before` is the owner's and `after` the source's; of a
    clause that is gone but not retired, `after` is empty and the file keeps it.
    """

    kind: Kind
    clause: str
    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Choice:
    """Which side the owner takes, by clause id: `returns#how-long`, or `how-long` within one
    policy. `retire` is the last day of all clauses that the source no longer holds; None leaves
    them as they are.
    """

    take: Collection[str] = ()
    keep: Collection[str] = ()
    retire: date | None = None

    def within(self, policy: str) -> Choice:
        """What it says of one policy."""
        start = f"{policy}#"
        take, keep = (
            frozenset(each.removeprefix(start) for each in side if each.startswith(start))
            for side in (self.take, self.keep)
        )
        return Choice(take, keep, self.retire)


@dataclass(frozen=True)
class Merged:
    """The blocks of the file and of the new base, and what changed, in reading order."""

    blocks: tuple[Block, ...]
    base: tuple[Block, ...]
    changes: tuple[Change, ...]


def merge(
    base: Sequence[Block],
    mine: Sequence[Block],
    theirs: Sequence[Block],
    choice: Choice,
    around: Holds = _ALWAYS,
) -> Merged:
    """`mine` with what the source changed from `base` to `theirs`; `around` holds for all of it."""
    was, is_, now = ({b.key: b for b in blocks} for blocks in (base, mine, theirs))
    changes: list[Change] = []
    keep: dict[str, Block] = {}
    remember: dict[str, Block] = {}
    for key in dict.fromkeys([*now, *was]):
        sides = (was.get(key), is_.get(key), now.get(key))
        outcome = _one(key, sides, choice, around)
        if outcome.change is not None:
            changes.append(outcome.change)
        if outcome.block is not None:
            keep[key] = outcome.block
        if outcome.base is not None:
            remember[key] = outcome.base
    keep.update({key: block for key, block in is_.items() if key not in now and key not in was})
    order = _order(list(was), list(is_), list(now))
    told = {change.clause for change in changes}
    changes += [
        Change(Kind.MOVED, keep[key].anchor or key, keep[key].title, keep[key].text, keep[key].text)
        for key in _moved(list(is_), [key for key in order if key in keep])
        if (keep[key].anchor or key) not in told
    ]
    remembered = [key for key in (*now, *(k for k in was if k not in now)) if key in remember]
    return Merged(
        tuple(keep[key] for key in order if key in keep),
        tuple(remember[key] for key in remembered),
        tuple(changes),
    )


@dataclass(frozen=True)
class _Outcome:
    """Of one clause: what stands in the file, what the next import compares with, what changed."""

    block: Block | None
    base: Block | None
    change: Change | None = None


def _one(
    key: str,
    sides: tuple[Block | None, Block | None, Block | None],
    choice: Choice,
    around: Holds,
) -> _Outcome:
    was, mine, now = sides
    if was is None and mine is not None and _same(without_end(mine), now):
        was = mine  # it was retired, and its source has it back
    any_block = mine or now or was
    assert any_block is not None  # noqa: S101 the key comes from one of them
    clause = any_block.anchor or key

    def said(kind: Kind, before: Block | None, after: Block | None) -> Change:
        title = (after or before or any_block).title
        return Change(
            kind, clause, title, before.text if before else "", after.text if after else ""
        )

    same_source, untouched, agreed = _same(was, now), _same(was, mine), _same(mine, now)
    if agreed:
        return _Outcome(mine, now)
    takes = clause in choice.take
    if now is None and mine is not None and (takes or (untouched and choice.retire)):
        if clause in choice.keep:
            return _Outcome(mine, None, said(Kind.YOURS, None, mine))
        left = Ending(choice.retire, around).ended(mine) if choice.retire else None
        return _Outcome(left, None, said(Kind.RETIRED, mine, left))
    if untouched and now is None and clause not in choice.keep:
        return _Outcome(mine, was, said(Kind.GONE, mine, None))
    if now is not None and (untouched or takes):
        kind = Kind.NEW if mine is None else Kind.CHANGED
        return _Outcome(now, now, said(kind, mine, now))
    if same_source or clause in choice.keep:
        return _Outcome(mine, now, said(Kind.YOURS, now, mine))
    return _Outcome(mine, was, said(Kind.CONFLICT, mine, now))


def _same(one: Block | None, other: Block | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.words == other.words


def _order(was: list[str], mine: list[str], now: list[str]) -> list[str]:
    """The source's order where the source changed it, else the owner's; what only one side has
    stays behind what it followed there.
    """
    both = set(was) & set(now)
    moved = [key for key in was if key in both] != [key for key in now if key in both]
    lead, follow = (now, mine) if moved or not mine else (mine, now)
    order = list(lead)
    places = set(order)
    for index, key in enumerate(follow):
        if key in places:
            continue
        before = next((k for k in reversed(follow[:index]) if k in places), None)
        order.insert(order.index(before) + 1 if before is not None else 0, key)
        places.add(key)
    return order


def _moved(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The fewest clauses that have to move to come from one order to the other."""
    places: Mapping[str, int] = {key: place for place, key in enumerate(before)}
    common = [key for key in after if key in places]
    # Patience sorting: those of a longest rising run stay, the others moved.
    ends: list[tuple[int, int]] = []  # (place before, index in `common`) of the best run's end
    back: dict[int, int] = {}
    for index, key in enumerate(common):
        place = places[key]
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if ends[middle][0] < place else (low, middle)
        back[index] = ends[low - 1][1] if low else -1
        ends[low : low + 1] = [(place, index)]
    stay: set[int] = set()
    at = ends[-1][1] if ends else -1
    while at >= 0:
        stay.add(at)
        at = back[at]
    return [key for index, key in enumerate(common) if index not in stay]

"""What the owner is shown before an import is written: clause by clause, and what it would owe."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rich.console import Console

from api.commands import terminal
from api.orders import orders_of
from drafting.commitments import PatternReader
from kb.importing.batch import Batch
from kb.importing.merging import Change, Kind
from kb.importing.planning import Plan

_NUMBER = re.compile(r"[€$£]?\s?\d[\d.,:]*(?:\s?(?:%|€|[^\W\d_]+(?:\s(?:days?|hours?))?))?")
_SIGNS = {
    Kind.NEW: ("+", "green"),
    Kind.CHANGED: ("~", "yellow"),
    Kind.MOVED: ("↕", "cyan"),
    Kind.GONE: ("?", "bold yellow"),
    Kind.RETIRED: ("-", "red"),
    Kind.CONFLICT: ("!", "bold red"),
    Kind.YOURS: ("=", "dim"),
}
_SAYS = {
    Kind.NEW: "new",
    Kind.CHANGED: "changed",
    Kind.MOVED: "moved",
    Kind.GONE: "no longer in the document; it still holds",
    Kind.RETIRED: "retired: no longer in the document",
    Kind.CONFLICT: "you changed it and so did the source; yours stays",
    Kind.YOURS: "as you changed it",
}
_LINES = 12  # of a clause, where not all are asked for
_WIDTH = 400  # characters of a line
_PROMISE = 200
_COMPARED = 100_000  # characters; beyond, lines and promises are not compared
_READER = PatternReader()


def show(batch: Batch, *, full: bool) -> None:
    """Print every change, then what was refused, and the sum of it."""
    out = terminal.console()
    for plan in batch.plans:
        if plan.changes or plan.writes:
            _show_plan(out, plan, full=full)
    for name in batch.left_out:
        out.print(f"left out: {terminal.visible(name)}", style="dim")
    for policy in batch.missing:
        out.print(
            f"no longer at the source: policy {policy}. It still holds: end it with --retire.",
            style="yellow",
        )
    for each in batch.refused:
        out.print(f"refused: {terminal.visible(f'{each.source}: {each.refusal}')}", style="red")
    out.print(_sum(batch))


def as_data(batch: Batch, folder: Path, *, written: bool) -> dict[str, Any]:
    """The same for programs."""
    return {
        "into": str(folder),
        "written": written,
        "unchanged": batch.same + sum(not plan.changes for plan in batch.plans),
        "policies": [
            {
                "policy": plan.policy,
                "path": plan.path,
                "changes": [_change_data(plan, change) for change in plan.changes],
            }
            for plan in batch.plans
            if plan.changes
        ],
        "refused": [
            {"source": each.source, "why": each.refusal.reason, "next": each.refusal.mend}
            for each in batch.refused
        ],
        "left_out": batch.left_out,
        "gone_at_the_source": batch.missing,
    }


def numbers(before: str, after: str) -> tuple[list[str], list[str]]:
    """The amounts, periods and dates that only one of two texts has."""
    was, now = (_numbers(text) for text in (before, after))
    return list((was - now).elements()), list((now - was).elements())


def promises(before: str, after: str) -> tuple[list[str], list[str]]:
    """What only one of two texts would have us owe, as the commitment reader reads it."""
    was, now = (_promises(text) for text in (before, after))
    return [each for each in was if each not in now], [each for each in now if each not in was]


def _show_plan(out: Console, plan: Plan, *, full: bool) -> None:
    counts = Counter(change.kind for change in plan.changes)
    said = ", ".join(f"{counts[kind]} {kind.value}" for kind in Kind if counts[kind])
    out.print(f"\n{plan.path}", style="bold", end="  ")
    out.print(terminal.visible(f"{plan.title} ({said or 'no clause changes'})"))
    for change in plan.changes:
        sign, style = _SIGNS[change.kind]
        name = f"{plan.policy}#{change.clause}"
        out.print(f"{sign} {name}: {_SAYS[change.kind]}", style=style)
        if change.kind is not Kind.MOVED:
            for line, colour in _lines(change, full=full):
                out.print(f"    {terminal.visible(line)}", style=colour)
        if change.kind is Kind.CONFLICT:
            out.print(
                f"    Write both into yours, then --keep {name}; or --take {name}.", style="bold"
            )
        if change.kind is Kind.GONE:
            out.print(
                f"    End it with --retire, or make it yours for good with --keep {name}.",
                style="bold",
            )
        for note in _notes(change):
            out.print(f"    {terminal.visible(note)}", style="magenta")
        for words in orders_of(_incoming(change)):
            out.print(
                f'    warning: reads like an order to a model: "{terminal.visible(words)}"',
                style="bold yellow",
            )


def _lines(change: Change, *, full: bool) -> Iterable[tuple[str, str]]:
    before, after = change.before.split("\n"), change.after.split("\n")
    if len(change.before) + len(change.after) > _COMPARED:
        size = (
            f"{len(change.before):,} → {len(change.after):,} characters, not compared line by line"
        )
        found = [(size, "dim")]
    elif not change.before or not change.after:
        style = "green" if change.after else "red"
        found = [(line, style) for line in (after if change.after else before) if line.strip()]
    else:
        colours = {"+": "green", "-": "red"}
        found = [
            (line, colours.get(line[:1], ""))
            for line in list(difflib.unified_diff(before, after, lineterm="", n=1))[2:]
            if not line.startswith("@@")
        ]
    shown = found if full else found[:_LINES]
    for line, style in shown:
        yield (line if full or len(line) <= _WIDTH else f"{line[:_WIDTH]}…"), style
    if len(found) > len(shown):
        yield f"… {len(found) - len(shown)} more lines; see them with --full", "dim"


def _notes(change: Change) -> Iterable[str]:
    if change.kind in {Kind.MOVED, Kind.YOURS, Kind.GONE}:
        return
    # The words of a retired clause stay in the file, and promise nothing from then on.
    after = "" if change.kind is Kind.RETIRED else _words(change.after)
    before = _words(change.before)
    if change.before and after:
        gone, come = numbers(before, after)
        if gone or come:
            yield f"numbers: {', '.join(gone) or 'none'} → {', '.join(come) or 'none'}"
    gone, come = promises(before, after)
    for words in gone:
        yield f"no longer promises: {words}"
    for words in come:
        yield f"would promise: {words}"


def _change_data(plan: Plan, change: Change) -> dict[str, Any]:
    before = _words(change.before)
    after = {Kind.RETIRED: "", Kind.GONE: before}.get(change.kind, _words(change.after))
    gone, come = numbers(before, after)
    broken, made = promises(before, after)
    return {
        "clause": f"{plan.policy}#{change.clause}",
        "kind": change.kind.value,
        "title": change.title,
        "before": change.before,
        "after": change.after,
        "numbers": {"gone": gone, "new": come},
        "promises": {"gone": broken, "new": made},
        "orders": list(orders_of(_incoming(change))),
    }


def _incoming(change: Change) -> str:
    """What the source says that the owner has not seen yet."""
    said_anew = {Kind.NEW, Kind.CHANGED, Kind.CONFLICT}
    return change.after if change.kind in said_anew else ""


def _words(block: str) -> str:
    """A block without its heading."""
    return block.partition("\n")[2][:_COMPARED]


def _numbers(text: str) -> Counter[str]:
    return Counter(" ".join(found.group().split()) for found in _NUMBER.finditer(text))


def _promises(text: str) -> list[str]:
    found = (" ".join(each.words.split()) for each in _READER.read(text) if each.grants)
    return list(dict.fromkeys(words[:_PROMISE] for words in found))


def _sum(batch: Batch) -> str:
    counts = Counter(change.kind for plan in batch.plans for change in plan.changes)
    files = sum(plan.writes for plan in batch.plans)
    same = batch.same + sum(not plan.changes for plan in batch.plans)
    clauses = ", ".join(f"{counts[kind]} {kind.value}" for kind in Kind if counts[kind])
    return (
        f"\n{files} {'file' if files == 1 else 'files'} to write, {same} unchanged, "
        f"{len(batch.refused)} refused. "
        f"Clauses: {clauses or 'nothing changes'}."
    )

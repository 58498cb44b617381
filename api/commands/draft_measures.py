"""`makegood eval triage` and `makegood eval drafts`: whole drafts, and what they begin with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands import options, terminal

if TYPE_CHECKING:
    from evals.drafts import DraftsReport

_SHOWN = 10  # mistakes that a table shows

Cases = Annotated[
    Path,
    typer.Argument(exists=True, dir_okay=False, help="JSON lines or YAML, a message a row."),
]
Out = Annotated[
    Path | None, typer.Option("--out", dir_okay=False, help="HTML file to write the report to.")
]


def triage(file: Cases, *, as_json: options.Json = False) -> None:
    """Measure how well the kind of a message is told: complaint, question, praise, spam …

    A row has "text" and what it should be: "kind", "language", "role", "needs_reply", or the
    "intent" of a public set.

    Example:
      makegood eval triage messages.jsonl

    """
    from evals.listed import RowsRefused  # noqa: PLC0415 slow imports
    from evals.triage import run_triage  # noqa: PLC0415 slow imports

    try:
        report = run_triage(file)
    except RowsRefused as refused:
        raise typer.BadParameter(str(refused), param_hint="FILE") from refused
    if as_json:
        terminal.emit(report.figures)
        return
    made = terminal.table("figure", "right", "of", "rate")
    for what in ("kind", "language", "role", "needs_reply"):
        right, of = report.rate(what)
        if of:
            made.add_row(what, str(right), str(of), f"{right / of:.3f}")
    terminal.console().print(made)
    terminal.console().print(f"{len(report.lost)} of {len(report.seen)} messages would be lost.")
    for row in [row for row in report.seen if row.wrong][:_SHOWN]:
        seen = f"{row.triage.kind.value}, {row.triage.language}"
        wrong = ", ".join(row.wrong)
        terminal.console().print(f"  {wrong} ({seen}): {terminal.visible(row.text[:100])}")


def drafts(
    cases: Cases,
    *,
    policies: options.Policies = None,
    out: Out = None,
    model: options.Model = None,
    limit: Annotated[int, typer.Option("--limit", help="Draft only the first so many.")] = 0,
    as_json: options.Json = False,
) -> None:
    """Draft a reply to every message of a file, and hold each against the checklist.

    A row has "text", and may have "customer", "facts", "scope", "public", "earlier"; or "inbox"
    with the name of a message in the policies' inbox.yaml. Nothing is kept, nothing is sent.

    Example:
      makegood eval drafts messages.jsonl --policies ./my-policies --out report.html

    """
    from evals.draft_cases import read_draft_cases  # noqa: PLC0415 slow imports
    from evals.drafting_room import drafting_room  # noqa: PLC0415 slow imports
    from evals.drafts import run_drafts  # noqa: PLC0415 slow imports
    from evals.drafts_page import page  # noqa: PLC0415 slow imports
    from evals.listed import RowsRefused  # noqa: PLC0415 slow imports

    settings = options.settings(policies, model)
    try:
        read = read_draft_cases(cases, settings.policies)
    except RowsRefused as refused:
        raise typer.BadParameter(str(refused), param_hint="CASES") from refused
    room = drafting_room(settings)
    report = run_drafts(room, read[:limit] if limit > 0 else read)
    if out is not None:
        title = f"{len(report.drafted)} drafts by the policies of {settings.policies.name}"
        out.write_text(page(report, room.book(), title=title, made=room.now), "utf-8")
    if as_json:
        terminal.emit(report.figures)
        return
    _show_drafts(report)
    if out is not None:
        terminal.console().print(f"The drafts stand in {out}: open it in a browser.")


def _show_drafts(report: DraftsReport) -> None:
    from evals.checklist import ITEMS  # noqa: PLC0415 slow imports

    made = terminal.table("the checklist", "passed", "of", "rate")
    for name, (passed, of) in report.rates.items():
        made.add_row(ITEMS[name][0], str(passed), str(of), f"{passed / of:.3f}" if of else "–")
    terminal.console().print(made)
    outcomes = ", ".join(f"{number} {name}" for name, number in report.reasons.items())
    terminal.console().print(f"{len(report.drafted)} messages: {outcomes}.")
    figures = report.figures
    terminal.console().print(f"95 of 100 drafts took less than {figures['p95_ms']} ms.")

"""`makegood eval …`: how good search and check are, on files with known answers."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from api.commands import options, terminal

Folders = Annotated[
    list[Path],
    typer.Argument(
        exists=True, file_okay=False, help="corpus.jsonl and queries.jsonl, or policies."
    ),
]
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSON lines of claims.")]


def group() -> typer.Typer:
    """`makegood eval …`."""
    made = typer.Typer(help="Measure search and check on data of yours.", no_args_is_help=True)
    made.command("retrieval")(retrieval)
    made.command("promises")(promises)
    return made


def retrieval(folders: Folders, *, as_json: options.Json = False) -> None:
    """Measure how well the search finds the right clause, and knows when there is none.

    Example:
      makegood eval retrieval ./my-policies

    """
    from evals.retrieval import evaluate  # noqa: PLC0415 slow imports

    for folder in folders:
        report = evaluate(folder)
        if as_json:
            terminal.emit(asdict(report))
        else:
            for line in report.lines():
                terminal.console().print(line)


def promises(file: File, *, as_json: options.Json = False) -> None:
    """Measure how well the check tells a supported promise from one with a changed number.

    Example:
      makegood eval promises claims.jsonl

    """
    from api import wiring  # noqa: PLC0415 slow imports
    from evals.promises import run_promises  # noqa: PLC0415 slow imports

    report = run_promises(file, wiring.studio(options.settings()).law.check)
    figures: dict[str, int | float] = {
        "claims": len(report.judged),
        "pairs": report.pairs,
        "paired_accuracy": report.paired_accuracy,
        "false_yes": len(report.false_yes),
        "false_blocks": len(report.false_blocks),
    }
    if as_json:
        terminal.emit(figures)
        return
    made = terminal.table("figure", "value")
    for name, value in figures.items():
        made.add_row(name, f"{value:.3f}" if isinstance(value, float) else str(value))
    terminal.console().print(made)

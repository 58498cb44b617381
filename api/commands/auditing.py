"""`makegood audit …`: does the chain hold, and all of it as JSON lines."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands import options, terminal
from api.commands.terminal import DONE, NO


def group() -> typer.Typer:
    """`makegood audit …`."""
    made = typer.Typer(help="Verify and export the audit.", no_args_is_help=True)
    made.command("verify")(verify)
    made.command("export")(export)
    made.command("head")(head)
    return made


def verify(
    *,
    file: Annotated[
        Path | None,
        typer.Option("--file", help="An export instead of the database; needs only the key."),
    ] = None,
    head: Annotated[
        str | None,
        typer.Option("--head", help="NUMBER:SEAL as `audit head` printed it: rows since are news."),
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Verify every row of the audit, and name the first one that does not fit.

    Examples:
      makegood audit verify
      makegood audit verify --file audit.jsonl --head 4711:9f2c…

    Write the head down elsewhere now and then: then a cut-off end is noticed too. Exit code 1
    says that the chain is broken.

    """
    from api.auditing import verdict, verdict_of_file  # noqa: PLC0415 slow imports

    if file is not None:
        from api.keeping import audit_key  # noqa: PLC0415 slow imports

        found = verdict_of_file(file, audit_key(options.settings()), head)
    else:
        from api.records_room import cabinet as opened  # noqa: PLC0415 slow imports

        found = verdict(opened(options.settings()), head)
    if as_json:
        terminal.emit(found.model_dump(mode="json"))
    elif found.holds:
        terminal.console().print(f"All {found.rows} rows hold. Head: {found.head}", style="green")
    else:
        terminal.complain(
            f"Row {found.first_bad} does not fit the chain.",
            "Keep the database as it is, and compare it with a backup from before that row.",
        )
    raise typer.Exit(DONE if found.holds else NO)


def head(*, as_json: options.Json = False) -> None:
    """Print the number and the seal of the last row, to be kept where nobody here can write.

    Example:
      makegood audit head >> /mnt/elsewhere/heads

    A later `audit verify --head` then notices an end that was cut off or written anew.

    """
    from api.records_room import cabinet as opened  # noqa: PLC0415 slow imports

    cabinet = opened(options.settings())
    cabinet.audit_log.known(cabinet.workspace)
    number, seal = cabinet.audit_log.head(cabinet.workspace)
    if as_json:
        terminal.emit({"rows": number, "head": seal})
    else:
        terminal.console().print(f"{number}:{seal}")


def export() -> None:
    """Print every row as a JSON line: who did what to which row, with its seal.

    Example:
      makegood audit export > audit.jsonl

    """
    from api.records_room import cabinet as opened  # noqa: PLC0415 slow imports
    from api.shown.staff import AuditRowShown  # noqa: PLC0415 slow imports

    cabinet = opened(options.settings())
    cabinet.audit_log.known(cabinet.workspace)
    for row in cabinet.audit_log.rows(cabinet.workspace):
        terminal.emit({**AuditRowShown.of(row).model_dump(mode="json"), "before": row.before})

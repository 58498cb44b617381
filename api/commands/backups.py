"""`makegood backup` and `makegood restore`: an embedded installation in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands import options, terminal
from api.commands.terminal import FAILED, NO

_POSTGRESQL = """The records are in PostgreSQL, which has better tools:

  pg_dump --format=custom --no-owner --file=makegood.dump "$MAKEGOOD_DATABASE_URL"
  pg_restore --no-owner --single-transaction --dbname="$NEW_DATABASE_URL" makegood.dump
  makegood restored

Keep the file secret.key of the data folder with it, and the policies. docs/backup.md says more."""


def backup(
    file: Annotated[Path, typer.Argument(help="A new file; it will hold the key, keep it safe.")],
    *,
    policies: options.Policies = None,
    as_json: options.Json = False,
) -> None:
    """Back up the records, the key and the policies while everything runs.

    Example:
      makegood backup /mnt/backup/makegood-2026-03-01.tar

    The file is read back and verified, the audit in it row by row. The index is made again from
    the policies. Exit code 3 says that there is no backup.

    """
    from importlib.metadata import version  # noqa: PLC0415 slow imports

    from api import backups  # noqa: PLC0415 slow imports
    from api.keeping import audit_key, data_folder  # noqa: PLC0415 slow imports
    from api.records_room import WORKSPACE, now  # noqa: PLC0415 slow imports

    chosen = options.settings(policies)
    if not chosen.database.startswith("sqlite"):
        terminal.console().print(_POSTGRESQL)
        raise typer.Exit(FAILED)
    data = data_folder(chosen)
    with terminal.console(errors=True).status("Copying …") as status:

        def step(left: int, total: int) -> None:
            status.update(f"Copying … {100 * (total - left) // max(total, 1)} %")

        made = backups.make(
            chosen.database,
            file,
            key_file=None if chosen.secret_key else data / "secret.key",
            audit_key=audit_key(chosen),
            workspace=WORKSPACE,
            policies=chosen.policies,
            version=version("makegood"),
            now=now(),
            step=step,
        )
    if as_json:
        terminal.emit({"file": str(file), "rows": made.rows, "head": made.head})
        return
    out = terminal.console()
    out.print(f"{file}: {len(made.files)} files, verified.", style="green")
    out.print(f"Audit: {made.rows} rows, head {made.rows}:{made.head}")
    if chosen.secret_key:
        out.print("MAKEGOOD_SECRET_KEY is not in it: keep it elsewhere.", style="yellow")


def restore(
    file: Annotated[Path, typer.Argument(help="A backup of `makegood backup`.")],
    *,
    as_json: options.Json = False,
) -> None:
    """Put a backup in place of what the data folder holds; that is set aside, not deleted.

    Example:
      makegood restore /mnt/backup/makegood-2026-03-01.tar

    Refuses while a server or worker runs over the data folder, and verifies everything before
    and after. The policies of the backup are put beside it, not in use. What was queued when the
    backup was made is shown to a person before it is posted: it may have been posted since.

    """
    from api import backups, in_use  # noqa: PLC0415 slow imports
    from api.keeping import audit_key, data_folder  # noqa: PLC0415 slow imports
    from api.records_room import WORKSPACE, now  # noqa: PLC0415 slow imports
    from store.backup import file_of  # noqa: PLC0415 slow imports

    chosen = options.settings()
    if not chosen.database.startswith("sqlite"):
        terminal.console().print(_POSTGRESQL)
        raise typer.Exit(FAILED)
    data = data_folder(chosen)
    with in_use.alone(data):
        made, policies, aside = backups.restore(
            file,
            data,
            file_of(chosen.database),
            stamp=now().strftime("%Y%m%dT%H%M%SZ"),
            audit_key=lambda: audit_key(chosen),
            workspace=WORKSPACE,
        )
        doubted = _doubt()
    if as_json:
        told = {"rows": made.rows, "head": made.head, "policies": str(policies)}
        terminal.emit({**told, "to_look_at": doubted})
        return
    out = terminal.console()
    out.print(f"Restored as it was at {made.at}; {made.rows} rows of audit verify.", style="green")
    for path in aside:
        out.print(f"Set aside: {path}")
    out.print(f"Its policies: {policies}. Copy them over yours, or leave yours as they are.")
    _tell(doubted)


def restored(*, as_json: options.Json = False) -> None:
    """Say that the records were put back from an older copy. Before any server or worker starts.

    Example:
      pg_restore --no-owner --single-transaction --dbname="$MAKEGOOD_DATABASE_URL" makegood.dump
      makegood restored

    Verifies the audit. What was queued in the copy is shown to a person before it is posted: it
    may have been posted since. `makegood restore` does the same by itself. Exit code 1 says that
    the audit does not hold.

    """
    from api.auditing import verdict  # noqa: PLC0415 slow imports
    from api.records_room import cabinet as opened  # noqa: PLC0415 slow imports

    found = verdict(opened(options.settings()), None)
    if not found.holds:
        terminal.complain(
            f"Row {found.first_bad} of the audit does not fit the chain.",
            "Use another copy, or the secret.key that belongs to this one.",
        )
        raise typer.Exit(NO)
    doubted = _doubt()
    if as_json:
        terminal.emit({"rows": found.rows, "head": found.head, "to_look_at": doubted})
        return
    terminal.console().print(f"All {found.rows} rows of audit hold.", style="green")
    _tell(doubted)


def _doubt() -> int:
    from api.records_room import cabinet as opened  # noqa: PLC0415 slow imports
    from api.records_room import now  # noqa: PLC0415 slow imports
    from desk.law import bare  # noqa: PLC0415 slow imports
    from desk.outbox import Outbox  # noqa: PLC0415 slow imports

    cabinet = opened(options.settings())
    return Outbox(cabinet.workspace, cabinet.records, bare(now)).doubt()


def _tell(doubted: int) -> None:
    out = terminal.console()
    if doubted:
        many = "posting was" if doubted == 1 else "postings were"
        out.print(f"{doubted} {many} queued: look under Postings whether they are there already.")
    out.print(
        "Replies that were posted after the copy was made are not in it. Before you approve "
        "another, look at the place."
    )

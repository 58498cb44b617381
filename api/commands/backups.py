"""`makegood backup` and `makegood restore`: an embedded installation in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands import options, terminal
from api.commands.terminal import FAILED

_POSTGRESQL = """The records are in PostgreSQL, which has better tools:

  pg_dump --format=custom --file=makegood.dump "$MAKEGOOD_DATABASE_URL"
  pg_restore --clean --if-exists --dbname="$MAKEGOOD_DATABASE_URL" makegood.dump
  makegood audit verify

Keep the file secret.key of the data folder with it, and the policies."""


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
    and after. The policies of the backup are put beside it, not in use.

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
    if as_json:
        terminal.emit({"rows": made.rows, "head": made.head, "policies": str(policies)})
        return
    out = terminal.console()
    out.print(f"Restored as it was at {made.at}; {made.rows} rows of audit verify.", style="green")
    for path in aside:
        out.print(f"Set aside: {path}")
    out.print(f"Its policies: {policies}. Copy them over yours, or leave yours as they are.")

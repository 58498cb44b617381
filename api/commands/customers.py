"""`makegood customer …`: what a customer may ask of us."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands import options, terminal
from api.commands.terminal import DONE, NO


def group() -> typer.Typer:
    """`makegood customer …`."""
    made = typer.Typer(help="Erase a customer on their own request.", no_args_is_help=True)
    made.command("erase")(erase)
    return made


def erase(
    conversation: Annotated[str, typer.Argument(help="One conversation of theirs (cnv_…).")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: options.Json = False,
) -> None:
    """Erase a customer: every word of theirs and of ours to them, in all their conversations.

    Example:
      makegood customer erase cnv_019ce5…

    Ids, digests, times and decisions stay, so that the audit still verifies. What stands on the
    channel itself and backups made before are not reached.

    """
    from api import erasure  # noqa: PLC0415 slow imports
    from api.records_room import cabinet as opened  # noqa: PLC0415 slow imports
    from api.records_room import now  # noqa: PLC0415 slow imports
    from desk.ids import ConversationId  # noqa: PLC0415 slow imports
    from desk.law import bare  # noqa: PLC0415 slow imports
    from desk.registers import Registers  # noqa: PLC0415 slow imports

    cabinet = opened(options.settings())
    if not yes and not typer.confirm("Erase this customer for good?"):
        terminal.console().print("Nothing was erased.")
        raise typer.Exit(NO)
    registers = Registers(cabinet.workspace, cabinet.records, bare(now))
    names = erasure.erase(registers, cabinet, ConversationId(conversation), "operator")
    if as_json:
        terminal.emit({"conversations": list(names)})
    else:
        many = f"{len(names)} conversation{'' if len(names) == 1 else 's'}"
        terminal.console().print(f"Erased in {many}. Delete backups made before today.")
    raise typer.Exit(DONE)

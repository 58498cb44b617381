"""`makegood promises …`: what is owed to customers, for a terminal or a program that watches."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands import options, terminal
from api.commands.terminal import DONE, NO

_MOST = 1_000


def group() -> typer.Typer:
    """`makegood promises …`."""
    made = typer.Typer(
        help="What posted replies promised, and when it is due.", no_args_is_help=True
    )
    made.command("due")(due)
    return made


def due(
    *,
    hours: Annotated[
        float, typer.Option("--hours", min=0, max=100_000, help="How far ahead to look.")
    ] = 4,
    as_json: options.Json = False,
) -> None:
    """List the open promises that are late or due soon, the first due at the front.

    Examples:
      makegood promises due

      makegood promises due --hours 24 --json

    Nothing of the customer is shown: the conversation is. The exit code is 1 where one is late.

    """
    from datetime import timedelta  # noqa: PLC0415 slow imports

    from api.records_room import cabinet as opened  # noqa: PLC0415 slow imports
    from api.records_room import now  # noqa: PLC0415 slow imports
    from desk import ledger  # noqa: PLC0415 slow imports
    from desk.records import Due  # noqa: PLC0415 slow imports

    cabinet, at, ahead = opened(options.settings()), now(), timedelta(hours=hours)
    names = {a.person.id: a.person.name for a in cabinet.accounts.all(cabinet.workspace)}
    rows = cabinet.registered.promises(cabinet.workspace, limit=_MOST)
    found = [
        (row.promise, stands)
        for row in rows
        if (stands := ledger.due(row.promise, at, ahead)) is not Due.LATER
    ]
    if as_json:
        terminal.emit(
            [
                {
                    "id": promise.id,
                    "stands": stands,
                    "due": promise.due.isoformat(),
                    "owner": names.get(promise.owner) if promise.owner else None,
                    "conversation": promise.conversation,
                }
                for promise, stands in found
            ]
        )
    elif not found:
        terminal.console().print(f"Nothing is late, and nothing is due within {hours:g} hours.")
    else:
        for promise, stands in found:
            owner = names.get(promise.owner, "nobody") if promise.owner else "nobody"
            when = promise.due.strftime("%Y-%m-%d %H:%M")
            terminal.console().print(
                f"{stands:4}  {when} UTC  {owner}  {promise.id}  {promise.conversation}",
                soft_wrap=True,
                highlight=False,
            )
    raise typer.Exit(NO if any(stands is Due.LATE for _, stands in found) else DONE)

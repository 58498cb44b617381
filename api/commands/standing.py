"""`makegood status`: how everything is, at a terminal."""

from __future__ import annotations

import typer

from api.commands import options, terminal
from api.commands.terminal import DONE, NO


def status(*, as_json: options.Json = False) -> None:
    """Say how everything is: server, records, work, channels, and what waits for people.

    Example:
      makegood status || mail -s "Makegood is not well" you@example.org

    The health page of the console says the same. Exit code 1 where something is not well, or
    where a posting needs a person to look whether it is there.

    """
    from api.standing import standing  # noqa: PLC0415 slow imports

    found = standing(options.settings())
    if as_json:
        terminal.emit(
            {
                "good": found.good,
                "pings": {name: ping.model_dump() for name, ping in found.pings.items()},
                "owed": found.owed,
                "late": found.late,
                "needs_human": found.needs_human,
            }
        )
    else:
        table = terminal.table("what", "how it is", "it says")
        for name, ping in found.pings.items():
            table.add_row(name, "good" if ping.good else "not well", terminal.visible(ping.says))
        out = terminal.console()
        out.print(table)
        out.print(f"{found.owed} conversations are owed a reply, {found.late} of them late.")
        if found.needs_human:
            out.print(
                f"{found.needs_human} of the postings need a person: nobody knows whether they "
                "are there. Look under Postings in the console.",
                style="bold",
            )
    raise typer.Exit(DONE if found.good else NO)

"""`makegood thanks`: the day's thanks to everybody who praised us."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from api.commands import options, terminal
from api.commands.terminal import DONE, NO

_SAYS = {
    "drafted": "drafted; approve it in the queue",
    "begun before": "begun before; nothing was done",
    "no place": "nothing can be posted there that answers nobody",
}


def thanks(
    *,
    day: Annotated[
        datetime | None,
        typer.Option("--day", formats=["%Y-%m-%d"], help="The day (UTC); today if left out."),
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Draft one post to everybody who praised us on a day. Nothing is posted before it is approved.

    Examples:
      makegood thanks

      makegood thanks --day 2026-05-04

    Asked twice for a day, it drafts once. A running server or `makegood work` writes the draft.
    Exit code 1 says that there is nobody to thank, or no place to do it.

    """
    from api import wiring  # noqa: PLC0415 slow imports
    from api.records_room import now  # noqa: PLC0415 slow imports
    from api.thanks import Outcome, of_day  # noqa: PLC0415 slow imports

    desk, cabinet = wiring.front_desk(options.settings())
    wanted = (day or now()).date()
    made = of_day(desk, cabinet, wanted)
    if as_json:
        rows = [
            {"channel": t.channel, "account": t.account, "praised": t.praised, "outcome": t.outcome}
            for t in made
        ]
        terminal.emit({"day": wanted.isoformat(), "thanks": rows})
    elif not made:
        terminal.console().print(f"Nobody praised us on {wanted.isoformat()}.")
    else:
        table = terminal.table("channel", "account", "praised by", "thanks")
        for each in made:
            account = terminal.visible(each.account)
            table.add_row(each.channel, account, str(each.praised), _SAYS[each.outcome])
        terminal.console().print(table)
    raise typer.Exit(DONE if any(each.outcome is not Outcome.NO_PLACE for each in made) else NO)

"""`makegood`: one command for people at a terminal and for programs.

Exit codes: 0 done; 1 the answer is no; 2 asked in a way that cannot be answered; 3 something
outside failed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from api.commands import (
    agents,
    auditing,
    authority,
    backups,
    customers,
    measures,
    people,
    policy,
    promises,
    serving,
    standing,
    terminal,
    thanks,
    write,
)
from api.settings import SettingsWrong
from desk.errors import DeskError
from policies.faults import NotUnderstood

_ABOUT = """Drafts the reply, shows what it would promise and which policy allows it, and posts \
nothing until a person has approved exactly that text.

  makegood serve                              the whole product at http://127.0.0.1:8700

  makegood draft "It came ten days late …"    one draft, without a server

  makegood search "shipping fee" / check "We refund …"

Exit codes: 0 done; 1 the answer is no (findings, failing cases, a broken audit); 2 asked wrongly; \
3 something outside failed."""


def main(arguments: Sequence[str] | None = None) -> None:
    """The program's entry; `arguments` are those of the process if left out."""
    try:
        commands()(arguments, prog_name="makegood")
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has enough
        sys.exit(terminal.DONE)
    except SettingsWrong as error:
        terminal.complain(str(error))
        sys.exit(terminal.USAGE)
    except NotUnderstood as error:
        terminal.complain(error.message, error.mend)
        sys.exit(terminal.USAGE)
    except Exception as error:
        code = _told(error)
        if code is None:
            raise
        sys.exit(code)


def commands() -> typer.Typer:
    """Every command."""
    made = typer.Typer(
        name="makegood",
        help=_ABOUT,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    made.command("serve")(serving.serve)
    made.command("work")(serving.work)
    made.command("status")(standing.status)
    made.command("draft")(write.draft)
    made.command("search")(policy.search)
    made.command("check")(policy.check)
    made.add_typer(policy.group(), name="policies")
    made.command("authority")(authority.authority)
    made.add_typer(people.user_group(), name="user")
    made.add_typer(people.key_group(), name="key")
    made.add_typer(auditing.group(), name="audit")
    made.add_typer(customers.group(), name="customer")
    made.add_typer(promises.group(), name="promises")
    made.command("thanks")(thanks.thanks)
    made.command("backup")(backups.backup)
    made.command("restore")(backups.restore)
    made.command("restored")(backups.restored)
    made.add_typer(measures.group(), name="eval")
    made.command("mcp")(agents.mcp)
    made.command("version")(version)
    return made


def version() -> None:
    """Print the version."""
    from importlib.metadata import version as installed  # noqa: PLC0415 slow for --help

    terminal.console().print(f"makegood {installed('makegood')}")


def _told(error: Exception) -> int | None:
    """Say a known error with its next step; None for one that nobody foresaw."""
    from api.problems import problem_of  # noqa: PLC0415 slow, and only needed here

    problem = problem_of(error)
    if problem is None:
        return None
    terminal.complain(str(error), problem.next)
    asked_wrongly = isinstance(error, DeskError) and problem.status < 500  # noqa: PLR2004 HTTP's classes
    return terminal.USAGE if asked_wrongly else terminal.FAILED


if __name__ == "__main__":
    main()

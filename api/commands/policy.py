"""`makegood search`, `check`, `policies …`: what policy says, and whether a text keeps it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands import options, terminal
from api.commands.importing import import_policies
from api.commands.terminal import DONE, NO
from api.commands.write import show_findings

if TYPE_CHECKING:
    from api.shown.drafts import CheckShown

Day = Annotated[
    str | None, typer.Option("--day", help="The day of the case, 2026-03-01; today if left out.")
]


def search(
    question: Annotated[str, typer.Argument(help="In plain words.")],
    *,
    policies: options.Policies = None,
    scope: options.Scope = None,
    day: Day = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=50)] = 5,
    as_json: options.Json = False,
) -> None:
    """Find the clauses that answer a question.

    Example:
      makegood search "do I get my shipping fee back?" -s region=EU

    Exit code 1 says that policy is silent on it.

    """
    from api import wiring  # noqa: PLC0415 slow imports
    from desk.conflicts import among  # noqa: PLC0415 slow imports

    studio = wiring.studio(options.settings(policies))
    day_of_case = _day(day) or studio.law.clock().date()
    found = studio.search.search(
        question,
        day=day_of_case,
        scope=options.scope_of(scope),
        limit=limit,
    )
    book = studio.law.book()
    hits = [(hit, book.version(hit.clause, hit.version)) for hit in found.hits]
    shown = [clause for _, clause in hits if clause]
    disagree = [str(each) for each in among(shown, day_of_case, options.scope_of(scope))]
    if as_json:
        terminal.emit(
            {
                "silent": found.silent,
                "sure": found.sure,
                "sureness": found.sureness.value,
                "says": found.sureness.says,
                "help": found.helped.steps,
                "confidence": found.confidence,
                "hits": [
                    {
                        "clause": hit.clause,
                        "version": hit.version,
                        "score": hit.score,
                        "title": clause.title if clause else "",
                        "text": clause.text if clause else "",
                    }
                    for hit, clause in hits
                ],
                "conflicts": disagree,
            }
        )
    else:
        made = terminal.table("clause", "score", "what it says")
        for hit, clause in hits:
            made.add_row(hit.clause, f"{hit.score:.2f}", clause.text if clause else "")
        terminal.console().print(made)
        for each in disagree:
            terminal.console().print(f"conflict: {terminal.visible(each)}", style="yellow")
        for step in found.helped.steps:
            terminal.console().print(terminal.visible(step), style="dim")
        style = "yellow" if found.silent else None
        says = found.sureness.says if hits else "There is no clause to find. Look at the policies."
        terminal.console().print(f"{found.sureness}: {says}", style=style)
    raise typer.Exit(NO if found.silent else DONE)


def check(
    text: Annotated[str, typer.Argument(help="The text to check; - is stdin.")],
    *,
    policies: options.Policies = None,
    facts: options.Facts = None,
    scope: options.Scope = None,
    cite: Annotated[
        list[str] | None, typer.Option("--cite", help="A clause that it rests on. Repeatable.")
    ] = None,
    said: Annotated[str, typer.Option("--said", help="What the customer wrote.")] = "",
    channel: options.Channel = "sample",
    private: Annotated[bool, typer.Option("--private", help="Only the customer reads it.")] = False,
    day: Day = None,
    as_json: options.Json = False,
) -> None:
    """Compare a text with clauses and facts: what would it promise, and may it?

    Example:
      makegood check "We refund your shipping fee of 4.90 EUR." -f "delay=10 working days"

    Exit code 1 says that a finding forbids it.

    """
    from api import checking, wiring  # noqa: PLC0415 slow imports

    studio = wiring.studio(options.settings(policies))
    checked = checking.check(
        studio,
        checking.ToCompare(
            text=sys.stdin.read() if text == "-" else text,
            channel=channel,
            public=not private,
            said=said,
            facts=options.facts_of(facts),
            scope=options.scope_of(scope),
            day=_day(day),
            citing=None if cite is None else tuple(cite),
        ),
    )
    if as_json:
        terminal.emit(checked.model_dump(mode="json"))
    else:
        _show_commitments(checked)
        show_findings(checked.findings)
        if not checked.blocked:
            terminal.console().print("Nothing forbids it.", style="green")
    raise typer.Exit(NO if checked.blocked else DONE)


def group() -> typer.Typer:
    """`makegood policies …`."""
    about = "Import, read, test and index a folder of policies."
    made = typer.Typer(help=about, no_args_is_help=True)
    made.command("import")(import_policies)
    made.command("check")(check_folder)
    made.command("index")(index)
    made.command("show")(show)
    return made


def check_folder(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="The same as --policies.")
    ] = None,
    *,
    policies: options.Policies = None,
    as_json: options.Json = False,
) -> None:
    """Read every policy and run the cases beside them (*.cases.yaml).

    Example:
      makegood policies check ./my-policies

    Words that read like orders to a model, and clauses whose `licenses:` lists disagree although
    one case can fall under both, are shown as warnings. Imported clauses have no such lists until
    you write them: read yourself whether two documents agree.

    Exit code 1 says that a file has a fault or a case fails.

    """
    from api import orders, wiring  # noqa: PLC0415 slow imports
    from desk.conflicts import Granting  # noqa: PLC0415 slow imports
    from evals.policy_cases import run_cases  # noqa: PLC0415 slow imports

    chosen = options.settings(policies or folder)
    studio = wiring.studio(chosen)
    law = studio.law
    report = run_cases(
        chosen.policies,
        law.book(),
        law.company(),
        studio.search,
        law.check,
        today=law.clock().date(),
    )
    faults = (*studio.faults(), *(str(fault) for fault in report.faults))
    good = report.good and not faults
    warned = (*orders.warnings(law.book()), *map(str, Granting(law.book()).conflicts()))
    failures = [
        {
            "place": str(outcome.case.place),
            "expects": outcome.case.expects.value,
            "words": outcome.case.words,
            "why": outcome.why,
        }
        for outcome in report.failures
    ]
    if as_json:
        terminal.emit(
            {
                "good": good,
                "clauses": len(law.book()),
                "cases": len(report.outcomes),
                "passed": report.passed,
                "faults": list(faults),
                "failures": failures,
                "warnings": list(warned),
            }
        )
    else:
        out = terminal.console()
        for fault in faults:
            out.print(terminal.visible(fault), style="red")
        for warning in warned:
            out.print(f"warning: {terminal.visible(warning)}", style="yellow")
        if failures:
            made = terminal.table("where", "must be", "words", "why it fails")
            for each in failures:
                made.add_row(*each.values())
            out.print(made)
        summary = f"{len(law.book())} clauses, {report.passed} of {len(report.outcomes)} cases pass"
        out.print(f"{summary}, {len(faults)} faults", style="green" if good else "red")
    raise typer.Exit(DONE if good else NO)


def index(*, policies: options.Policies = None, as_json: options.Json = False) -> None:
    """Index the policies now, so that the next start need not.

    Example:
      makegood policies index

    """
    from api import wiring  # noqa: PLC0415 slow imports

    studio = wiring.studio(options.settings(policies))
    book = studio.law.book()
    if as_json:
        terminal.emit({"clauses": len(book), "book": book.digest, "faults": studio.faults()})
    else:
        terminal.console().print(f"{len(book)} clauses are indexed (book {book.digest[:12]}).")


def show(
    clause: Annotated[str | None, typer.Argument(help="A clause's id; all if left out.")] = None,
    *,
    policies: options.Policies = None,
    as_json: options.Json = False,
) -> None:
    """Show the clauses of the book, or one of them with all its versions.

    Examples:
      makegood policies show

      makegood policies show late-parcels#late-delivery

    """
    from api.shown.policy import ClauseShown  # noqa: PLC0415 pydantic is not needed for --help
    from policies.clause import ClauseId  # noqa: PLC0415 beside its only use
    from policies.reader import read_folder  # noqa: PLC0415 not needed for --help

    read = read_folder(options.settings(policies).policies)
    clauses = read.book.versions(ClauseId(clause)) if clause else read.book.clauses
    if clause and not clauses:
        raise typer.BadParameter(f"There is no clause {clause}. See: makegood policies show")
    if as_json:
        for each in clauses:
            terminal.emit(ClauseShown.of(each).model_dump(mode="json"))
        return
    made = terminal.table("clause", "title", "in force", "audience", "where")
    for each in clauses:
        since = f"{each.in_force or ''}–{each.until or ''}".strip("–")
        made.add_row(each.id, each.title, since, each.audience.value, str(each.place))
    terminal.console().print(made)
    if clause:
        for each in clauses:
            terminal.console().print(f"\n{each.text}")
            for licence in each.licences or ():
                terminal.console().print(f"  licenses: {licence.words}")


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text} is not a day like 2026-03-01.") from None


def _show_commitments(checked: CheckShown) -> None:
    if not checked.commitments:
        terminal.console().print("It promises nothing.", style="dim")
        return
    made = terminal.table("it promises", "kind", "licensed by")
    for each in checked.commitments:
        by = each.licensed_by.clause if each.licensed_by else "nothing"
        made.add_row(terminal.visible(each.words), each.kind, by)
    terminal.console().print(made)

"""`makegood policies import`: documents that a company has, reviewed, become its policies."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands import options, terminal
from api.commands.terminal import DONE, NO
from api.settings import from_env

if TYPE_CHECKING:
    from kb.importing.batch import Batch, Done, Web
    from kb.importing.merging import Choice
    from kb.importing.planning import Plan


def import_policies(
    source: Annotated[
        list[str],
        typer.Argument(help="Files, folders, or addresses that start with https://."),
    ],
    *,
    into: Annotated[
        Path | None,
        typer.Option(
            "--into", help="Folder of your policies.", show_default="MAKEGOOD_POLICIES_DIR"
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking; for scripts.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Show long clauses in full.")] = False,
    take: Annotated[
        list[str] | None,
        typer.Option("--take", help="In conflict, take the source's words. POLICY#CLAUSE."),
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", help="In conflict or gone, keep yours for good. POLICY#CLAUSE."),
    ] = None,
    retire: Annotated[
        bool,
        typer.Option("--retire", help="End the clauses that are no longer in the document."),
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Turn documents into policies, after you have seen what changes.

    Reads Markdown, HTML, PDF, DOCX, folders of them, web pages (MAKEGOOD_WEB_IMPORT=on) and
    help-centre exports: Zendesk's articles.json, a CSV with the columns title and body, or a zip
    of pages. One document becomes one Markdown file, one heading one clause with an id of its own.

    Import the same document again when it has changed: clauses keep their ids, what you wrote by
    hand stays, and what you and the source both changed is shown as a conflict and stays yours.
    A clause that is no longer in the document still holds, and is listed, until you import with
    --retire: then its last day was yesterday, and it stays for cases of its time.
    Nothing is written before you have said yes. An import that is interrupted goes on where it
    was.

    Examples:
      makegood policies import handbook.pdf --into ./my-policies

      makegood policies import ./help-centre articles.json --into ./my-policies --yes

      makegood policies import returns.docx --into ./my-policies --take returns#late-delivery

      makegood policies import returns.docx --into ./my-policies --retire

    Exit code 1 says that something was refused, is in conflict, is no longer in the document and
    still holds, or was not written.

    """
    from api.commands.import_review import as_data, show  # noqa: PLC0415 slow imports
    from kb.importing.batch import prepare  # noqa: PLC0415 not needed for --help
    from kb.importing.merging import Choice  # noqa: PLC0415 as above
    from kb.importing.refusals import Refused  # noqa: PLC0415 as above
    from kb.importing.sources import gather  # noqa: PLC0415 as above
    from kb.importing.writing import alone, write  # noqa: PLC0415 as above

    folder = _folder(into)
    sources, refused, passed_over = gather(source)
    last_day = datetime.now(UTC).date() - timedelta(days=1)
    choice = Choice(frozenset(take or ()), frozenset(keep or ()), last_day if retire else None)
    if both := sorted(set(choice.take) & set(choice.keep)):
        raise typer.BadParameter(f"{both[0]} cannot be both taken and kept.", param_hint="--take")
    try:
        with alone(folder):
            with _progress(quiet=as_json) as done:
                batch = prepare(folder, sources, web=_web(), choice=choice, done=done)
            _demand_known(choice, batch)
            batch.refused[:0] = refused
            batch.left_out += [f"{name}: not a document" for name in passed_over]
            if not as_json:
                show(batch, full=full)
            agreed = _agreed(batch.plans, folder, yes=yes, as_json=as_json)
            if agreed:
                write(folder, batch.plans)
    except Refused as error:
        terminal.complain(error.reason, error.mend)
        raise typer.Exit(terminal.FAILED) from error
    if as_json:
        terminal.emit(as_data(batch, folder, written=agreed))
    elif agreed and any(plan.writes for plan in batch.plans):
        _tell_next(folder)
    raise typer.Exit(DONE if agreed and _good(batch) else NO)


def _tell_next(folder: Path) -> None:
    """What comes after an import: to see whether all of it is well, and to have it used."""
    out = terminal.console()
    says = f"Written to {folder}. See that all is well: makegood policies check {folder}"
    if folder.absolute() != from_env().policies.absolute():
        says += f"\nTo answer from it, set MAKEGOOD_POLICIES_DIR={folder} and start Makegood anew."
    out.print(says, soft_wrap=True)


def _demand_known(choice: Choice, batch: Batch) -> None:
    """Refuse a --take or --keep of what is no clause of this import: it would do nothing."""
    there = {f"{plan.policy}#{change.clause}" for plan in batch.plans for change in plan.changes}
    for option, asked in (("--take", choice.take), ("--keep", choice.keep)):
        if unknown := sorted(set(asked) - there):
            raise typer.BadParameter(
                f"{unknown[0]} has not changed in this import. Clauses in conflict are listed "
                "with a !, those no longer in the document with a ?, by: makegood policies import.",
                param_hint=option,
            )


def _folder(into: Path | None) -> Path:
    settings = from_env()
    folder = into or settings.policies_dir
    if folder == Path():
        raise typer.BadParameter("Say where to: --into FOLDER.", param_hint="--into")
    if folder.exists() and not folder.is_dir():
        raise typer.BadParameter(f"{folder} is not a folder.", param_hint="--into")
    return folder


def _web() -> Web:
    from kb.importing.batch import NoWeb  # noqa: PLC0415 not needed for --help
    from kb.importing.web import WebPages  # noqa: PLC0415 as above

    return WebPages() if from_env().web_import else NoWeb()


def _good(batch: Batch) -> bool:
    settled = not any(plan.conflicts or plan.gone for plan in batch.plans)
    return settled and not batch.refused and not batch.missing


def _agreed(plans: list[Plan], folder: Path, *, yes: bool, as_json: bool) -> bool:
    """Whether the files may be written; nothing to write is agreed."""
    writing = [plan for plan in plans if plan.writes]
    if yes or not writing:
        return True
    if as_json or not sys.stdin.isatty():
        terminal.console(errors=True).print(
            "Nothing is written yet. Run it again with --yes, or at a terminal.", style="yellow"
        )
        return False
    files = "1 file" if len(writing) == 1 else f"{len(writing)} files"
    return typer.confirm(f"Write {files} to {folder}?")


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Done]:
    """A bar at a terminal; nothing in a pipe."""
    from rich.progress import (  # noqa: PLC0415 not needed for --json and --help
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    out = terminal.console(errors=True)
    if quiet or not out.is_terminal:
        yield lambda _done, _all, _name: None
        return
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=out, transient=True) as bar:
        task = bar.add_task("")

        def done(count: int, total: int, name: str) -> None:
            bar.update(task, completed=count, total=total, description=terminal.visible(name)[-60:])

        yield done

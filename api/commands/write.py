"""`makegood draft`: a customer's message in, a draft out, without a server."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands import options, terminal
from api.commands.terminal import DONE, NO

if TYPE_CHECKING:
    from api.house import Studio
    from api.standalone import Asked, Drafted


def draft(
    message: Annotated[str | None, typer.Argument(help="What the customer wrote; - is stdin.")] = (
        None
    ),
    *,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", help='JSON lines with "text", and what the options say; - is stdin.'
        ),
    ] = None,
    policies: options.Policies = None,
    model: options.Model = None,
    facts: options.Facts = None,
    scope: options.Scope = None,
    customer: Annotated[str, typer.Option("--customer", help="The customer's name.")] = "",
    channel: options.Channel = "sample",
    private: Annotated[bool, typer.Option("--private", help="Only the customer reads it.")] = False,
    instruction: Annotated[str, typer.Option("--instruction", help="A word to the writer.")] = "",
    as_json: options.Json = False,
) -> None:
    """Draft the reply to a message, and show what it rests on. Nothing is kept, nothing is sent.

    Examples:
      makegood draft "It came ten days late, I want my money back." -f "delay=10 working days"

      makegood draft --file messages.jsonl --policies ./my-policies --json > drafts.jsonl

    Exit code 1 says that a finding would block at least one of the drafts.

    """
    from api import standalone, wiring  # noqa: PLC0415 slow imports

    shared = standalone.Asked(
        text="",
        channel=channel,
        customer=customer,
        public=not private,
        facts=options.facts_of(facts),
        scope=options.scope_of(scope),
        instruction=instruction,
    )
    asked = list(_asked(message, file, shared))
    studio = wiring.studio(options.settings(policies, model))
    blocked = False
    for name, each in asked:
        drafted = standalone.draft(studio, each)
        blocked = blocked or _blocked(drafted)
        if as_json:
            terminal.emit({"id": name, **as_data(drafted)})
        else:
            _show(studio, each, drafted, many=len(asked) > 1)
    raise typer.Exit(NO if blocked else DONE)


def as_data(drafted: Drafted) -> dict[str, Any]:
    """A draft for programs: its outcome, text, sentences, commitments and findings."""
    from api.shown import drafts as shown  # noqa: PLC0415 pydantic is not needed for --help
    from api.shown.case import TriageShown  # noqa: PLC0415 pydantic is not needed for --help
    from desk.draft import Abstention  # noqa: PLC0415 not needed for --help

    outcome = drafted.outcome
    abstained = isinstance(outcome, Abstention)
    check = shown.checked_shown(drafted.text, drafted.sentences, drafted.checked, 0, None)
    data = check.model_dump(mode="json", exclude={"length", "limit"})
    return {
        "outcome": "abstention" if abstained else "proposal",
        "reason": outcome.reason.value if isinstance(outcome, Abstention) else None,
        "explanation": outcome.explanation if isinstance(outcome, Abstention) else "",
        "questions": list(outcome.questions) if isinstance(outcome, Abstention) else [],
        **data,
        "noticed": [shown.FindingShown.of(f).model_dump(mode="json") for f in outcome.findings],
        "triage": TriageShown.of(outcome.triage).model_dump(mode="json"),
        "attribution": shown.AttributionShown.of(outcome.attribution).model_dump(mode="json"),
        "seconds": round(drafted.seconds, 4),
    }


def _asked(
    message: str | None, file: Path | None, shared: Asked
) -> Iterator[tuple[str | None, Asked]]:
    from dataclasses import replace  # noqa: PLC0415 beside its only use

    if file is not None:
        if message is not None:
            raise typer.BadParameter("Give a message or --file, not both.")
        for number, line in enumerate(_lines(file), start=1):
            if line.strip():
                yield _from_line(line, number, shared)
        return
    if message is None and sys.stdin.isatty():
        raise typer.BadParameter('Give the message: makegood draft "It came late …"')
    text = sys.stdin.read() if message in {None, "-"} else message
    yield None, replace(shared, text=text or "")


def _lines(file: Path) -> Iterable[str]:
    if str(file) == "-":
        return sys.stdin.read().splitlines()
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{file} cannot be read: {error}", param_hint="--file") from error


def _from_line(line: str, number: int, shared: Asked) -> tuple[str | None, Asked]:
    from dataclasses import replace  # noqa: PLC0415 beside its only use

    try:
        data = json.loads(line)
        text = data["text"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise typer.BadParameter(
            f'Line {number} is not a JSON object with "text".', param_hint="--file"
        ) from None
    said = [f"{name}={value}" for name, value in (data.get("facts") or {}).items()]
    return data.get("id"), replace(
        shared,
        text=str(text),
        customer=str(data.get("customer") or shared.customer),
        channel=str(data.get("channel") or shared.channel),
        subject=str(data.get("subject") or ""),
        facts=(*shared.facts, *options.facts_of(said)),
        scope={**(shared.scope or {}), **(data.get("scope") or {})},
    )


def _blocked(drafted: Drafted) -> bool:
    from desk.draft import Severity  # noqa: PLC0415 not needed for --help

    return any(finding.severity is Severity.BLOCK for finding in drafted.checked.findings)


def _show(studio: Studio, asked: Asked, drafted: Drafted, *, many: bool) -> None:
    from desk.draft import Abstention  # noqa: PLC0415 not needed for --help

    out = terminal.console()
    if many:
        out.rule(terminal.visible(asked.text[:60].replace("\n", " ")))
    if isinstance(drafted.outcome, Abstention):
        why = f"{drafted.outcome.reason.value}: {drafted.outcome.explanation}"
        out.print(f"No ordinary reply. {terminal.visible(why)}", style="yellow")
    out.print()
    out.print(terminal.visible(drafted.text))
    out.print()
    _show_clauses(studio, drafted)
    show_findings(drafted.checked.findings)
    by = drafted.outcome.attribution
    out.print(f"written by {by.author} in {drafted.seconds * 1000:.0f} ms  {by.note}", style="dim")


def _show_clauses(studio: Studio, drafted: Drafted) -> None:
    cited = dict.fromkeys(c for sentence in drafted.sentences for c in sentence.citations)
    if not cited:
        return
    clauses = terminal.table("rests on", "title", "where")
    for citation in cited:
        clause = studio.law.book().version(citation.clause, citation.version)
        place = str(clause.place) if clause else "not in the book"
        clauses.add_row(citation.clause, clause.title if clause else "", place)
    terminal.console().print(clauses)


def show_findings(findings: Iterable[Any]) -> None:
    """Findings as a table; nothing where there are none."""
    found = tuple(findings)
    if not found:
        return
    styles = {"block": "red", "look": "yellow", "note": "dim"}
    made = terminal.table("", "finding", "words", "why", "mend")
    for each in found:
        made.add_row(
            each.severity.value,
            each.code,
            terminal.visible(each.words),
            each.why,
            each.mend,
            style=styles[each.severity.value],
        )
    terminal.console().print(made)

"""`makegood eval …`: how good search, check and drafts are, on files with known answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.commands import options, terminal
from api.commands.draft_measures import drafts, triage

if TYPE_CHECKING:
    from evals.at_desk import EvalDesk
    from evals.figures import Measured

Folders = Annotated[
    list[Path],
    typer.Argument(
        exists=True, file_okay=False, help="corpus.jsonl and queries.jsonl, or policies."
    ),
]
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSON lines, one a row.")]
Model = Annotated[
    str,
    typer.Option("--model", help="none, a model's name, or provider:name.", show_default="none"),
]
Help = Annotated[
    Literal["both", "rewrite", "rerank"], typer.Option("--by", help="With what the model helps.")
]
Show = Annotated[
    int, typer.Option("--show", min=0, help="How many of the rows that went wrong to print.")
]


def group() -> typer.Typer:
    """`makegood eval …`."""
    made = typer.Typer(
        help="Measure search, check and drafts on data of yours. Nothing is kept or sent.",
        no_args_is_help=True,
    )
    made.command("retrieval")(retrieval)
    made.command("promises")(promises)
    made.command("decisions")(decisions)
    made.command("injection")(injection)
    made.command("privacy")(privacy)
    made.command("triage")(triage)
    made.command("drafts")(drafts)
    return made


def retrieval(
    folders: Folders, *, model: Model = "none", by: Help = "both", as_json: options.Json = False
) -> None:
    """Measure how well the search finds the right clause, and knows when there is none.

    A folder holds corpus.jsonl, with passage_id, text and perhaps title on each line, and
    queries.jsonl, with query and relevant_passage_ids (none where no passage answers); or policies
    with their *.cases.yaml. Other fields are left alone. Intervals are 95 % bootstrap intervals,
    times milliseconds a question.

    With --model, a model helps: it says the question in policy's words where the search is not
    sure, and puts the hits in order. That is up to three calls a question, since each question is
    also asked with its answers taken out of the book.

    Examples:
      makegood eval retrieval ./my-questions --json

      makegood eval retrieval ./my-policies --model gpt-5-mini --by rewrite

    Exit code 2 says that a folder could not be read, and where.

    """
    from api.model_room import eval_advice  # noqa: PLC0415 slow imports
    from evals.retrieval import evaluate  # noqa: PLC0415 slow imports

    helps = model not in {"", "none"}
    chosen = replace(
        options.settings(model=model),
        search_rewrite=helps and by != "rerank",
        search_rerank=helps and by != "rewrite",
    )
    for folder in folders:
        report = evaluate(folder, partial(eval_advice, chosen) if helps else None)
        if as_json:
            terminal.emit(asdict(report))
        else:
            for line in report.lines():
                terminal.console().print(line)


def promises(
    file: File,
    *,
    policies: Annotated[
        Path | None,
        typer.Option(
            "--policies",
            exists=True,
            help="Corpus of passages or folder of policies.",
            show_default="corpus.jsonl beside FILE",
        ),
    ] = None,
    model: Model = "none",
    show: Show = 10,
    as_json: options.Json = False,
) -> None:
    """Measure whether anything is promised that no clause licenses, without a finding that says so.

    FILE holds rows of one of these shapes, told by their fields:

      passage, claim, label, pair_id         pairs of which one side has a changed number

      customer_goal, refusal_expected        what customers push for (--policies: the rules)

      messages                               what a model answered, message by message

      customer_message, case_facts           replies over policies and account facts

    Examples:
      makegood eval promises claims.jsonl

      makegood eval promises cases.jsonl --policies corpus.jsonl --show 50

    Exit code 1 says that a target was missed.

    """
    from evals.promises import run_promises  # noqa: PLC0415 slow imports

    _measure(lambda desk: run_promises(file, desk, policies), model, show, as_json=as_json)


def decisions(
    file: File, *, model: Model = "none", show: Show = 10, as_json: options.Json = False
) -> None:
    """Measure how often yes is said where the rule says no, or needs to know more.

    FILE holds rows with passage, scenario, history, question and label; or evidence_passages,
    question and answers with their conditions; or passages, reply and label.

    Example:
      makegood eval decisions decisions.jsonl

    Exit code 1 says that a target was missed.

    """
    from evals.decisions import run_decisions  # noqa: PLC0415 slow imports

    _measure(lambda desk: run_decisions(file, desk), model, show, as_json=as_json)


def injection(
    file: File, *, model: Model = "none", show: Show = 10, as_json: options.Json = False
) -> None:
    """Measure whether instructions hidden in messages get anything past the check.

    FILE holds rows with text, label (1 with an attack) and attack. Each attack is also answered by
    two writers that obey it.

    Example:
      makegood eval injection attacks.jsonl

    Exit code 1 says that a target was missed.

    """
    from evals.injection import run_injection  # noqa: PLC0415 slow imports

    _measure(lambda desk: run_injection(file, desk), model, show, as_json=as_json)


def privacy(
    file: File, *, model: Model = "none", show: Show = 10, as_json: options.Json = False
) -> None:
    """Measure whether personal data of a message comes back in a public reply.

    FILE holds rows with text and spans (type, value). Each message is also answered by a writer
    that repeats it word for word.

    Example:
      makegood eval privacy messages.jsonl

    Exit code 1 says that a target was missed.

    """
    from evals.privacy import run_privacy  # noqa: PLC0415 slow imports

    _measure(lambda desk: run_privacy(file, desk), model, show, as_json=as_json)


def _measure(run: Callable[[EvalDesk], Measured], model: str, show: int, *, as_json: bool) -> None:
    from api import wiring  # noqa: PLC0415 slow imports
    from evals.at_desk import EvalDesk  # noqa: PLC0415 slow imports

    parts = wiring.eval_parts(options.settings(model=model))
    measured = run(EvalDesk(parts.check, parts.phrases, parts.templates, parts.model))
    if as_json:
        terminal.emit(measured.as_data())
    else:
        made = terminal.table("figure", "value", "target", title=measured.name)
        for row in measured.rows():
            made.add_row(*row)
        out = terminal.console()
        out.print(made)
        for wrong in measured.wrong[:show]:
            out.print(terminal.visible(f"{wrong.row}: {wrong.what}: {wrong.words}"))
        if len(measured.wrong) > show:
            out.print(f"… and {len(measured.wrong) - show} more; --show N prints them.")
    raise typer.Exit(terminal.NO if measured.missed else terminal.DONE)

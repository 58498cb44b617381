"""Options that several commands share, and the settings that they change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from api.settings import Settings, from_env
from desk.facts import Fact, FactSource
from policies.faults import did_you_mean
from policies.front_matter import DIMENSIONS
from policies.values import parse_value

Json = Annotated[bool, typer.Option("--json", help="JSON for programs, instead of tables.")]
Policies = Annotated[
    Path | None,
    typer.Option("--policies", help="Folder of policies.", show_default="MAKEGOOD_POLICIES_DIR"),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model", help="none, a model's name, or provider:name.", show_default="MAKEGOOD_MODEL"
    ),
]
Facts = Annotated[
    list[str] | None,
    typer.Option("--facts", "-f", help='What is known: "delay=10 working days". Repeatable.'),
]
Scope = Annotated[
    list[str] | None,
    typer.Option("--scope", "-s", help="Where the case belongs: region=EU. Repeatable."),
]
Channel = Annotated[str, typer.Option("--channel", help="The channel that it is for.")]


def settings(policies: Path | None = None, model: str | None = None) -> Settings:
    """The settings of the environment, with what was asked for on the command line."""
    chosen = from_env()
    if policies is not None:
        if not policies.is_dir():
            raise typer.BadParameter(f"{policies} is not a folder.", param_hint="--policies")
        chosen = replace(chosen, policies_dir=policies)
    return chosen if model is None else replace(chosen, model=model)


def facts_of(given: list[str] | None) -> tuple[Fact, ...]:
    """Facts from "name=value". Raises NotUnderstood for a value that reads as none."""
    return tuple(
        Fact(name, parse_value(value), FactSource.REQUEST)
        for name, value in _pairs(given, "--facts").items()
    )


def scope_of(given: list[str] | None) -> dict[str, str]:
    """Dimensions of a scope from "name=value"; one that no clause can ask for is refused."""
    pairs = _pairs(given, "--scope")
    for name in pairs:
        if name not in DIMENSIONS:
            wanted = did_you_mean(name, DIMENSIONS)
            raise typer.BadParameter(
                f"'{name}' is not a dimension of a scope. {wanted}", param_hint="--scope"
            )
    return pairs


def _pairs(given: list[str] | None, option: str) -> dict[str, str]:
    pairs = {}
    for each in given or ():
        name, equals, value = each.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise typer.BadParameter(f"'{each}' is not name=value.", param_hint=option)
        pairs[name.strip()] = value.strip()
    return pairs

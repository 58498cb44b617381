"""Finds and compiles templates: ours, or a customer's in their place. Nothing is rendered here.

Templates are sandboxed (`ImmutableSandboxedEnvironment`) and strict: a name that nobody gave is an
error, never an empty string. What a customer of ours overrides is checked when it is loaded.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

_LARGEST = 64_000  # bytes; a template is a page, not a library


class TemplateRefused(ValueError):
    """A template cannot be used; the message names file and line."""


def environment() -> ImmutableSandboxedEnvironment:
    """The one way in which templates are compiled: sandboxed, strict, plain text."""
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,  # the result is a prompt or a reply in plain text, never HTML
        keep_trailing_newline=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def source(name: str, overrides: Path | None) -> tuple[str, str]:
    """The text of a template and where it came from: the customer's folder first, then ours."""
    if overrides is not None and (own := overrides / name).is_file():
        try:
            text = own.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            raise TemplateRefused(f"{own}:1: cannot be read: {fault}") from fault
        if len(text) > _LARGEST:
            raise TemplateRefused(f"{own}:1: larger than {_LARGEST} characters")
        return text, str(own)
    return resources.files("prompts").joinpath(name).read_text(encoding="utf-8"), name


def digest(sources: Mapping[str, str]) -> str:
    """A name for exactly these templates: sha256 over names and contents, in hexadecimal."""
    whole = hashlib.sha256()
    for name in sorted(sources):
        whole.update(f"{name}\0{sources[name]}\0".encode())
    return whole.hexdigest()


def compiled(
    env: ImmutableSandboxedEnvironment,
    text: str,
    place: str,
    *,
    required: frozenset[str],
    line: int = 1,
) -> Template:
    """A template that uses exactly the variables it is given.

    `required` are the variables that it gets, of which it must drop none; raises TemplateRefused
    with file and line for broken syntax, for a variable that is missing and for one that nobody
    gives.
    """
    tree = _parsed(env, text, place, line)
    used = meta.find_undeclared_variables(tree)
    if unknown := sorted(used - required):
        at = line + _first_use(tree, unknown[0]) - 1
        raise TemplateRefused(f"{place}:{at}: nobody gives {{{{ {unknown[0]} }}}} to this template")
    if missing := sorted(required - used):
        end = line + text.count("\n")
        raise TemplateRefused(
            f"{place}:{end}: ends without using {{{{ {missing[0]} }}}}, which it must show"
        )
    return Template.from_code(env, env.compile(tree), env.make_globals(None))


def slots(
    env: ImmutableSandboxedEnvironment, text: str, place: str, line: int = 1
) -> frozenset[str]:
    """The variables that a template text names; raises TemplateRefused for broken syntax."""
    return frozenset(meta.find_undeclared_variables(_parsed(env, text, place, line)))


def _parsed(env: ImmutableSandboxedEnvironment, text: str, place: str, line: int) -> nodes.Template:
    try:
        return env.parse(text)
    except TemplateSyntaxError as fault:
        raise TemplateRefused(f"{place}:{line + fault.lineno - 1}: {fault.message}") from fault


def _first_use(tree: nodes.Template, name: str) -> int:
    return min(node.lineno for node in tree.find_all(nodes.Name) if node.name == name)


SECTION = re.compile(r"\[([a-z_.]+)\]")

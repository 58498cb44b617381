"""The front matter of a policy: which policy this is, whose, and when and where it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from policies.clause import Audience, Scope
from policies.faults import Faults, NotUnderstood, did_you_mean, quoted
from policies.values import parse_day
from policies.yaml_fields import read_fields

# What a scope may ask of a case. A dimension that no case knows would put a clause out of reach.
DIMENSIONS = ("brand", "channel", "country", "language", "product", "region", "tier")
_MARK = "---"
_LARGEST = 64 * 1024


@dataclass(frozen=True)
class Holds:
    """When, where and for whose eyes something holds."""

    in_force: date | None = None
    until: date | None = None
    scope: Mapping[str, frozenset[str]] = field(default_factory=dict)
    audience: Audience = Audience.PUBLIC

    def as_scope(self) -> Scope:
        """The scope of a clause."""
        return Scope(self.scope)


@dataclass(frozen=True)
class FrontMatter:
    """What stands above a policy's text; empty where a file has none.

    `source` is what it was imported from, and `source_digest` names exactly that content.
    """

    policy: str = ""
    title: str = ""
    owner: str = ""
    source: str = ""
    source_digest: str = ""
    holds: Holds = field(default_factory=Holds)


def split_front_matter(text: str, faults: Faults) -> tuple[FrontMatter, str, int]:
    """The front matter, the text after it, and the line on which that text begins."""
    if text.split("\n", 1)[0].rstrip() != _MARK:
        return FrontMatter(), text, 1
    lines = text.split("\n")
    ends = (n for n, line in enumerate(lines[1:], start=1) if line.rstrip() in {_MARK, "..."})
    end = next(ends, None)
    if end is None:
        faults.add(
            1,
            "The front matter that begins here never ends.",
            f"Close it with a line {_MARK}; the file may be half saved.",
        )
        return FrontMatter(), "", len(lines) + 1
    return _read("\n".join(lines[1:end]), faults), "\n".join(lines[end + 1 :]), end + 2


def overridden(base: Holds, overrides: Mapping[str, str], line: int, faults: Faults) -> Holds:
    """What a heading's attributes leave of what holds around it."""
    in_force, until, audience = base.in_force, base.until, base.audience
    scope = dict(base.scope)
    for name, words in overrides.items():
        if name == "in_force":
            in_force = _day(name, words, line, faults)
        elif name == "until":
            until = _day(name, words, line, faults)
        elif name == "audience":
            audience = _audience(words, line, faults)
        elif name.startswith("scope."):
            _narrow(scope, name.removeprefix("scope."), words.split(","), line, faults)
        else:
            known = ["in_force", "until", "audience", *(f"scope.{d}" for d in DIMENSIONS)]
            faults.add(
                line, f"{quoted(name)} is not an attribute of a heading.", did_you_mean(name, known)
            )
    if {"in_force", "until"} & overrides.keys():
        _refuse_backwards(in_force, until, line, faults)
    return Holds(in_force, until, scope, audience)


def _read(text: str, faults: Faults) -> FrontMatter:
    if len(text) > _LARGEST:
        faults.add(1, "The front matter is larger than 64 KB.", "Close it with a line ---.")
        return FrontMatter()
    if not text.strip():
        return FrontMatter()
    fields = read_fields(text, faults, what="The front matter", first_line=2)
    if fields is None:
        return FrontMatter()
    policy, title, owner = fields.text("policy"), fields.text("title"), fields.text("owner")
    in_force, until = fields.day("in_force"), fields.day("until")
    _refuse_backwards(in_force, until, fields.line("until"), faults)
    audience = Audience.PUBLIC
    if fields.has("audience"):
        audience = _audience(fields.text("audience"), fields.line("audience"), faults)
    scope: dict[str, frozenset[str]] = {}
    dimensions = fields.fields("scope")
    if dimensions is not None:
        for name in dimensions.names():
            _narrow(scope, name, dimensions.texts(name), dimensions.line(name), faults)
    source, digest = fields.text("source"), fields.text("source_digest")
    fields.refuse_others()
    holds = Holds(in_force, until, scope, audience)
    return FrontMatter(policy, title, owner, source, digest, holds)


def _narrow(
    scope: dict[str, frozenset[str]], name: str, words: Sequence[str], line: int, faults: Faults
) -> None:
    """Sets one dimension of a scope; "any" opens it."""
    values = frozenset(" ".join(word.split()).casefold() for word in words) - {""}
    if name not in DIMENSIONS:
        faults.add(
            line, f"{quoted(name)} is not a dimension of a scope.", did_you_mean(name, DIMENSIONS)
        )
    elif not values or ("any" in values and len(values) > 1):
        faults.add(
            line,
            f"The {name} of the scope should be some values or any.",
            f"Write for example {name}: [EU, UK], or {name}: any.",
        )
    elif values == {"any"}:
        scope.pop(name, None)
    else:
        scope[name] = values


def _day(name: str, words: str, line: int, faults: Faults) -> date | None:
    try:
        return parse_day(words)
    except NotUnderstood as refused:
        faults.add(line, f"{name}: {refused.message}", refused.mend)
        return None


def _audience(words: str, line: int, faults: Faults) -> Audience:
    if words in set(Audience):
        return Audience(words)
    faults.add(line, f"audience: {quoted(words)} is neither public nor internal.")
    return Audience.INTERNAL


def _refuse_backwards(in_force: date | None, until: date | None, line: int, faults: Faults) -> None:
    if in_force is not None and until is not None and until < in_force:
        faults.add(line, f"until {until} is before in_force {in_force}.", "Swap or correct them.")

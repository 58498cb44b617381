"""Which rules of a manual answer a question: the nearest clause that names what is asked.

Only for clauses whose owners did not list what they license. What is taken is told as our policy's
own words under its title, so that nobody takes it for more than it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drafting.bearing import Weights
from drafting.expected import may_answer
from drafting.manuals.fitting import fitting, half_said, known_already, meant
from drafting.manuals.rules import Rule, manual_of
from drafting.manuals.sections import NEAREST, Section, sections
from drafting.manuals.untold import Untold
from drafting.manuals.wanted import Wanted
from drafting.matter import same_matter
from policies.clause import Clause

# How much of a question a title and its rules must hold where the search itself is not sure.
_TITLED_ALONE, _HELD_ALONE = 0.35, 0.5


@dataclass(frozen=True)
class Taken:
    """Rules that answer, each with its clause, and what is needed from the customer.

    They stand under one heading of one policy: a long section is often several clauses.
    """

    policy: str
    title: str
    rules: tuple[tuple[Clause, Rule], ...]
    needed: tuple[tuple[Clause, str], ...]


def taken(
    words: str,
    near: Mapping[str, float],
    clauses: Iterable[Clause],
    weights: Weights,
    untold: Untold,
    *,
    public: bool,
    sure: bool = True,
    grievance: bool = False,
    told: str = "",
) -> Taken | None:
    """The rules to tell somebody who asks `words`; None where no section is surely about it.

    `near` gives for each clause how near the search found it, as a share of the nearest.
    Where the search itself is not `sure`, the title must be about it. To a `grievance` a rule that
    only refuses is left to a person. `told` is all that they told us.
    """
    wanted = Wanted.of(words, weights)
    best: Taken | None = None
    most = 0.0
    for section in sections(clauses, near, untold.manuals):
        titled = wanted.held(section.path)
        rules = fitting(words, wanted, section, untold, public=public)
        rules = tuple(pair for pair in rules if not known_already(pair[1], told or words, wanted))
        heads = " ".join(rule.about or rule.text for _, rule in rules)
        if not same_matter(words, f"{section.path} {heads}"):
            continue
        here = section.named_in(wanted) and wanted.same_deed(section.clauses[0].title)
        needed = _needed(section, untold) if here else ()
        said = " ".join((section.path, *(rule.text for _, rule in rules)))
        held = wanted.held(said)
        alone = titled >= _TITLED_ALONE and held >= _HELD_ALONE
        alone = alone or (section.near >= NEAREST and any(meant(wanted, r) for _, r in rules))
        if not (rules or needed) or not (sure or alone) or not may_answer(words, said):
            continue
        points = section.near + titled + held + wanted.covers(section.title) / 2
        if points > most:
            # Half an answer is not made up for by a section that is farther from what is asked.
            half = not needed and half_said(rules, grievance=grievance)
            told_of = Taken(section.clauses[0].policy, section.title, rules, needed)
            best, most = (None if half else told_of), points
    return best


def _needed(section: Section, untold: Untold) -> tuple[tuple[Clause, str], ...]:
    return tuple(
        (clause, name)
        for clause in section.clauses
        for name in manual_of(clause.text).needed
        if not untold.holds(name)
    )

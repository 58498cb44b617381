"""Which rules of a manual answer a question: the nearest clause that names what is asked.

Only for clauses whose owners did not list what they license. What is taken is told as our policy's
own words under its title, so that nobody takes it for more than it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drafting.bearing import Weights
from drafting.clause_words import sayable
from drafting.expected import may_answer
from drafting.manuals.rules import Rule, manual_of
from drafting.manuals.untold import Untold
from drafting.manuals.wanted import Wanted
from policies.clause import Clause, PolicyId

_LEAST_NEAR = 0.3  # of the nearest clause, which has 1
# How much of a question a title must hold; more, where the search itself is not sure.
_LEAST_TITLED = 0.18
_TITLED_ALONE, _HELD_ALONE = 0.35, 0.5
_ABOUT = 0.12  # of the question in the label of a rule, so that the rule is about it
_NEAREST, _HALF = 0.9, 0.5  # the nearest section may hold less, if half of its title is named
_ABOUT_IT = 0.6  # of a title's words in the question, so that the whole section is about it
_OWN = 0.3  # of the question in a rule without a label
_SHARE_OF_BEST = 0.5  # of what the best rule holds, a further rule holds at least
_OPENING = 30  # characters of a rule without a label that say what it is about
_MOST_RULES = 3
_ROOM = {True: 260, False: 700}  # characters of rules in public and in letters
_NUMBERED = re.compile(
    r"^(?:[A-Z]|appendix [A-Z]|section [\d.]+|[\d.]+)[.:)]?\s+(?=\w)", re.IGNORECASE
)
_YOU = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
_FEW_YOU = 1  # times that a page must say "you" more often than
_ASIDE = re.compile(r"\s*\([^)]*\)")
# A rule that tells something: who may, what it costs, how long it takes.
_TELLS = re.compile(
    r"\b(?:must|may|can|cannot|not|no|only|appl\w*|require\w*|allowed|prohibited|free|subject|"
    r"eligible|within|up to|with|without|take|takes|available|includes?|covers?|need\w*|is|are|"
    r"has|have)\b|\d|(?:,[^,]+){2}",
    re.IGNORECASE,
)
# Labels that say nothing beyond the title.
_GENERAL = re.compile(
    r"(?:(?:general|basic|eligibility|exchange|return|cancellation|special)\W*)*"
    r"(?:check|checks|conditions?|rules?|eligibility|requirements?|applicability|overview|policy|"
    r"(?:returns|services|installation services) apply to|limits?|timing)\b",
    re.IGNORECASE,
)
# What gives something is told only under a title that names what is asked.
_GIVES = re.compile(
    r"\b(?:refund\w*|compensat\w*|credit(?:ed|s)?|voucher|discount\w*|waive[drs]?|replacement|free|"
    r"courtesy|reimburs\w*)\b|\d ?%",
    re.IGNORECASE,
)
# What a title of the last level says alone: nothing.
_BARE = re.compile(
    r"^(?:overview|eligibility(?: requirements?)?|required information|requested information|"
    r"rules?|process\w*|procedures?|general|requirements?|limits?|exceptions?|"
    r"status\w*(?: update)?|"
    r"effective date(?: calculation)?|details|workflows?|scheduling)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Taken:
    """Rules that answer, each with its clause, and what is needed from the customer.

    They stand under one heading of one policy: a long section is often several clauses.
    """

    policy: str
    title: str
    rules: tuple[tuple[Clause, Rule], ...]
    needed: tuple[tuple[Clause, str], ...]


@dataclass(frozen=True)
class _Section:
    """The public clauses under one heading, and how near the search found the nearest of them."""

    clauses: tuple[Clause, ...]
    near: float

    @property
    def title(self) -> str:
        """The last heading, with the one above it where it says nothing alone."""
        return title_of(self.clauses[0].title)

    def named_in(self, wanted: Wanted) -> bool:
        """Whether the question names what the title names."""
        nearest = self.near >= _NEAREST and wanted.covers(self.title) >= _HALF
        return nearest or wanted.held(self.title) >= _LEAST_TITLED

    @property
    def path(self) -> str:
        """All headings."""
        return f"{self.clauses[0].policy_title} {self.clauses[0].title}"


def taken(
    words: str,
    near: Mapping[str, float],
    clauses: Iterable[Clause],
    weights: Weights,
    untold: Untold,
    *,
    public: bool,
    sure: bool = True,
) -> Taken | None:
    """The rules to tell somebody who asks `words`; None where no section is surely about it.

    `near` gives for each clause how near the search found it, as a share of the nearest.
    Where the search itself is not `sure`, the title must be about it.
    """
    wanted = Wanted.of(words, weights)
    best: Taken | None = None
    most = 0.0
    for section in _sections(clauses, near, untold.manuals):
        titled = wanted.held(section.path)
        rules = _fitting(wanted, section, untold, public=public)
        here = section.named_in(wanted) and wanted.same_deed(section.clauses[0].title)
        needed = _needed(section, untold) if here else ()
        said = " ".join((section.path, *(rule.text for _, rule in rules)))
        held = wanted.held(said)
        alone = titled >= _TITLED_ALONE and held >= _HELD_ALONE
        if not (rules or needed) or not (sure or alone) or not may_answer(words, said):
            continue
        points = section.near + titled + held + wanted.covers(section.title) / 2
        if points > most:
            best, most = Taken(section.clauses[0].policy, section.title, rules, needed), points
    return best


def labelled(rule: Rule) -> bool:
    """Whether a rule stands under a label that says what it is about."""
    return bool(rule.about) and not _GENERAL.match(rule.about)


def title_of(title: str) -> str:
    """What a clause is about, for people: the last of its headings that says something."""
    parts = [_ASIDE.sub("", _NUMBERED.sub("", part)).strip() for part in title.split(" > ")]
    last = parts[-1]
    if _BARE.match(last) and len(parts) > 1:
        last = f"{parts[-2]}: {last.lower()}"
    return last.title() if last.isupper() else last


def _sections(
    clauses: Iterable[Clause], near: Mapping[str, float], manuals: frozenset[PolicyId]
) -> list[_Section]:
    found: dict[tuple[str, str], list[Clause]] = {}
    for clause in clauses:
        if near.get(clause.id, 0.0) > 0 and clause.policy in manuals and _is_manual(clause):
            found.setdefault((clause.policy, clause.title), []).append(clause)
    made = (
        _Section(
            tuple(sorted(section, key=lambda clause: clause.id)),
            max(near[clause.id] for clause in section),
        )
        for section in found.values()
    )
    return [section for section in made if section.near >= _LEAST_NEAR]


def _is_manual(clause: Clause) -> bool:
    """Whether a clause is public, lists no licences, and is no page that speaks to customers."""
    page = len(_YOU.findall(clause.text)) > _FEW_YOU and bool(sayable(clause))
    return clause.public and clause.licences is None and not page


def _needed(section: _Section, untold: Untold) -> tuple[tuple[Clause, str], ...]:
    return tuple(
        (clause, name)
        for clause in section.clauses
        for name in manual_of(clause.text).needed
        if not untold.holds(name)
    )


def _fitting(
    wanted: Wanted, section: _Section, untold: Untold, *, public: bool
) -> tuple[tuple[Clause, Rule], ...]:
    """The rules to tell, in the section's order: those that are about what is asked."""
    rules = [
        (clause, rule)
        for clause in section.clauses
        for rule in manual_of(clause.text).rules
        if (_TELLS.search(rule.text) or wanted.held(rule.about) >= _OWN)
        and not untold.holds(rule.text)
    ]
    held = {rule: _bearing(wanted, section, rule) for _, rule in rules}
    least = _SHARE_OF_BEST * max(held.values(), default=0.0)
    kept: list[Rule] = []
    room = _ROOM[public]
    for rule in sorted(held, key=lambda rule: -held[rule]):
        if 0 < held[rule] >= least and len(kept) < _MOST_RULES and len(rule.text) <= room:
            kept.append(rule)
            room -= len(rule.text)
    return tuple((clause, rule) for clause, rule in rules if rule in kept)


def _bearing(wanted: Wanted, section: _Section, rule: Rule) -> float:
    """How much a rule bears on the question; 0 where it is about something else."""
    titled = section.named_in(wanted)
    heading = rule.about or rule.text[:_OPENING]
    if not (wanted.same_deed(section.clauses[0].title) and wanted.same_deed(heading)):
        return 0.0
    if _GIVES.search(rule.text) and not titled:
        return 0.0
    if rule.row:
        return wanted.beyond(section.path).held(rule.text)
    if labelled(rule):
        fits = wanted.held(rule.about) >= _ABOUT
    else:
        fits = titled or wanted.held(rule.text) >= _OWN
    if titled and wanted.covers(section.title) >= _ABOUT_IT:
        return wanted.held(f"{section.title} {rule.text}") + _ABOUT
    return wanted.held(rule.text) + _ABOUT if fits else 0.0

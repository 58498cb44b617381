"""Which rules of a section answer a question, and what is half an answer."""

from __future__ import annotations

import re

from drafting.bearing import stems
from drafting.manuals.rules import Rule, manual_of
from drafting.manuals.sections import ASIDE, Section
from drafting.manuals.untold import Untold
from drafting.manuals.wanted import Wanted
from policies.clause import Clause

_ABOUT = 0.12  # of the question in the label of a rule, so that the rule is about it
_ABOUT_IT = 0.6  # of a title's words in the question, so that the whole section is about it
_OWN = 0.3  # of the question in a rule without a label
_SHARE_OF_BEST = 0.5  # of what the best rule holds, a further rule holds at least
_TELLING_LABEL = 2  # words of a label beyond its title, of which the question must name this share
_LEAST_NAMED = 0.4
_NAMED = 0.5  # of what a label says beyond its title, so that it is what is asked
_OPENING = 30  # characters of a rule without a label that say what it is about
_MOST_RULES = 3
_ROOM = {True: 260, False: 700}  # characters of rules in public and in letters
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
# A list of names, which answers only who chooses, and a time that answers only who asks for one.
_NAMES = re.compile(r"\b(?:types?|kinds?|options|categories)$", re.IGNORECASE)
_CHOOSES = re.compile(
    r"\b(?:which|what|types?|kinds?|options?|choose|choice|upgrad\w+|downgrad\w+|switch\w*|plan)\b",
    re.IGNORECASE,
)
_TAKES_EFFECT = re.compile(r"\btakes? effect\b", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:today|tomorrow|when|effective|start\w*|from (?:the|now)|immediately|right away|"
    r"back-?dat\w+|same day)\b",
    re.IGNORECASE,
)
# What only refuses; alone it is a hard answer to somebody whose case may be another.
_REFUSES = re.compile(
    r"\bno (?:\w+ )?(?:resolution|coverage|refund|compensation|claim)\b|\bnot (?:eligible|covered|"
    r"refundable|possible|available)\b|\bcannot be\b",
    re.IGNORECASE,
)
_GRANTS = re.compile(r"\b(?:eligible|refunds?|free|may|can|covered)\b", re.IGNORECASE)
# What a section is about, and what may be done at all: true, and no answer without what it costs.
_SCOPE = re.compile(
    r"^[\w ]{3,40} appl(?:y|ies) to\b|^All [^:;]{3,60} (?:may|can) be \w+\.$", re.IGNORECASE
)


# What is given, by what it is ("Extension: provides 10 days more"), without to whom: a half yes.
_GIVEN = re.compile(r"^[\w ]{3,40}: (?:provides|gives|grants|allows|offers|adds) ", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:if|when|where|unless|only|must|requires?|subject|eligible|provided|until|after|before)\b",
    re.IGNORECASE,
)
_REQUIRES = re.compile(r"\b(?:must|requires?|needs?)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MOST_KNOWN = 0.6  # of a rule's telling words that the customer may have said themselves


def fitting(
    words: str, wanted: Wanted, section: Section, untold: Untold, *, public: bool
) -> tuple[tuple[Clause, Rule], ...]:
    """The rules to tell, in the section's order: those that are about what is asked."""
    rules = [
        (clause, rule)
        for clause in section.clauses
        for rule in manual_of(clause.text).rules
        if (_TELLS.search(rule.text) or wanted.held(rule.about) >= _OWN)
        and not untold.holds(rule.text)
        and not wanted.undone(f"{section.path} {rule.text}")
        and (not names_only(rule) or _CHOOSES.search(words))
        and (not _TAKES_EFFECT.search(rule.text) or _WHEN.search(words))
    ]
    rules = _nearest(wanted, section, rules)
    held = {rule: _bearing(wanted, section, rule) for _, rule in rules}
    least = _SHARE_OF_BEST * max(held.values(), default=0.0)
    kept: list[Rule] = []
    room = _ROOM[public]
    for rule in sorted(held, key=lambda rule: -held[rule]):
        if 0 < held[rule] >= least and len(kept) < _MOST_RULES and len(rule.text) <= room:
            kept.append(rule)
            room -= len(rule.text)
    return tuple((clause, rule) for clause, rule in rules if rule in kept)


def half_said(rules: tuple[tuple[Clause, Rule], ...], *, grievance: bool) -> bool:
    """Whether rules only say what may be done at all, or what is given without to whom, or to a
    `grievance` only refuse.
    """
    told = [rule.text for _, rule in rules]
    if all(_GIVEN.match(text) and not _CONDITION.search(text) for text in told):
        return True
    return all(_SCOPE.search(text) for text in told) or (
        grievance and all(_only_refuses(text) for text in told)
    )


def known_already(rule: Rule, told: str, wanted: Wanted) -> bool:
    """Whether a rule asks for no more than what the customer has told us is so."""
    if not _REQUIRES.search(rule.text) or set(_NUMBER.findall(rule.text)) - set(
        _NUMBER.findall(told)
    ):
        return False
    said = set(stems(told))
    telling = {stem: wanted.weights.weight(stem) for stem in stems(_REQUIRES.sub("", rule.text))}
    whole = sum(telling.values())
    known = sum(weight for stem, weight in telling.items() if stem in said)
    return 0 < _MOST_KNOWN * whole <= known


def meant(wanted: Wanted, rule: Rule) -> bool:
    """Whether a row of a table is for the very thing that is asked."""
    label = _label(rule)
    return rule.row and wanted.names(label, "") >= _NAMED and wanted.held(label) >= _OWN


def labelled(rule: Rule) -> bool:
    """Whether a rule stands under a label that says what it is about."""
    return bool(rule.about) and (" for " in rule.about or not _GENERAL.match(rule.about))


def names_only(rule: Rule) -> bool:
    """Whether a rule lists what there is to choose from ("Room types: …") and says no more."""
    return not rule.row and bool(_NAMES.search(rule.about))


def _nearest(
    wanted: Wanted, section: Section, rules: list[tuple[Clause, Rule]]
) -> list[tuple[Clause, Rule]]:
    """Without the rules whose label is for something else, where another's is for what is asked."""
    # What the title says is said already where the question names it: "Group Fee" is not for one.
    path = section.path if section.named_in(wanted) else ""
    named = {
        rule: wanted.names(_label(rule), path) for _, rule in rules if rule.row or labelled(rule)
    }
    titled = set(stems(path))
    most = max(named.values(), default=0.0)
    least = most / 2 if most >= _NAMED else 0.0
    other = {
        rule
        for rule, share in named.items()
        if share < least
        or (
            share < _LEAST_NAMED
            and not (rule.row or " by " in rule.about)  # a table that is told as a whole
            and len(set(stems(rule.about)) - titled) >= _TELLING_LABEL
        )
    }
    return [(clause, rule) for clause, rule in rules if rule not in other]


def _label(rule: Rule) -> str:
    """What a rule is for: of a row its first cell, without what qualifies it."""
    return ASIDE.sub("", rule.text.partition(": ")[0]).partition(",")[0] if rule.row else rule.about


def _only_refuses(text: str) -> bool:
    return bool(_REFUSES.search(text)) and not _GRANTS.search(_REFUSES.sub("", text))


def _bearing(wanted: Wanted, section: Section, rule: Rule) -> float:
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

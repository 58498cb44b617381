"""What of a clause may be said to a customer: its sentences, plain, in the second person.

Real policy folders hold manuals: steps, tool names, tables, orders to agents. None of that may
reach a customer, so what is not plainly fit to be said is left out, and a clause of which nothing
is left cannot be composed from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from desk.orders import order_in_policy
from desk.sentences import split
from drafting.clause_lines import BULLET, Line, lines_of
from drafting.second_person import YOU, of_customers, of_ours, second_person
from policies.clause import Clause

_MOST_CHARACTERS = 320
_FEWEST_WORDS = 4
_MANUAL = 2  # sentences to agents that make a manual, where they are a third of it
# Signs of words that were written for agents or machines.
_INSIDE = re.compile(
    r"`|\b\w+_\w+|[{}<>=|#\\]|\b(?:(?<!our )agents?|tickets?|tool|tools|escalat\w+|supervisor|crm|"
    r"zendesk|api|workflow|internal(?:ly)?|database|payload|json|back[- ]?office|refuse to|"
    r"do not (?:tell|offer|promise|disclose|reveal)|(?:sub)?section \d|step \d|see (?:above|below|"
    r"section)|appendix|see (?:\w+ ){1,4}section|rma|b2[bc]|slas?|resolution path|no resolution|"
    r"system automatically|cardholder|end[- ]users?|transfer (?:the (?:customer|user)|"
    r"to (?:a )?human)|verify (?:the )?(?:customer|user|identity)|set (?:the )?status|case notes?|"
    r"macro|status(?:es)? to|take effect (?:today|immediately)|"
    r"(?:do not|don['’]t) need to calculate|"
    r"(?<!our )employees?|approvers?|approval (?:system|requests?)|requests? (?:involves?|for a "
    r"specific)|assistance handles|taking (?:any|the|this|an) actions?|status (?:is|of) '|"
    r"not available|recalculat\w+|remember to|remind\w*|dropdown|dashboard|the order database|"
    r"attributes|user (?:ids?|profiles?))\b",
    re.IGNORECASE,
)
_TO_AGENTS = re.compile(
    r"^(?:if (?:the )?(?:customer|user)[^,]*, )?(?:verify|check|confirm|inform|tell|ask|set|use|"
    r"process|retrieve|create|document|offer|apologi[sz]e|provide|explain|refer|route|log|record|"
    r"escalate|transfer|calculate|generate|apply|collect|ensure|issue|advise|thank|obtain|submit|"
    r"determine|identify|review|acknowledge|proceed|guide|see|look up|deny|approve|waive|update|"
    r"add|mark)\b(?! (?:us|your|you|our|yourself|it|them)\b)",
    re.IGNORECASE,
)
# The same in the middle of a sentence: "For such bookings, apply the standard rules."
_THEN_AGENTS = re.compile(
    r"[,:;] (?:then )?(?:verify|check|inform|set|use|process|retrieve|create|apply|issue|escalate|"
    r"determine|initiate|deny|approve|proceed|calculate)\b(?! (?:us|your|you|our|yourself|it|"
    r"them)\b)",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"\b(?:you|your|we|our|us)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:rule|note|important|example|exception|warning|tip)s?\b[^.]{0,20}:", re.IGNORECASE
)
_LEANS = re.compile(
    r"(?:it|this|that|these|those|they|then|there|after that|otherwise|in that case|"
    r"if (?:you find none|not|so|that|neither)|we then|we (?:do|check|look) (?:it|that|this)|"
    r"only then|both|the (?:team lead|search|credit|code|link|money|same|second|first|new one|"
    r"right one))\b",
    re.IGNORECASE,
)


# "You" is the agent where the customer is somebody else beside "you".
_AGENT_IS_YOU = re.compile(
    r"\byou(?:r)?\b[^.\n]{0,90}\b(?:the|an?) (?:user|customer|guest|passenger)\b|"
    r"\b(?:the|an?) (?:user|customer|guest|passenger)\b[^.\n]{0,90}\byou\b|"
    r"\bas an? (?:\w+ )?agent\b",
    re.IGNORECASE,
)
_AGENT = re.compile(r"\bagents?\b", re.IGNORECASE)
# A fact in a list: "Foreign transaction fee: 0 %", "Window for returns: 30 days after delivery".
_FACT = re.compile(r"^(?P<what>[A-Z][^:.]{5,70}): (?P<value>(?:up to )?[€$£]?\d[^:]{0,70}?)\.?$")


# Sections that help people along and are no rules.
_NO_RULES = re.compile(
    r"\b(?:tips?|best practices?|examples?|ways to|scenarios?|glossary|related|what'?s next|"
    r"checklist|troubleshooting|overview|introduction)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """One sentence of a clause as it may be said; `quoted` where it must stand as a quotation.

    `about` is the heading that it stands under within its clause.
    """

    text: str
    quoted: bool = False
    about: str = ""


def sayable(clause: Clause) -> tuple[Said, ...]:
    """The sentences of a public clause that are fit to be said, in order; of others none."""
    return _sayable(clause.text, f"{clause.policy_title} {clause.title}") if clause.public else ()


@lru_cache(maxsize=4096)
def _sayable(text: str, titles: str) -> tuple[Said, ...]:
    """Kept, because every search meets the same few clauses again."""
    lines = lines_of(text)
    if _is_manual(lines, text):
        return ()
    for_agents = bool(_AGENT.search(titles) or _AGENT_IS_YOU.search(text))
    return tuple(
        said
        for line in lines
        if not _NO_RULES.search(line.heading)
        for piece in _pieces(line.text)
        if (said := _said(piece, line, for_agents=for_agents)) is not None
    )


def addresses(sayings: tuple[Said, ...]) -> bool:
    """Whether one of these sentences speaks to the customer or of us."""
    return any(_ADDRESSED.search(saying.text) for saying in sayings)


def leans(text: str) -> bool:
    """Whether a sentence cannot stand without the one before it."""
    return bool(_LEANS.match(text))


def _pieces(text: str) -> tuple[str, ...]:
    """The sentences of a line; a bare fact of a list becomes one."""
    fact = _FACT.match(text)
    if fact is not None:
        return (f"{fact['what']}: {fact['value']}.",)
    return split(text)


def _is_manual(lines: list[Line], text: str) -> bool:
    """Whether a clause is an operations manual: much of it, steps and all, speaks to agents."""
    raw = [BULLET.sub("", line.lstrip("\\# ")).strip() for line in text.splitlines()]
    pieces = [of_ours(piece) for line in raw if line for piece in split(line)]
    inside = sum(
        bool(_INSIDE.search(piece) or _TO_AGENTS.match(piece) or _THEN_AGENTS.search(piece))
        for piece in pieces
    )
    said = " ".join(of_ours(line.text) for line in lines)
    if inside and not _ADDRESSED.search(said) and not of_customers(said):
        return True
    return inside >= _MANUAL and inside > len(pieces) / 3


def _said(piece: str, line: Line, *, for_agents: bool) -> Said | None:
    text = " ".join(piece.split())
    if for_agents and YOU.search(text):
        return None
    text = of_ours(text)
    if (
        len(text) > _MOST_CHARACTERS
        or len(text.split()) < _FEWEST_WORDS
        or not text.endswith((".", "!", "?", ".”", '."'))
        or not (text[0].isupper() or text[0].isdigit())
        or _INSIDE.search(text)
        or _TO_AGENTS.match(text)
        or _THEN_AGENTS.search(text)
        or _LABEL.match(text)
        or order_in_policy(text)
    ):
        return None
    spoken = second_person(text)
    if spoken is None:
        return Said(text, quoted=True, about=line.heading)
    return Said(spoken, about=line.heading)

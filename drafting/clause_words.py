"""What of a clause may be said to a customer: its sentences, plain, in the second person.

Real policy folders hold manuals: steps, tool names, tables, orders to agents. None of that may
reach a customer, so what is not plainly fit to be said is left out, and a clause of which nothing
is left cannot be composed from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desk.sentences import split
from drafting.wordlists import words
from policies.clause import Clause

_MOST_CHARACTERS = 320
_FEWEST_WORDS = 4
_LONGEST_RULE = 1_000  # characters; what is longer holds several rules
_MOST_BULLETS = 4
_MANUAL = 2  # sentences to agents that make a manual, where they are a fifth of it
_BULLET = re.compile(r"^\s*(?:[-*+•]|\d{1,2}[.)]|[a-z][.)])\s+")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}|[a-z])[.)]\s+")
_NOT_TEXT = ("#", "|", ">", "---", "```")
_LINK = re.compile(r"\[([^\]]+)\]\((?:[^)]+)\)")
_MARKS = re.compile(r"(\*\*|__|\*|(?<!\w)_|_(?!\w))")
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
    r"specific)|assistance handles|recalculat\w+|dropdown|dashboard|the order database)\b",
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
_THIRD = re.compile(r"\b(?:customers?|users?|clients?|guests?|passengers?)\b", re.IGNORECASE)
_KEPT = "\0"  # stands for part of "customer service" while customers become "you"
_SERVICE = re.compile(
    r"\bcustomer[- ](?:service|support|care|accounts?|portal|line)\b", re.IGNORECASE
)
_CUSTOMER = (
    r"(?:(?:the|a|an|any|each|every|our|all|most) )?"
    r"(?:customers?|users?|clients?|guests?|passengers?)"
)
_POSSESSIVE = re.compile(rf"\b{_CUSTOMER}(?:['’]s|s['’])", re.IGNORECASE)
_WITH_VERB = re.compile(
    rf"\b{_CUSTOMER}(?P<adverb> (?:also|always|usually|never|only|then))? (?P<verb>is|are|was|"
    rf"were|has|"
    r"have|does|do|wants?|needs?|receives?|gets?|pays?|returns?|may|can|must|will|should|cannot|"
    r"would|could|might|asks?|reports?|chooses?|provides?|cancels?|requests?|prefers?|keeps?|"
    r"sends?|wishes|wish|qualif(?:y|ies)|orders?|bought|ordered|paid|received|contacts?|calls?|"
    r"opens?|owns?|holds?)\b",
    re.IGNORECASE,
)
_AS_OBJECT = re.compile(rf"\b(?P<before>\w+) {_CUSTOMER}\b", re.IGNORECASE)
_BASE = {
    "is": "are",
    "was": "were",
    "has": "have",
    "does": "do",
    "wishes": "wish",
    "qualifies": "qualify",
}
_STAY = words(
    "are were have do may can must will should cannot would could might wish qualify bought "
    "ordered paid received"
)
_WHO = re.compile(
    r"\b(?:customers?|users?|clients?|guests?|passengers?),? (?:who|that|whose)\b", re.IGNORECASE
)
_THEY = re.compile(
    r"\b(?:they|their|them|theirs|themselves|he|she|his|her|he/she|his/her)\b", re.IGNORECASE
)


_LEANS = re.compile(
    r"(?:it|this|that|these|those|they|then|there|after that|otherwise|in that case|"
    r"if (?:you find none|not|so|that|neither)|we then|we (?:do|check|look) (?:it|that|this)|"
    r"only then|both|the (?:team lead|search|credit|code|link|money|same|second|first|new one|"
    r"right one))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """One sentence of a clause as it may be said; `quoted` where it must stand as a quotation."""

    text: str
    quoted: bool = False


def sayable(clause: Clause) -> tuple[Said, ...]:
    """The sentences of a public clause that are fit to be said, in order; of others none."""
    if not clause.public:
        return ()
    if _is_manual(clause.text):
        return ()
    lines = _lines(clause.text, document=is_document(clause))
    pieces = [piece for line in lines for piece in split(line)]
    return tuple(said for piece in pieces if (said := _said(piece)) is not None)


def addresses(sayings: tuple[Said, ...]) -> bool:
    """Whether one of these sentences speaks to the customer or of us."""
    return any(_ADDRESSED.search(saying.text) for saying in sayings)


def leans(text: str) -> bool:
    """Whether a sentence cannot stand without the one before it."""
    return bool(_LEANS.match(text))


def is_document(clause: Clause) -> bool:
    """Whether a clause is not one rule but a page: long, under headings of its own, or a list."""
    lines = clause.text.splitlines()
    bullets = sum(bool(_BULLET.match(line)) for line in lines)
    headings = any(line.lstrip().startswith("#") for line in lines)
    return headings or bullets > _MOST_BULLETS or len(clause.text) > _LONGEST_RULE


def _lines(text: str, *, document: bool) -> list[str]:
    """Paragraphs and bullets without their marks.

    Left out: headings, tables, code, numbered steps, and the items of a list that a line with a
    colon leads into, since an item alone may say the opposite of what the list says. Of a document
    no item of any list is taken.
    """
    lines: list[str] = []
    paragraph: list[str] = []
    code = led = False
    for raw in [*text.splitlines(), ""]:
        line = raw.strip()
        bullet = bool(_BULLET.match(raw))
        if line.startswith("```"):
            code = not code
        if bullet or not line or line.startswith(_NOT_TEXT):
            if paragraph:
                lines.append(" ".join(paragraph))
            paragraph = []
        if code or not line or line.startswith(_NOT_TEXT):
            led = led and not line  # an empty line may stand between the lead and its list
            continue
        if bullet and (led or document or _NUMBERED.match(raw)):
            continue
        led = line.rstrip("*_").endswith(":")
        paragraph.append(_BULLET.sub("", raw).strip())
    return [_MARKS.sub("", _LINK.sub(r"\1", line)) for line in lines]


def _is_manual(text: str) -> bool:
    """Whether a clause is an operations manual: much of it, steps and all, speaks to agents."""
    lines = [_MARKS.sub("", _BULLET.sub("", line)).strip() for line in text.splitlines()]
    pieces = [piece for line in lines if line for piece in split(line)]
    inside = sum(
        bool(_INSIDE.search(piece) or _TO_AGENTS.match(piece) or _THEN_AGENTS.search(piece))
        for piece in pieces
    )
    if inside and not _ADDRESSED.search(text):
        return True
    return inside >= _MANUAL and inside > len(pieces) / 5


def _said(piece: str) -> Said | None:
    text = " ".join(piece.split())
    if (
        len(text) > _MOST_CHARACTERS
        or len(text.split()) < _FEWEST_WORDS
        or not text.endswith((".", "!", "?", ".”", '."'))
        or not (text[0].isupper() or text[0].isdigit())
        or _INSIDE.search(text)
        or _TO_AGENTS.match(text)
        or _THEN_AGENTS.search(text)
        or _LABEL.match(text)
    ):
        return None
    if not _THIRD.search(_SERVICE.sub("", text)):
        return Said(text)
    spoken = _second_person(text)
    return Said(text, quoted=True) if spoken is None else Said(spoken)


def _second_person(text: str) -> str | None:
    """A sentence about "the customer" as one to the customer; None where that is not certain."""
    if _WHO.search(text):
        return None
    if _THEY.search(text) and not re.search(r"\bcustomers?\b", text, re.IGNORECASE):
        return None
    spoken = _SERVICE.sub(lambda found: found.group().replace("ustomer", _KEPT), text)
    spoken = _POSSESSIVE.sub("your", spoken)
    spoken = _WITH_VERB.sub(_you_and_verb, spoken)
    spoken = _AS_OBJECT.sub(lambda found: f"{found['before']} you", spoken)
    if re.search(r"\b(?:customers?|users?|clients?|guests?|passengers?)\b", spoken, re.IGNORECASE):
        return None
    if _THEY.search(spoken):
        spoken = re.sub(r"\btheir\b", "your", spoken)
        spoken = re.sub(r"\b(?:they|them)\b", "you", spoken)
        if _THEY.search(spoken):
            return None
    return (spoken[:1].upper() + spoken[1:]).replace(_KEPT, "ustomer")


def _you_and_verb(match: re.Match[str]) -> str:
    verb = match["verb"].casefold()
    if verb in _BASE:
        verb = _BASE[verb]
    elif verb not in _STAY and verb.endswith("s"):
        verb = verb[:-1]
    return f"you{match['adverb'] or ''} {verb}"

"""What a reply states as conditions and what it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from desk.reading.conditions import conditions
from desk.reading.language import language_of
from desk.reading.lists import ALTERNATIVE, lists_of
from desk.reading.mention import Mention
from desk.reading.quantities import quantities
from desk.reading.spans import sentences
from desk.vocabulary import roots

NEGATION = re.compile(
    r"\b(?:not|no|never|without|nothing|nicht|kein\w*|pas|sin|sem|senza|niet|geen|non)\b|n['’]t\b"
    r"|\bun(?=open|use|worn|damag)",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"\b(?:please|let us know|we(?: will|['’]ll)? need|we ask you|could you|bitte|merci de"
    r"|veuillez|"
    r"por favor|per favore|graag|alstublieft|(?:brauchen|benötigen) wir|wir (?:brauchen|benötigen)|"
    r"il nous faut|nous avons besoin|necesitamos|precisamos|abbiamo bisogno|ci (?:serve|occorre)|"
    r"hebben (?:wij|we)\b[^.!?\n]*\bnodig|(?:wij|we) hebben\b[^.!?\n]*\bnodig)\b|^(?:\W|then "
    r"|simply |just )*(?:send|tell|give|show|"
    r"share|attach|provide|write|reply with|schicken|senden|nennen|envoyez|envíe|envie|invii"
    r"|stuur)\b",
    re.IGNORECASE,
)
_QUOTES = "\"'”’) "


# Which side of a number is meant; "not more than" is the other side of "more than".
_ABOVE = re.compile(
    r"\b(?:more|longer|later|greater|higher|older) than|\b(?:over|above|exceed\w*|beyond|"
    r"at least)\b|\bor (?:more|later|longer)\b|\b(?:mehr|länger|später) als|\bmindestens\b|"
    r"\b(?:plus|au moins|más|al menos|mais|pelo menos|più|almeno|meer|minstens)\b",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\b(?:less|shorter|earlier|sooner|fewer|lower) than|\b(?:under|below|at most|up to|within|"
    r"maximum)\b|\bor (?:less|fewer|sooner)\b|\b(?:weniger|kürzer|früher) als|"
    r"\b(?:höchstens|maximal|innerhalb|binnen)\b|\b(?:moins|au plus|menos|meno|minder|hoogstens)\b",
    re.IGNORECASE,
)


class Side(StrEnum):
    """Which side of a number a phrase is about."""

    ABOVE = "above"
    BELOW = "below"
    OPEN = "open"


@dataclass(frozen=True)
class Phrase:
    """A piece of the reply: its root words, quantities, whether it holds a negation, which side of
    its numbers it means, and whether it `excludes` what it names ("unless …").
    """

    roots: frozenset[str]
    quantities: tuple[Mention, ...]
    negated: bool
    side: Side = Side.OPEN
    excludes: bool = False

    @staticmethod
    def of(words: str, *, excludes: bool = False) -> Phrase:
        """The phrase of these words."""
        negated = bool(NEGATION.search(words))
        measured = quantities(words)
        above = bool(measured and _ABOVE.search(words))
        below = bool(measured and _BELOW.search(words))
        side = Side.OPEN
        if above is not below:
            side = Side.ABOVE if above is not (negated is not excludes) else Side.BELOW
        return Phrase(roots(words), measured, negated, side, excludes)


# "Gold members", "an unused item": nobody's in particular, so a rule and not a claim about this
# case. "Your damaged item" and "the lost parcel" are claims.
_GENERIC = re.compile(
    r"(?:^|\b(?:an?|any|every|each|all|of|only)) (?P<one>(?:[^\W\d_][\w-]* ){1,3}[^\W\d_][\w-]*)"
    r"|^\W*(?P<many>(?:[^\W\d_][\w-]* ){0,3}[^\W\d_][\w-]*s)\b (?=get|have|can|are|may|receive|do)",
    re.IGNORECASE,
)
_PARTICULAR = re.compile(
    r"\b(?:your|you|the|this|that|our|we|i|it|my|their|his|her|is|was|will)\b", re.IGNORECASE
)


def generic(words: str) -> Phrase:
    """What a sentence says of things in general: the conditions that its nouns carry."""
    found = (m["one"] or m["many"] for m in _GENERIC.finditer(words))
    return Phrase.of(" ".join(f for f in found if not _PARTICULAR.search(f)))


# "Even if", "whether or not", "also if it is not": what makes no difference is no condition.
_CONCESSIVE = re.compile(
    r"(?:even |also )(?:if|when)|whether|auch wenn|selbst wenn|même si|aunque|incluso si|"
    r"mesmo (?:se|que)|anche se|ook als|zelfs als|ob\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\b(?:also|even|or|auch|oder|même|ou|incluso|o|mesmo|anche|ook|of)\s*$")


def concessive(words: str, before: str) -> bool:
    """Whether a condition leaves open what it names: `before` is what stands before it."""
    return bool(_CONCESSIVE.match(words) or _JOINED.search(before.casefold()))


@dataclass(frozen=True)
class Reply:
    """What a reply states as conditions and what it asks for; found once for each text.

    `conditional` are its sentences that state conditions, in one line each, `whole` is all of it in
    one line.
    """

    conditions: tuple[Phrase, ...]
    requests: tuple[Phrase, ...]
    conditional: tuple[str, ...] = ()
    whole: str = ""

    @staticmethod
    def of(text: str) -> Reply:
        """The conditions, questions and requests of a text."""
        usual = language_of(text)
        stated: list[Phrase] = []
        asked: list[Phrase] = []
        conditional: list[str] = []
        units = [text[start:end] for start, end in sentences(text)]
        for _, items in lists_of(units):  # a list of conditions states each of its items
            stated += (Phrase.of(one) for item in items for one in item.split(ALTERNATIVE))
        for sentence in units:
            found = conditions(sentence, language_of(sentence, usual))
            if sentence.rstrip(_QUOTES).endswith("?"):
                asked.append(Phrase.of(sentence))
                continue
            if any(not concessive(c.words, sentence[: c.start]) for c in found):
                conditional.append(" ".join(sentence.split()))
            if _REQUEST.search(sentence):
                asked.append(Phrase.of(sentence))
            stated += (
                Phrase.of(c.words, excludes=c.exception)
                for c in found
                if not concessive(c.words, sentence[: c.start])
            )
        whole = " ".join(text.split())
        return Reply(tuple(stated), tuple(asked), tuple(conditional), whole)

"""A bare yes: "Yes, you can." where the clause that it cites says "if".

A yes is what customers remember and courts read. Where a cited clause makes it depend on something
that neither a fact settles nor the reply states or asks for, the reviewer is told on what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desk.draft import Finding, Severity
from desk.facts import CaseFacts
from desk.found import finding
from desk.phrases import Phrase, Reply
from desk.reading.conditions import conditions
from desk.reading.language import language_of
from desk.reading.lists import ALTERNATIVE, lists_of
from desk.reading.spans import sentences
from desk.settled import settled
from desk.stretches import Stretch
from desk.terms_met import Met, how_met
from desk.vocabulary import overlap, roots
from policies.clause import Clause

_YES = re.compile(
    r"^\W*(?:(?:hi|hello|dear|hallo|bonjour|hola|olá|ciao)\b[^,.!?]{0,40}[,.!]\s*)?"
    r"(?:yes|yep|yeah|of course|certainly|absolutely|definitely|sure|indeed|ja|klar|natürlich|"
    r"selbstverständlich|oui|bien sûr|certainement|sí|claro|por supuesto|sim|com certeza|sì|certo|"
    r"certamente|zeker|natuurlijk)\b[,.! –—-]*\s*(?P<what>[^.?]*)",
    re.IGNORECASE,
)
# What a rule hangs on without saying "if".
_DEPENDS = re.compile(
    r"\b(?:only|must|unless|except\w*|exempt\w*|not|cannot|n['’]t|no|never|at least|at most|"
    r"more than|"
    r"less than|under|over|above|below|up to|maximum|minimum|required|needs?|either|may|might|"
    r"usually|"
    r"limited|certain|some|depend\w*|eligible|qualify|who|whose|which|aged?|nur|muss|müssen|"
    r"außer|nicht|"
    r"kein\w*|mindestens|höchstens|seulement|doit|doivent|sauf|pas|aucun\w*|moins|solo|debe\w*|"
    r"salvo|"
    r"apenas|deve\w*|exceto|soltanto|devono|tranne|non|alleen|moet\w*|behalve|niet|geen)\b",
    re.IGNORECASE,
)
_ALIKE = 0.3  # share of the words of a yes that a sentence of the clause must have to be about it
_SHOWN = 160
_ONLY_THAT = 12  # words of a reply that says nothing besides


# "That is the case here": the condition is met, says the reply, and only a fact can say so.
_APPLIES = re.compile(
    r"\b(?:this|that|it|which|the (?:rule|policy|clause|condition)s?)(?:['’]s| is| does| do| are)? "
    r"(?:also |exactly |precisely |clearly |certainly |all )*(?:appl(?:y|ies)|holds?|(?:true|"
    r"the case|fulfilled|met|satisfied)\b)"
    r"(?! (?:if|when|where|only|unless|to (?:all|every|any|each)))|"
    r"\b(?:you|your \w+(?: \w+)?)(?:['’]ve| have)?(?: clearly| fully| certainly)? "
    r"(?:meets?|met|fulfill?s?(?:ed)?|satisf(?:y|ies|ied)) (?:all |every |each |both |the |these |"
    r"this |that |our |of )*(?:conditions?|requirements?|criteri\w+|terms)|"
    r"\b(?:you(?:['’]re| are)|consider yourself) in luck\b|"
    r"\b(?:das|dies) (?:trifft|gilt)(?: \w+)? (?:auf|für|hier|in ihrem|bei)|"
    r"\bsie erfüllen (?:die|alle|diese)|\b(?:cela|c['’]est|ceci)(?: est)? (?:bien )?(?:le cas|"
    r"s['’]applique)|\bvous remplissez|\b(?:esto|ese|este) (?:se aplica|es su caso|es el caso)|"
    r"\bcumple (?:con )?(?:las|todas|los|esta)|\bisto (?:aplica-se|se aplica|é o caso)|"
    r"\bcumpre (?:as|todas|os|esta)|\bquesto (?:vale|si applica|è il caso)|\bsoddisfa (?:le|tutte)|"
    r"\b(?:dit|dat) (?:geldt|is hier het geval)|\bu voldoet aan",
    re.IGNORECASE,
)
_OPEN_STILL = re.compile(
    r"\b(?:if|whether|unless|when|once|ob|wenn|falls|als|indien|check|see|sure|may|might)\b|"
    r"^\W*(?:si|se)\b|\b(?:ver|saber|vérifi\w+|comprob\w+|verific\w+) (?:si|se)\b|"
    r"\?\W*$",
    re.IGNORECASE,
)


def claimed_met(stretch: Stretch, rules: Sequence[Clause], facts: CaseFacts) -> Iterator[Finding]:
    """A finding where a sentence says that a condition is met, and no fact does.

    `rules` are the clauses that the reply cites; one whose listed conditions all hold by facts is
    enough for it.
    """
    text = stretch.sentence.text
    claims = (_claim(text[start:end]) for start, end in sentences(text))
    said = next(filter(None, claims), "")
    if not said:
        return
    missing: list[str] = []
    for clause in rules:
        conditions = [c for one in clause.licences or () if one.permits for c in one.conditions]
        unknown = [str(c) for c in conditions if settled(c, facts) is not True]
        if conditions and not unknown:
            return
        missing += unknown
    if missing:
        hangs_on = "; ".join(dict.fromkeys(missing))[:_SHOWN]
        why = f"it says that the condition is met, and no fact does: {hangs_on}"
        span = (stretch.start, stretch.end)
        mend = "Add the fact, or say what it depends on."
        yield finding("condition_missing", why, said, span, mend, rules[0].id)


def _claim(sentence: str) -> str:
    """The words that say that a condition is met; empty where there are none."""
    said = _APPLIES.search(sentence)
    return said[0] if said and not _OPEN_STILL.search(sentence) else ""


def bare_yes(
    stretch: Stretch, cited: Sequence[Clause], facts: CaseFacts, reply: Reply
) -> Iterator[Finding]:
    """A finding where a sentence only says yes, and a clause that it cites has conditions."""
    text = stretch.sentence.text
    found = _YES.match(text)
    if found and not roots(found["what"]) and len(reply.whole.split()) <= _ONLY_THAT:
        why = "it says yes, and to what stands only in the customer's words"
        span = (stretch.start, stretch.end)
        mend = "Say what you agree to, with the clause that allows it."
        yield finding("condition_missing", why, text, span, mend, severity=Severity.LOOK)
    if not found or not cited or not roots(found["what"]):
        return
    if conditions(text, language_of(text)):
        return
    own = Phrase.of(text)
    for clause in cited:
        hangs_on = _open(clause, facts, reply, own)
        if hangs_on:
            why = f"it says yes, and {clause.id} makes it depend on: {hangs_on}"
            mend = "Say on what it depends, or ask for it."
            span = (stretch.start, stretch.end)
            yield finding(
                "condition_missing", why, text, span, mend, clause.id, severity=Severity.LOOK
            )
            return


def _open(clause: Clause, facts: CaseFacts, reply: Reply, own: Phrase) -> str:
    """The first thing that the clause hangs on and that nobody has settled; may be empty."""
    units = [clause.text[start:end] for start, end in sentences(clause.text)]
    stated: list[str] = [item for _, items in lists_of(units) for item in items]
    usual = language_of(clause.text)
    for unit in units:
        stated += (
            c.words for c in conditions(unit, language_of(unit, usual)) if c.words[-1:] != ":"
        )
    for condition in stated:
        if how_met(condition, facts, reply, own, own) is Met.MISSING:
            return " or ".join(condition.split(ALTERNATIVE))[:_SHOWN]
    if stated:
        return ""
    for unit in units:
        about = overlap(own.roots, roots(unit)) >= _ALIKE
        if about and _DEPENDS.search(unit) and " ".join(unit.split()) not in reply.whole:
            return " ".join(unit.split())[:_SHOWN]
    return ""
